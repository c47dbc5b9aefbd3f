/** "This is wrong": which rule, under which release, and no word of the draft. */
import { enqueue, take, waiting } from './outbox.js';

const PATH = 'feedback';

/** Goes with the next sync; until then it can be taken back. @param {Extract<ContentMessage, {type: 'feedback'}>} message */
export async function note({ rule, release, wrong }) {
  const said = (await waiting()).filter(({ path, body }) => path === PATH && /** @type {any} */ (body).rule === rule);
  await Promise.all(said.map(take));
  if (wrong) await enqueue('POST', PATH, { id: crypto.randomUUID(), rule, release });
}
