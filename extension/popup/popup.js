/** The popup: what this tab does, today's suggestions, shares in progress, my points, rules in force, a pause. */
import * as browsers from './browsers.js';
import * as guidelines from './guidelines.js';
import { hands } from './hands.js';
import { inTurn } from './in-turn.js';
import * as off from './off.js';
import * as suggestions from './suggestions.js';
import { aboutTab, activeTab, isForAll, platformOf } from './tab.js';
import * as tip from './tip.js';
import * as worker from './worker.js';

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const AT_MOST = 3;
/** @type {HTMLElement|null} */
let said = null;
const draw = inTurn(drawNow);

document.adoptedStyleSheets = [styles.sheetOf(styles.FINDING)];
await stored.follow(new AbortController().signal, () => draw());
await draw();
await worker.tell({ type: 'sync' });
await draw();

/** @param {PageMessage} message @param {string} [done] what is said when it worked @returns {Promise<any>} */
async function tell(message, done) {
  const reply = await worker.tell(message);
  const text = reply.ok ? done : reply.error.message;
  await draw(text ? el('p', { role: reply.ok ? 'status' : 'alert' }, text) : null);
  return reply;
}

/** @param {HTMLElement|null} [now] what is said above all else; until the next thing is done it stays */
async function drawNow(now = said) {
  said = now;
  document.documentElement.lang = stored.language();
  const touched = hands(main);
  const status = await worker.status();
  const parts = status.signedIn ? [others, tab, due, open, read, today, tips, points, engagements, release] : [welcome];
  const nodes = await Promise.all(parts.map((part) => part(status)));
  if (await touched()) return drawNow(now);
  if (main.querySelector('textarea, input:not([type=checkbox])')) return; // somebody is writing: nothing may be redrawn under them
  const name = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset.name;
  main.replaceChildren(said ?? '', ...nodes);
  const same = name ? main.querySelectorAll(`[data-name="${name}"]`) : [];
  if (same.length === 1) /** @type {HTMLElement} */ (same[0]).focus(); // the keyboard stays where it was
}

/** @param {any} status */
async function welcome({ server, me }) {
  const act = () => (server ? tell({ type: 'signIn' }) : chrome.runtime.openOptionsPage());
  return el('section', {}, el('p', {}, t(me ? 'popupSignedOut' : 'popupWelcome')), el('div', { className: 'row' }, button('signIn', t('popupSignIn'), act, 'primary'), settingsButton()));
}

/** @param {any} status */
async function others({ browsers: unknown }) {
  return browsers.unknown(unknown, tell);
}

async function tab() {
  const active = await activeTab();
  const platform = platformOf(active?.url);
  const about = el('p', { 'data-name': 'tab' }, await aboutTab(active));
  const open = () => chrome.sidePanel.open({ windowId: active?.windowId ?? 0 });
  const panel = platform && stored.mode(platform) === 'panel' && button('panel', t('popupPanel'), open, 'primary');
  const act = off.wayBack(platform) || panel;
  const propose = active && (await isForAll(active)) && tip.offer(active, (text) => draw(el('p', { role: 'status' }, text)));
  return el('div', {}, about, act && el('div', { className: 'row' }, act), propose || null);
}

/** @param {any} status */
async function due({ reminders }) {
  return suggestions.due(reminders, tell);
}

/** @param {any} status */
async function today({ reminders, shares }) {
  return suggestions.today(reminders, new Set(shares.map((/** @type {any} */ one) => one.item)), tell);
}

/** @param {any} status */
async function tips({ tips }) {
  return tip.list(tips, tell);
}

/** @param {any} status */
async function read({ guidelines: mine }) {
  return guidelines.due(mine, tell);
}

/** Shares that wait: for the server, or for the employee's own Post. @param {any} status */
async function open({ shares }) {
  return shares.length ? el('section', {}, ...shares.map(unfinished)) : '';
}

