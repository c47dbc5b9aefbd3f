/** A browser that was connected as the same person: was it them? */

/**
 * One at a time, the newest first.
 * @param {import('../background/browsers.js').Browser[]} unknown @param {import('./popup.js').Tell} tell
 * @returns {HTMLElement|''}
 */
export function unknown([browser], tell) {
  if (!browser) return '';
  const day = new Date(browser.connected_at).toLocaleDateString(stored.language(), { day: 'numeric', month: 'long' });
  const mine = () => tell({ type: 'knowBrowser', id: browser.id });
  const look = () => tell({ type: 'openPage', path: '/me/devices/' });
  return el(
    'section',
    { 'data-name': 'browsers' },
    el('h2', {}, t('browserNew')),
    el('p', {}, t('browserNewHelp', browser.name, day)),
    el.row(button('knowBrowser', t('browserMine'), mine), button('seeBrowsers', t('browserSee'), look, 'plain')),
  );
}
