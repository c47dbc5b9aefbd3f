// The door for the tests: what a visitor cannot see, the editors' models above all.
import { modelText } from '../editors/registry.js';

const sent = [];

/** Note what was submitted: `surface` is post, repost, comment or reply, `to` the name of the answered author. */
export const noteSent = (surface, text, to = null) => sent.push({ surface, text, to });

/** Set window.sitePage; `remount` must replace the nodes of the feed and of the open editors. */
export function openDoor(dialect, remount) {
  window.sitePage = { dialect, modelText, remount, sent };
}
