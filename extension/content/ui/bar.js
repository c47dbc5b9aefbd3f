/** The site's own bar at the top of the window: what stands at the side of a long text, or above one, begins below it. */
const bar = (() => {
  const GAP = 8;
  const WITHIN = 12; // of the edge of the window a bar begins, and what was scrolled out of it does not
  const SHARE = 4; // of the window; what is higher than one of so many is no bar
  const STEP = 40; // pixels between two looks

  /**
   * @param {Spot} spot @param {Size} size @param {number} end of it, at the latest @param {Element} host ours, which may stand there now
   * @returns {Spot|null} null where too little of it would be seen
   */
  function below(spot, { width, height }, end, host) {
    const top = Math.max(spot.top, lowest(spot.left, width, host) + GAP);
    const room = Math.min(height, end - top);
    return room < Math.min(height, spots.LEAST) ? null : { ...spot, top, height: room };
  }

  /** Where it ends; where there is none, at the edge of the window. @param {number} left @param {number} width @param {Element} host */
  function lowest(left, width, host) {
    const looks = Array.from({ length: Math.ceil(width / STEP) + 1 }, (_, count) => left + Math.min(count * STEP, width));
    const seen = looks.flatMap((x) => guest.below(host, x, WITHIN) ?? []);
    return Math.max(0, ...seen.flatMap(around).map((one) => one.getBoundingClientRect()).filter(isBar).map(({ bottom }) => bottom));
  }

  /** An element and its ancestors. @param {Element|null} element @returns {Element[]} */
  const around = (element) => (element ? [element, ...around(element.parentElement)] : []);

  /** @param {DOMRect} box */
  const isBar = ({ top, bottom }) => Math.abs(top) <= WITHIN && bottom <= innerHeight / SHARE;

  return { below };
})();
