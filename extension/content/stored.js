/** What the worker synced, as the features see it; and the settings, which they may change. */
const stored = (() => {
  const UI_LANGUAGE = /** @type {Language} */ (chrome.i18n.getMessage('language'));
  /** @type {Language[]} */
  const LANGUAGES = ['de', 'en'];
  /** @type {Mode[]} */
  const MODES = ['page', 'panel', 'off'];
  /** @type {Settings} */
  const DEFAULTS = { language: null, sites: {}, features: { check: true, suggest: true, share: true, engagement: false }, rulesOff: [], snoozedUntil: 0 };
  /** @type {Partial<Stored>} */
  let values = {};
  /** @type {{of: Stored['release'], prepared: any}|null} */
  let ready = null;

  /** Read once, then follow. @param {AbortSignal} signal @param {(changed: string[]) => void} onChange */
  async function follow(signal, onChange) {
    /** @param {Record<string, chrome.storage.StorageChange>} changes @param {string} area */
    const take = (changes, area) => {
      if (area !== 'local') return;
      Object.entries(changes).forEach(([name, { newValue }]) => Object.assign(values, { [name]: newValue }));
      onChange(Object.keys(changes));
    };
    chrome.storage.onChanged.addListener(take);
    signal.addEventListener('abort', () => globalThis.chrome?.storage?.onChanged.removeListener(take));
    values = await chrome.storage.local.get();
  }

  /** @returns {Settings} a language we do not know is none */
  function settings() {
    const all = { ...DEFAULTS, ...values.settings };
    return all.language && LANGUAGES.includes(all.language) ? all : { ...all, language: null };
  }

  /** In force here at once: what is changed next builds on it. @param {Partial<Settings>} change */
  function change(change) {
    values.settings = { ...settings(), ...change };
    return chrome.storage.local.set({ settings: values.settings });
  }

  /** The release in force, ready for the judge; made ready on first use only. */
  function release() {
    if (values.release && ready?.of !== values.release) ready = { of: values.release, prepared: judge.prepare(values.release.body) };
    return values.release ? (ready?.prepared ?? null) : null;
  }

  /** @returns {Language} the employee's choice, else the browser's */
  const language = () => settings().language ?? UI_LANGUAGE;

  /** @param {Platform} site @returns {Mode} */
  const organisationsMode = (site) => values.modes?.[site] ?? 'page';
  /** @param {Platform} site @returns {Mode} */
  function mode(site) {
    const [own, theirs] = [settings().sites[site], organisationsMode(site)];
    return own && MODES.includes(own) && theirs !== 'off' ? own : theirs;
  }

  /** The day it is here, as year-month-day. */
  const today = () => new Date().toLocaleDateString('sv');
  /** Days on which an item was shown, or 'never' once it was refused. */
  const suggested = () => values.suggested ?? {};
  /** In force here at once, as with `change`. @param {string} item @param {boolean} [unwanted] */
  function noteSuggested(item, unwanted = false) {
    values.suggested = { ...suggested(), [item]: unwanted ? 'never' : today() };
    return chrome.storage.local.set({ suggested: values.suggested });
  }
  /** @param {string} item */
  const mayBeSuggested = (item) => !['never', today()].includes(suggested()[item]);

  return {
    follow,
    settings,
    change,
    release,
    language,
    noteSuggested,
    mayBeSuggested,
    isUnwanted: (/** @type {string} */ item) => suggested()[item] === 'never',
    /** The release as it came: the organisation's lists are read without the judge. */
    body: () => values.release?.body ?? null,
    hooks: () => values.hooks ?? null,
    functionWords: () => values.release?.body.function_words ?? {},
    /** What may be shared now. */
    feed: () => (values.feed?.items ?? []).filter(({ valid_until: until }) => !until || Date.parse(until) > Date.now()),
    /** Did anything come from the server yet? Before sign-in there is nothing to say. */
    any: () => Boolean(values.release || values.feed),
    paused: () => settings().snoozedUntil > Date.now(),
    mode,
    MODES,
    organisationsMode,
  };
})();
