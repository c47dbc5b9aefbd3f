/** What the extension's own pages say to the worker, which may die before it answers. */

/** @param {PageMessage} message @returns {Promise<any>} the reply; where nobody answered, a failure in words */
export async function tell(message) {
  try {
    return await chrome.runtime.sendMessage(message);
  } catch {
    return { ok: false, error: { code: 'worker', message: t('errorWorker') } };
  }
}

/** Everything that is shown. Asked once more where nobody answered; throws where nobody does then. @returns {Promise<any>} */
export function status() {
  const ask = () => chrome.runtime.sendMessage({ type: 'status' });
  return ask().catch(ask);
}
