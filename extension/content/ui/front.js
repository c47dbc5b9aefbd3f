/** Of several text fields in one box, as in a thread, one guest is seen: of the field used last, or the one that was asked for. */
const front = (() => {
  /**
   * @typedef {{composer: Composer, follow: () => void}} Guest
   * @type {Guest[]} those that have something to say; seen is the last one of a box
   */
  let guests = [];

  const beside = (/** @type {Guest} */ one) => guests.filter(({ composer }) => composer.box === one.composer.box);

  /** @param {Guest[]} now @param {Guest} one that came or went: others may have to give way, or may return */
  function change(now, one) {
    const met = new Set([...beside(one), one]);
    guests = now;
    met.forEach(({ follow }) => follow());
  }

  const without = (/** @type {Guest} */ guest) => guests.filter((one) => one !== guest);

  /** @param {Guest} guest @param {boolean} first is it the one to be seen? */
  function enter(guest, first) {
    if (first) change([...without(guest), guest], guest);
    else if (!guests.includes(guest)) change([guest, ...guests], guest);
  }

  /** @param {Guest} guest that has nothing to say, or is gone */
  function leave(guest) {
    if (guests.includes(guest)) change(without(guest), guest);
  }

  /** @param {Guest} guest */
  const isIn = (guest) => beside(guest).at(-1) === guest;

  /** Has no other text field of its box something to say? @param {Composer} composer */
  const isAlone = (composer) => guests.every(({ composer: other }) => other === composer || other.box !== composer.box);

  return { enter, leave, isIn, isAlone };
})();
