/** Listeners and a table of handlers, nothing else. The worker may die after any line: nothing is kept in variables. */
import { ApiError, preset, server } from './api.js';
import * as browsers from './browsers.js';
import * as engagements from './engagements.js';
import * as feedback from './feedback.js';
import * as guidelines from './guidelines.js';
import * as health from './health.js';
import { allowed } from './messages.js';
import * as outbox from './outbox.js';
import * as outcomes from './outcomes.js';
import * as reminders from './reminders.js';
import * as shares from './shares.js';
import { openPage, setServer, signIn, signOut } from './sign-in.js';
import { vault } from './store.js';
import * as syncing from './sync.js';
import * as tips from './tips.js';
import * as words from './words.js';

/** One handler per message; what it returns is the reply's content. @type {Record<string, (message: any) => Promise<object|void>>} */
const HANDLERS = {
  prepareShare: shares.prepare,
  shareAnyway: ({ code }) => shares.anyway(code),
  shareSent: ({ code }) => shares.sent(code),
  engagement: engagements.note,
  health: health.note,
  outcome: outcomes.note,
  feedback: feedback.note,
  status,
  sync: catchUp,
  signIn: async () => {
    await signIn();
    await catchUp();
  },
  signOut,
  openPage: ({ path }) => openPage(path),
  setServer: ({ url }) => setServer(url),
  choose: ({ name, on }) => syncing.choose(name, on),
  openShare: ({ share }) => shares.compose(share),
  confirmShare: ({ share, posted }) => shares.confirm(share, posted),
  acknowledge: guidelines.acknowledge,
  knowBrowser: browsers.know,
  tip: tips.propose,
  forgetTip: ({ key }) => tips.forget(key),
  remind: reminders.set,
  forgetReminder: ({ item }) => reminders.forget(item),
};

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (!allowed(message, sender)) return false;
  answer(message).then(reply);
  return true; // the reply comes later
});
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === outbox.ALARM) words.ready().then(outbox.flush);
  if (name === syncing.ALARM) catchUp();
  if (name === reminders.ALARM) words.ready().then(reminders.arrange);
});
chrome.storage.onChanged.addListener((changes, area) => {
  const [before, after] = /** @type {(Settings|undefined)[]} */ ([changes.settings?.oldValue, changes.settings?.newValue]);
  if (area === 'local' && before?.language !== after?.language) words.arrange().then(reminders.arrange);
});
chrome.runtime.onStartup.addListener(() => begin());
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') welcome();
  begin();
});

/** @param {any} message @returns {Promise<Reply>} */
async function answer(message) {
  try {
    await words.ready();
    return { ok: true, ...(await HANDLERS[message.type](message)) };
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, error: { code: error.code, message: error.message, ...error.more } };
    console.error(error);
    return { ok: false, error: { code: 'internal', message: words.t('errorWorker') } };
  }
}

/** Once: an unpacked extension counts as installed at every start of the browser. */
async function welcome() {
  if (await vault.get('keys', 'welcomed')) return;
  await chrome.tabs.create({ url: 'welcome/welcome.html' });
  await vault.set('keys', 'welcomed', true);
}

/** Browsers may forget alarms at a restart. */
async function begin() {
  await chrome.alarms.create(syncing.ALARM, { periodInMinutes: syncing.EVERY_MINUTES });
  await words.arrange(); // an update may bring others
  await reminders.arrange(); // though no server may answer
  await catchUp();
}

/** Send what waits, then fetch what is new: each on its own, where something can no longer be written down. */
async function catchUp() {
  await words.ready();
  /** @type {unknown[]} */
  const faults = [];
  for (const step of [outbox.flush, shares.forgetOld, syncing.sync, reminders.arrange]) await step().catch((fault) => faults.push(fault));
  if (faults.length) throw faults[0];
}

/** Everything the popup and the options page show. */
async function status() {
  const names = ['me', 'points', 'sync', 'token', 'at:release', 'guidelines'];
  const [me, points, sync, token, releaseAt, mine] = await Promise.all(names.map((key) => vault.get('keys', key)));
  return {
    server: await server(),
    preset: Boolean(await preset()),
    signedIn: Boolean(token),
    me,
    points,
    sync,
    releaseAt,
    guidelines: mine,
    shares: await shares.open(),
    tips: await tips.known(),
    reminders: await reminders.known(),
    browsers: await browsers.unknown(),
  };
}
