/** The second click of a double click on something of ours is ours, too: the first may have taken it away from above the page's own. */
const secondClick = (() => {
  const WITHIN_MS = 500; // as long as systems wait for it
  const NEAR = 8;
  /** all that a click is told by */
  const POINTING = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick'];
  let first = { at: -Infinity, x: 0, y: 0, host: /** @type {EventTarget} */ (window) };

  /** @param {Element} host a guest that was clicked; by the keyboard, it is at no place @param {MouseEvent} event */
  function expect(host, { detail, timeStamp: at, clientX: x, clientY: y }) {
    if (detail) first = { at, x, y, host };
  }

  /** Where it still meets ours, our buttons see to it themselves, and in a text field it chooses a word. @param {MouseEvent} event */
  function isAstray({ timeStamp, clientX, clientY }) {
    return timeStamp - first.at < WITHIN_MS && Math.hypot(clientX - first.x, clientY - first.y) < NEAR;
  }

  /** @param {Event} event */
  function keep(event) {
    if (!event.isTrusted || !isAstray(/** @type {MouseEvent} */ (event)) || event.composedPath().includes(first.host)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** To be called before any listener of the page. @param {AbortSignal} signal */
  function guard(signal) {
    POINTING.forEach((type) => window.addEventListener(type, keep, { capture: true, signal }));
  }

  return { POINTING, expect, guard };
})();
