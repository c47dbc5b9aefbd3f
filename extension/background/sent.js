/** The log of what left this browser: method, path and body of each request; the token is not part of it. */
import { keyAt, vault } from './store.js';

const KEEP_MS = 30 * 24 * 3600 * 1000;

/** As sent. @param {string} method @param {string} path @param {object} [body] */
export async function note(method, path, body) {
  const at = Date.now();
  const entry = { at, method, path, body: body ? withoutSecrets(body) : null };
  await vault.set('sent', keyAt(at, crypto.randomUUID()), entry);
}

/** @param {object} body */
function withoutSecrets(body) {
  return 'code_verifier' in body ? { ...body, code: '…', code_verifier: '…' } : body;
}

/** Drop log entries older than 30 days. */
export const prune = () => forgetBefore(Date.now() - KEEP_MS);

/** @param {number} at */
export const forgetBefore = (at) => vault.removeBefore('sent', keyAt(at, ''));
