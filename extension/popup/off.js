/** What keeps it silent by one's own choice, and the way back. */

/** @returns {string} until when it pauses, in words: within a day, so the time says it */
export function pausedUntil() {
  const { snoozedUntil } = stored.settings();
  return t('optionsPausedUntil', new Date(snoozedUntil).toLocaleTimeString(stored.language(), { timeStyle: 'short' }));
}

/** Nothing while it pauses: the way back stands above all else. */
export function pause() {
  return !stored.paused() && button('snooze', t('popupSnooze'), () => void switches.snooze());
}

/** @param {Platform|null} site of the tab in front @returns {HTMLElement|false} */
export function wayBack(site) {
  if (stored.paused()) return button('snooze', t('optionsResume'), switches.wake, 'primary');
  const { sites } = stored.settings();
  if (!site || sites[site] !== 'off' || stored.organisationsMode(site) === 'off') return false;
  return button('siteOn', t('popupSiteOn'), () => void switches.siteOn(site), 'primary');
}
