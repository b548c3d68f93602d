// Which of the conversations that the server keeps is the one of this tab. A reload goes on with it, another tab has one
// of its own. A tab that was duplicated starts with the memory of the other one: the lock tells that the id is taken.

const NAME = 'conversation';
const VALID = /^[0-9a-f]{32}$/;

// A page that is being reloaded gives its lock back a little late.
const PATIENCE = 1000;

const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

function kept() {
  try {
    const id = sessionStorage.getItem(NAME) ?? '';
    return VALID.test(id) ? id : null;
  } catch {
    return null;
  }
}

function keep(id) {
  try {
    sessionStorage.setItem(NAME, id);
  } catch {
    // Switched off: a reload begins anew.
  }
}

// Holds the id until the page is left. Browsers have locks for secure pages only; elsewhere it is taken on trust.
const lock = (id) =>
  new Promise((locked) => {
    if (!navigator.locks) {
      locked(true);
      return;
    }
    const held = () =>
      new Promise((release) => {
        addEventListener('pagehide', release, { once: true });
        locked(true);
      });
    navigator.locks
      .request(`${NAME} ${id}`, { signal: AbortSignal.timeout(PATIENCE) }, held)
      .catch(() => locked(false));
  });

export async function conversationOfThisTab() {
  let id = kept();
  if (id === null || !(await lock(id))) {
    id = fresh();
    keep(id);
    await lock(id);
  }
  addEventListener('pageshow', ({ persisted }) => persisted && lock(id));
  return id;
}
