/** Other browsers that were connected as the same person: each is told once, so that nobody comes in unseen. */
import { vault } from './store.js';

/** @typedef {{id: string, name: string, connected_at: string}} Browser as the server tells it */

/** Those nobody here has called their own. @returns {Promise<Browser[]>} */
export async function unknown() {
  const known = new Set(await vault.get('keys', 'knownBrowsers'));
  return (await told()).filter(({ id }) => !known.has(id));
}

/** The employee knows this one. @param {{id: string}} message */
export async function know({ id }) {
  const still = new Set((await told()).map((browser) => browser.id)); // the server tells thirty days
  const known = ((await vault.get('keys', 'knownBrowsers')) ?? []).filter((/** @type {string} */ one) => still.has(one));
  await vault.set('keys', 'knownBrowsers', [...known, id]);
}

/** An older server tells none. @returns {Promise<Browser[]>} */
const told = async () => (await vault.get('keys', 'me'))?.other_browsers ?? [];
