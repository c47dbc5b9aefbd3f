/** Light, dark or dim: how a site is painted, and when that may have changed. It tells nobody, so its paint is asked. */
const themes = (() => {
  const BLUISH = 16; // more blue than red, of 255

  /** What is painted behind it: red, green, blue. @param {Element} element @returns {number[]|null} */
  function paintBehind(element) {
    for (let node = /** @type {Element|null} */ (element); node; node = node.parentElement ?? dom.hostOf(node)) {
      const [red, green, blue, alpha = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
      if (alpha > 0.5) return [red, green, blue];
    }
    return null;
  }

  /** @param {Element} element */
  function isDark(element) {
    const [red, green, blue] = paintBehind(element) ?? [];
    if (blue !== undefined) return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
    return matchMedia('(prefers-color-scheme: dark)').matches && getComputedStyle(document.documentElement).colorScheme.includes('dark');
  }

  /** Dark and blue, as one theme of X. @param {Element} element */
  function isDim(element) {
    const [red, , blue] = paintBehind(element) ?? [0, 0, 0];
    return isDark(element) && blue - red > BLUISH;
  }

  /** Dress a ground as the site it lies on. @param {HTMLElement} ground @param {Element} near */
  function fit(ground, near) {
    ground.classList.toggle('dark', isDark(near));
    ground.classList.toggle('dim', isDim(near));
    ground.style.setProperty('--site-font', getComputedStyle(near).fontFamily);
  }

  /** Sites switch at their root. @param {() => void} changed called when one may have @param {AbortSignal} signal */
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

  return { isDark, fit, follow };
})();
