/** Proposing the page in front to the curators, and what became of the newest ones proposed. */
import * as worker from './worker.js';

const LONGEST_ADDRESS = 8000; // of a message, and of the server
/** @typedef {import('./popup.js').Tell} Tell */
/** @type {Record<string, string>} */
const SAID = { sent: 'tipSent', waiting: 'tipWaits', signedOut: 'tipSignedOut' };

/**
 * A button that opens the form in its place.
 * @param {chrome.tabs.Tab} tab @param {(said: string) => Promise<void>} sent @returns {HTMLElement}
 */
export function offer(tab, sent) {
  const open = () => {
    const cancel = () => {
      made.replaceWith(node);
      node.querySelector('button')?.focus();
    };
    const made = form(tab, { sent, cancel });
    node.replaceWith(made);
    made.querySelector('textarea')?.focus();
  };
  const node = el.row(button('tip', t('tip'), open));
  return node;
}

/**
 * Nothing is sent before the button is pressed.
 * @param {chrome.tabs.Tab} tab @param {{sent: (said: string) => Promise<void>, cancel: () => void}} on
 */
function form({ url = '', title = '' }, on) {
  const note = el('textarea', { maxLength: 500 });
  const said = el('p', { role: 'alert', 'data-name': 'refused' });
  const send = async () => {
    if (url.length > LONGEST_ADDRESS) return void (said.textContent = t('tipTooLong'));
    sending.disabled = true;
    const reply = await worker.tell({ type: 'tip', url, title: title.slice(0, 1000), note: note.value });
    sending.disabled = false;
    if (!reply.ok) return void (said.textContent = reply.error.message);
    node.remove();
    await on.sent(t(SAID[reply.state]));
  };
  const sending = button('sendTip', t('tipSend'), send, 'primary');
  const node = el(
    'section',
    { 'aria-label': t('tip') },
    el('h2', {}, title || url),
    el('p', { className: 'quiet address' }, url),
    el('label', { className: 'field' }, t('tipNote'), note),
    el.quiet(t('tipWho')),
    said,
    el.row(sending, button('cancel', t('cancel'), on.cancel)),
  );
  return node;
}

/** @param {any[]} tips of the worker's status @param {Tell} tell @returns {HTMLElement|''} */
export function list(tips, tell) {
  return tips.length ? el('section', {}, el('h2', {}, t('tips')), ...tips.map((one) => entry(one, tell))) : '';
}

/** @param {any} tip @param {Tell} tell */
function entry({ key, title, url, state, answer }, tell) {
  const forget = () => tell({ type: 'forgetTip', key });
  const dismiss = state === 'refused' && el.row(button('dismissTip', t('popupDismiss'), forget));
  const told = el('p', { className: state === 'refused' ? 'fault' : 'quiet' }, t(`tip_${state}`));
  return el('article', { 'data-name': `tip-${state}` }, el('h3', {}, title || url), told, answer && el('p', {}, answer), dismiss);
}
