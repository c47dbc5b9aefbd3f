/** Tells when an element moves in the window, for whatever reason, without looking again and again. */
const moves = (() => {
  /**
   * Once: the next move. The trick is an observer whose window is just the place where the element is now.
   * @param {Element} element @param {() => void} moved @returns {() => void} ends it
   */
  function once(element, moved) {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const stays = (/** @type {DOMRectReadOnly} */ now) => Math.abs(now.left - left) < 1 && Math.abs(now.top - top) < 1;
    const { clientWidth, clientHeight } = document.documentElement;
    const margins = [top, clientWidth - right, clientHeight - bottom, left].map((side) => `${-Math.floor(side)}px`);
    /** @type {IntersectionObserver|null} */
    let observer = null;
    watch(margins.join(' '), 1);
    return () => observer?.disconnect();

    /** @param {string} rootMargin @param {number} share of the element that is seen now */
    function watch(rootMargin, share) {
      let first = true;
      observer?.disconnect();
      observer = new IntersectionObserver(([{ intersectionRatio: seen, boundingClientRect }]) => {
        if (first && !stays(boundingClientRect)) moved(); // before we looked
        else if (first && seen && seen !== share) watch(rootMargin, seen); // a scroller of the site cuts a part off
        else if (first && !seen) watch('0px', 1e-7); // out of sight: tell when it comes
        else if (!first) moved();
        first = false;
      }, { rootMargin, threshold: share });
      observer.observe(element);
    }
  }

  return { once };
})();
