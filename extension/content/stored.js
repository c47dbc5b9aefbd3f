/** What the worker synced, as the features see it; and the settings, which they may change. */
const stored = (() => {
  const UI_LANGUAGE = /** @type {Language} */ (chrome.i18n.getMessage('language'));
  /** @type {Language[]} */
  const LANGUAGES = ['de', 'en'];
  /** @type {Platform[]} */
  const PLATFORMS = ['linkedin', 'x'];
  /** @type {Mode[]} */
  const MODES = ['page', 'panel', 'off'];
  const LONGEST_PAUSE_MS = 2 * 3_600_000; // it is an hour: what seems longer was begun while the clock was wrong
  /** @type {Settings} */
  const DEFAULTS = {
    language: null,
    sites: {},
    sitesBefore: {},
    features: { check: true, suggest: true, share: true, engagement: false },
    rulesOff: [],
    snoozedUntil: 0,
  };
  /** All but the rules, which are read where somebody writes. @type {Record<Exclude<keyof Stored, 'rules'>, true>} */
  const READ_AT_ONCE = {
    release: true, hooks: true, feed: true, guidelines: true, settings: true, words: true, modes: true, suggested: true,
    sendsOutcomes: true,
  };
  /** @type {Partial<Stored>} */
  let values = {};
  /** @type {ReturnType<typeof judge.prepare>|null} */
  let ready = null;
  /** @type {Promise<void>|null} */
  let loading = null;

  /** Read once, then follow. @param {AbortSignal} signal @param {(changed: string[]) => void} onChange */
  async function follow(signal, onChange) {
    /** @param {Record<string, chrome.storage.StorageChange>} changes @param {string} area */
    const take = async (changes, area) => {
      if (area !== 'local') return;
      const { rules, ...others } = changes;
      Object.entries(others).forEach(([name, { newValue }]) => Object.assign(values, { [name]: newValue }));
      if (loading && (rules || others.release)) await (loading = load()); // only what is new is told: often the one without the other
      onChange(Object.keys(changes));
    };
    chrome.storage.onChanged.addListener(take);
    signal.addEventListener('abort', () => globalThis.chrome?.storage?.onChanged.removeListener(take));
    values = await chrome.storage.local.get(/** @type {(keyof Stored)[]} */ (Object.keys(READ_AT_ONCE)));
    if (pauseLeft() > LONGEST_PAUSE_MS) change({ snoozedUntil: 0 }); // else it would hold once that time comes
  }

  /** @returns {Settings} where nobody chose, what we begin with; a language we do not know is none */
  function settings() {
    const features = { ...DEFAULTS.features, ...values.settings?.features };
    const all = { ...DEFAULTS, ...values.settings, features };
    return all.language && LANGUAGES.includes(all.language) ? all : { ...all, language: null };
  }

  /**
   * In force here at once: what is changed next builds on it. Where the browser cannot keep it, it stays as it was.
   * @template {keyof Stored} Name @param {Name} name @param {Stored[Name]} value @returns {Promise<boolean>} is it kept?
   */
  async function keep(name, value) {
    Object.assign(values, { [name]: value });
    const isKept = await chrome.storage.local.set({ [name]: value }).then(() => true, () => false);
    if (!isKept) Object.assign(values, { [name]: undefined, ...(await chrome.storage.local.get(name)) });
    return isKept;
  }

  /** @param {Partial<Settings>} change @returns {Promise<boolean>} is it kept? */
  const change = (change) => keep('settings', { ...settings(), ...change });

  const pauseLeft = () => settings().snoozedUntil - Date.now();
  const paused = () => pauseLeft() > 0 && pauseLeft() <= LONGEST_PAUSE_MS;

  /** @param {keyof Settings['features']} name @param {boolean} on */
  const switchFeature = (name, on) => change({ features: { ...settings().features, [name]: on } });

  /** The judge's part of the release in force: milliseconds to make ready, megabytes to keep, so done once it is asked for. */
  async function rules() {
    await (loading ??= load());
    return ready;
  }
  async function load() {
    const { rules } = /** @type {Partial<Stored>} */ (await chrome.storage.local.get('rules'));
    ready = rules && values.release ? judge.prepare({ ...values.release.body, ...JSON.parse(rules) }) : null;
    const made = ready;
    if (made) requestIdleCallback(() => judge.rehearse(made));
  }

  /** The organisation's guidelines in this language; null where there are none. @returns {Guideline|null} */
  const guideline = () => JSON.parse(values.guidelines ?? '{}')[language()] ?? null;

  /** @returns {Language} the employee's choice once its words are there, else the browser's: all that is shown is in one */
  const language = () => values.words?.language ?? UI_LANGUAGE;
  /** Those that the browser does not say so. */
  const words = () => values.words?.texts ?? {};

  /** @param {Platform} site @returns {Mode} */
  const organisationsMode = (site) => values.modes?.[site] ?? 'page';
  /** @param {Platform} site @returns {Mode} */
  function mode(site) {
    const [own, theirs] = [settings().sites[site], organisationsMode(site)];
    return own && MODES.includes(own) && theirs !== 'off' ? own : theirs;
  }

  /** What may be shared now. */
  const feed = () => (values.feed?.items ?? []).filter(({ valid_until: until }) => !until || Date.parse(until) > Date.now());

  /** The day it is here, as year-month-day; a locale that writes it so takes 15 ms to load. */
  function today() {
    const now = new Date();
    return new Date(now.getTime() - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, 10);
  }
  /** Days on which an item was shown, 'never' once it was refused, 'shared' once it was posted. */
  const suggested = () => values.suggested ?? {};
  /** It was shown today; here that holds also where the browser cannot keep it. @param {string} item */
  function noteSuggested(item) {
    if (['never', 'shared'].includes(suggested()[item])) return;
    values.suggested = { ...suggested(), [item]: today() };
    chrome.storage.local.set({ suggested: values.suggested }).catch(() => {});
  }
  /** @param {string} item @returns {Promise<boolean>} is it kept? */
  const refuse = (item) => keep('suggested', { ...suggested(), [item]: 'never' });
  /** As if it had never been shown. @param {string} item @returns {Promise<boolean>} is it kept? */
  function wantAgain(item) {
    const { [item]: _, ...others } = suggested();
    return keep('suggested', others);
  }
  /** @param {string} item */
  const mayBeSuggested = (item) => !['never', 'shared', today()].includes(suggested()[item]);

  return {
    follow,
    settings,
    change,
    switchFeature,
    rules,
    /** The same without waiting: null until it was made ready. */
    ready: () => ready,
    language,
    words,
    guideline,
    noteSuggested,
    refuse,
    wantAgain,
    mayBeSuggested,
    isShared: (/** @type {string} */ item) => suggested()[item] === 'shared',
    isUnwanted: (/** @type {string} */ item) => suggested()[item] === 'never',
    /** Of the release what is read without the judge: its number, the organisation's lists. */
    body: () => values.release?.body ?? null,
    hooks: () => values.hooks ?? null,
    functionWords: () => values.release?.body.function_words ?? {},
    feed,
    isInFeed: (/** @type {string} */ item) => feed().some(({ id }) => id === item),
    /** Did anything come from the server yet? Before sign-in there is nothing to say. */
    any: () => Boolean(values.release || values.feed),
    paused,
    /** Milliseconds; none is left once they are no more than 0. */
    pauseLeft,
    /** May something be suggested now? */
    suggests: () => settings().features.suggest && !paused(),
    mode,
    MODES,
    PLATFORMS,
    /** Did the employee say yes to telling what comes of warnings? */
    sendsOutcomes: () => values.sendsOutcomes === true,
    organisationsMode,
  };
})();
