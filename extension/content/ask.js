/** The one way from a page to the worker: intentions, never a draft. */
const ask = (() => {
  // read while we may: after an update the extension's texts are out of reach
  const UPDATED = chrome.i18n.getMessage('errorUpdated');

  /** False once the extension was updated or removed under this tab: then only a reload helps. */
  const connected = () => Boolean(globalThis.chrome?.runtime?.id);

  /** @param {ContentMessage} message @returns {Promise<Reply<{state?: string}>>} */
  async function send(message) {
    if (!connected()) return orphaned();
    try {
      return await chrome.runtime.sendMessage(message);
    } catch {
      return connected() ? failed('worker', 'errorWorker') : orphaned();
    }
  }

  const orphaned = () => ({ ok: /** @type {false} */ (false), error: { code: 'updated', message: UPDATED } });

  /** @param {string} code @param {string} key */
  const failed = (code, key) => ({ ok: /** @type {false} */ (false), error: { code, message: chrome.i18n.getMessage(key) } });

  return { connected, send, UPDATED };
})();
