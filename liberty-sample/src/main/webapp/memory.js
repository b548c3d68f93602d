// What this browser remembers of its user. Where storage is switched off, a choice holds for this visit.

export function recall(name) {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Switched off.
  }
}

export function firstLanguage(texts) {
  const remembered = recall('language');
  if (Object.hasOwn(texts, remembered)) {
    return remembered;
  }
  return (navigator.language ?? 'en').toLowerCase().startsWith('ru') ? 'ru' : 'en';
}
