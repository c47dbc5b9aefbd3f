/** "This is wrong": which rule, and no word of the draft. */
import { enqueue, withdraw } from './outbox.js';
import { vault } from './store.js';

/** Goes when something is sent next; until then it can be taken back. @param {Extract<ContentMessage, {type: 'feedback'}>} message */
export async function note({ id, rule, wrong }) {
  if (!wrong) return withdraw(id);
  if (await vault.get('keys', 'me')) await enqueue('POST', 'feedback', { id, rule }, id); // else it would go in the name of who signs in next
}
