/** What left this browser: every request of the last 30 days as sent, the newest first. */
import { vault } from '../background/store.js';

const AT_ONCE = 200; // of some thousand a month
const COLUMNS = ['optionsSentTime', 'optionsSentWhat', 'optionsSentBody'];
let shown = AT_ONCE;

/** @param {() => Promise<void>} draw */
export async function sent(draw) {
  const entries = (await vault.all('sent')).reverse();
  const help = el('p', { className: 'quiet' }, t('optionsSentHelp'));
  if (!entries.length) return [help, el('p', {}, t('optionsSentNone'))];
  const more = () => {
    shown += AT_ONCE;
    return draw();
  };
  const older = entries.length > shown ? [button('older', t('optionsSentOlder'), more)] : [];
  return [help, table(entries.slice(0, shown)), el('div', { className: 'row' }, ...older)];
}

/** @param {any[]} entries */
function table(entries) {
  const head = el('tr', {}, ...COLUMNS.map((key) => el('th', { scope: 'col' }, t(key))));
  const rows = el('table', {}, el('thead', {}, head), el('tbody', {}, ...entries.map(row)));
  return el('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': t('optionsSent') }, rows);
}

/** @param {any} entry */
function row({ at, method, path, body }) {
  const cells = [new Date(at).toLocaleString(stored.language()), `${method} ${path}`, body ? el('code', {}, JSON.stringify(body, null, 1)) : ''];
  return el('tr', {}, ...cells.map((cell) => el('td', {}, cell)));
}
