// A reader at the bottom stays there while the answer grows; one who has scrolled up to read is left alone.

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
