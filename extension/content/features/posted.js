/** Was it posted? What the site gives back within a moment was not. Of what is not sure nothing is told: then the popup asks. */
const posted = (() => {
  const SETTLE_MS = 3000; // within that a site gives back what its server refused
  /** @type {Set<{text: string, drop: () => void}>} */
  const pending = new Set();

  /**
   * A submitted text is gone from its text field: `tell`, unless it comes back, or its dialog stays.
   * @param {Site} site @param {Composer} composer @param {string} text @param {() => void} tell @param {AbortSignal} signal
   */
  function settle(site, composer, text, tell, signal) {
    const over = new AbortController();
    const end = AbortSignal.any([signal, over.signal]);
    const one = { text, drop: () => over.abort() };
    const decide = () => {
      one.drop();
      if (!staysOpen(composer) && !site.composers(document).some((other) => isSame(editors.read(other), text))) tell();
    };
    const timer = setTimeout(decide, SETTLE_MS);
    window.addEventListener('pagehide', decide, { signal: end }); // who closes the tab once it is posted
    end.addEventListener('abort', () => {
      clearTimeout(timer);
      pending.delete(one);
    });
    pending.add(one);
  }

  /** What stands in a text field now is not posted. @param {string} text */
  function isBack(text) {
    for (const one of pending) if (isSame(one.text, text)) one.drop();
  }

  /** A dialog goes with what was posted from it. @param {Composer} composer */
  const staysOpen = ({ editor, layer }) => layer !== document.body && editor.isConnected && editor.checkVisibility();

  /** @param {string} one @param {string} other */
  const isSame = (one, other) => editors.words(one) === editors.words(other);

  return { settle, isBack };
})();
