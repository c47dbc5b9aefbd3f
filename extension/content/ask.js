/** The one way from a page to the worker: intentions, never a draft. */
const ask = (() => {
  /** False once the extension was updated or removed under this tab: then only a reload helps. */
  const connected = () => Boolean(globalThis.chrome?.runtime?.id);

  /** @param {ContentMessage} message @returns {Promise<Reply<{state?: string, rules?: string[], composeUrl?: string, told?: boolean}>>} */
  async function send(message) {
    if (!connected()) return orphaned();
    try {
      return await chrome.runtime.sendMessage(message);
    } catch {
      return connected() ? failed('worker', 'errorWorker') : orphaned();
    }
  }

  const orphaned = () => ({ ok: /** @type {false} */ (false), error: { code: 'updated', message: t('errorUpdated') } });

  /** @param {string} code @param {string} key */
  const failed = (code, key) => ({ ok: /** @type {false} */ (false), error: { code, message: t(key) } });

  return { connected, send };
})();
