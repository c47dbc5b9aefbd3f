/** A control taken away between press and release does nothing: with the mouse, and with a key that is held. */
const A_LOOK_MS = 20;
const LONGEST_MS = 5_000; // a release may never come: of a key, where another window took the keyboard
let changes = 0;
addEventListener('change', () => (changes += 1), true); // before who changes something by it

/**
 * Somebody's hands on a page, from now on: what was asked for its drawing no longer holds once something was changed.
 * @param {HTMLElement} main
 * @returns {() => Promise<boolean>} until nothing in it is pressed: were they at it, so that it is to be asked anew?
 */
export function hands(main) {
  const before = changes;
  return async () => {
    const isPressed = () => Boolean(main.querySelector(':active'));
    const [wasPressed, end] = [isPressed(), performance.now() + LONGEST_MS];
    while (isPressed() && performance.now() < end) await new Promise((done) => setTimeout(done, A_LOOK_MS));
    return (wasPressed && !isPressed()) || changes !== before;
  };
}
