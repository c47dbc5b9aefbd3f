/** What keeps it silent by one's own choice, and the way back. */

/** @typedef {import('../options/kept.js').Keep} Keep */

/** @returns {string} until when it pauses, in words: within a day, so the time says it */
export function pausedUntil() {
  const { snoozedUntil } = stored.settings();
  return t('optionsPausedUntil', new Date(snoozedUntil).toLocaleTimeString(stored.language(), { timeStyle: 'short' }));
}

/**
 * Nothing while it pauses: the way back stands above all else.
 * @param {Keep} keep
 */
export function pause(keep) {
  return !stored.paused() && button('snooze', t('popupSnooze'), () => void keep(switches.snooze().kept, 'snooze'));
}

/** @param {Platform|null} site of the tab in front @param {Keep} keep @returns {HTMLElement|false} */
export function wayBack(site, keep) {
  if (stored.paused()) return button('snooze', t('optionsResume'), () => void keep(switches.wake(), 'snooze'), 'primary');
  const { sites } = stored.settings();
  if (!site || sites[site] !== 'off' || stored.organisationsMode(site) === 'off') return false;
  return button('siteOn', t('popupSiteOn'), () => void keep(switches.siteOn(site), 'siteOn'), 'primary');
}
