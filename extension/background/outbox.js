/**
 * Writes that must arrive exactly once although the network, the server or this worker may vanish at any moment.
 * An entry is in IndexedDB before anything is sent, carries its idempotency key, and leaves only when answered.
 */
import { ApiError, callJson, isSignedIn } from './api.js';
import { keyAt, vault } from './store.js';
import { t } from './words.js';

export const ALARM = 'outbox';
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;
const EXPIRY_MS = 30 * 24 * 3600 * 1000;
const A_MOMENT_MS = 1000;

/** when the last one was written down; forgotten with the worker, which starts later */
let newest = 0;

/**
 * @typedef {{key: string, at: number, tries: number, method: string, path: string, body: object}} Entry
 * @typedef {(entry: Entry, answer: any) => Promise<unknown>} Arrived
 * @typedef {(entry: Entry, error: ApiError) => Promise<unknown>} Rejected
 * @typedef {{arrived: Arrived, rejected: Rejected, shape?: import('./shape.js').Shape}} Answers `shape`: of what arrives
 */

/** What to do when an entry was answered, by its path; nothing where none is said. @type {Record<string, Answers>} */
const ANSWERS = {};

/** @param {string} path @param {Answers} answers */
export function onAnswer(path, answers) {
  ANSWERS[path] = answers;
}

/** @param {string} method @param {string} path @param {object} body @param {string} [key] @returns {Promise<string>} the key */
export async function enqueue(method, path, body, key = crypto.randomUUID()) {
  const at = newest = next();
  await vault.set('outbox', keyAt(at, key), { key, at, tries: 0, method, path, body });
  return key;
}

/**
 * As `enqueue`, where somebody is signed in: else it would go in the name of who signs in next. Looked at afterwards: who signs out
 * meanwhile takes it along.
 * @param {string} method @param {string} path @param {object} body @param {string} [key] @returns {Promise<boolean>} does it wait now?
 */
export async function note(method, path, body, key) {
  const noted = await enqueue(method, path, body, key);
  const inSomebodysName = await isSignedIn();
  if (!inSomebodysName) await withdraw(noted);
  return inSomebodysName;
}

/** @returns {Promise<Entry[]>} oldest first */
export function waiting() {
  return vault.all('outbox');
}

/** Nothing is on its way while this is done. @param {() => Promise<void>} work */
export function alone(work) {
  return navigator.locks.request('outbox', work);
}

/** It shall not be sent after all; too late where it was. @param {string} key */
export function withdraw(key) {
  return alone(async () => {
    for (const entry of await waiting()) if (entry.key === key) await remove(entry);
  });
}

/** @param {Entry} entry */
const remove = ({ at, key }) => vault.remove('outbox', keyAt(at, key));

/** Send what waits, oldest first; stop when the server cannot be reached or asks for a pause. */
export function flush() {
  return alone(async () => {
    for (const entry of await waiting()) {
      if (!(await deliver(entry))) return;
    }
  });
}

/** @returns {Promise<boolean>} whether the next entry may be tried @param {Entry} entry */
async function deliver(entry) {
  try {
    if (Date.now() - entry.at > EXPIRY_MS) throw new ApiError('rejected', t('errorExpired'));
    const answers = ANSWERS[entry.path];
    const answer = await callJson(entry.method, entry.path, { body: entry.body, key: entry.key, shape: answers?.shape });
    await answers?.arrived(entry, answer);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.temporary) return await later(entry, error);
    if (error.code !== 'rejected') return false; // signed out: keep it until the user is back
    await ANSWERS[entry.path]?.rejected(entry, error);
  }
  await remove(entry);
  return true;
}

/** Try again later; an entry that the server stumbles over does not hold up the others. @param {Entry} entry @param {ApiError} error */
async function later(entry, error) {
  await vault.set('outbox', keyAt(entry.at, entry.key), { ...entry, tries: entry.tries + 1 });
  const wait = Math.max(backoff(entry.tries), (error.more.retryAfter ?? 0) * 1000);
  await chrome.alarms.create(ALARM, { when: Date.now() + wait });
  return error.code === 'busy' && !error.more.retryAfter;
}

/** Exponential with jitter, in ms. @param {number} tries */
function backoff(tries) {
  return Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS) * (0.5 + Math.random());
}

/** What is written down in one moment keeps its order: a like, and that it was taken back. A clock that was set back counts as it is. */
function next() {
  const now = Date.now();
  return Math.abs(now - newest) < A_MOMENT_MS ? Math.max(now, newest + 1) : now;
}
