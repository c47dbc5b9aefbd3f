/** Free ground in the line of the site's own button or at the side of a composer, where something small can stand and covers nothing. */
const gap = (() => {
  const STEP = 8; // pixels between two looks: nothing that can be pressed is smaller
  const MARGIN = 4; // free on both sides
  const A_LINE = 40; // pixels; what is higher is read, and may lie where there is room
  const CONTROLS = 'a, button, input, select, textarea, summary, '
    + '[role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=combobox]';
  const THINGS = `${CONTROLS}, img, svg, canvas, video, iframe, [role=img]`;

  /**
   * The nearest to the button, in the middle of its height.
   * @param {Bounds} within @param {Element|null} button @param {Size} size
   * @param {Element} host ours, which may stand there now
   * @returns {Spot|null} null where there is none
   */
  function find({ left, right }, button, { width, height }, host) {
    if (!button) return null;
    const own = button.getBoundingClientRect();
    const top = (own.top + own.bottom - height) / 2;
    const isFree = (/** @type {number} */ from) =>
      from >= left && from + width <= right
      && points(from - MARGIN, top, width + 2 * MARGIN, height).every(([x, y]) => isGround(x, y, button, host));
    const found = away(right - left).flatMap((far) => [own.left - width - far, own.right + far]).find(isFree);
    return found === undefined ? null : { left: found, top, height };
  }

  /**
   * What stands above a composer or at its side begins below the site's bar; what is no higher than a line goes up from, or down
   * along the composer, until it lies on no picture, control or word of the site.
   * @param {Spot} spot @param {Bounds} clear @param {Size} size @param {Element} host ours
   * @returns {Spot|null} null where there is no such place
   */
  function slide(spot, clear, { width, height }, host) {
    const isAtSide = spot.left + width <= clear.left || spot.left >= clear.right;
    const end = document.documentElement.clientHeight - MARGIN;
    if (!isAtSide) return spot.top >= clear.bottom ? spot : above(spot, { width, height }, host);
    if (height > A_LINE) return bar.below(spot, { width, height }, end - MARGIN, host) ?? spot;
    const isFree = (/** @type {number} */ top) => points(spot.left, top, width, height).every(([x, y]) => isBare(x, y, host));
    const lowest = Math.min(clear.bottom, end) - height;
    const found = [0, ...away(lowest - spot.top)].map((far) => spot.top + far).find((top) => top <= lowest && isFree(top));
    return found === undefined ? null : { ...spot, top: found };
  }

  /** @param {Spot} spot @param {Size} size @param {Element} host ours @returns {Spot|null} */
  function above(spot, size, host) {
    const lowest = bar.below(spot, size, spot.top + spot.height, host);
    const highest = size.height > A_LINE ? null : bar.below({ ...spot, top: 0 }, size, innerHeight, host);
    const tops = lowest && highest ? [0, ...away(lowest.top - highest.top)].map((far) => Math.max(lowest.top - far, highest.top)) : [];
    const found = tops.find((top) => points(spot.left, top, size.width, size.height).every(([x, y]) => isBare(x, y, host)));
    return found === undefined ? lowest : { ...spot, top: found };
  }

  /** Lies a card or a notice there on nothing that can be pressed? @param {Spot} spot @param {Size} size @param {Element} host ours */
  function isOffControls({ left, top, height }, { width }, host) {
    const rows = [0, ...away(height)].map((y) => top + Math.min(y, height));
    return rows.every((y) => [0, ...away(width)].every((x) => !guest.below(host, left + Math.min(x, width), y)?.closest(CONTROLS)));
  }

  /**
   * Where a composer fills the window and its button is out of sight: by its right edge, the lowest place without word or thing.
   * @param {Bounds} clear @param {Size} size @param {Element} host ours @returns {Spot|null}
   */
  function inside(clear, { width, height }, host) {
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(clear.right, clientWidth) - width - STEP;
    const lowest = Math.min(clear.bottom, clientHeight) - height - STEP;
    const found = [0, ...away(lowest - Math.max(clear.top, 0))].map((far) => lowest - far)
      .find((top) => points(left - MARGIN, top, width + 2 * MARGIN, height).every(([x, y]) => isBare(x, y, host)));
    return found === undefined ? null : { left, top: found, height };
  }

  /** @param {number} x @param {number} y @param {Element} host */
  function isBare(x, y, host) {
    const seen = guest.below(host, x, y);
    return seen !== undefined && !seen.closest(THINGS) && ![...seen.childNodes].some((node) => node instanceof Text && node.data.trim());
  }

  /** @param {number} width @returns {number[]} */
  const away = (width) => Array.from({ length: Math.max(0, Math.ceil(width / STEP)) }, (_, count) => (count + 1) * STEP);

  /** @param {number} left @param {number} top @param {number} width @param {number} height @returns {[number, number][]} */
  function points(left, top, width, height) {
    const rows = [top, top + height / 2, top + height];
    const columns = [0, ...away(width)].map((x) => left + Math.min(x, width));
    return columns.flatMap((x) => rows.map((y) => /** @type {[number, number]} */ ([x, y])));
  }

  /**
   * Seen there is what the button lies on, and nothing that lies beside it.
   * @param {number} x @param {number} y @param {Element} button @param {Element} host
   */
  function isGround(x, y, button, host) {
    const seen = guest.below(host, x, y);
    return seen !== undefined && seen !== button && seen.contains(button);
  }

  return { find, slide, inside, isOffControls };
})();
