/** What the extension's own pages say to the worker, which may die before it answers. */

/** @param {PageMessage} message @returns {Promise<any>} the reply; where nobody answered, a failure in words */
export async function tell(message) {
  try {
    return (await chrome.runtime.sendMessage(message)) ?? unanswered();
  } catch {
    return unanswered();
  }
}

const unanswered = () => ({ ok: false, error: { code: 'worker', message: t('errorWorker') } });

/** Everything that is shown, or why that is not known. Asked once more where nobody answered. @returns {Promise<any>} the reply */
export async function status() {
  const first = await tell({ type: 'status' });
  return first.error?.code === 'worker' ? tell({ type: 'status' }) : first;
}
