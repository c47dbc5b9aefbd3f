/** A fault names a line; a click on it selects that line in the text that the link leads to. Links may come while one types. */
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[data-line]');
  if (!link) return;
  event.preventDefault();
  const text = /** @type {HTMLTextAreaElement} */ (document.querySelector(link.getAttribute('href') ?? ''));
  select(text, Number(link.getAttribute('data-line')));
});

/** @param {HTMLTextAreaElement} text @param {number} line counted from 1 */
function select(text, line) {
  const lines = text.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 5);
}
