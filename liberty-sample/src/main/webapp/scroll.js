// A reader at the bottom stays there while the answer grows, and when the keyboard of a phone or a long question takes
// room; one who has scrolled up to read is left alone.

const NEAR = 96;

const page = document.documentElement;
const atTheBottom = () => page.scrollHeight - innerHeight - scrollY < NEAR;

export const toTheBottom = () => scrollTo({ top: page.scrollHeight, behavior: 'instant' });

export function keepingTheBottom(change) {
  const keep = atTheBottom();
  change();
  if (keep) {
    toTheBottom();
  }
}

let kept = true;
const stay = () => kept && toTheBottom();
addEventListener('scroll', () => (kept = atTheBottom()), { passive: true });
addEventListener('resize', stay);
new ResizeObserver(stay).observe(document.querySelector('.bottom'));
