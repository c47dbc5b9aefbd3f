/** Tells the server that a site's page is no longer understood: at most once a day and site, and nothing of the page. */
import { isSignedIn } from './api.js';
import * as outbox from './outbox.js';
import { vault } from './store.js';

/** @param {Extract<ContentMessage, {type: 'health'}>} message */
export async function note({ site, fault, hooks }) {
  const isNew = await navigator.locks.request('health', () => noteToday(site)); // two tabs may ask at once
  if (!isNew) return;
  await outbox.note('POST', 'health', { site, fault, hooks }); // goes with the next sync: no request tells when somebody scrolls
}

/** @param {Platform} site @returns {Promise<boolean>} is it to be reported, the first time today and signed in? */
async function noteToday(site) {
  const today = new Date().toISOString().slice(0, 10);
  const known = await vault.get('keys', `health:${site}`);
  if (known === today || !(await isSignedIn())) return false;
  await vault.set('keys', `health:${site}`, today);
  return true;
}