/** @param {any} share */
function unfinished({ key, item, platform, state, opened, problem }) {
  const shared = stored.feed().find(({ id }) => id === item);
  const heading = shared ? title.of('h3', shared) : el('h3');
  if (state === 'waiting') return el('article', {}, heading, el('p', { className: 'quiet' }, t('popupWaiting')));
  if (state === 'refused') return refused(heading, key, problem.message);
  const decide = (/** @type {boolean} */ posted) => async () => {
    const { ok } = await tell({ type: 'confirmShare', share: key, posted }, posted ? t('popupPostedNoted') : undefined);
    if (ok && posted) await worker.tell({ type: 'sync' }).then(() => draw()); // with the points it brought
  };
  const compose = () => tell({ type: 'openShare', share: key });
  const site = t(`site_${platform}`);
  const asked = [button('posted', t('popupYes'), decide(true), 'primary'), button('notPosted', t('popupNo'), decide(false)), button('again', t('popupOpenAgain'), compose, 'plain')];
  const offered = [button('again', t('shareOpen', site), compose, 'primary'), button('notPosted', t('popupDrop'), decide(false))];
  return el('article', {}, heading, el('p', {}, t(opened ? 'popupPosted' : 'popupReady', site)), el('div', { className: 'row' }, ...(opened ? asked : offered)));
}

/** @param {HTMLElement} title @param {string} share @param {string} reason */
function refused(title, share, reason) {
  const dismiss = () => tell({ type: 'confirmShare', share, posted: false });
  return el('article', {}, title, el('p', { className: 'fault' }, t('popupRefused', reason)), el('div', { className: 'row' }, button('dismiss', t('popupDismiss'), dismiss)));
}

/** @param {any} status */
async function points({ me, points }) {
  if (!points && me?.wants_points) return ''; // not fetched yet
  const body = points ? [el('p', { className: 'figure', 'data-name': 'points' }, String(points.total)), ledger(points.entries.slice(0, AT_MOST))] : [el('p', { className: 'quiet' }, t('popupPointsOff'))];
  return el('section', {}, el('h2', {}, t('popupPoints')), ...body);
}

/** Off until the employee says yes; what is sent stands beside it. */
async function engagements() {
  const { features } = stored.settings();
  const change = () => stored.switchFeature('engagement', input.checked);
  const input = el('input', { type: 'checkbox', checked: Boolean(features.engagement), 'data-name': 'engagement', on: { change } });
  return el('section', {}, el('label', { className: 'choice' }, input, t('feature_engagement')), el('p', { className: 'quiet' }, t('engagementHelp')));
}

/** @param {{points: number, reason: string}[]} entries */
function ledger(entries) {
  return el('ul', { className: 'ledger' }, ...entries.map(({ points, reason }) => el('li', {}, el('b', {}, `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)}`), reason)));
}

/** @param {any} status */
async function release({ sync, releaseAt }) {
  const { release } = /** @type {Partial<Stored>} */ (await chrome.storage.local.get('release'));
  const time = (/** @type {number} */ at) => new Date(at).toLocaleString(stored.language(), { dateStyle: 'short', timeStyle: 'short' });
  const text = release ? t('popupRelease', String(release.body.number), time(releaseAt)) : t('popupNoReleaseYet');
  const messages = (sync?.faults ?? []).map((/** @type {{code: string, message: string}} */ { code, message }) => (release && code === 'unreachable' ? t('popupUnreachable') : message));
  const faults = [...new Set(messages)].map((message) => el('p', { className: 'fault' }, message));
  const rows = [[syncButton(), off.pause()], [pageButton(), settingsButton()]].map((buttons) => el('div', { className: 'row' }, ...buttons));
  return el('section', {}, el('p', { className: 'quiet', 'data-name': 'release' }, text), ...faults, ...rows);
}

function syncButton() {
  const node = button('sync', t('popupSync'), async () => {
    Object.assign(node, { disabled: true, textContent: t('popupSyncing') });
    await tell({ type: 'sync' });
    Object.assign(node, { disabled: false, textContent: t('popupSync') });
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
