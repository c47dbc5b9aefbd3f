/**
 * The extension's words as chrome.i18n does not say them: in a language that is not the browser's, or in German with Sie. Content
 * scripts cannot read our files.
 */
import { local, vault } from './store.js';

const OF_THE_BROWSER = chrome.i18n.getMessage('language');
const LANGUAGES = ['de', 'en'];
/** as far as read: where not, the browser's will do @type {Record<string, string>} */
let chosen = {};

/** Lay those words where everybody finds them; none where the browser says them so itself. */
export function arrange() {
  return navigator.locks.request('words', async () => {
    const [{ settings }, me] = await Promise.all([local('settings'), vault.get('keys', 'me')]);
    const chosen = settings?.language;
    const language = /** @type {Language} */ (chosen && LANGUAGES.includes(chosen) ? chosen : OF_THE_BROWSER);
    const isFormal = Boolean(me?.is_formal);
    const texts = { ...(language !== OF_THE_BROWSER && (await textsOf(language))), ...(isFormal && (await withSie(language))) };
    if (Object.keys(texts).length) await chrome.storage.local.set({ words: { language, isFormal, texts } });
    else await chrome.storage.local.remove('words');
    await ready();
  });
}

/** Arranged anew where they are not what the organisation says: also where the worker died in between. @param {boolean} isFormal */
export async function follow(isFormal) {
  const { words } = await local('words');
  if ((words?.isFormal ?? false) !== isFormal) await arrange();
}

/** @param {Language} language @returns {Promise<Record<string, string>>} by their key in `_locales` */
async function textsOf(language) {
  const entries = /** @type {[string, {message: string}][]} */ (Object.entries(await read(`_locales/${language}/messages.json`)));
  return Object.fromEntries(entries.map(([key, { message }]) => [key, message]));
}

/** What is said otherwise with Sie. @param {Language} language @returns {Promise<Record<string, string>>} by the same keys */
const withSie = async (language) => (language === 'de' ? read('background/formal.json') : {});

/** @param {string} path @returns {Promise<any>} */
const read = async (path) => (await fetch(chrome.runtime.getURL(path))).json();

/** Read them before something is said: the worker starts without. */
export async function ready() {
  const { words } = await local('words');
  chosen = words?.texts ?? {};
}

/** @param {string} key of `_locales` @returns {string} */
export const t = (key) => chosen[key] ?? chrome.i18n.getMessage(key);
