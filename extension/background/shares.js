/**
 * A programme share from "prepare" to "posted". Until the backend has answered it is an entry of the outbox and nothing else,
 * afterwards a row of `shares` and nothing else: a worker that dies in between leaves nothing half done.
 */
import { ApiError, isSignedIn } from './api.js';
import { enqueue, flush, onAnswer, waiting, withdraw } from './outbox.js';
import * as ownWords from './own-words.js';
import * as reminders from './reminders.js';
import { SHARE } from './shape.js';
import { local, vault } from './store.js';
import { t } from './words.js';

const COMPOSERS = ['https://www.linkedin.com/feed/?shareActive=true', 'https://x.com/intent/post?'];
const DAY_MS = 24 * 3600 * 1000; // the backend, too, gives a prepared share up after a day

/**
 * @typedef {{key: string, at: number, item: string, platform: Platform, acknowledged: string[]}} Known
 * @typedef {Known & {state: 'waiting'}} Waiting
 * @typedef {Known & {title: string, state: 'ready', share: string, code: string, composeUrl: string, opened?: true}} Ready
 * @typedef {Known & {title: string, state: 'refused', problem: Failure['error']}} Refused
 */

onAnswer('shares', {
  shape: SHARE,
  arrived: (entry, answer) => keep(entry, readyOrRefused(answer)),
  rejected: (entry, error) => keep(entry, { state: 'refused', problem: { code: error.code, message: error.message, ...error.more } }),
});

/**
 * Ask the backend for a share, and open the site's composer once it is there; throws ApiError when it is refused.
 * @param {Extract<ContentMessage, {type: 'prepareShare'}>} message
 */
export async function prepare({ item, caption, platform, text, acknowledged }) {
  await supersede(item, platform);
  const key = await enqueue('POST', 'shares', { item_id: item, caption_id: caption, platform, text, acknowledged });
  await flush();
  const answered = /** @type {Ready|Refused|undefined} */ (await vault.get('shares', key));
  if (answered?.state === 'refused') return refuse(answered);
  await reminders.forget(item);
  if (answered) await compose(key);
  return { state: answered ? 'ready' : (await isSignedIn()) ? 'waiting' : 'signedOut' };
}

/**
 * Pressed again while the server could not be reached: what was chosen last goes out, and once.
 * @param {string} item @param {Platform} platform
 */
async function supersede(item, platform) {
  const earlier = (await unsent()).filter((share) => share.item === item && share.platform === platform);
  for (const { key } of earlier) await withdraw(key);
}

/** Told at once, it is told no more. @param {Refused} share @returns {Promise<never>} */
async function refuse({ key, problem }) {
  await vault.remove('shares', key);
  throw new ApiError(problem.code, problem.message, problem);
}

/** Open the site's own composer, filled; only then may the employee be asked whether it was posted. @param {string} key */
export async function compose(key) {
  const share = await vault.get('shares', key);
  if (share?.state !== 'ready') return;
  await vault.set('shares', key, { ...share, opened: true });
  await chrome.tabs.create({ url: share.composeUrl });
}

/**
 * The rules that were overruled when the share with this code was prepared, and the address that it opened: anybody may know a code.
 * @param {string} code
 */
export async function anyway(code) {
  const share = (await prepared()).find((one) => one.code === code);
  return { rules: share?.acknowledged ?? [], composeUrl: share?.composeUrl };
}

/** The page saw our link go out. Codes we did not make are none of our business. @param {string} code */
export async function sent(code) {
  const share = (await prepared()).find((one) => one.code === code);
  if (share) await decide(share, 'posted');
}

/** The employee's own answer to "did you post it?", or to the news that a share was refused. @param {string} key @param {boolean} posted */
export async function confirm(key, posted) {
  const share = await vault.get('shares', key);
  if (share?.state === 'ready') await decide(share, posted ? 'posted' : 'abandoned');
  else await vault.remove('shares', key);
}

/**
 * What the popup shows: shares that wait for the server, that wait to be posted, or were refused meanwhile.
 * @returns {Promise<(Waiting|Ready|Refused)[]>}
 */
export async function open() {
  const unanswered = (await unsent()).map((share) => ({ ...share, state: /** @type {const} */ ('waiting') }));
  return [...unanswered, ...(await vault.all('shares'))];
}

/** @returns {Promise<Known[]>} */
async function unsent() {
  return (await waiting()).filter(({ path }) => path === 'shares').map(known);
}

/** After a day nobody is asked any more. */
export async function forgetOld() {
  const old = (await vault.all('shares')).filter(({ at }) => Date.now() - at > DAY_MS);
  await Promise.all(old.map(({ key }) => vault.remove('shares', key)));
}

/** @returns {Promise<Ready[]>} */
async function prepared() {
  return (await vault.all('shares')).filter(({ state }) => state === 'ready');
}

/**
 * First the outbox, then forget: dying in between asks the employee once more, and the backend counts once.
 * @param {Ready} share @param {'posted'|'abandoned'} state
 */
async function decide({ key, share, item, platform }, state) {
  await enqueue('PATCH', `shares/${share}`, { state });
  if (state === 'posted') await ownWords.forget(item, platform); // what was written for it in the popup stands in the post
  await vault.remove('shares', key);
  if (state === 'posted') await markShared([item]).catch(() => {}); // where there is no room, the next sync tells it again
  await flush();
}

/** What was posted, from wherever, is not suggested again, nor reminded of; what was refused stays so. @param {string[]} items */
export async function markShared(items) {
  const news = unmarked(items, await suggested());
  if (!news.length) return;
  const waiting = await reminders.known();
  for (const { item } of waiting) if (news.includes(item)) await reminders.forget(item);
  const now = await suggested(); // read last: the pages write there, too
  const marks = Object.fromEntries(unmarked(news, now).map((item) => [item, 'shared']));
  await chrome.storage.local.set({ suggested: { ...now, ...marks } });
}

const suggested = async () => (await local('suggested')).suggested ?? {};

/** @param {string[]} items @param {Stored['suggested']} marks */
const unmarked = (items, marks) => items.filter((item) => !['never', 'shared'].includes(marks[item]));

/** Whatever a server answers, we open nothing but the two sites' own composers. @param {any} answer */
function readyOrRefused({ id, code, compose_url: composeUrl }) {
  if (COMPOSERS.some((start) => composeUrl.startsWith(start))) return { state: 'ready', share: id, code, composeUrl };
  return { state: 'refused', problem: { code: 'rejected', message: t('errorServer') } };
}

/**
 * From now on: it may have waited for days. `title`: the item may be withdrawn while somebody is asked whether they posted it.
 * @param {import('./outbox.js').Entry} entry @param {object} answer
 */
async function keep(entry, answer) {
  const share = known(entry);
  const { feed } = await local('feed');
  const title = feed?.items.find(({ id }) => id === share.item)?.title ?? '';
  await vault.set('shares', entry.key, { ...share, title, at: Date.now(), ...answer });
}

/** @param {import('./outbox.js').Entry} entry @returns {Known} */
function known({ key, at, body }) {
  const { item_id: item, platform, acknowledged } = /** @type {any} */ (body);
  return { key, at, item, platform, acknowledged };
}
