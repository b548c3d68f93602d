// The page: asks, shows what comes back while it comes, and what the server remembers of the conversation.

import { texts } from './texts.js';
import * as server from './api.js';
import { TurnView } from './bubbles.js';
import { firstLanguage, recall, remember } from './memory.js';
import { keepingTheBottom, toTheBottom } from './scroll.js';

const $ = (id) => document.getElementById(id);
const question = $('question');
const log = $('log');

let language = firstLanguage(texts);
let provider = { capabilities: [] };
let turns = [];
let running = null;
let stopping = Promise.resolve();

const words = () => texts[language];
const say = (text) => ($('status').textContent = text);

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
  showAll();
}

function showIdeas() {
  const ideas = words().ideas.map((idea) => [idea, idea]);
  const all = provider.simulator ? [...ideas.slice(0, 2), ...words().simulatorIdeas] : ideas;
  $('ideas').replaceChildren(
    ...all.map(([label, prompt]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => ask(prompt));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }),
  );
}

function showAll() {
  turns.forEach((turn) => (turn.view = new TurnView(turn, words(), again)));
  log.replaceChildren(...turns.flatMap((turn) => turn.view.elements));
  showState();
}

function showState() {
  $('send').hidden = running !== null;
  $('stop').hidden = running === null;
  $('welcome').hidden = turns.length > 0;
  $('anew').hidden = turns.length === 0;
  log.setAttribute('aria-busy', String(running !== null));
}

function add(turn) {
  turns.push(turn);
  turn.view = new TurnView(turn, words(), again);
  log.append(...turn.view.elements);
  showState();
  toTheBottom();
}

function again(turn) {
  turns = turns.filter((other) => other !== turn);
  turn.view.elements.forEach((e) => e.remove());
  ask(turn.question, true);
}

async function ask(text, once = false) {
  if (running || !text.trim()) {
    return;
  }
  const controller = new AbortController();
  running = controller;
  const turn = { question: text, text: '', reasoning: '', state: 'waiting' };
  turn.stop = () => {
    turn.state = 'stopped';
    stopping = server.stop().catch(() => {});
    controller.abort();
  };
  controller.turn = turn;
  add(turn);
  say(words().thinking);
  try {
    await stopping;
    await receive(turn, { prompt: text, ...(once && { again: true }), ...chosen() }, controller.signal);
    turn.state = 'complete';
  } catch (problem) {
    if (turn.state !== 'stopped') {
      turn.state = 'failed';
      turn.problem = problem instanceof Error ? { kind: 'other', detail: String(problem) } : problem;
    }
  }
  if (running === controller) {
    done(turn);
  }
}

async function receive(turn, asked, signal) {
  for await (const { name, data } of server.ask(asked, signal)) {
    if (turn.state === 'stopped') {
      return;
    }
    switch (name) {
      case 'started':
        turn.answer = data;
        break;
      case 'text':
        turn.text += data.text;
        turn.state = 'writing';
        break;
      case 'reasoning':
        turn.reasoning += data.text;
        break;
      case 'progress':
        turn.progress = data;
        break;
      case 'finished':
        turn.answer = { ...turn.answer, ...data };
        break;
    }
    turn.view.later(keepingTheBottom);
  }
}

function done(turn) {
  running = null;
  keepingTheBottom(() => turn.view.draw());
  showState();
  say(ended(turn));
  // On a phone the focus would bring the keyboard back over the answer.
  const nowhere = document.activeElement === document.body || document.activeElement === null;
  if (nowhere && !matchMedia('(pointer: coarse)').matches) {
    question.focus({ preventScroll: true });
  }
}

function ended({ state, text, problem }) {
  switch (state) {
    case 'stopped':
      return words().stopped;
    case 'failed':
      return (words().problems[problem.kind] ?? words().problems.other)(problem, problem.retryAfter ?? 0);
    default:
      return `${words().complete} ${text.length <= 300 ? text : ''}`.trim();
  }
}

function stop() {
  running?.turn.stop();
}

async function startAnew() {
  stop();
  running = null;
  turns = [];
  showAll();
  say(words().forgotten);
  question.focus();
  stopping = server.forget().catch((problem) => add(failure(problem)));
  await stopping;
}

const failure = (problem) => ({ question: '', text: '', reasoning: '', state: 'failed', problem });

const chosen = () => {
  const model = $('models').hidden ? '' : $('models').value;
  return model && model !== provider.model ? { model } : {};
};

const spoken = ({ question: asked, answer, complete }) => ({
  question: asked,
  text: answer.text,
  reasoning: answer.reasoning ?? '',
  state: complete ? 'complete' : 'broken',
  answer,
});

async function meet() {
  try {
    provider = await server.info();
    $('model').textContent = `${provider.provider} · ${provider.model}`;
    $('simulator').hidden = !provider.simulator;
    showIdeas();
    offer(await server.models().catch(() => []));
  } catch (problem) {
    add(failure(problem));
  }
}

function offer(models) {
  if (models.length === 0) {
    return;
  }
  const ids = [...new Set([provider.model, ...models.map(({ id }) => id)])];
  $('models').replaceChildren(...ids.map((id) => new Option(id, id)));
  const before = recall('model');
  $('models').value = ids.includes(before) ? before : provider.model;
  $('model').textContent = provider.provider;
  $('models').hidden = false;
}

async function recallConversation() {
  const said = await server.conversation().catch(() => []);
  if (turns.length === 0 && said.length > 0) {
    turns = said.map(spoken);
    showAll();
    toTheBottom();
  }
}

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = question.value;
  if (!running && text.trim()) {
    question.value = '';
    grow();
    ask(text);
  }
});
question.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $('form').requestSubmit();
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && running) {
    event.preventDefault();
    stop();
  }
});

// Where the style sheet cannot do it.
function grow() {
  if (!CSS.supports('field-sizing', 'content')) {
    question.rows = Math.min(8, question.value.split('\n').length);
  }
}

question.addEventListener('input', grow);
$('stop').addEventListener('click', stop);
$('anew').addEventListener('click', startAnew);
$('models').addEventListener('change', () => remember('model', $('models').value));
// Whoever leaves wants no more of the answer. Should this get lost, the server notices a little later.
addEventListener('pagehide', () => running && server.stop().catch(() => {}));
document.querySelectorAll('[data-language]').forEach((button) =>
  button.addEventListener('click', () => {
    language = button.dataset.language;
    remember('language', language);
    translate();
  }),
);

translate();
await Promise.all([meet(), recallConversation()]);
document.documentElement.dataset.ready = 'true';
