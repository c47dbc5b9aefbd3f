/** The popup: what this tab does, today's suggestions, shares in progress, my points, rules in force, a pause. */
import { local } from '../background/store.js';
import * as browsers from './browsers.js';
import * as guidelines from './guidelines.js';
import { hands } from './hands.js';
import { inTurn } from './in-turn.js';
import * as off from './off.js';
import * as points from './points.js';
import * as shares from './shares.js';
import * as suggestions from './suggestions.js';
import { aboutTab, activeTab, isForAll, platformOf } from './tab.js';
import * as tip from './tip.js';
import { trouble } from './trouble.js';
import * as worker from './worker.js';

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
/** @type {HTMLElement|null} */
let said = null;
const draw = inTurn(drawNow);
/** What somebody who is signed in sees, from above. @type {((status: any) => Node|string|Promise<Node|string>)[]} */
const PARTS = [
  faults,
  (status) => browsers.unknown(status.browsers, tell),
  tab,
  (status) => suggestions.due(status.reminders, tell),
  (status) => shares.open(status.shares, tell, refresh),
  (status) => guidelines.due(status.guidelines, tell),
  (status) => suggestions.today(status.reminders, status.shares, tell),
  (status) => tip.list(status.tips, tell),
  (status) => points.mine(status.me, status.points),
  engagements,
  release,
];

document.adoptedStyleSheets = [styles.sheetOf(styles.FINDING)];
await stored.follow(new AbortController().signal, () => draw());
await draw();
await refresh();

/** Fetch what is new, and show it. */
async function refresh() {
  await worker.tell({ type: 'sync' });
  await draw();
}

/**
 * Has the worker do what a button says, and tells what came of it. `done`: what is said when it worked.
 * @typedef {(message: PageMessage, done?: string) => Promise<any>} Tell
 * @type {Tell}
 */
async function tell(message, done) {
  const reply = await worker.tell(message);
  const text = reply.ok ? done : reply.error.message;
  const properties = { role: reply.ok ? 'status' : 'alert', 'data-name': 'said', tabIndex: -1 };
  await draw(text ? el('p', properties, text) : null);
  if (document.activeElement === document.body) said?.focus(); // the button that was pressed is gone
  return reply;
}

/** What was switched here and the browser could not keep is told as what the worker could not do. @type {off.Keep} */
async function keep(keeping) {
  if (!(await keeping)) await draw(el('p', { role: 'alert' }, t('errorNotKept')));
}

/** @param {HTMLElement|null} [now] what is said above all else; until the next thing is done it stays */
async function drawNow(now = said) {
  said = now;
  document.documentElement.lang = stored.language();
  const touched = hands(main);
  const status = await worker.status();
  const parts = !status.ok ? [unknown] : status.signedIn ? PARTS : [welcome, still];
  const nodes = await Promise.all(parts.map((part) => part(status)));
  if (await touched()) return drawNow(now);
  if (main.querySelector('textarea, input:not([type=checkbox])')) return; // somebody is writing: nothing may be redrawn under them
  const name = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset.name;
  main.replaceChildren(said ?? '', ...nodes);
  const same = name ? main.querySelectorAll(`[data-name="${name}"]`) : [];
  if (same.length === 1) /** @type {HTMLElement} */ (same[0]).focus(); // the keyboard stays where it was
}

/** @param {Failure} reply */
function unknown(reply) {
  return el('section', {}, ...trouble(reply, refresh, settingsButton()));
}

/** @param {any} status */
function welcome({ server, me }) {
  const act = () => (server ? tell({ type: 'signIn' }) : chrome.runtime.openOptionsPage());
  const words = el('p', {}, t(me ? 'popupSignedOut' : 'popupWelcome'));
  return el('section', {}, words, el.row(button('signIn', t('popupSignIn'), act, 'primary'), settingsButton()));
}

async function tab() {
  const active = await activeTab();
  const act = wayOn(active);
  const propose = active && (await isForAll(active)) && tip.offer(active, (text) => draw(el('p', { role: 'status' }, text)));
  return el('div', {}, await about(active), act && el.row(act), propose || null);
}

/** Signed out, what is typed is checked all the same: silenced, it is brought back here, and in quiet mode shown. */
async function still() {
  const active = await activeTab();
  const act = stored.any() && wayOn(active);
  return act ? el('section', {}, await about(active), el.row(act)) : '';
}

/** @param {chrome.tabs.Tab|undefined} active */
async function about(active) {
  return el('p', { 'data-name': 'tab' }, await aboutTab(active));
}

/** @param {chrome.tabs.Tab|undefined} active */
function wayOn(active) {
  const platform = platformOf(active?.url);
  const open = () => chrome.sidePanel.open({ windowId: active?.windowId ?? 0 });
  const panel = platform && stored.mode(platform) === 'panel' && button('panel', t('popupPanel'), open, 'primary');
  return off.wayBack(platform, keep) || panel;
}

/** Off until the employee says yes; what is sent stands beside it. */
function engagements() {
  const { features } = stored.settings();
  const change = () => keep(stored.switchFeature('engagement', input.checked), 'engagement');
  const input = el('input', { type: 'checkbox', checked: Boolean(features.engagement), 'data-name': 'engagement', on: { change } });
  const choice = el('label', { className: 'choice' }, input, t('feature_engagement'));
  return el('section', {}, choice, el.quiet(t('engagementHelp')));
}

/** What the last sync could not fetch. @param {any} status */
async function faults({ sync }) {
  const { release } = await local('release');
  const messages = faultsOf(sync, Boolean(release));
  return messages.length ? el('div', {}, ...messages.map((message) => el('p', { className: 'fault' }, message))) : '';
}

/** @param {any} status */
async function release({ releaseAt }) {
  const { release } = await local('release');
  return el(
    'section',
    {},
    el('p', { className: 'quiet', 'data-name': 'release' }, inForce(release, releaseAt)),
    el.row(syncButton(), off.pause(keep)),
    el.row(pageButton(), settingsButton()),
  );
}

/** @param {Stored['release']|undefined} release @param {number} at when it was last known to be the newest */
function inForce(release, at) {
  if (!release) return t('popupNoReleaseYet');
  const time = new Date(at).toLocaleString(stored.language(), { dateStyle: 'short', timeStyle: 'short' });
  return t('popupRelease', String(release.body.number), time);
}

/** Each said once. @param {any} sync @param {boolean} goesOn with the rules that are here */
function faultsOf(sync, goesOn) {
  /** @type {{code: string, message: string}[]} */
  const faults = sync?.faults ?? [];
  const said = faults.map(({ code, message }) => (goesOn && code === 'unreachable' ? t('popupUnreachable') : message));
  return [...new Set(said)];
}

function syncButton() {
  const node = button('sync', t('popupSync'), async () => {
    Object.assign(node, { disabled: true, textContent: t('popupSyncing') });
    await tell({ type: 'sync' });
    Object.assign(node, { disabled: false, textContent: t('popupSync') });
    scrollTo(0, 0); // what came of it, good or bad, stands above
  });
  return node;
}

/** Board, mail, what is known about me: what stands at the server. */
function pageButton() {
  return button('myPage', t('popupMyPage'), () => tell({ type: 'openPage', path: '/me' }), 'plain');
}

function settingsButton() {
  return button('settings', t('popupSettings'), () => chrome.runtime.openOptionsPage(), 'plain');
}
