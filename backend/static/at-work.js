/** A form whose answer takes its time says so, and is sent once; whoever comes back to its page may send it again. */
for (const said of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-at-work]'))) {
  const form = /** @type {HTMLFormElement} */ (said.closest('form'));
  let pressed = /** @type {HTMLElement | null} */ (null);
  form.addEventListener('submit', (event) => {
    if (pressed) return event.preventDefault();
    pressed = event.submitter ?? form; // a password manager presses no button
    pressed.ariaBusy = 'true';
    said.textContent = String(said.dataset.atWork);
  });
  const rest = () => {
    if (!pressed) return;
    pressed = pressed.ariaBusy = null;
    said.textContent = '';
  };
  addEventListener('pageshow', ({ persisted }) => persisted && rest());
  globalThis.navigation?.addEventListener('navigateerror', rest); // the browser's Stop
}
