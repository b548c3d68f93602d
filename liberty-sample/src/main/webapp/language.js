// The language of a page: its words in the elements that ask for them, and the buttons that change it.

import { firstLanguage, remember } from './memory.js';

// Tells “changed” after the elements have got their words, at first and at every change.
export function speaking(texts, changed) {
  let language = firstLanguage(texts);
  const words = () => texts[language];
  const each = (selector, apply) => document.querySelectorAll(selector).forEach(apply);

  function translate() {
    document.documentElement.lang = language;
    each('[data-text]', (e) => (e.textContent = words()[e.dataset.text]));
    each('[data-label]', (e) => e.setAttribute('aria-label', words()[e.dataset.label]));
    each('[data-hint]', (e) => (e.placeholder = words()[e.dataset.hint]));
    each('[data-language]', (e) => e.setAttribute('aria-pressed', String(e.dataset.language === language)));
    changed();
  }

  each('[data-language]', (button) =>
    button.addEventListener('click', () => {
      language = button.dataset.language;
      remember('language', language);
      translate();
    }),
  );
  return { words, translate };
}
