/** The tab in front: which site it is, and what the extension does there. */
import * as off from './off.js';
import * as worker from './worker.js';

/** @returns {Promise<chrome.tabs.Tab|undefined>} of this window */
export async function activeTab() {
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  return active;
}

/** @param {string|undefined} url known only where we have a right to it @returns {Platform|null} */
export function platformOf(url) {
  const host = url && URL.parse(url)?.host;
  return host === 'www.linkedin.com' ? 'linkedin' : host === 'x.com' || host === 'twitter.com' ? 'x' : null;
}

/** What the extension does in this tab, in a sentence. @param {chrome.tabs.Tab|undefined} tab @returns {Promise<string>} */
export async function aboutTab(tab) {
  if (stored.paused()) return off.pausedUntil();
  const platform = platformOf(tab?.url);
  if (!platform) return t('popupTabNone');
  if (stored.mode(platform) === 'off') return t('popupTabOff');
  const state = await stateOf(tab);
  if (state === undefined) return t('popupTabReload');
  if (state === null) return notYet();
  if (state.fault) return t('popupTabFault');
  if (!state.readable) return t('popupTabUnread');
  return t(state.mode === 'panel' ? `panelTab_${doing()}` : `popupTab_${doing()}`, t(`site_${platform}`));
}

/** Nothing runs before something was synced. */
async function notYet() {
  const { ok, error, signedIn } = await worker.status();
  return ok ? t(signedIn ? 'popupNoReleaseYet' : 'popupNoRelease') : error.message;
}

/** What of it is switched on. */
function doing() {
  const { check, suggest } = stored.settings().features;
  return check && suggest ? 'both' : check ? 'check' : suggest ? 'suggest' : 'none';
}

/**
 * May the page be proposed? Not where it is never read, nor a feed, nor where we are switched off.
 * @param {chrome.tabs.Tab} tab @returns {Promise<boolean>}
 */
export async function isForAll(tab) {
  if (!platformOf(tab.url)) return /^https?:/.test(tab.url ?? '');
  return Boolean((await stateOf(tab))?.forAll);
}

/**
 * Null where nothing of ours runs, undefined where nobody answers.
 * @param {chrome.tabs.Tab|undefined} tab @returns {Promise<TabState|null|undefined>}
 */
function stateOf(tab) {
  return chrome.tabs.sendMessage(tab?.id ?? 0, { type: 'state' }, { frameId: 0 }).catch(() => undefined);
}
