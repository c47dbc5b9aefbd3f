/** Pages that are drawn anew under somebody's hands: the keyboard goes on where it was, and no address is lost while it is typed. */

/**
 * @param {HTMLElement} main
 * @param {() => void} draw changes what stands in it, at once: who waited for an answer asks here where the keyboard is by now
 */
export function keep(main, draw) {
  const focused = /** @type {HTMLElement|null} */ (document.activeElement);
  if (focused?.id === 'server') return;
  const back = comeBack(main, focused);
  draw();
  if (focused && !focused.isConnected) back();
}

/**
 * To the control of this name, or where that is gone to what its section is called, or the next; not to another one, or a key held
 * down would act twice.
 * @param {HTMLElement} main @param {HTMLElement|null} focused
 */
function comeBack(main, focused) {
  const name = focused?.dataset.name;
  const heading = focused?.closest('section')?.querySelector('h2');
  const at = headings(main).findIndex((one) => one === heading);
  return () => {
    const near = headings(main).find(({ textContent }) => textContent === heading?.textContent) ?? headings(main).at(at);
    near?.setAttribute('tabindex', '-1');
    const same = /** @type {HTMLElement|null} */ (main.querySelector(`[data-name="${name}"]:not(:disabled)`));
    if (same) same.focus({ preventScroll: true }); // it stands where it stood
    else near?.focus();
  };
}

/** @param {HTMLElement} main */
const headings = (main) => [...main.querySelectorAll('h2')];
