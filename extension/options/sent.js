/** What left this browser: every request of the last 30 days as sent, the newest day first, counted by what it was for. */
import { vault } from '../background/store.js';
import { of as kindOf } from './sent-kinds.js';

/** @typedef {import('./sent-kinds.js').Request} Request */
const COLUMNS = ['optionsSentTime', 'optionsSentWhat', 'optionsSentBody'];
/** what is unfolded, by day and kind: the page is drawn anew with each sync @type {Set<string>} */
const unfolded = new Set();

export async function sent() {
  const entries = (await vault.all('sent')).reverse();
  const help = el.quiet(t('optionsSentHelp'));
  if (!entries.length) return [help, el('p', {}, t('optionsSentNone'))];
  const days = Map.groupBy(entries, ({ at }) => new Date(at).toDateString());
  return [help, ...[...days].map(([day, of]) => oneDay(day, of))];
}

/** @param {string} day @param {Request[]} entries */
function oneDay(day, entries) {
  const name = new Date(day).toLocaleDateString(stored.language(), { weekday: 'long', day: 'numeric', month: 'long' });
  const kinds = [...Map.groupBy(entries, kindOf)].sort(([one], [other]) => one.rank - other.rank);
  return el('article', { className: 'day' }, el('h3', {}, name), ...kinds.map(([{ key }, of]) => folded(`${day} ${key}`, t(key), of)));
}

/**
 * The lines are made once somebody wants to see them: there are some hundred a day.
 * @param {string} id @param {string} title @param {Request[]} entries
 */
function folded(id, title, entries) {
  const count = el('b', {}, t('optionsSentTimes', String(entries.length)));
  const node = el('details', {}, el('summary', { 'data-name': id }, title, ' ', count));
  const fill = () => {
    unfolded[node.open ? 'add' : 'delete'](id);
    if (node.open && node.childElementCount === 1) node.append(table(id, title, entries));
  };
  node.addEventListener('toggle', fill);
  node.open = unfolded.has(id);
  fill(); // at once, or the page would be shorter for a moment, and jump
  return node;
}

/** @param {string} id @param {string} title @param {Request[]} entries */
function table(id, title, entries) {
  const head = el('tr', {}, ...COLUMNS.map((key) => el('th', { scope: 'col' }, t(key))));
  const rows = el('table', {}, el('thead', {}, head), el('tbody', {}, ...entries.map(row)));
  return el('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': title, 'data-name': `${id} table` }, rows);
}

/** @param {Request} entry */
function row({ at, method, path, body }) {
  const time = new Date(at).toLocaleTimeString(stored.language());
  const request = el('code', {}, `${method} ${path}`);
  const content = body ? el('code', {}, JSON.stringify(body, null, 1)) : '';
  return el('tr', {}, ...[time, request, content].map((cell) => el('td', {}, cell)));
}
