/** "This is wrong": which rule, and no word of the draft. */
import { isSignedIn } from './api.js';
import { enqueue, withdraw } from './outbox.js';

/** Goes when something is sent next; until then it can be taken back. The reply says whether anybody will be told. @param {Extract<ContentMessage, {type: 'feedback'}>} message */
export async function note({ id, rule, wrong }) {
  if (!wrong) return withdraw(id);
  const told = await isSignedIn(); // else it would go in the name of who signs in next
  if (told) await enqueue('POST', 'feedback', { id, rule }, id);
  return { told };
}
