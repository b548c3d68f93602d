// The page: its words, its buttons, and the conversation between them.

import { texts } from './texts.js';
import { firstLanguage, remember } from './memory.js';
import { chosen, meet, provider } from './models.js';
import { Talk } from './talk.js';

const $ = (id) => document.getElementById(id);
const question = $('question');

let language = firstLanguage(texts);

const words = () => texts[language];

const talk = new Talk({
  log: $('log'),
  words,
  model: chosen,
  changed: showState,
  ended: backToTheQuestion,
  said: (text) => ($('status').textContent = text),
});

function translate() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-text]').forEach((e) => (e.textContent = words()[e.dataset.text]));
  document.querySelectorAll('[data-label]').forEach((e) => e.setAttribute('aria-label', words()[e.dataset.label]));
  document.querySelectorAll('[data-hint]').forEach((e) => (e.placeholder = words()[e.dataset.hint]));
  document.querySelectorAll('[data-language]').forEach((e) => {
    e.setAttribute('aria-pressed', String(e.dataset.language === language));
  });
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
document.querySelectorAll('[data-language]').forEach((button) =>
  button.addEventListener('click', () => {
    language = button.dataset.language;
    remember('language', language);
    translate();
  }),
);

translate();
await Promise.all([meet(showIdeas).catch((problem) => talk.fail(problem)), talk.recall()]);
document.documentElement.dataset.ready = 'true';
