/** The wheel over a guest turns what it would turn beside it: the site's own scroller is no ancestor of ours. */
const wheel = (() => {
  const LINE = 16;
  /** pixels in one step of the wheel, by the event's `deltaMode` */
  const STEPS = [() => 1, () => LINE, () => innerHeight];

  /** @param {HTMLElement} ground @param {Element} beside an element of the site */
  function passOn(ground, beside) {
    ground.addEventListener('wheel', (event) => {
      if (event.ctrlKey || scroller(/** @type {Element} */ (event.composedPath()[0]), event.deltaY)) return; // zoom, or our own
      const theirs = scroller(beside, event.deltaY);
      if (!theirs) return; // the window's scrolling is the browser's work
      event.preventDefault();
      theirs.scrollBy({ top: event.deltaY * STEPS[event.deltaMode](), behavior: 'instant' });
    }, { passive: false });
  }

  /**
   * The nearest that can go on in this direction, up to the end of its document or shadow root and on from there.
   * @param {Element} from @param {number} delta
   */
  function scroller(from, delta) {
    return hosts(from).flatMap((one) => line(one)).find((element) => goesOn(element, delta)) ?? null;
  }

  /** An element and the hosts of the open shadow roots it is in. @param {Element} element @returns {Element[]} */
  function hosts(element) {
    const root = element.getRootNode();
    return root instanceof ShadowRoot && root.mode === 'open' ? [element, ...hosts(root.host)] : [element];
  }

  /** An element and its ancestors. @param {Element|null} element @returns {Element[]} */
  function line(element) {
    return element && element !== document.scrollingElement ? [element, ...line(element.parentElement)] : [];
  }

  /** @param {Element} element @param {number} delta */
  function goesOn(element, delta) {
    if (element.scrollHeight <= element.clientHeight || !/auto|scroll/.test(getComputedStyle(element).overflowY)) return false;
    return delta < 0 ? element.scrollTop > 0 : element.scrollTop + element.clientHeight < element.scrollHeight - 1;
  }

  return { passOn };
})();
