/** Today's suggestions, and those the employee wanted to be reminded of. */
import * as later from './later.js';
import * as ownWords from './own-words.js';

const AT_MOST = 3;

/**
 * @typedef {import('../background/reminders.js').Reminder} Reminder
 * @typedef {import('./popup.js').Tell} Tell
 */

/** What the employee wanted to share at a time that has come. @param {Reminder[]} reminders @param {Tell} tell @returns {HTMLElement|''} */
export function due(reminders, tell) {
  return reminded(reminders.filter(later.isDue), tell);
}

/**
 * Today's, and what waits for its time.
 * @param {Reminder[]} reminders @param {{item: string}[]} shares that wait above @param {Tell} tell
 * @returns {HTMLElement|''}
 */
export function today(reminders, shares, tell) {
  const waiting = reminders.filter((one) => !later.isDue(one));
  if (!stored.settings().features.suggest) return reminded(waiting, tell);
  const elsewhere = new Set([...reminders, ...shares].map(({ item }) => item));
  const wanted = stored.feed().filter(({ id }) => !stored.isUnwanted(id) && !elsewhere.has(id));
  const items = wanted.toSorted((a, b) => rank(a) - rank(b)).slice(0, AT_MOST);
  const shown = items.length ? items.map((item) => suggestion(item, tell)) : [el.quiet(t('popupNoSuggestions'))];
  return el('section', {}, el('h2', {}, t('popupSuggestions')), ...shown, ...offered(waiting, tell));
}

/** What was shared comes last, what is pinned first, then what is in one's own language. @param {FeedItem} item */
const rank = ({ id, pinned, language }) => 4 * Number(stored.isShared(id)) - 2 * Number(pinned) + Number(language !== stored.language());

/** @param {Reminder[]} reminders @param {Tell} tell */
function reminded(reminders, tell) {
  return reminders.length ? el('section', { 'data-name': 'reminders' }, el('h2', {}, t('reminders')), ...offered(reminders, tell)) : '';
}

/** @param {Reminder[]} reminders @param {Tell} tell */
function offered(reminders, tell) {
  return reminders.flatMap((one) => stored.feed().filter(({ id }) => id === one.item).map((item) => suggestion(item, tell, one)));
}

/** @param {FeedItem} item @param {Tell} tell @param {Reminder} [reminder] */
function suggestion(item, tell, reminder) {
  const write = (/** @type {Platform} */ platform) => () => {
    const back = () => instead(form, row, `share-${platform}`);
    const keep = (/** @type {OwnWords} */ own) => ownWords.keep(item.id, platform, own);
    const form = shareForm.create(item, platform, { cancel: back, done: back, keep }, ownWords.of(item.id, platform));
    row.replaceWith(form);
    form.querySelector('textarea')?.focus();
  };
  const wait = () => {
    const form = later.ask(item, tell, () => instead(form, row, 'later'));
    row.replaceWith(form);
    form.querySelector('button')?.focus();
  };
  const shareOn = (/** @type {Platform} */ platform) =>
    button(`share-${platform}`, t('popupShareOn', t(`site_${platform}`)), write(platform));
  const sites = platformsFor(item).map(shareOn);
  const postpone = sites.length ? button('later', t(reminder ? 'laterOther' : 'later'), wait, 'plain') : null;
  const forget = reminder ? button('forget', t('laterForget'), () => tell({ type: 'forgetReminder', item: item.id }), 'plain') : null;
  const row = el.row(...sites, postpone, forget);
  const when = reminder ? el('p', { 'data-name': 'reminder' }, later.said(reminder)) : null;
  return el('article', {}, title.of('h3', item), el.quiet(about(item)), when, row);
}

/** The keyboard goes back to where it came from. @param {HTMLElement} form @param {HTMLElement} row @param {string} name of a button */
function instead(form, row, name) {
  form.replaceWith(row);
  /** @type {HTMLElement|null} */ (row.querySelector(`[data-name=${name}]`))?.focus();
}

/** Whence it is, in which language where that is not one's own, and whether one has shared it. @param {FeedItem} item */
function about(item) {
  return [title.source(item), stored.isShared(item.id) && t('popupShared')].filter(Boolean).join(' · ');
}

/** @param {FeedItem} item @returns {Platform[]} */
function platformsFor(item) {
  return stored.settings().features.share ? stored.PLATFORMS.filter((platform) => shareForm.fits(item, platform)) : [];
}
