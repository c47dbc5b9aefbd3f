/** What was written in a share form here and is not posted yet: a popup closes with any click beside it. */
import { place } from '../background/own-words.js';

const kept = /** @type {Record<string, OwnWords|undefined>} */ (await chrome.storage.session.get());
chrome.storage.session.onChanged.addListener((changes) => {
  for (const [name, { newValue }] of Object.entries(changes)) kept[name] = /** @type {OwnWords|undefined} */ (newValue);
}); // the worker forgets what was posted

/** @param {string} item @param {Platform} platform @returns {OwnWords} */
export const of = (item, platform) => kept[place(item, platform)] ?? {};

/** @param {string} item @param {Platform} platform @param {OwnWords} own what is empty is forgotten */
export function keep(item, platform, own) {
  const name = place(item, platform);
  kept[name] = own;
  return Object.keys(own).length ? chrome.storage.session.set({ [name]: own }) : chrome.storage.session.remove(name);
}
