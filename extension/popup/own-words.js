/** What was written in a share form here and is not shared yet: a popup closes with any click beside it. In memory only, gone with the browser. */
const KEY = 'ownWords';

const kept = /** @type {Record<string, OwnWords>} */ ((await chrome.storage.session.get(KEY))[KEY] ?? {});
const place = (/** @type {string} */ item, /** @type {Platform} */ platform) => `${item} ${platform}`;

/** @param {string} item @param {Platform} platform @returns {OwnWords} */
export const of = (item, platform) => kept[place(item, platform)] ?? {};

/** @param {string} item @param {Platform} platform @param {OwnWords} own what is empty is forgotten */
export function keep(item, platform, own) {
  kept[place(item, platform)] = own;
  if (!Object.keys(own).length) delete kept[place(item, platform)];
  return chrome.storage.session.set({ [KEY]: kept });
}
