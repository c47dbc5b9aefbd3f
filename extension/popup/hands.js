/** A control taken away between press and release does nothing: with the mouse, and with a key that is held. */
const A_LOOK_MS = 20;
let changes = 0;
addEventListener('change', () => (changes += 1), true); // before who changes something by it

/**
 * Somebody's hands on a page, from now on: what was asked for its drawing no longer holds once something was changed.
 * @param {HTMLElement} main @returns {() => Promise<boolean>} until nothing in it is pressed: were they at it?
 */
export function hands(main) {
  const before = changes;
  return async () => {
    const pressed = Boolean(main.querySelector(':active'));
    while (main.querySelector(':active')) await new Promise((done) => setTimeout(done, A_LOOK_MS));
    return pressed || changes !== before;
  };
}
