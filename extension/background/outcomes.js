/** What came of warnings, where the employee switched that on: kept by the day, and sent when the day is over. */
import { ApiError, callJson, isSignedIn } from './api.js';
import { vault } from './store.js';

const LONGEST = 200; // entries of one day
const MOST = 1000; // of one entry
const KEEP_MS = 30 * 24 * 3600 * 1000;

/** @typedef {{id: string, day: string, times: Record<string, number>}} Day `id` is made up, so that the same day counts once */

/** @param {number} [at] */
const dayOf = (at = Date.now()) => new Date(at).toISOString().slice(0, 10);
const areWanted = async () => Boolean((await vault.get('keys', 'me'))?.sends_outcomes);

/** Nothing is noted or sent while this is done. @param {() => Promise<void>} work */
export function alone(work) {
  return navigator.locks.request('outcomes', work);
}

/** @param {Extract<ContentMessage, {type: 'outcome'}>} message */
export function note({ rule, release, outcome }) {
  return alone(async () => {
    if (!(await isSignedIn()) || !(await areWanted())) return;
    /** @type {Day} */
    const known = (await vault.get('outcomes', dayOf())) ?? { id: crypto.randomUUID(), day: dayOf(), times: {} };
    const entry = `${rule} ${release} ${outcome}`;
    known.times[entry] = (known.times[entry] ?? 0) + 1;
    await vault.set('outcomes', known.day, known);
  });
}

/** Days that are over; what the server does not take, or is not wanted any more, is forgotten. */
export function send() {
  return alone(async () => {
    const wanted = await areWanted();
    for (const one of /** @type {Day[]} */ (await vault.all('outcomes'))) {
      if (wanted && one.day === dayOf()) continue;
      if (wanted && one.day > dayOf(Date.now() - KEEP_MS)) await deliver(one);
      await vault.remove('outcomes', one.day);
    }
  });
}

/** @param {Day} day */
async function deliver({ id, day, times }) {
  const outcomes = Object.entries(times).slice(0, LONGEST).map(entryOf);
  await callJson('POST', 'outcomes', { body: { id, day, outcomes } }).catch((error) => {
    if (!(error instanceof ApiError) || error.code !== 'rejected') throw error; // later, with another sync
  });
}

/** @param {[string, number]} entry */
function entryOf([name, times]) {
  const [rule, release, outcome] = name.split(' ');
  return { rule, release: Number(release), outcome, times: Math.min(times, MOST) };
}
