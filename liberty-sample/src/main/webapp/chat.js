// The page: its words, its buttons, and the conversation between them.

import { texts } from './texts.js';
import { speaking } from './language.js';
import { chosen, meet, provider } from './models.js';
import { Talk } from './talk.js';

const $ = (id) => document.getElementById(id);
const question = $('question');

const { words, translate } = speaking(texts, showWords);

const talk = new Talk({
  log: $('log'),
  words,
  model: chosen,
  changed: showState,
  ended: backToTheQuestion,
  said: (text) => ($('status').textContent = text),
});

function showWords() {
  ['send', 'stop', 'anew', 'models'].forEach((id) => ($(id).title = words()[id]));
  showIdeas();
  talk.show();
}

function showIdeas() {
  const ideas = words().ideas.map((idea) => [idea, idea]);
  const all = provider.simulator ? [...ideas.slice(0, 2), ...words().simulatorIdeas] : ideas;
  $('ideas').replaceChildren(
    ...all.map(([label, prompt]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => talk.ask(prompt));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }),
  );
}

function showState() {
  $('send').hidden = talk.running;
  $('stop').hidden = !talk.running;
  $('welcome').hidden = !talk.empty;
  $('anew').hidden = talk.empty;
  $('log').setAttribute('aria-busy', String(talk.running));
}

// On a phone the focus would bring the keyboard back over the answer.
function backToTheQuestion() {
  const nowhere = document.activeElement === document.body || document.activeElement === null;
  if (nowhere && !matchMedia('(pointer: coarse)').matches) {
    question.focus({ preventScroll: true });
  }
}

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = question.value;
  if (!talk.running && text.trim()) {
    question.value = '';
    grow();
    talk.ask(text);
  }
});
question.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $('form').requestSubmit();
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && talk.running) {
    event.preventDefault();
    talk.stop();
  }
});

// Where the style sheet cannot do it.
function grow() {
  if (!CSS.supports('field-sizing', 'content')) {
    question.rows = Math.min(8, question.value.split('\n').length);
  }
}

question.addEventListener('input', grow);
$('stop').addEventListener('click', () => talk.stop());
$('anew').addEventListener('click', () => {
  talk.anew();
  question.focus();
});
addEventListener('pagehide', () => talk.leave());

translate();
await Promise.all([meet(showIdeas).catch((problem) => talk.fail(problem)), talk.recall()]);
document.documentElement.dataset.ready = 'true';
