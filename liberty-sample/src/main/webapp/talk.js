// The conversation of this tab: what was asked, what came of it, and the answer that is on its way.

import * as server from './api.js';
import { TurnView } from './bubbles.js';
import { keepingTheBottom, toTheBottom } from './scroll.js';
import { conversationOfThisTab } from './tab.js';

const failure = (problem) => ({ question: '', text: '', reasoning: '', state: 'failed', problem });

const spoken = ({ question, answer, complete }) => ({
  question,
  text: answer.text,
  reasoning: answer.reasoning ?? '',
  state: complete ? 'complete' : 'broken',
  answer,
});

export class Talk {
  #log;
  #words;
  #model;
  #changed;
  #ended;
  #said;
  #id = '';
  #known;
  #turns = [];
  #running = null;
  #stopping = Promise.resolve();

  // words() and model() say what is chosen at the moment; changed() is called when something begins or ends, ended()
  // after an answer, said(text) with what a screen reader is to say.
  constructor({ log, words, model, changed, ended, said }) {
    this.#log = log;
    this.#words = words;
    this.#model = model;
    this.#changed = changed;
    this.#ended = ended;
    this.#said = said;
    this.#known = conversationOfThisTab().then((id) => (this.#id = id));
  }

  get running() {
    return this.#running !== null;
  }

  get empty() {
    return this.#turns.length === 0;
  }

  show() {
    this.#turns.forEach((turn) => (turn.view = this.#viewOf(turn)));
    this.#log.replaceChildren(...this.#turns.flatMap((turn) => turn.view.elements));
    this.#changed();
  }

  fail(problem) {
    this.#add(failure(problem));
  }

  // What the server remembers.
  async recall() {
    const said = await this.#known.then(server.conversation).catch(() => []);
    if (this.empty && said.length > 0) {
      this.#turns = said.map(spoken);
      this.show();
      toTheBottom();
    }
  }

  async ask(text, once = false) {
    if (this.running || !text.trim()) {
      return;
    }
    const controller = new AbortController();
    const turn = { question: text, text: '', reasoning: '', state: 'waiting' };
    this.#running = { turn, abort: () => controller.abort() };
    this.#add(turn);
    this.#said(this.#words().thinking);
    try {
      await Promise.all([this.#known, this.#stopping]);
      await this.#receive(turn, { prompt: text, ...(once && { again: true }), ...this.#model() }, controller.signal);
      turn.state = 'complete';
    } catch (problem) {
      if (turn.state !== 'stopped') {
        turn.state = 'failed';
        turn.problem = problem instanceof Error ? { kind: 'other', detail: String(problem) } : problem;
      }
    }
    if (this.#running?.turn === turn) {
      this.#running = null;
      this.#done(turn);
    }
  }

  async #receive(turn, asked, signal) {
    for await (const { name, data } of server.ask(this.#id, asked, signal)) {
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

  #done(turn) {
    keepingTheBottom(() => turn.view.draw());
    this.#changed();
    this.#said(this.#ending(turn));
    this.#ended();
  }

  #ending({ state, text, problem, answer }) {
    const words = this.#words();
    switch (state) {
      case 'stopped':
        return words.stopped;
      case 'failed':
        return (words.problems[problem.kind] ?? words.problems.other)(problem, problem.retryAfter ?? 0);
      default:
        return [
          words.complete,
          answer?.remembered === false ? words.notRemembered : '',
          text.length <= 300 ? text : '',
        ]
          .filter(Boolean)
          .join(' ');
    }
  }

  stop() {
    if (this.running) {
      this.#running.turn.state = 'stopped';
      this.#stopping = server.stop(this.#id).catch(() => {});
      this.#running.abort();
    }
  }

  // Whoever leaves wants no more of the answer. Should this get lost, the server notices a little later.
  leave() {
    if (this.running) {
      server.stop(this.#id).catch(() => {});
    }
  }

  async anew() {
    this.stop();
    this.#running = null;
    this.#turns = [];
    this.show();
    this.#said(this.#words().forgotten);
    this.#stopping = this.#known.then(server.forget).catch((problem) => this.fail(problem));
    await this.#stopping;
  }

  #again(turn) {
    this.#turns = this.#turns.filter((other) => other !== turn);
    turn.view.elements.forEach((e) => e.remove());
    this.ask(turn.question, true);
  }

  #add(turn) {
    this.#turns.push(turn);
    turn.view = this.#viewOf(turn);
    this.#log.append(...turn.view.elements);
    this.#changed();
    toTheBottom();
  }

  #viewOf(turn) {
    return new TurnView(turn, this.#words(), (asked) => this.#again(asked));
  }
}
