// Who answers: the provider of the application, and the choice among its models.

import * as server from './api.js';
import { recall, remember } from './memory.js';

const $ = (id) => document.getElementById(id);

export let provider = { capabilities: [] };

// A router has no answers of its own.
const answering = () => (provider.members ?? [provider.provider]).join(', ');

// Asks the server, and tells when the provider is known.
export async function meet(known) {
  provider = await server.info();
  $('model').textContent = `${answering()} · ${provider.model}`;
  $('simulator').hidden = !provider.simulator;
  known();
  offer(await server.models().catch(() => []));
}

function offer(models) {
  if (models.length === 0) {
    return;
  }
  const ids = [...new Set([provider.model, ...models.map(({ id }) => id)])];
  $('models').replaceChildren(...ids.map((id) => new Option(id, id)));
  const before = recall('model');
  $('models').value = ids.includes(before) ? before : provider.model;
  $('model').textContent = answering();
  $('models').hidden = false;
}

// Only what is not the provider's own choice need be said.
export const chosen = () => {
  const model = $('models').hidden ? '' : $('models').value;
  return model && model !== provider.model ? { model } : {};
};

$('models').addEventListener('change', () => remember('model', $('models').value));
