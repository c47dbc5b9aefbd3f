/** Where a guest of a certain size stands beside an editor: nothing but geometry, in pixels of the window. */
const spots = (() => {
  const GAP = 8;
  const page = () => document.documentElement; // the window without its scroll bars
  const LEAST = 160; // lower than that a card is scrolled rather than read

  /**
   * `height` is what the guest may use there; the rest it has to scroll.
   * @typedef {{left: number, top: number, height: number}} Spot
   * @typedef {{width: number, height: number}} Size
   * @type {((box: DOMRect, left: number, size: Size) => Spot)[]} best first
   */
  const BESIDE = [
    (box, left, size) => ({ left: across(left, size), ...down(box.bottom + GAP, size) }),
    (box, _, size) => ({ left: box.right + GAP, ...inside(box.top, size) }),
    (box, _, size) => ({ left: box.left - size.width - GAP, ...inside(box.top, size) }),
    (box, left, size) => ({ left: across(left, size), ...up(box.top - GAP, size) }),
  ];

  /**
   * Beside the box with its whole height, else beside it with less, else in the corner of the window.
   * @param {DOMRect} box @param {number} left of the text @param {Size} size @returns {Spot}
   */
  function best(box, left, size) {
    const all = BESIDE.map((place) => place(box, left, size)).filter((spot) => spot.left >= 0 && spot.left + size.width <= page().clientWidth);
    return all.find(({ height }) => height >= size.height) ?? all.find(({ height }) => height >= LEAST) ?? kept({ left: page().clientWidth, top: page().clientHeight }, size);
  }

  /**
   * Where it is. What stands above the box grows upwards, not over the text; what has grown over the edge of the window scrolls,
   * or where too little would be seen, grows the other way.
   * @param {{left: number, top: number, bottom?: number}} now @param {Size} size @param {DOMRect} [box] @returns {Spot}
   */
  const kept = ({ left, top, bottom = Infinity }, size, box) => {
    const enough = (/** @type {{height: number}} */ { height }) => height >= Math.min(size.height, LEAST);
    const above = up(bottom, size);
    const below = down(top, size);
    const grown = box && bottom <= box.top && enough(above) ? above : enough(below) ? below : inside(top, size);
    return { left: across(left, size), ...grown };
  };

  /** @param {number} left @param {Size} size */
  const across = (left, { width }) => Math.max(GAP, Math.min(left, page().clientWidth - width - GAP));

  /** @param {number} top @param {Size} size */
  const down = (top, { height }) => ({ top, height: Math.min(height, page().clientHeight - GAP - top) });

  /** @param {number} bottom @param {Size} size */
  const up = (bottom, size) => {
    const height = Math.min(size.height, bottom - GAP);
    return { top: bottom - height, height };
  };

  /** @param {number} top @param {Size} size */
  const inside = (top, { height }) => down(Math.max(GAP, Math.min(top, page().clientHeight - GAP - height)), { width: 0, height });

  return { best, kept };
})();
