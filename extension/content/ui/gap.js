/** Free ground in the line of the site's own button, where something small can stand and covers nothing. */
const gap = (() => {
  const STEP = 8; // pixels between two looks: nothing that can be pressed is smaller
  const MARGIN = 4; // free on both sides

  /**
   * The nearest to the button, in the middle of its height.
   * @param {{left: number, right: number}} within @param {Element|null} button @param {{width: number, height: number}} size
   * @param {Element} host ours, which may stand there now
   * @returns {{left: number, top: number, height: number}|null} null where there is none
   */
  function find({ left, right }, button, { width, height }, host) {
    if (!button) return null;
    const own = button.getBoundingClientRect();
    const top = (own.top + own.bottom - height) / 2;
    const isFree = (/** @type {number} */ from) =>
      from >= left && from + width <= right && points(from - MARGIN, top, width + 2 * MARGIN, height).every(([x, y]) => isGround(x, y, button, host));
    const found = away(right - left).flatMap((far) => [own.left - width - far, own.right + far]).find(isFree);
    return found === undefined ? null : { left: found, top, height };
  }

  /** @param {number} width @returns {number[]} */
  const away = (width) => Array.from({ length: Math.ceil(width / STEP) }, (_, count) => (count + 1) * STEP);

  /** @param {number} left @param {number} top @param {number} width @param {number} height @returns {[number, number][]} */
  const points = (left, top, width, height) =>
    [0, ...away(width)].flatMap((x) => [top, top + height / 2, top + height].map((y) => /** @type {[number, number]} */ ([left + Math.min(x, width), y])));

  /** Seen there is what the button lies on, and nothing that lies beside it. @param {number} x @param {number} y @param {Element} button @param {Element} host */
  function isGround(x, y, button, host) {
    const root = /** @type {Document | ShadowRoot} */ (button.getRootNode());
    const [seen] = root.elementsFromPoint(x, y).filter((one) => one !== host);
    return seen !== undefined && seen !== button && seen.contains(button);
  }

  return { find };
})();
