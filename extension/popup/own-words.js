/** What was written in a share form here and is not posted yet: a popup closes with any click beside it. In memory only, gone with the browser. */
const KEY = 'ownWords';

let kept = /** @type {Record<string, OwnWords>} */ ((await chrome.storage.session.get(KEY))[KEY] ?? {});
// the worker forgets what was posted
chrome.storage.session.onChanged.addListener(({ [KEY]: change }) => { if (change) kept = /** @type {typeof kept} */ (change.newValue ?? {}); });
const place = (/** @type {string} */ item, /** @type {Platform} */ platform) => `${item} ${platform}`;

/** @param {string} item @param {Platform} platform @returns {OwnWords} */
export const of = (item, platform) => kept[place(item, platform)] ?? {};

/** @param {string} item @param {Platform} platform @param {OwnWords} own what is empty is forgotten */
export function keep(item, platform, own) {
  kept[place(item, platform)] = own;
  if (!Object.keys(own).length) delete kept[place(item, platform)];
  return chrome.storage.session.set({ [KEY]: kept });
}
