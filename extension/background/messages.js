/** Who may say what to the worker: each message, the kind of sender it may come from, and the shape of its fields. */

const text = (/** @type {number} */ most) => (/** @type {unknown} */ value) => typeof value === 'string' && value.length <= most;
const oneOf = (/** @type {unknown[]} */ ...values) => (/** @type {unknown} */ value) => values.includes(value);
const list = (/** @type {(v: unknown) => boolean} */ test) => (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.length <= 100 && value.every(test);
const time = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) > 0;
const flag = (/** @type {unknown} */ value) => typeof value === 'boolean';
const platform = oneOf('linkedin', 'x');
const fault = oneOf('no_posts', 'no_authors', 'no_texts', 'no_ids');
const outcome = oneOf('followed', 'dismissed', 'ignored', 'shown');

const PREPARE = { item: text(64), caption: text(64), platform, text: text(10_000), acknowledged: list(text(80)) };

/** @type {Record<string, {from: ('content'|'page')[], fields: Record<string, (value: unknown) => boolean>}>} */
export const MESSAGES = {
  prepareShare: { from: ['content', 'page'], fields: PREPARE },
  shareAnyway: { from: ['content'], fields: { code: text(64) } },
  shareSent: { from: ['content'], fields: { code: text(64) } },
  engagement: { from: ['content'], fields: { kind: oneOf('comment', 'like', 'unlike'), platform, post: text(80) } },
  health: { from: ['content'], fields: { site: platform, fault, hooks: Number.isInteger } },
  outcome: { from: ['content'], fields: { rule: text(80), release: Number.isInteger, outcome } },
  feedback: { from: ['content'], fields: { id: text(36), rule: text(80), wrong: flag } },
  status: { from: ['page'], fields: {} },
  sync: { from: ['page'], fields: {} },
  signIn: { from: ['page'], fields: {} },
  signOut: { from: ['page'], fields: {} },
  openPage: { from: ['page'], fields: { path: text(100) } },
  setServer: { from: ['page'], fields: { url: text(8000) } },
  choose: { from: ['page'], fields: { name: oneOf('wants_points', 'on_leaderboard', 'sends_outcomes'), on: flag } },
  acknowledge: { from: ['page'], fields: { version: Number.isInteger } },
  knowBrowser: { from: ['page'], fields: { id: text(36) } },
  tip: { from: ['page'], fields: { url: text(8000), title: text(1000), note: text(500) } },
  forgetTip: { from: ['page'], fields: { key: text(64) } },
  remind: { from: ['page'], fields: { item: text(64), at: time } },
  forgetReminder: { from: ['page'], fields: { item: text(64) } },
  openShare: { from: ['page'], fields: { share: text(64) } },
  confirmShare: { from: ['page'], fields: { share: text(64), posted: flag } },
};

const SITES = ['https://www.linkedin.com', 'https://x.com', 'https://twitter.com'];

/** @param {chrome.runtime.MessageSender} sender @returns {'content'|'page'|null} */
function kindOf(sender) {
  if (sender.id !== chrome.runtime.id) return null;
  if (sender.origin === new URL(chrome.runtime.getURL('')).origin) return 'page';
  const inSite = sender.tab && sender.frameId === 0 && SITES.includes(sender.origin ?? '');
  return inSite ? 'content' : null;
}

/** May this sender say this, and is it well formed? @param {any} message @param {chrome.runtime.MessageSender} sender @returns {boolean} */
export function allowed(message, sender) {
  const kind = kindOf(sender);
  const known = typeof message?.type === 'string' && Object.hasOwn(MESSAGES, message.type) ? MESSAGES[message.type] : null;
  if (!known || !kind || !known.from.includes(kind)) return false;
  const { type: _, ...fields } = message;
  const names = Object.keys(known.fields);
  if (Object.keys(fields).length !== names.length) return false;
  return names.every((name) => Object.hasOwn(fields, name) && known.fields[name](fields[name]));
}
