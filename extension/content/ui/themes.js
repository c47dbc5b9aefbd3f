/** Tells when a site may have changed between light and dark: it does so at its root, and tells nobody. */
const themes = (() => {
  /** @param {() => void} changed @param {AbortSignal} signal */
  function follow(changed, signal) {
    let queued = false;
    const soon = () => {
      if (queued) return;
      queued = true;
      requestAnimationFrame(() => {
        queued = false;
        if (!signal.aborted) changed();
      });
    };
    const observer = new MutationObserver(soon);
    for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', soon, { signal });
    signal.addEventListener('abort', () => observer.disconnect());
  }

  return { follow };
})();
