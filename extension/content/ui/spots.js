/** Where a guest of a certain size stands beside a part of the page: nothing but geometry, in pixels of the window. */
const spots = (() => {
  const GAP = 8;
  const page = () => document.documentElement; // the window without its scroll bars
  const LEAST = 96; // the heading and three lines; of less nothing can be read
  const ENOUGH = 184; // heading, buttons and four lines: with so much in sight it need not go elsewhere

  /** Best first. @type {((clear: Bounds, left: number, size: Size) => Spot)[]} */
  const BESIDE = [
    (clear, left, size) => ({ left: across(left, size), ...down(clear.bottom + GAP, size) }),
    (clear, _, size) => ({ left: clear.right + GAP, ...inside(clear.top, size) }),
    (clear, _, size) => ({ left: clear.left - size.width - GAP, ...inside(clear.top, size) }),
    (clear, left, size) => ({ left: across(left, size), ...up(clear.top - GAP, size) }),
  ];

  /**
   * Beside what is to stay clear: with room for all of it, else where most of it is seen.
   * @param {Bounds} clear @param {number} left where it would begin @param {Growing} size @param {number} [least] of it must be seen
   * @returns {Spot|null} null where nothing could be read
   */
  function best(clear, left, { width, height, room }, least = LEAST) {
    const seen = (/** @type {typeof BESIDE[0]} */ place) => {
      const spot = place(clear, left, { width, height: room });
      return spot.left >= 0 && spot.left + width <= page().clientWidth ? spot.height : 0;
    };
    const most = BESIDE.reduce((one, other) => (seen(other) > seen(one) ? other : one));
    return seen(most) >= Math.min(height, least) ? most(clear, left, { width, height }) : null;
  }

  /**
   * Where it is. What stands above grows upwards, what stands below downwards, neither over what is to stay clear; the rest scrolls.
   * @param {{left: number, top: number, bottom: number}} now @param {Size} size @param {Bounds} clear
   * @returns {Spot|null} null where too little would be seen
   */
  function kept({ left, top, bottom }, size, clear) {
    const grown = bottom <= clear.top ? up(bottom, size) : top >= clear.bottom ? down(top, size) : inside(top, size);
    const spot = { left: across(left, size), ...grown };
    return grown.height >= Math.min(size.height, ENOUGH) && isBeside(spot, size, clear) ? spot : null;
  }

  /** @param {Spot} spot @param {Size} size @param {Bounds} clear */
  const isBeside = ({ left, top, height }, { width }, clear) =>
    left >= clear.right || left + width <= clear.left || top >= clear.bottom || top + height <= clear.top;

  /** The lower right of the window. @param {Size} size @returns {Spot} */
  const corner = (size) => ({ left: across(page().clientWidth, size), ...inside(page().clientHeight, size) });

  /** @param {number} left @param {Size} size */
  const across = (left, { width }) => Math.max(GAP, Math.min(left, page().clientWidth - width - GAP));

  /** @param {number} top @param {Size} size */
  const down = (top, { height }) => ({ top, height: Math.min(height, page().clientHeight - GAP - top) });

  /** @param {number} lowest @param {Size} size */
  const up = (lowest, size) => {
    const bottom = Math.min(lowest, page().clientHeight - GAP);
    const height = Math.min(size.height, bottom - GAP);
    return { top: bottom - height, height };
  };

  /** @param {number} top @param {Size} size */
  const inside = (top, { height }) => down(Math.max(GAP, Math.min(top, page().clientHeight - GAP - height)), { width: 0, height });

  return { LEAST, ENOUGH, best, kept, corner };
})();
