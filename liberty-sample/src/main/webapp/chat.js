// The page: keeps the conversation, sends it, shows what comes back. Texts of others go into textContent only.

import { texts } from './texts.js';
import { chat, info } from './api.js';
import { bubble, waiting } from './bubbles.js';

const REMEMBERED_MESSAGES = 40;

const $ = (id) => document.getElementById(id);
const form = $('form');
const question = $('question');
const log = $('log');

let language = firstLanguage();
let provider = { capabilities: [] };
let entries = [];
let sessionId = newId();
let running = null;

function firstLanguage() {
  const remembered = recall();
  if (remembered in texts) {
    return remembered;
  }
  return (navigator.language ?? 'en').toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

function recall() {
  try {
    return localStorage.getItem('language') ?? '';
  } catch {
    return '';
  }
}

function remember(value) {
  try {
    localStorage.setItem('language', value);
  } catch {
    // Storage is switched off: the choice holds for this visit.
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function can(capability) {
  return provider.capabilities.includes(capability);
}

function say(key) {
  $('status').textContent = key ? texts[language][key] : '';
}

function translate() {
  const words = texts[language];
  document.documentElement.lang = language;
  document.querySelectorAll('[data-text]').forEach((e) => (e.textContent = words[e.dataset.text]));
  document.querySelectorAll('[data-label]').forEach((e) => e.setAttribute('aria-label', words[e.dataset.label]));
  document.querySelectorAll('[data-hint]').forEach((e) => (e.placeholder = words[e.dataset.hint]));
  document.querySelectorAll('[data-language]').forEach((e) => {
    e.setAttribute('aria-pressed', String(e.dataset.language === language));
  });
  $('send').title = words.send;
  $('stop').title = words.stop;
  $('anew').title = words.anew;
  showIdeas(words);
  showAll();
}

function showIdeas(words) {
  const ideas = words.ideas.map((idea) => [idea, idea]);
  const all = provider.simulator ? [...ideas.slice(0, 2), ...words.simulatorIdeas] : ideas;
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
  const items = entries.map((entry) => bubble(entry, texts[language], again));
  if (running) {
    items.push(waiting(texts[language]));
  }
  log.replaceChildren(...items);
}

function add(entry) {
  entries.push(entry);
  const item = bubble(entry, texts[language], again);
  log.append(item);
  item.scrollIntoView({ block: 'end', behavior: 'smooth' });
}

function history() {
  const answered = entries.filter((entry) => entry.kind === 'question' || entry.kind === 'answer');
  const kept = answered.filter((entry) => entry.kind === 'answer' || entry.answered);
  return can('CHAT_HISTORY') ? kept.slice(-REMEMBERED_MESSAGES).map(({ role, text }) => ({ role, content: text })) : [];
}

async function ask(text) {
  if (running || !text.trim()) {
    return;
  }
  const messages = [...history(), { role: 'user', content: text }];
  const asked = { kind: 'question', role: 'user', text, answered: false };
  const controller = new AbortController();
  add(asked);
  wait(controller);
  const outcome = await answered(messages, controller.signal).catch((problem) => problemEntry(text, problem));
  if (running === controller) {
    asked.answered = outcome.kind === 'answer';
    done();
    add(outcome);
    question.focus();
  }
}

async function answered(messages, signal) {
  const answer = await chat(can('SESSION') ? { messages, sessionId } : { messages }, signal);
  return { kind: 'answer', role: 'assistant', text: answer.text, answer };
}

function problemEntry(text, problem) {
  return { kind: 'problem', text, problem: problem.name === 'AbortError' ? { kind: 'stopped' } : problem };
}

function again(entry) {
  entries = entries.slice(0, entries.indexOf(entry) - 1);
  showAll();
  ask(entry.text);
}

function wait(controller) {
  running = controller;
  const item = waiting(texts[language]);
  log.append(item);
  item.scrollIntoView({ block: 'end', behavior: 'smooth' });
  log.setAttribute('aria-busy', 'true');
  say('thinking');
  showState();
}

function done() {
  running = null;
  log.querySelector('.waiting')?.remove();
  log.removeAttribute('aria-busy');
  say('');
  showState();
}

function showState() {
  $('send').hidden = running !== null;
  $('stop').hidden = running === null;
  $('welcome').hidden = entries.length > 0;
  $('anew').hidden = entries.length === 0;
}

function startAnew() {
  const controller = running;
  done();
  controller?.abort();
  entries = [];
  sessionId = newId();
  showAll();
  showState();
  question.focus();
}

function grow() {
  question.rows = Math.min(8, question.value.split('\n').length);
}

async function meet() {
  try {
    provider = await info();
    $('model').textContent = texts[language].answeredBy(provider.provider, provider.model);
    $('simulator').hidden = !provider.simulator;
    showIdeas(texts[language]);
  } catch (problem) {
    add({ kind: 'problem', problem });
  }
}

form.addEventListener('submit', (event) => {
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
    form.requestSubmit();
  }
});
question.addEventListener('input', grow);
$('stop').addEventListener('click', () => running?.abort());
$('anew').addEventListener('click', startAnew);
document.querySelectorAll('[data-language]').forEach((button) =>
  button.addEventListener('click', () => {
    language = button.dataset.language;
    remember(language);
    translate();
  }),
);

translate();
showState();
meet();
