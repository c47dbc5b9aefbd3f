/** The release: what of it is taken, and how it is laid down for the pages. */
import { ApiError, parse } from './api.js';
import { RELEASE, fault } from './shape.js';
import { local } from './store.js';
import { t } from './words.js';

const FORMAT = 3;

/** Not where an older version of the extension laid it down. @param {Stored['release']} kept */
export const isOfUse = ({ body }) => body.format === FORMAT;

/**
 * A release is taken only with the right hash and shape, and never an older one from the same installation.
 * @param {ArrayBuffer} bytes @param {string|null} etag
 */
export async function accept(bytes, etag) {
  const hash = await sha256(bytes);
  if (etag?.replace(/^W\/|"/g, '') !== hash) throw new ApiError('bad_release', t('errorReleaseHash'));
  const body = /** @type {Release} */ (parse(bytes));
  const { release: last } = await local('release');
  if (body.format !== FORMAT || fault(RELEASE, body)) throw new ApiError('bad_release', t('errorReleaseFormat'));
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
  const { format, number, installation, organisation, fold, abbreviations, function_words, ...rules } =
    /** @type {CompiledRelease} */ (release);
  const body = { format, number, installation, organisation, fold, abbreviations, function_words };
  return { release: { body, hash }, rules: JSON.stringify(rules) };
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} hexadecimal */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
