/** The organisation's server, and who is signed in there: the same in the settings and on the first page. */
import { trouble } from '../popup/trouble.js';
import * as worker from '../popup/worker.js';

/** @param {any} status of the worker @param {() => Promise<void>} draw the page anew @returns {(Node|string)[]} */
export function server(status, draw) {
  if (!status.ok) return trouble(status, draw);
  const { server: known, preset, signedIn, me } = status;
  const input = el('input', {
    type: 'url',
    id: 'server',
    value: known ?? '',
    placeholder: 'https://',
    on: { keydown: (/** @type {KeyboardEvent} */ event) => enter(event) },
  });
  const said = el('p', { role: 'status', 'data-name': 'said', tabIndex: -1 });
  /** @param {PageMessage} message */
  const tell = async (message) => {
    Object.assign(said, { textContent: '', className: '' }); // what was said last is over
    const reply = await worker.tell(message);
    if (!reply.ok) Object.assign(said, { textContent: reply.error.message, className: 'fault' });
    return reply.ok;
  };
  const save = async () => {
    if (!(await tell({ type: 'setServer', url: input.value }))) return;
    await draw();
    /** @type {HTMLElement} */ (document.querySelector('[data-name=said]')).textContent = t('optionsSaved');
  };
  const sign = async () => {
    const typed = !signedIn && !preset && input.value !== known;
    if (typed && !(await tell({ type: 'setServer', url: input.value }))) return;
    if (await tell({ type: signedIn ? 'signOut' : 'signIn' })) await draw();
  };
  const address = preset
    ? [el('p', { 'data-name': 'preset' }, t('optionsServerPreset', known))]
    : [el('label', { className: 'quiet', htmlFor: 'server' }, t('optionsServerHelp')), input];
  const page = signedIn && button('myPage', t('popupMyPage'), () => tell({ type: 'openPage', path: '/me' }));
  const keep = signedIn && !preset && button('save', t('optionsSave'), save);
  const go = button('sign', t(signedIn ? 'optionsSignOut' : 'popupSignIn'), sign, signedIn ? '' : 'primary');
  /** @param {KeyboardEvent} event */
  const enter = (event) => {
    if (event.key !== 'Enter' || event.repeat || !event.isTrusted) return;
    said.focus(); // a field that has the focus keeps the page from being drawn anew, and a button would be pressed by the same key
    (keep ? save : sign)();
  };
  return [...address, signedIn && me ? el('p', {}, t('optionsSignedIn', me.name)) : '', el.row(keep, page, go), said];
}
