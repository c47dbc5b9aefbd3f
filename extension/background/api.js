/** The only file that talks HTTP. Every request is written down first, so that the options page can show what left. */
import * as sent from './sent.js';
import { fault as faultIn } from './shape.js';
import { local, vault } from './store.js';
import { t } from './words.js';

const TIMEOUT_MS = 10_000;

/**
 * What went wrong, in words for the user. `code`: unreachable, signed_out, no_server, rejected, busy (try again later), or bad_… of
 * synced data that is not taken.
 */
export class ApiError extends Error {
  /** @param {string} code @param {string} message @param {object} [more] hint, findings, retryAfter (seconds) */
  constructor(code, message, more = {}) {
    super(message);
    this.code = code;
    /** @type {{hint?: string, findings?: Finding[], retryAfter?: number}} */
    this.more = more;
  }

  /** Will the same request succeed later? */
  get temporary() {
    return this.code === 'unreachable' || this.code === 'busy';
  }
}

/** @param {string} url typed by a person @returns {string} an origin; throws ApiError for anything but https or loopback */
export function serverOrigin(url) {
  const parsed = URL.parse(url.includes('://') ? url : `https://${url}`);
  const loopback = parsed && ['127.0.0.1', 'localhost'].includes(parsed.hostname);
  if (!parsed || (parsed.protocol !== 'https:' && !(loopback && parsed.protocol === 'http:'))) {
    throw new ApiError('rejected', t('errorServerAddress'));
  }
  if (isOneOfTheSites(parsed.hostname)) throw new ApiError('rejected', t('errorServerIsSite'));
  return parsed.origin;
}

/** No organisation's server is there. @param {string} host */
function isOneOfTheSites(host) {
  return sites().some((site) => host === site || host.endsWith(`.${site}`));
}

/** @returns {string[]} the hosts that we work on, without `www.` */
function sites() {
  const patterns = /** @type {string[]} */ (chrome.runtime.getManifest().host_permissions ?? []);
  return patterns.map((pattern) => new URL(pattern.replace('/*', '')).hostname.replace(/^www\./, ''));
}

/** @returns {Promise<string|null>} the server that the organisation preset for its browsers */
export async function preset() {
  const managed = await chrome.storage.managed.get('server').catch(() => ({}));
  const { server: url } = /** @type {any} */ (managed);
  return url ? serverOrigin(url) : null;
}

/**
 * The configured one: preset by the organisation, else typed by the user, or where somebody signed in last.
 * @returns {Promise<string|null>}
 */
export async function server() {
  return (await preset()) ?? (await vault.get('keys', 'server')) ?? null;
}

/** Whether what is noted now goes in somebody's name, also before the first sync has told whose. */
export const isSignedIn = async () => Boolean(await vault.get('keys', 'token'));

/**
 * @typedef {import('./shape.js').Shape} Shape
 * @typedef {{body?: object, etag?: string|null, key?: string, anonymous?: boolean, at?: string, shape?: Shape}} Options
 * `key` = Idempotency-Key; `anonymous` = send no token; `at` = the server's origin, where it is not the configured one;
 * `shape` = what the answer must look like, for `callJson`
 * @param {string} method @param {string} path below /api/v1/ @param {Options} [options]
 * @returns {Promise<{status: number, bytes: ArrayBuffer, etag: string|null}>}
 */
export async function call(method, path, options = {}) {
  const origin = options.at ?? (await server());
  if (!origin) throw new ApiError('no_server', t('errorNoServer'));
  const headers = await headersFor(origin, options);
  await sent.note(method, path, options.body);
  const body = options.body && JSON.stringify(options.body);
  const { response, bytes } = await send(`${origin}/api/v1/${path}`, { method, headers, body });
  if (response.ok || response.status === 304) return { status: response.status, bytes, etag: response.headers.get('ETag') };
  throw await refused(response, bytes, headers.Authorization);
}

/** As `call`, with the answer parsed. @param {string} method @param {string} path @param {Options} [options] @returns {Promise<any>} */
export async function callJson(method, path, options) {
  const { bytes } = await call(method, path, options);
  const told = bytes.byteLength ? parse(bytes) : {};
  if (options?.shape && faultIn(options.shape, told)) throw new ApiError('busy', t('errorServer')); // as where it cannot be parsed
  return told;
}

/** @param {ArrayBuffer} bytes @returns {any} throws ApiError where something on the way answered in the server's place */
export function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new ApiError('busy', t('errorServer'));
  }
}

/** @param {string} origin @param {Options} options @returns {Promise<Record<string, string>>} */
async function headersFor(origin, { body, etag, key, anonymous }) {
  const token = anonymous ? null : await tokenFor(origin);
  if (!anonymous && !token) throw new ApiError('signed_out', t('errorSignedOut'));
  return {
    'Accept-Language': await language(),
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body && { 'Content-Type': 'application/json' }),
    ...(etag && { 'If-None-Match': etag }),
    ...(key && { 'Idempotency-Key': key }),
  };
}

/**
 * The one that this server gave: the organisation may preset another while somebody is signed in.
 * @param {string} origin @returns {Promise<string|undefined>}
 */
async function tokenFor(origin) {
  const [token, noted] = await Promise.all(['token', 'server'].map((key) => vault.get('keys', key)));
  if (!token) return undefined;
  const giver = noted ?? origin; // older versions noted none where one was preset
  if (!noted) await vault.set('keys', 'server', giver);
  if (giver !== origin) await vault.removeIf('keys', 'token', token);
  return giver === origin ? token : undefined;
}

/** In which the server's sentences are shown: the one the employee chose, else the browser's. @returns {Promise<Language>} */
async function language() {
  const { settings } = await local('settings');
  const chosen = settings?.language;
  return chosen === 'de' || chosen === 'en' ? chosen : /** @type {Language} */ (chrome.i18n.getMessage('language'));
}

/** The answer with all of its body: the line may break in its middle. @param {string} url @param {RequestInit} init */
async function send(url, init) {
  try {
    const response = await fetch(url, { ...init, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { response, bytes: await response.arrayBuffer() };
  } catch {
    throw new ApiError('unreachable', t('errorUnreachable'));
  }
}

/**
 * @param {Response} response a refusal @param {ArrayBuffer} bytes @param {string|undefined} authorization that was sent
 * @returns {Promise<ApiError>}
 */
async function refused(response, bytes, authorization) {
  const problem = await new Response(bytes).json().catch(() => ({}));
  const more = { hint: problem.hint, findings: problem.findings, retryAfter: Number(response.headers.get('Retry-After')) || 0 };
  if (response.status === 401) return signedOut(more, authorization);
  const busy = response.status === 429 || response.status >= 500;
  return new ApiError(busy ? 'busy' : 'rejected', problem.detail ?? t('errorServer'), more);
}

/**
 * The token is no longer good: forget it, so that the popup offers sign-in; not the one of who signed in meanwhile.
 * @param {object} more @param {string} [authorization] that was sent
 */
async function signedOut(more, authorization) {
  await vault.removeIf('keys', 'token', authorization?.replace('Bearer ', ''));
  return new ApiError('signed_out', t('errorSignedOut'), more);
}
