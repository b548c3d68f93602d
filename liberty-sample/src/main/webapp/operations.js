// The operations page: how the providers of the application do, as it changes.

import { operations } from './api.js';
import { Card } from './card.js';
import { figures } from './figures.js';
import { speaking } from './language.js';
import { texts } from './operations-texts.js';
import { poll } from './poll.js';

const PAUSE = 2000;

const $ = (id) => document.getElementById(id);
const page = document.documentElement;
const cards = new Map();

// waiting, live, paused, lost or off.
let state = 'waiting';
let latest = null;
let since = null;

const { words, translate } = speaking(texts, show);

function show() {
  const say = words();
  const format = figures(say.code, say.units);
  document.title = `${say.title} · LLM Beans`;
  page.dataset.state = state;
  const line = { waiting: say.waiting, live: say.live, paused: say.paused, lost: say.unconnected }[state] ?? '';
  $('connection').textContent = line;
  $('connection').hidden = !line;
  const trouble = state === 'off' ? say.off : state === 'lost' ? say.lost(since && format.time(since)) : '';
  if ($('trouble').textContent !== trouble) {
    $('trouble').textContent = trouble;
  }
  $('trouble').hidden = !trouble;
  if (latest) {
    showRoute(latest.router, say);
    showProviders(latest.providers, say, format);
  }
  $('nobody').hidden = !latest || latest.providers.length > 0;
}

function showRoute(router, say) {
  const text = router
    ? say.route({ ...router, strategy: say.strategies[router.strategy] ?? router.strategy })
    : latest.providers.length > 1
      ? say.alone
      : '';
  if ($('route').textContent !== text) {
    $('route').textContent = text;
  }
}

function showProviders(providers, say, format) {
  const names = providers.map(({ name }) => name);
  [...cards.keys()].filter((name) => !names.includes(name)).forEach((name) => {
    cards.get(name).root.remove();
    cards.delete(name);
  });
  providers.forEach((provider, place) => {
    if (!cards.has(provider.name)) {
      cards.set(provider.name, new Card(provider.name));
    }
    const card = cards.get(provider.name);
    card.show(provider, say, format);
    if ($('providers').children[place] !== card.root) {
      $('providers').insertBefore(card.root, $('providers').children[place] ?? null);
    }
  });
}

// A reader is told of what needs looking after, and not of every number.
function tell(before, now) {
  const say = words();
  const changed = now.providers.filter(({ name, status }) => {
    const earlier = before?.providers.find((provider) => provider.name === name);
    return earlier && earlier.status !== status;
  });
  if (changed.length > 0) {
    $('status').textContent = changed.map(({ name, status }) => say.became(name, say.statuses[status] ?? status)).join('. ');
  }
}

translate();
poll(operations, PAUSE, {
  got(value) {
    tell(latest, value);
    latest = value;
    since = new Date();
    state = 'live';
    show();
    page.dataset.ready = 'true';
  },
  failed(failure) {
    // While the application is being replaced, the server has nothing there either, and says so in words of its own.
    const off = failure.status === 404 && Boolean(failure.title);
    state = off ? 'off' : 'lost';
    show();
    page.dataset.ready = 'true';
  },
  paused() {
    state = 'paused';
    show();
  },
});
