/** Tells when a pause is over by the clock alone: one timer for a tab, and only while there is an editor that waits for it. */
const pauseEnd = (() => {
  /** @type {Set<() => void>} */
  const waiting = new Set();
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;

  /**
   * @param {() => void} over @param {AbortSignal} signal
   * @returns {() => void} to be called whenever it may be a pause: `over` is called once, at its end
   */
  function follow(over, signal) {
    signal.addEventListener('abort', () => waiting.delete(over) && wait());
    return () => {
      if (!signal.aborted && stored.paused()) waiting.add(over);
      else waiting.delete(over); // it was ended by hand
      wait();
    };
  }

  /** Longer or shorter than it was: it may have been begun anew. */
  function wait() {
    clearTimeout(timer);
    if (waiting.size) timer = setTimeout(ring, stored.pauseLeft());
  }

  function ring() {
    if (stored.paused()) return wait(); // the clock was set back
    const told = [...waiting];
    waiting.clear();
    told.forEach((over) => over());
  }

  return { follow };
})();
