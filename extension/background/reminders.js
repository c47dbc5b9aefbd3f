/** "Share later": what the employee wants to be reminded of, at a time they picked. Kept in this browser; nothing is ever posted. */
import { local, vault } from './store.js';
import { t } from './words.js';

export const ALARM = 'reminder';
const SOFTLY = '#0b5cad';

/** @typedef {{item: string, at: number}} Reminder */

/** The same item again: another time. @param {Reminder} reminder */
export async function set({ item, at }) {
  await vault.set('reminders', item, { item, at });
  await arrange();
}

/** @param {string} item */
export async function forget(item) {
  await vault.remove('reminders', item);
  await arrange();
}

/** What the popup shows, the earliest first: of items that can still be shared. @returns {Promise<Reminder[]>} */
export async function known() {
  const { feed } = await local('feed');
  const offered = new Set(feed?.items.filter(isOffered).map(({ id }) => id));
  const all = /** @type {Reminder[]} */ (await vault.all('reminders'));
  return all.filter(({ item }) => offered.has(item)).sort((one, other) => one.at - other.at);
}

/** As for the pages (content/stored.js): the server may be away when its time is over. @param {FeedItem} item */
const isOffered = ({ valid_until: until }) => !until || Date.parse(until) > Date.now();

/** The badge tells how many are due, the alarm wakes the worker for the next. Whoever wakes it, for whatever reason, sets both anew. */
export async function arrange() {
  const all = await known();
  const due = all.filter(({ at }) => at <= Date.now());
  const next = all.find(({ at }) => at > Date.now());
  await chrome.action.setBadgeBackgroundColor({ color: SOFTLY });
  await chrome.action.setBadgeText({ text: due.length ? String(due.length) : '' });
  await chrome.action.setTitle({ title: t(due.length ? 'reminderBadge' : 'name') });
  if (next) await chrome.alarms.create(ALARM, { when: next.at });
  else await chrome.alarms.clear(ALARM);
}
