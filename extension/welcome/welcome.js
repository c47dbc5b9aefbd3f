/** The first page, opened once, when the extension is installed: what it does, what is read, the sites' terms, and the way in. */
import { keeper } from '../options/kept.js';
import * as keyboard from '../options/keyboard.js';
import { server } from '../options/server.js';
import { sites } from '../options/sites.js';
import { hands } from '../popup/hands.js';
import { inTurn } from '../popup/in-turn.js';
import * as worker from '../popup/worker.js';

const DOES = ['check', 'suggest', 'share'];
const PROMISES = ['read', 'leaves', 'never'];
const LEAVES = ['share', 'tip', 'choices', 'outcomes', 'wrong', 'asks', 'feed'];
const main = /** @type {HTMLElement} */ (document.getElementById('main'));

const connect = el('div');
const where = el('div');
const draw = inTurn(drawNow);
await stored.follow(new AbortController().signal, (changed) => (changed.includes('words') ? location.reload() : draw()));
document.documentElement.lang = stored.language();
document.title = t('welcomeTitle');
main.append(
  el('h1', {}, t('welcomeTitle')),
  el('p', { className: 'lead' }, t('welcomeLead')),
  section('optionsFeatures', points(DOES.map((name) => t(`welcomeDoes_${name}`)))),
  section('welcomePromises', ...PROMISES.flatMap(promise)),
  section('welcomeTerms', ...stored.PLATFORMS.flatMap((name) => [el('h3', {}, t(`site_${name}`)), el('p', {}, t(`terms_${name}`))])),
  section('welcomeConnect', connect),
  section('welcomeWhere', where),
  el('p', { className: 'lead' }, t('welcomeDone')),
);
chrome.storage.onChanged.addListener((_, area) => area === 'managed' && draw()); // the organisation's preset comes late
await draw();

/** @param {string} title @param {...Node} body */
function section(title, ...body) {
  return el('section', {}, el('h2', {}, t(title)), ...body);
}

/** @param {string} name */
function promise(name) {
  const told = [el('h3', {}, t(`promise_${name}`)), el('p', {}, t(`promiseText_${name}`))];
  return name === 'leaves' ? [...told, points(LEAVES.map((what) => t(`leaves_${what}`)))] : told;
}

/** @param {string[]} texts */
function points(texts) {
  return el('ul', {}, ...texts.map((text) => el('li', {}, text)));
}

/** The two parts that change. */
async function drawNow() {
  const touched = hands(main);
  const status = await worker.status();
  if (await touched()) return drawNow();
  keyboard.keep(main, () => {
    connect.replaceChildren(...server(status, draw));
    where.replaceChildren(...sites(keeper(draw)));
  });
}
