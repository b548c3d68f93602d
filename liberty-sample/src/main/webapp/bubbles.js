// How a question, an answer, a problem and the waiting look. Only textContent, never HTML.

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
};

const speaker = (text) => element('span', 'unseen', `${text}: `);

export function bubble(entry, words, again) {
  switch (entry.kind) {
    case 'question':
      return questionBubble(entry, words);
    case 'answer':
      return answerBubble(entry, words);
    default:
      return problemBubble(entry, words, again);
  }
}

function questionBubble(entry, words) {
  const item = element('li', 'bubble question');
  item.append(speaker(words.you), element('p', 'text', entry.text));
  return item;
}

function answerBubble({ answer }, words) {
  const item = element('li', 'bubble answer');
  item.append(speaker(words.model));
  item.append(answer.text ? element('p', 'text', answer.text) : element('p', 'text faint', words.empty));
  const note = words.finish[answer.finishReason];
  if (note) {
    item.append(element('p', 'note', note));
  }
  const facts = element('p', 'facts');
  facts.append(element('span', 'fact', answer.model));
  if (answer.usage) {
    facts.append(element('span', 'fact', words.tokens(answer.usage)));
  }
  if (answer.requestId) {
    facts.append(requestId(answer.requestId, words));
  }
  item.append(facts);
  return item;
}

function problemBubble(entry, words, again) {
  const { problem } = entry;
  const item = element('li', 'bubble problem');
  if (problem.kind === 'stopped') {
    item.append(element('p', 'text', words.stopped));
  } else {
    const sentence = words.problems[problem.kind] ?? words.problems.other;
    item.append(element('p', 'text', sentence(problem, problem.retryAfter)));
    item.append(details(problem, words));
  }
  if (entry.text) {
    const button = element('button', 'quiet', words.again);
    button.type = 'button';
    button.addEventListener('click', () => again(entry));
    item.append(button);
  }
  return item;
}

function details(problem, words) {
  const box = element('details', 'details');
  box.append(element('summary', '', words.details));
  const title = [problem.status || '', problem.title ?? ''].join(' ').trim();
  [title, problem.detail, problem.instance]
    .filter(Boolean)
    .forEach((line) => box.append(element('p', '', line)));
  if (problem.requestId) {
    box.append(requestId(problem.requestId, words));
  }
  box.hidden = box.childElementCount === 1;
  return box;
}

function requestId(id, words) {
  const fact = element('span', 'fact request', `${words.request} `);
  fact.append(element('code', '', id));
  return fact;
}

export function waiting(words) {
  const item = element('li', 'bubble answer waiting');
  item.setAttribute('aria-hidden', 'true');
  item.title = words.thinking;
  item.append(element('i', ''), element('i', ''), element('i', ''));
  return item;
}
