// Makes an element. Its text goes into textContent, whoever wrote it.
export const element = (tag, className, text) => {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
};
