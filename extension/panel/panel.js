/** The side panel: in quiet mode it shows what card and suggestion would show in the page, for the editor last written in. */
import { aboutTab, activeTab, platformOf } from '../popup/tab.js';

/** @type {(keyof Actions)[]} */
const ACTS = ['takeFix', 'hideHere', 'snooze', 'ruleOff', 'siteOff', 'undo', 'seen', 'leave'];
/** @type {Mirrored} */
const NOTHING = { site: null, view: { kind: 'idle' }, suggestion: null };
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const dark = matchMedia('(prefers-color-scheme: dark)');
/** the tab's end of the line @type {chrome.runtime.Port|null} */
let line = null;
/** what is offered, as told: the same is not drawn again */
let offered = 'null';
/** items that were shared or put aside here @type {Set<string>} */
const done = new Set();

const shown = card.create(place, acts());
document.documentElement.lang = chrome.i18n.getMessage('language');
document.adoptedStyleSheets = [styles.get()];
dress();
dark.addEventListener('change', dress);
chrome.tabs.onActivated.addListener(follow);
chrome.tabs.onUpdated.addListener((_, { status }) => status === 'complete' && follow());
await stored.follow(new AbortController().signal, () => say());
await follow();

function dress() {
  document.body.classList.toggle('dark', dark.matches);
}

/** Listen to the tab in front, and to no other. */
async function follow() {
  const tab = await activeTab();
  line?.disconnect();
  line = null;
  draw(NOTHING);
  await say(tab);
  if (!platformOf(tab?.url)) return;
  const opened = chrome.tabs.connect(tab?.id ?? 0, { name: 'panel', frameId: 0 });
  opened.onMessage.addListener(draw);
  opened.onDisconnect.addListener(() => {
    void chrome.runtime.lastError; // a tab older than the extension answers nobody: the sentence above says to reload it
    if (line === opened) draw(NOTHING);
  });
  line = opened;
}

/** @param {chrome.tabs.Tab} [tab] */
async function say(tab) {
  byId('about').textContent = await aboutTab(tab ?? (await activeTab()));
}

/** @param {Mirrored} mirrored */
function draw({ site, view, suggestion: fit }) {
  shown.show(view);
  const place = byId('suggestion');
  if (JSON.stringify(fit) === offered || place.querySelector('textarea')) return; // nothing is redrawn under somebody who writes
  offered = JSON.stringify(fit);
  place.replaceChildren(...(fit && site ? offer(fit, site) : []));
}

/** @param {NonNullable<Mirrored['suggestion']>} fit @param {Platform} site */
function offer({ item: id, topic }, site) {
  const item = done.has(id) ? undefined : stored.feed().find((one) => one.id === id);
  const opened = () => void done.add(id); // its tab comes to the front, and this one is left
  const over = () => {
    opened();
    byId('suggestion').replaceChildren();
    act('suggestionDone');
  };
  return item ? [suggestion.box(item, topic, site, { done: over, opened })] : [];
}

/** @param {(event: KeyboardEvent) => void} onKey @returns {Place} */
function place(onKey) {
  const slot = byId('card');
  document.addEventListener('keydown', onKey);
  return {
    show: (picture, { spoken = '', lang = '' } = {}) => {
      slot.replaceChildren(...(picture ? [picture] : []));
      Object.assign(byId('live'), { textContent: spoken, lang });
    },
    picture: () => /** @type {HTMLElement|null} */ (slot.firstElementChild),
  };
}

/** Every action is done where the text is. @returns {Actions} */
function acts() {
  const told = ACTS.map((name) => [name, (/** @type {Finding|undefined} */ finding) => act(name, finding?.rule)]);
  return /** @type {Actions} */ (Object.fromEntries(told));
}

/** @param {Acted['act']} name @param {string} [rule] */
function act(name, rule) {
  line?.postMessage({ act: name, rule: rule ?? null });
}
