// Asks again and again while somebody looks at the page; stops as soon as it is hidden, and goes on when it is back.

// An answer that takes longer is none.
const PATIENCE = 10_000;

export function poll(ask, pause, { got, failed, paused }) {
  let current = null;
  let timer = 0;

  async function once() {
    const mine = new AbortController();
    current = mine;
    const late = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const value = await ask(mine.signal);
      if (current === mine) {
        got(value);
      }
    } catch (failure) {
      if (current === mine) {
        failed(failure);
      }
    } finally {
      clearTimeout(late);
    }
    if (current === mine) {
      timer = setTimeout(once, pause);
    }
  }

  function follow() {
    if (!document.hidden && current === null) {
      once();
    } else if (document.hidden && current !== null) {
      clearTimeout(timer);
      const last = current;
      current = null;
      last.abort();
      paused();
    }
  }

  document.addEventListener('visibilitychange', follow);
  follow();
}
