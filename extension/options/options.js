/** Settings: server and sign-in, sites, features, language, rules turned off; and what left this browser. */
import { hands } from '../popup/hands.js';
import { inTurn } from '../popup/in-turn.js';
import * as off from '../popup/off.js';
import * as worker from '../popup/worker.js';
import { box } from './box.js';
import { choices } from './choices.js';
import { keeper } from './kept.js';
import * as keyboard from './keyboard.js';
import { rulesOff, unwanted } from './put-aside.js';
import { sent } from './sent.js';
import { server } from './server.js';
import { sites } from './sites.js';

/** In this order: the browser's storage gives an object back with its keys sorted. @type {(keyof Settings['features'])[]} */
const FEATURES = ['check', 'suggest', 'share', 'engagement'];
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const title = /** @type {HTMLElement} */ (document.getElementById('title'));
const draw = inTurn(drawNow);
const keep = keeper(draw);

await stored.follow(new AbortController().signal, () => draw());
chrome.storage.onChanged.addListener((_, area) => area === 'managed' && draw()); // the organisation's preset comes late
new BroadcastChannel('mine').onmessage = () => draw(); // chosen on another page, or in another browser
await draw();

async function drawNow() {
  document.documentElement.lang = stored.language();
  document.title = title.textContent = t('optionsTitle');
  const touched = hands(main);
  const status = await worker.status();
  const parts = [
    section(t('optionsServer'), ...server(status, draw)),
    section(t('optionsSites'), ...sites(keep)),
    features(),
    language(),
    ...points(status),
    ...outcomes(status),
    ...(await rulesOff(keep)),
    ...unwanted(keep),
    section(t('optionsSent'), ...(await sent())),
  ];
  if (await touched()) return drawNow();
  keyboard.keep(main, () => main.replaceChildren(...paused(), ...parts));
}

/** @param {string} title @param {...(Node|string)} body */
function section(title, ...body) {
  return el('section', {}, el('h2', {}, title), ...body);
}

function paused() {
  if (!stored.paused()) return [];
  return [section(t('optionsPaused'), el('p', {}, off.pausedUntil()), el.row(off.wayBack(null, keep)))];
}

function features() {
  const { features } = stored.settings();
  const boxes = FEATURES.map((name) => {
    const change = (/** @type {boolean} */ on) => keep(stored.switchFeature(name, on), name);
    return box(t(`feature_${name}`), Boolean(features[name]), change, name);
  });
  return section(
    t('optionsFeatures'),
    ...boxes,
    el.quiet(t('engagementHelp')),
    el.quiet(t('optionsKeyboard')),
  );
}

function language() {
  /** @type {[string, string][]} */
  const choices = [['', t('languageBrowser')], ['de', t('languageDe')], ['en', t('languageEn')]];
  const chosen = () => /** @type {Language|null} */ (select.value || null);
  const change = () => keep(stored.change({ language: chosen() }), 'language');
  const select = el(
    'select',
    { 'data-name': 'language', 'aria-label': t('optionsLanguage'), on: { change } },
    ...choices.map(([value, text]) => el('option', { value }, text)),
  );
  select.value = stored.settings().language ?? '';
  return section(t('optionsLanguage'), select);
}

/** @param {any} status */
function points({ me }) {
  return me ? [section(
    t('optionsPoints'),
    el.quiet(t('optionsPointsHelp')),
    ...choices(me, draw, 'wants_points', 'on_leaderboard'),
  )] : [];
}

/** @param {any} status */
function outcomes({ me }) {
  return me ? [section(
    t('optionsOutcomes'),
    el.quiet(t('optionsOutcomesHelp')),
    ...choices(me, draw, 'sends_outcomes'),
  )] : [];
}
