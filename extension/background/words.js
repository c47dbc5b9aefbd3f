/**
 * The extension's words in a language that is not the browser's: chrome.i18n does not speak it, and content scripts
 * cannot read our files.
 */
import { local } from './store.js';

const OF_THE_BROWSER = chrome.i18n.getMessage('language');
const LANGUAGES = ['de', 'en'];
/** as far as read: where not, the browser's will do @type {Record<string, string>} */
let chosen = {};

/** Lay the chosen language's words where everybody finds them; none where the browser speaks it. */
export function arrange() {
  return navigator.locks.request('words', async () => {
    const { settings } = await local('settings');
    const language = settings?.language;
    if (!language || language === OF_THE_BROWSER || !LANGUAGES.includes(language)) await chrome.storage.local.remove('words');
    else await chrome.storage.local.set({ words: { language, texts: await textsOf(language) } });
    await ready();
  });
}

/** @param {Language} language @returns {Promise<Record<string, string>>} by their key in `_locales` */
async function textsOf(language) {
  const file = await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`));
  const entries = /** @type {[string, {message: string}][]} */ (Object.entries(await file.json()));
  return Object.fromEntries(entries.map(([key, { message }]) => [key, message]));
}

/** Read them before something is said: the worker starts without. */
export async function ready() {
  const { words } = await local('words');
  chosen = words?.texts ?? {};
}

/** @param {string} key of `_locales` @returns {string} */
export const t = (key) => chosen[key] ?? chrome.i18n.getMessage(key);
