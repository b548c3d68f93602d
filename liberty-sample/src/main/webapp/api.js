// The two calls the page makes. A failed call throws a problem as the server describes it (RFC 9457).

const URN = 'urn:llmbeans:problem:';

const send = async (path, options) => {
  let response;
  try {
    response = await fetch(path, { ...options, credentials: 'omit', cache: 'no-store' });
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure : { kind: 'offline', status: 0 };
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) {
    return body;
  }
  const kind = String(body.type ?? '').startsWith(URN) ? body.type.slice(URN.length) : 'other';
  throw { ...body, kind, status: response.status, retryAfter: Number(response.headers.get('Retry-After')) || 0 };
};

export const info = () => send('api/info', {});

export const chat = (request, signal) =>
  send('api/chat', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
