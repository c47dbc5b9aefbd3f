/**
 * A programme share from "prepare" to "posted". Until the backend has answered it is an entry of the outbox and nothing else,
 * afterwards a row of `shares` and nothing else: a worker that dies in between leaves nothing half done.
 */
import { enqueue, flush as flushOutbox, waiting } from './outbox.js';
import { vault } from './store.js';

const DAY_MS = 24 * 3600 * 1000; // the backend, too, gives a prepared share up after a day

/**
 * @typedef {{key: string, at: number, item: string, platform: Platform}} Known
 * @typedef {Known & {state: 'waiting'}} Waiting
 * @typedef {Known & {state: 'ready', share: string, code: string, composeUrl: string}} Ready
 * @typedef {Known & {state: 'refused', problem: Failure['error']}} Refused
 */

/** Ask the backend for a share. @param {Extract<ContentMessage, {type: 'prepareShare'}>} message @returns {Promise<Waiting|Ready|Refused>} */
export async function prepare({ item, caption, platform, text, acknowledged }) {
  const body = { item_id: item, caption_id: caption, platform, text, acknowledged };
  const key = await enqueue('POST', 'shares', body);
  await flush();
  const answered = await vault.get('shares', key);
  if (answered?.state === 'refused') await vault.remove('shares', key);
  return answered ?? { key, at: Date.now(), item, platform, state: 'waiting' };
}

/** The page saw our link go out. Codes we did not make are none of our business. @param {string} code @param {string|null} permalink */
export async function sent(code, permalink) {
  const share = (await prepared()).find((one) => one.code === code);
  if (share) await decide(share, 'posted', permalink);
}

/** The employee's own answer to "did you post it?". @param {string} key @param {boolean} posted */
export async function confirm(key, posted) {
  const share = (await prepared()).find((one) => one.key === key);
  if (share) await decide(share, posted ? 'posted' : 'abandoned', null);
}

/** What the popup shows: shares that wait for the server, and those that wait to be posted. @returns {Promise<(Waiting|Ready)[]>} */
export async function open() {
  const unsent = (await waiting()).filter(({ path }) => path === 'shares');
  return [...unsent.map((entry) => ({ ...known(entry), state: /** @type {const} */ ('waiting') })), ...(await prepared())];
}

/** Send what waits. */
export function flush() {
  return flushOutbox(
    async (entry, answer) => {
      if (entry.path === 'shares') await keep(entry, { state: 'ready', share: answer.id, code: answer.code, composeUrl: answer.compose_url });
    },
    async (entry, error) => {
      if (entry.path === 'shares') await keep(entry, { state: 'refused', problem: { code: error.code, message: error.message, ...error.more } });
    },
  );
}

/** Prepared and still worth asking about. @returns {Promise<Ready[]>} */
async function prepared() {
  const rows = await vault.all('shares');
  return rows.filter(({ state, at }) => state === 'ready' && Date.now() - at < DAY_MS);
}

/** First the outbox, then forget: dying in between asks the employee once more, and the backend counts once. @param {Ready} share @param {'posted'|'abandoned'} state @param {string|null} permalink */
async function decide(share, state, permalink) {
  await enqueue('PATCH', `shares/${share.share}`, { state, ...(permalink && { permalink }) });
  await vault.remove('shares', share.key);
  await flush();
}

/** @param {import('./outbox.js').Entry} entry @param {object} answer */
function keep(entry, answer) {
  return vault.set('shares', entry.key, { ...known(entry), ...answer });
}

/** @param {import('./outbox.js').Entry} entry @returns {Known} */
function known({ key, at, body }) {
  const { item_id: item, platform } = /** @type {any} */ (body);
  return { key, at, item, platform };
}
