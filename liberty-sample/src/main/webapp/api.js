// What the page asks of the server. A failed call throws a problem as the server describes it (RFC 9457).

import { events } from './events.js';

const URN = 'urn:llmbeans:problem:';

const kindOf = (problem) => {
  const type = String(problem.type ?? '');
  return type.startsWith(URN) ? type.slice(URN.length) : 'other';
};

const send = async (path, options) => {
  let response;
  try {
    response = await fetch(path, { ...options, credentials: 'same-origin', cache: 'no-store' });
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : { kind: 'offline', status: 0 };
  }
  if (response.ok) {
    return response;
  }
  const body = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('Retry-After')) || 0;
  throw { ...body, kind: kindOf(body), status: response.status, retryAfter };
};

const get = async (path, options = {}) => (await send(path, options)).json();

export const info = () => get('api/info');

export const models = () => get('api/models');

export const operations = (signal) => get('api/operations', { signal });

const at = (path, id) => `api/conversation${path}?id=${encodeURIComponent(id)}`;

export const conversation = (id) => get(at('', id));

export const forget = (id) => send(at('', id), { method: 'DELETE' });

// Ends the answer that is being written in this conversation. Leaves also when the page is being left.
export const stop = (id) => send(at('/stream', id), { method: 'DELETE', keepalive: true });

// Asks; gives an event {name, data} as soon as it comes. The last one is “finished”, unless this throws.
export async function* ask(id, question, signal) {
  const response = await send(at('/stream', id), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify(question),
    signal,
  });
  try {
    for await (const event of events(response.body)) {
      if (event.name === 'error') {
        throw { ...event.data, kind: kindOf(event.data) };
      }
      yield event;
      if (event.name === 'finished') {
        return;
      }
    }
  } catch (failure) {
    throw failure instanceof TypeError ? { kind: 'broken', status: 0 } : failure;
  }
  throw { kind: 'broken', status: 0 };
}
