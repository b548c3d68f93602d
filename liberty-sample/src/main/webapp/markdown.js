// Markdown of somebody else, shown without harm. Two barriers: HTML in the Markdown is shown as text, and what the
// Markdown becomes goes through DOMPurify, which knows a short list of elements. The policy of the page is the third.

import { Marked } from './vendor/marked/marked.esm.js';
import DOMPurify from './vendor/dompurify/purify.es.js';

const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    // Asking another server for an image would tell it who reads.
    image: ({ text, href }) => `[${escaped(text || href)}]`,
    // The page has a heading of its own above.
    heading({ tokens, depth }) {
      const tag = `h${Math.min(6, depth + 1)}`;
      return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

const ALLOWED = {
  ALLOWED_TAGS: [
    'a', 'blockquote', 'br', 'code', 'del', 'em', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'strong',
    'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul',
  ],
  ALLOWED_ATTR: ['href', 'start', 'align'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
};

DOMPurify.addHook('afterSanitizeAttributes', (element) => {
  if (element.tagName === 'A' && element.hasAttribute('href')) {
    element.setAttribute('target', '_blank');
    element.setAttribute('rel', 'noopener noreferrer nofollow');
  } else if (element.tagName === 'PRE' || element.tagName === 'TABLE') {
    // May be wider than the page: the keyboard can scroll it.
    element.setAttribute('tabindex', '0');
  }
});

export const sanitised = (html) => DOMPurify.sanitize(html, ALLOWED);

// Shows a text that grows: only the blocks that have changed are made anew, so nothing flickers and what the reader has
// selected stays selected.
export class Markdown {
  #root;
  #blocks = [];

  constructor(root) {
    this.#root = root;
  }

  show(text) {
    const tokens = marked.lexer(text).filter((token) => token.type !== 'space' && token.type !== 'def');
    let same = 0;
    while (same < tokens.length && tokens[same].raw === this.#blocks[same]?.raw) {
      same++;
    }
    this.#blocks.splice(same).forEach(({ element }) => element.remove());
    tokens.slice(same).forEach((token) => {
      const element = document.createElement('div');
      element.className = 'block';
      element.append(sanitised(marked.parser([token])));
      this.#root.append(element);
      this.#blocks.push({ raw: token.raw, element });
    });
  }

  // A link may be explained at the end of the text, so that blocks above change once more.
  showWhole(text) {
    this.#blocks = [];
    this.#root.replaceChildren();
    this.show(text);
  }
}
