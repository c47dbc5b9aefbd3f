/** Sign-in: the backend's own page in a browser window, then a one-time code (PKCE S256) for an opaque device token. */
import { ApiError, call, callJson, server, serverOrigin } from './api.js';
import * as outbox from './outbox.js';
import * as outcomes from './outcomes.js';
import * as reminders from './reminders.js';
import * as sent from './sent.js';
import { STORES, local, vault } from './store.js';
import * as syncing from './sync.js';
import { t } from './words.js';

/** @type {Map<string, Promise<void>>} by server: there is one window at a time, and the browser shows none until the page is there */
const underWay = new Map();

/** Open /connect, wait for the employee, keep the token; asked again meanwhile, it is the same. @returns {Promise<void>} */
export async function signIn() {
  const origin = await server();
  if (!origin) throw new ApiError('no_server', t('errorNoServer'));
  const begun = underWay.get(origin) ?? throughWindow(origin).finally(() => underWay.delete(origin));
  underWay.set(origin, begun);
  await begun;
}

/** @param {string} origin @returns {Promise<void>} */
async function throughWindow(origin) {
  const since = Date.now();
  await call('GET', 'openapi.json', { anonymous: true, at: origin }).catch(notThere);
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(48)));
  const state = base64url(crypto.getRandomValues(new Uint8Array(16)));
  const answer = await askAtBackend(origin, await challenge(verifier), state);
  if (answer.get('state') !== state) throw new ApiError('rejected', t('errorSignInState'));
  await exchange(origin, answer.get('code') ?? '', verifier, since);
}

/** One's own pages at the backend, in a tab, signed in. @param {string} path of the page */
export async function openPage(path) {
  const origin = await server();
  const { code } = await callJson('POST', 'me/door', { body: {} });
  await chrome.tabs.create({ url: `${origin}/me/enter/${encodeURIComponent(code)}?${new URLSearchParams({ to: path })}` });
}

/** Forget the token here and at the backend. */
export async function signOut() {
  await callJson('POST', 'connect/revoke', { body: {} }).catch(() => {}); // offline: the admin can still revoke the device
  await vault.remove('keys', 'token'); // nothing more sets out
  await alone(() => forgetPerson());
}

/**
 * Another organisation's, or where one's own has moved to.
 * @param {string} url typed by a person; throws ApiError for one that is not safe
 */
export async function setServer(url) {
  const origin = serverOrigin(url);
  if (origin === (await server())) return;
  await signOut(); // at the server that gave the token: no other may see it
  await alone(async () => {
    await vault.remove('keys', 'token'); // of who signed in meanwhile, at the last one
    await chrome.storage.local.remove('modes'); // the choice of the last organisation
    await vault.set('keys', 'server', origin);
  });
}

/** Nothing is on its way to the server or from it, and no outcome is noted, while this is done. @param {() => Promise<void>} work */
const alone = (work) => outbox.alone(() => syncing.alone(() => outcomes.alone(work)));

/**
 * What one person left here, what waits to be sent included, must not be sent in another's name.
 * @param {number} [until] what was sent from then on is the next one's
 */
async function forgetPerson(until = Number.MAX_SAFE_INTEGER) {
  await Promise.all(['points', 'tips', 'guidelines', 'etag:guidelines'].map((key) => vault.remove('keys', key)));
  await Promise.all(STORES.filter((name) => name !== 'keys' && name !== 'sent').map((store) => vault.clear(store)));
  await sent.forgetBefore(until);
  await Promise.all([chrome.storage.local.remove(['sendsOutcomes', 'feed']), chrome.storage.session.clear()]);
  const { settings } = await local('settings');
  if (settings) await chrome.storage.local.set({ settings: { ...settings, features: { ...settings.features, engagement: false } } });
  await vault.remove('keys', 'me'); // until here it tells whose the rest is
  await reminders.arrange();
}

/** @param {string} origin @param {string} code_challenge @param {string} state @returns {Promise<URLSearchParams>} */
async function askAtBackend(origin, code_challenge, state) {
  const redirect_uri = chrome.identity.getRedirectURL('connect');
  const query = new URLSearchParams({ redirect_uri, code_challenge, state, device: deviceName() });
  await sent.note('GET', `connect?${query}`);
  const url = await chrome.identity
    .launchWebAuthFlow({ url: `${origin}/connect?${query}`, interactive: true })
    .catch(() => undefined);
  if (!url) throw new ApiError('rejected', t('errorSignInStopped'));
  return new URL(url).searchParams;
}

/** Before anything was synced only the address helps. @param {unknown} fault @returns {never} */
function notThere(fault) {
  if (fault instanceof ApiError && fault.code === 'unreachable') throw new ApiError('unreachable', t('errorNotThere'));
  throw fault;
}

/**
 * @param {string} origin @param {string} code @param {string} code_verifier
 * @param {number} since when this sign-in began
 */
async function exchange(origin, code, code_verifier, since) {
  const body = { code, code_verifier, redirect_uri: chrome.identity.getRedirectURL('connect') };
  const { token, person } = await callJson('POST', 'connect/token', { body, anonymous: true, at: origin });
  await alone(async () => {
    await vault.remove('keys', 'token'); // should we die before the end, the last one is with no other server, nor with another's outbox
    await giveTo(person.id, since);
    await vault.set('keys', 'server', origin); // no other may see its token
    await vault.set('keys', 'token', token);
  });
}

/**
 * Whoever signs in again finds all as it was. Who it is now is written last: cut short, all is done again.
 * @param {string} person @param {number} since when this sign-in began
 */
async function giveTo(person, since) {
  const last = (await vault.get('keys', 'lastPerson')) ?? (await vault.get('keys', 'me'))?.id;
  if (last && last !== person) {
    await forgetPerson(since);
    await forgetSettings();
  }
  await vault.set('keys', 'lastPerson', person);
}

/** What one person silenced, or did not want to share, speaks to the next; the language goes with the browser. */
async function forgetSettings() {
  await chrome.storage.local.remove('suggested');
  const { settings } = await local('settings');
  if (settings) await chrome.storage.local.set({ settings: { language: settings.language } });
}

/** What the employee will recognise in the list of devices; no fingerprint. */
function deviceName() {
  const platform = /** @type {any} */ (navigator).userAgentData?.platform ?? 'unknown system';
  return `${navigator.userAgent.includes('Firefox') ? 'Firefox' : 'Chromium'}, ${platform}`;
}

/** @param {string} verifier */
async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

/** @param {Uint8Array} bytes */
function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
