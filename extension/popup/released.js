/** A control taken away between press and release does nothing: with the mouse, and with a key that is held. */
const A_LOOK_MS = 20;

/** Until nothing in it is pressed. @param {HTMLElement} main @returns {Promise<boolean>} was something? then what was asked before no longer holds */
export async function released(main) {
  if (!main.querySelector(':active')) return false;
  while (main.querySelector(':active')) await new Promise((done) => setTimeout(done, A_LOOK_MS));
  return true;
}
