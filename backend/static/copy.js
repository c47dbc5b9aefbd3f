/** A button that copies a text of its page and says so. Where the clipboard is closed to us the text is selected instead. */
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-copies]'))) {
  const text = /** @type {HTMLTextAreaElement} */ (document.getElementById(String(button.dataset.copies)));
  const said = /** @type {HTMLElement} */ (button.nextElementSibling);
  button.hidden = false;
  button.addEventListener('click', async () => {
    said.textContent = ''; // said anew, it is read anew
    text.select();
    const copied = await (navigator.clipboard?.writeText(text.value).then(() => true, () => false) ?? document.execCommand('copy'));
    said.textContent = String(copied ? said.dataset.copied : said.dataset.selected);
    button.focus();
  });
}
