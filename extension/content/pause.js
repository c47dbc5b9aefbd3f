/**
 * Waits for the pause in somebody's typing: one longer than their own gaps between keys,
 * so that nothing is judged in the middle of a word.
 */
const pause = (() => {
  const SETTLE_MS = 60;
  const LONGEST_SETTLE_MS = 150;
  const SAME_KEY_MS = 20; // one key is told several times
  const REST_MS = 1_000; // no gap between keys

  /** @param {() => void} work @returns {() => void} to be called with each key; `work` is done in the pause after the last */
  function after(work) {
    let waits = false;
    let told = 0;
    let rest = SETTLE_MS;
    const wait = () => {
      waits = true;
      setTimeout(look, told + rest - performance.now());
    };
    const look = () => {
      waits = performance.now() < told + rest;
      if (waits) wait(); // somebody typed on: one timer for all keys, setting one for each is dear
      else work();
    };
    return () => {
      const gap = performance.now() - told;
      told += gap;
      if (gap > SAME_KEY_MS && gap < REST_MS) rest = Math.min(Math.max(1.5 * gap, SETTLE_MS), LONGEST_SETTLE_MS);
      if (!waits) wait();
    };
  }

  return { after };
})();
