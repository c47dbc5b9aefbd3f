/** Brings release, site hooks, feed and my own figures up to date. Each part on its own: one that fails keeps its last good state. */
import { ApiError, call, callJson, parse } from './api.js';
import * as browsers from './browsers.js';
import * as guidelines from './guidelines.js';
import * as outcomes from './outcomes.js';
import * as release from './release.js';
import * as sent from './sent.js';
import { FEED, HOOKS, ME, POINTS, fault as faultIn } from './shape.js';
import { markShared } from './shares.js';
import { vault } from './store.js';
import * as tips from './tips.js';
import * as words from './words.js';

export const ALARM = 'sync';
export const EVERY_MINUTES = 15;

/**
 * What is synced into storage.local: name -> where from, how the bytes become what is stored under which names, and whether what an
 * older version of the extension stored there is still of use.
 * @typedef {(bytes: ArrayBuffer, etag: string|null) => Promise<Partial<Stored>>} Accept
 * @type {{name: string, path: string, accept: Accept, isOfUse?: (kept: any) => boolean}[]}
 */
const PARTS = [
  { name: 'release', path: 'rules/release', accept: release.accept, isOfUse: release.isOfUse },
  { name: 'hooks', path: 'sites', accept: acceptHooks },
  { name: 'feed', path: 'feed?size=100', accept: acceptFeed },
  { name: 'guidelines', path: 'guidelines', accept: guidelines.accept },
];

/** Nothing is being fetched while this is done. @param {() => Promise<void>} work */
export function alone(work) {
  return navigator.locks.request('sync', work);
}

/** Sync everything once; at the end `keys/sync` says when, and what failed. @returns {Promise<void>} */
export async function sync() {
  await alone(async () => {
    /** @type {{code: string, message: string}[]} */
    const faults = [];
    // first of all where the organisation wants us to work: nothing may show itself before that is known
    for (const step of [syncMine, ...PARTS.map((part) => () => syncPart(part)), tips.sync, outcomes.send, sent.prune]) {
      await step().catch((error) => faults.push(fault(error)));
    }
    await vault.set('keys', 'sync', { at: Date.now(), faults });
  });
}

/**
 * It holds here as soon as it does at the server, whatever else can be fetched then.
 * @param {string} name of `PATCH me` @param {boolean} on @returns {Promise<{on: boolean}>} what the server made of it
 */
export async function choose(name, on) {
  const chosen = await navigator.locks.request('choose', async () => {
    const chosen = await callJson('PATCH', 'me', { body: { [name]: on }, shape: ME });
    await alone(async () => {
      const me = await vault.get('keys', 'me');
      if (me && me.id === chosen.id) await keepMine({ ...me, ...chosen }); // the server tells this no other browsers
    });
    return chosen;
  });
  await sync();
  return { on: chosen[name] };
}

/** @param {unknown} error @returns {{code: string, message: string}} */
function fault(error) {
  if (error instanceof ApiError) return { code: error.code, message: error.message };
  console.error(error);
  return { code: 'internal', message: words.t('errorSync') };
}

/** @param {typeof PARTS[number]} part */
async function syncPart({ name, path, accept, isOfUse = () => true }) {
  const kept = /** @type {any} */ (await chrome.storage.local.get(name))[name];
  const etag = kept && isOfUse(kept) ? await vault.get('keys', `etag:${name}`) : null;
  const answer = await call('GET', path, { etag });
  if (answer.status !== 304) {
    await chrome.storage.local.set(await accept(answer.bytes, answer.etag));
    await vault.set('keys', `etag:${name}`, answer.etag);
  }
  await vault.set('keys', `at:${name}`, Date.now());
}

/** @param {ArrayBuffer} bytes */
async function acceptFeed(bytes) {
  const feed = parse(bytes);
  if (faultIn(FEED, feed)) throw new ApiError('bad_feed', words.t('errorServer'));
  return { feed: { items: feed.items } };
}

/** Hooks of the wrong shape would stop every tab; the packaged ones go on instead. @param {ArrayBuffer} bytes */
async function acceptHooks(bytes) {
  const hooks = parse(bytes);
  if (faultIn(HOOKS, hooks)) throw new ApiError('bad_hooks', words.t('errorHooks'));
  return { hooks };
}

/**
 * Only what we know of: an older server tells none, a newer one perhaps more.
 * @param {any} told @returns {Partial<Record<Platform, Mode>>}
 */
function modesOf(told) {
  const known = ['linkedin', 'x'].filter((site) => ['page', 'panel', 'off'].includes(told?.[site]));
  return Object.fromEntries(known.map((site) => [site, told[site]]));
}

async function syncMine() {
  const me = await callJson('GET', 'me', { shape: ME });
  const last = await vault.get('keys', 'lastPerson');
  if (last && last !== me.id) throw new ApiError('busy', words.t('errorServer')); // of whoever it tells, it is not who signed in
  await keepMine(me);
  await browsers.know({ id: me.browser });
  if (me.wants_points) await vault.set('keys', 'points', await callJson('GET', 'me/points', { shape: POINTS }));
  await markShared(me.shared ?? []); // last: it is the one that needs room
}

/**
 * Who I am: into the vault, since pages have no business with it; where the organisation wants us to work, and whether outcomes are
 * wanted: to the tabs.
 * @param {any} me
 */
async function keepMine(me) {
  const before = await vault.get('keys', 'me');
  await vault.set('keys', 'me', me);
  if (!me.wants_points) await vault.remove('keys', 'points');
  await chrome.storage.local.set({ modes: modesOf(me.modes), sendsOutcomes: me.sends_outcomes === true });
  await words.follow(me.is_formal === true);
  if (JSON.stringify(before) !== JSON.stringify(me)) tellPages();
}

/** Those of the extension, which no other page can hear. */
function tellPages() {
  const channel = new BroadcastChannel('mine');
  channel.postMessage(null);
  channel.close();
}
