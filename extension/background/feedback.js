/** "This is wrong": which rule, and no word of the draft. */
import * as outbox from './outbox.js';

/**
 * Goes when something is sent next; until then it can be taken back. The reply says whether anybody will be told.
 * @param {Extract<ContentMessage, {type: 'feedback'}>} message
 */
export async function note({ id, rule, wrong }) {
  if (!wrong) return outbox.withdraw(id);
  return { told: await outbox.note('POST', 'feedback', { id, rule }, id) };
}
