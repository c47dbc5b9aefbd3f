/** Pages that the employee proposes: sent through the outbox; what became of them comes with each sync. */
import { ApiError, callJson, isSignedIn } from './api.js';
import * as outbox from './outbox.js';
import { TIPS } from './shape.js';
import { vault } from './store.js';

const SHOWN = 3;

/**
 * @typedef {{url: string, title: string}} Page
 * @typedef {Page & {state: 'open'|'accepted'|'declined', answer: string}} Tip as the server tells it
 * @typedef {Page & {key: string, state: 'waiting'|'refused', answer: string}} Unsent `answer`: why it was refused
 */

outbox.onAnswer('tips', {
  arrived: async () => {},
  rejected: async ({ key, body }, { message }) => vault.set('tips', key, { ...body, key, state: 'refused', answer: message }),
});

/**
 * Throws ApiError when the server refuses it.
 * @param {Page & {note: string}} tip @returns {Promise<{state: 'sent'|'waiting'|'signedOut'}>}
 */
export async function propose({ url, title, note }) {
  const key = await outbox.enqueue('POST', 'tips', { url, title, note });
  await outbox.flush();
  const refused = await vault.get('tips', key);
  if (refused) {
    await vault.remove('tips', key);
    throw new ApiError('rejected', refused.answer);
  }
  const isWaiting = (await outbox.waiting()).some((entry) => entry.key === key);
  if (!isWaiting) await navigator.locks.request('sync', sync).catch(() => {}); // it is known with the next sync at the latest
  return { state: !isWaiting ? 'sent' : (await isSignedIn()) ? 'waiting' : 'signedOut' };
}

/** Fetch what became of the newest ones. */
export async function sync() {
  await vault.set('keys', 'tips', (await callJson('GET', `me/tips?size=${SHOWN}`, { shape: TIPS })).items);
}

/** What the popup shows: what waits or was refused, and the newest that were sent. @returns {Promise<(Tip|Unsent)[]>} */
export async function known() {
  const waiting = (await outbox.waiting()).filter(({ path }) => path === 'tips').map(unsent);
  return [...waiting, ...(await vault.all('tips')), ...((await vault.get('keys', 'tips')) ?? [])];
}

/** @param {import('./outbox.js').Entry} entry @returns {Unsent} */
function unsent({ key, body }) {
  return { .../** @type {Page} */ (body), key, state: 'waiting', answer: '' };
}

/** The employee has read that it was refused. @param {string} key */
export function forget(key) {
  return vault.remove('tips', key);
}
