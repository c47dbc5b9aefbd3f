/** Other browsers that were connected as the same person: each is told once, so that nobody comes in unseen. */
import { vault } from './store.js';

/** @typedef {{id: string, name: string, connected_at: string}} Browser as the server tells it */

const MOST = 100; // that are remembered

/** Those nobody here has called their own. @returns {Promise<Browser[]>} an older server tells none */
export async function unknown() {
  const [me, known] = await Promise.all(['me', 'knownBrowsers'].map((key) => vault.get('keys', key)));
  return (me?.other_browsers ?? []).filter((/** @type {Browser} */ { id }) => !known?.includes(id));
}

/**
 * The employee knows this one, or it is this one: under the names of earlier sign-ins it is told to nobody, whoever
 * signs in next. @param {{id: string|undefined}} message
 */
export function know({ id }) {
  return navigator.locks.request('browsers', async () => {
    const known = (await vault.get('keys', 'knownBrowsers')) ?? [];
    if (id && !known.includes(id)) await vault.set('keys', 'knownBrowsers', [...known, id].slice(-MOST));
  });
}
