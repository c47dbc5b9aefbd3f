/** The side panel: in quiet mode it shows what card and suggestion would show in the page, for the editor last written in. */
import * as off from '../popup/off.js';
import { aboutTab, activeTab, platformOf } from '../popup/tab.js';

/** @type {Mirrored} */
const NOTHING = { site: null, view: { kind: 'idle' }, suggestion: null };
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const dark = matchMedia('(prefers-color-scheme: dark)');
/** the tab in front, and our end of the line to it @type {number|undefined} */
let followed;
/** @type {chrome.runtime.Port|null} */
let line = null;
/** what that tab told last */
let told = NOTHING;
/** tabs come to the front faster than they answer: only the last turn counts */
let turn = 0;
/** what is offered, as told, and how: the same is not drawn again */
let offered = '';
/**
 * The tab that was in front when a share was opened from here, what is said of it there, and the item that was then offered below.
 * @type {{tab?: number, text: string, beside?: string}}
 */
let shared = { text: '' };
/** the end of a pause @type {ReturnType<typeof setTimeout>|undefined} */
let waking;
/** items that were shared or put aside here @type {Set<string>} */
const done = new Set();

const shown = card.create(place, acts());
document.adoptedStyleSheets = [styles.get()];
dress();
dark.addEventListener('change', dress);
chrome.tabs.onActivated.addListener(() => follow());
chrome.tabs.onUpdated.addListener((tab, { status }) => status === 'complete' && tab === followed && follow(true));
await stored.follow(new AbortController().signal, (changed) => (changed.includes('words') ? location.reload() : say()));
document.documentElement.lang = stored.language();
await follow();

function dress() {
  document.body.classList.toggle('dark', dark.matches);
}

/** Listen to the tab in front, and to no other. @param {boolean} [anew] it has loaded another page */
async function follow(anew = false) {
  const mine = ++turn;
  const tab = await activeTab();
  if (mine !== turn || (line && tab?.id === followed && !anew)) return;
  line?.disconnect();
  followed = tab?.id;
  line = platformOf(tab?.url) ? connect(tab?.id ?? 0) : null;
  draw(NOTHING);
  await say();
}

/** @param {number} tab */
function connect(tab) {
  const opened = chrome.tabs.connect(tab, { name: 'panel', frameId: 0 });
  opened.onMessage.addListener((told) => line === opened && draw(told));
  opened.onDisconnect.addListener(() => {
    void chrome.runtime.lastError; // a tab older than the extension answers nobody: the sentence above says to reload it
    if (line !== opened) return;
    line = null;
    draw(NOTHING);
  });
  return opened;
}

async function say() {
  const tab = await activeTab();
  const text = await aboutTab(tab);
  if (tab?.id !== followed) return;
  byId('about').textContent = text;
  offerWayBack(platformOf(tab?.url));
  suggest();
  clearTimeout(waking);
  if (stored.paused()) waking = setTimeout(say, stored.settings().snoozedUntil - Date.now());
  byId('shared').textContent = followed === shared.tab ? shared.text : '';
}

/** Not drawn anew while it is pressed; gone, it leaves the keyboard at the card. @param {Platform|null} site */
function offerWayBack(site) {
  const place = byId('back');
  const way = off.wayBack(site, keep) || null;
  const now = /** @type {HTMLElement|null} */ (place.firstElementChild);
  if (now?.dataset.name === way?.dataset.name) return;
  const held = place.contains(document.activeElement);
  place.replaceChildren(...(way ? [way] : []));
  if (held) (way ?? byId('card')).focus();
}

/** @type {off.Keep} */
async function keep(keeping) {
  if (await keeping) return;
  await say();
  byId('shared').textContent = t('errorNotKept');
}

/** @param {Mirrored} mirrored */
function draw(mirrored) {
  told = mirrored;
  shown.show(told.view);
  suggest();
}

/** None is shown, nor counted as shown, while none is wanted. */
function suggest() {
  const { site, suggestion: fit } = stored.suggests() ? told : NOTHING;
  const place = byId('suggestion');
  const now = JSON.stringify([fit, stored.settings().features.share, stored.isInFeed(fit?.item ?? '')]);
  if (now === offered || place.querySelector('textarea')) return; // nothing is redrawn under somebody who writes
  offered = now;
  if (fit) goOn(fit.item);
  place.replaceChildren(...(fit && site ? offer(fit, site) : []));
}

/** What is said of a share goes with the next item that is offered: somebody went on reading. @param {string} item */
function goOn(item) {
  if (followed !== shared.tab || (shared.beside ??= item) === item) return;
  byId('shared').textContent = shared.text = '';
}

/** @param {NonNullable<Mirrored['suggestion']>} fit @param {Platform} site */
function offer({ item: id, topic }, site) {
  const item = done.has(id) ? undefined : stored.feed().find((one) => one.id === id);
  const over = () => {
    done.add(id);
    byId('suggestion').replaceChildren();
    act('suggestionDone', id);
  };
  /** Once the site's composer is in front, only that is left to say. @param {string} state */
  const opened = (state) => {
    if (state !== 'ready') return void done.add(id);
    over();
    void tellOpened(t('shareOpened', t(`site_${site}`)));
  };
  if (item) stored.noteSuggested(id); // here it is seen, not before
  return item ? [suggestion.box(item, topic, site, { done: over, opened })] : [];
}

/** @param {string} text */
async function tellOpened(text) {
  shared = { tab: (await activeTab())?.id, text };
  await say();
}

/** @param {(event: KeyboardEvent) => void} onKey @returns {Place} */
function place(onKey) {
  const slot = byId('card');
  slot.tabIndex = -1; // keeps the keyboard's place when the card goes
  slot.addEventListener('keydown', onKey);
  return {
    show: (picture, { spoken = '', lang = '' } = {}) => {
      const held = slot.contains(document.activeElement);
      slot.replaceChildren(...(picture ? [picture] : []));
      if (held) slot.focus();
      if (byId('live').textContent !== spoken) Object.assign(byId('live'), { textContent: spoken, lang });
    },
    picture: () => /** @type {HTMLElement|null} */ (slot.firstElementChild),
  };
}

/** Every action is done where the text is. @returns {Actions} */
function acts() {
  const told = card.ACTS.map((name) => [name, (/** @type {Finding|undefined} */ finding) => act(name, finding?.rule)]);
  return /** @type {Actions} */ (Object.fromEntries(told));
}

/** @param {Acted['act']} name @param {string} [about] the rule, or the item suggested */
function act(name, about) {
  line?.postMessage({ act: name, about: about ?? null });
}
