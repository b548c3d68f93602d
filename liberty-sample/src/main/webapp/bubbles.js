// How a question and its answer look. Texts of others go into textContent, or through Markdown, which sanitises.

import { element } from './element.js';
import { Markdown } from './markdown.js';
import { provider as asked } from './models.js';

const bubble = (className, speaker) => {
  const made = element('article', `bubble ${className}`);
  made.setAttribute('aria-label', speaker);
  return made;
};

// One question with all that came of it: state is waiting, writing, complete, stopped or failed.
export class TurnView {
  #turn;
  #words;
  #again;
  #drawn = 0;
  #text = element('div', 'text');
  #markdown = new Markdown(this.#text);
  #reasoning = element('details', 'reasoning');
  #thoughts = element('p', 'thoughts');
  #progress = element('p', 'note progress');
  #dots = element('div', 'dots');
  #end = element('div', 'end');
  #answer;
  #problem;

  constructor(turn, words, again) {
    this.#turn = turn;
    this.#words = words;
    this.#again = again;
    const question = bubble('question', words.you);
    question.append(element('p', 'text', turn.question));
    this.#dots.append(element('i', ''), element('i', ''), element('i', ''));
    this.#reasoning.append(element('summary', '', words.reasoning), this.#thoughts);
    this.#answer = bubble('answer', words.model);
    this.#answer.append(this.#reasoning, this.#text, this.#progress, this.#dots, this.#end);
    this.#problem = bubble('problem', words.problem);
    this.elements = turn.question ? [question, this.#answer, this.#problem] : [this.#problem];
    this.draw();
  }

  // Draws with the next frame, however often it is asked.
  later(drawn) {
    this.#drawn ||= requestAnimationFrame(() => drawn(() => this.draw()));
  }

  draw() {
    cancelAnimationFrame(this.#drawn);
    this.#drawn = 0;
    const { state, text, reasoning, progress, problem } = this.#turn;
    const running = state === 'waiting' || state === 'writing';
    this.#answer.hidden = state === 'failed' && !text && !reasoning;
    this.#answer.className = `bubble answer ${state}`;
    this.#thoughts.textContent = reasoning;
    this.#reasoning.hidden = !reasoning;
    this.#progress.hidden = !running || !progress;
    this.#progress.textContent = progress ? this.#words.progress(progress) : '';
    this.#dots.hidden = state !== 'waiting';
    if (running) {
      this.#markdown.show(text);
    } else {
      this.#markdown.showWhole(text);
    }
    this.#end.replaceChildren(...(running ? [] : this.#ending()));
    this.#problem.hidden = !problem;
    this.#problem.replaceChildren(...(problem ? this.#failure() : []));
  }

  #ending() {
    const { state, text, answer } = this.#turn;
    const words = this.#words;
    const parts = [];
    if (!text && state === 'complete') {
      parts.push(element('p', 'faint', words.empty));
    }
    const note = state === 'stopped' ? words.stopped : state === 'broken' ? words.incomplete : '';
    const why = note || words.finish[answer?.finishReason];
    if (why) {
      parts.push(element('p', 'note', why));
    }
    if (answer?.remembered === false) {
      parts.push(element('p', 'note forgotten', words.notRemembered));
    }
    if (state === 'stopped') {
      parts.push(this.#button());
    }
    if (answer) {
      parts.push(this.#facts(answer));
    }
    return parts;
  }

  #facts({ provider, model, usage, requestId }) {
    const facts = element('p', 'facts');
    if (provider && asked.members?.length > 1) {
      facts.append(element('span', 'fact who', provider));
    }
    if (model) {
      facts.append(element('span', 'fact', model));
    }
    if (usage) {
      facts.append(element('span', 'fact usage', this.#words.tokens(usage)));
    }
    if (requestId) {
      facts.append(this.#request(requestId));
    }
    return facts;
  }

  #failure() {
    const { problem, text, question } = this.#turn;
    const words = this.#words;
    const sentence = words.problems[problem.kind] ?? words.problems.other;
    const parts = [element('p', 'text', sentence(problem, problem.retryAfter ?? 0))];
    if (text) {
      parts.unshift(element('p', 'text', words.brokeOff));
    }
    parts.push(this.#details(problem));
    if (question) {
      parts.push(this.#button());
    }
    return parts;
  }

  #button() {
    const button = element('button', 'quiet again', this.#words.again);
    button.type = 'button';
    button.addEventListener('click', () => this.#again(this.#turn));
    return button;
  }

  #details(problem) {
    const box = element('details', 'details');
    box.append(element('summary', '', this.#words.details));
    const title = [problem.status || '', problem.title ?? ''].join(' ').trim();
    [title, problem.detail, problem.instance].filter(Boolean).forEach((line) => box.append(element('p', '', line)));
    if (problem.requestId) {
      box.append(this.#request(problem.requestId));
    }
    box.hidden = box.childElementCount === 1;
    return box;
  }

  #request(id) {
    const fact = element('span', 'fact request', `${this.#words.request} `);
    fact.append(element('code', '', id));
    return fact;
  }
}
