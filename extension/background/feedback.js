/** "This is wrong": which rule, and no word of the draft. */
import { enqueue, withdraw } from './outbox.js';

/** Goes when something is sent next; until then it can be taken back. @param {Extract<ContentMessage, {type: 'feedback'}>} message */
export async function note({ id, rule, wrong }) {
  if (wrong) await enqueue('POST', 'feedback', { id, rule }, id);
  else await withdraw(id);
}
