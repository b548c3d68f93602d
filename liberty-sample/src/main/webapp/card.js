// One provider: its state in words and shape, its figures in numbers. Only what has changed is touched, so nothing
// flickers and what somebody selects stays selected.

import { element } from './element.js';

// Each status has a shape of its own, for whoever does not see the colours.
const SHAPES = {
  healthy: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M7.5 12.5l3 3 6-6.5',
  degraded: 'M12 3 22 20.5H2zM12 9.5v5M12 17.4v.1',
  unhealthy: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM8.75 8.75l6.5 6.5m0-6.5-6.5 6.5',
};

const SVG = 'http://www.w3.org/2000/svg';

function drawing() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  return svg;
}

const put = (e, text) => {
  if (e.textContent !== text) {
    e.textContent = text;
  }
};

const GROUPS = {
  calls: ['answered', 'failed', 'cancelled', 'refused', 'inFlight'],
  latency: ['p50', 'p95', 'p99', 'mean', 'firstPiece'],
  tokens: ['prompt', 'completion', 'cached'],
};

export class Card {
  root = element('article', 'card');
  #name = element('h2', 'provider');
  #model = element('p', 'of');
  #status = element('p', 'state');
  #word = element('span', '');
  #path;
  #passedOver = element('p', 'passed');
  #empty = element('p', 'none');
  #body = element('div', 'figures');
  #labels = new Map();
  #values = new Map();
  #bar = element('span', 'fill');

  constructor(name) {
    const svg = drawing();
    this.#path = svg.firstChild;
    this.#status.append(svg, this.#word);
    const who = element('div', 'who');
    who.append(this.#name, this.#model);
    const head = element('header', 'head');
    head.append(who, this.#status);
    this.#name.textContent = name;
    this.#name.id = `provider-${name}`;
    this.root.setAttribute('aria-labelledby', this.#name.id);
    this.root.dataset.provider = name;
    this.#body.append(...Object.entries(GROUPS).map(([title, keys]) => this.#group(title, keys)), this.#times());
    this.root.append(head, this.#passedOver, this.#empty, this.#body);
  }

  #group(title, keys) {
    const group = element('section', `group ${title}`);
    const list = element('dl', 'list');
    list.append(...keys.map((key) => this.#pair(key)));
    group.append(this.#label(title, 'h3'), list);
    return group;
  }

  // What needs a line of its own.
  #times() {
    const list = element('dl', 'lines');
    const errors = this.#pair('errors');
    const bar = element('span', 'bar');
    bar.setAttribute('aria-hidden', 'true');
    bar.append(this.#bar);
    errors.lastChild.append(bar);
    list.append(errors, this.#pair('lastAnswer'), this.#pair('lastFailure'));
    return list;
  }

  #pair(key) {
    const pair = element('div', 'pair');
    const value = element('dd', '');
    const text = element('span', '');
    text.dataset.figure = key;
    value.append(text);
    this.#values.set(key, text);
    pair.append(this.#label(key, 'dt'), value);
    return pair;
  }

  #label(key, tag) {
    const label = element(tag, '');
    this.#labels.set(key, label);
    return label;
  }

  show(state, words, format) {
    const { calls, recent, latency, tokens, lastFailure } = state;
    const failed = Object.values(calls.failed).reduce((sum, n) => sum + n, 0);
    const none = calls.answered + failed + calls.cancelled + calls.refused + calls.inFlight === 0;
    this.#showStatus(state, words, format);
    this.#labels.forEach((label, key) => put(label, words[key]));
    put(this.#empty, words.empty);
    this.#empty.hidden = !none;
    this.#body.hidden = none;
    const took = (seconds) => (seconds == null ? words.none : format.took(seconds));
    const share = format.percent(recent.errorRate);
    const texts = {
      answered: format.count(calls.answered),
      failed: format.count(failed),
      cancelled: format.count(calls.cancelled),
      refused: format.count(calls.refused),
      inFlight: format.count(calls.inFlight),
      p50: took(latency?.p50Seconds),
      p95: took(latency?.p95Seconds),
      p99: took(latency?.p99Seconds),
      mean: took(latency?.meanSeconds),
      firstPiece: took(latency?.firstPieceSeconds),
      prompt: format.count(tokens.prompt),
      completion: format.count(tokens.completion),
      cached: format.count(tokens.cachedPrompt),
      errors: recent.calls === 0 ? words.none : `${share} · ${words.errorsOf(format.count(recent.errors), format.count(recent.calls))}`,
      lastAnswer: state.secondsSinceAnswer == null ? words.none : words.ago(format.long(state.secondsSinceAnswer)),
      lastFailure: lastFailure
        ? `${words.kinds[lastFailure.kind] ?? lastFailure.kind}, ${words.ago(format.long(lastFailure.secondsAgo))}`
        : words.none,
    };
    Object.entries(texts).forEach(([key, text]) => put(this.#values.get(key), text));
    this.root.toggleAttribute('data-failures', failed > 0);
    this.#bar.style.width = `${recent.errorRate * 100}%`;
  }

  #showStatus({ status, model, passedOverSeconds: left }, words, format) {
    put(this.#model, model);
    put(this.#word, words.statuses[status] ?? status);
    this.root.dataset.status = status;
    if (this.#path.getAttribute('d') !== SHAPES[status]) {
      this.#path.setAttribute('d', SHAPES[status] ?? '');
    }
    this.#passedOver.hidden = left == null;
    if (left != null) {
      put(this.#passedOver, words.passedOver(format.long(Math.ceil(left))));
    }
  }
}
