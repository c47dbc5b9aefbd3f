/** A page that waits for answers before it is drawn: should two drawings overlap, the older answer would come to stand over the newer. */

/**
 * One after the other: what is shown last was asked last.
 * @template {any[]} Arguments
 * @param {(...args: Arguments) => Promise<void>} draw
 * @returns {(...args: Arguments) => Promise<void>}
 */
export function inTurn(draw) {
  let last = Promise.resolve();
  return (...args) => {
    const mine = last.then(() => draw(...args));
    last = mine.catch(() => {}); // who asked for it is told
    return mine;
  };
}
