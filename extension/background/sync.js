/** Brings release, site hooks, feed and my own figures up to date. Each part on its own: one that fails keeps its last good state. */
import { ApiError, call, callJson, parse, pruneLog } from './api.js';
import * as browsers from './browsers.js';
import * as guidelines from './guidelines.js';
import { FEED, HOOKS, ME, POINTS, RELEASE, fault as faultIn } from './shape.js';
import { vault } from './store.js';
import * as outcomes from './outcomes.js';
import * as tips from './tips.js';
import { t } from './words.js';

export const ALARM = 'sync';
export const EVERY_MINUTES = 15;
const FORMAT = 3; // of a release

/**
 * What is synced into storage.local: name -> where from, how the bytes become what is stored under which names, and whether what an
 * older version of the extension stored there is still of use.
 * @type {{name: string, path: string, accept: (bytes: ArrayBuffer, etag: string|null) => Promise<Partial<Stored>>, isOfUse?: (kept: any) => boolean}[]}
 */
const PARTS = [
  { name: 'release', path: 'rules/release', accept: acceptRelease, isOfUse: ({ body }) => body.format === FORMAT },
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
    for (const part of [syncMine, ...PARTS.map((p) => () => syncPart(p)), tips.sync, outcomes.send, pruneLog]) {
      await part().catch((error) => faults.push(fault(error)));
    }
    await vault.set('keys', 'sync', { at: Date.now(), faults });
  });
}

/** It holds here as soon as it does at the server, whatever else can be fetched then. @param {string} name of `PATCH me` @param {boolean} on @returns {Promise<{on: boolean}>} what the server made of it */
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
  return { code: 'internal', message: t('errorSync') };
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
  if (faultIn(FEED, feed)) throw new ApiError('bad_feed', t('errorServer'));
  return { feed: { items: feed.items } };
}

/** Hooks of the wrong shape would stop every tab; the packaged ones go on instead. @param {ArrayBuffer} bytes */
async function acceptHooks(bytes) {
  const hooks = parse(bytes);
  if (faultIn(HOOKS, hooks)) throw new ApiError('bad_hooks', t('errorHooks'));
  return { hooks };
}

/**
 * A release is taken only with the right hash and shape, and never an older one from the same installation.
 * @param {ArrayBuffer} bytes @param {string|null} etag
 */
async function acceptRelease(bytes, etag) {
  const hash = await sha256(bytes);
  if (etag?.replace(/^W\/|"/g, '') !== hash) throw new ApiError('bad_release', t('errorReleaseHash'));
  const body = /** @type {Release} */ (parse(bytes));
  const { release: last } = /** @type {Partial<Stored>} */ (await chrome.storage.local.get('release'));
  if (body.format !== FORMAT || faultIn(RELEASE, body)) throw new ApiError('bad_release', t('errorReleaseFormat'));
  if (last?.body.installation === body.installation && body.number < last.body.number) {
    throw new ApiError('bad_release', t('errorReleaseOld'));
  }
  return divided(body, hash);
}

/**
 * What every page of the sites reads, and what only the judge does: as text, which a page reads ten times as fast, and only where
 * somebody writes.
 * @param {Release} release @param {string} hash @returns {Pick<Stored, 'release' | 'rules'>}
 */
function divided(release, hash) {
  const { format, number, installation, organisation, fold, abbreviations, function_words, ...rules } = /** @type {CompiledRelease} */ (release);
  return { release: { body: { format, number, installation, organisation, fold, abbreviations, function_words }, hash }, rules: JSON.stringify(rules) };
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} hexadecimal */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Only what we know of: an older server tells none, a newer one perhaps more. @param {any} told @returns {Partial<Record<Platform, Mode>>} */
function modesOf(told) {
  const known = ['linkedin', 'x'].filter((site) => ['page', 'panel', 'off'].includes(told?.[site]));
  return Object.fromEntries(known.map((site) => [site, told[site]]));
}

async function syncMine() {
  const me = await callJson('GET', 'me', { shape: ME });
  const last = await vault.get('keys', 'lastPerson');
  if (last && last !== me.id) throw new ApiError('busy', t('errorServer')); // of whoever it tells, it is not who signed in
  await keepMine(me);
  await browsers.know({ id: me.browser });
  if (me.wants_points) await vault.set('keys', 'points', await callJson('GET', 'me/points', { shape: POINTS }));
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
  if (JSON.stringify(before) !== JSON.stringify(me)) tellPages();
}

/** Those of the extension, which no other page can hear. */
function tellPages() {
  const channel = new BroadcastChannel('mine');
  channel.postMessage(null);
  channel.close();
}
