/** Starts and ends the features of this tab as the settings say. Nothing runs on a site that is switched off. */
const main = (() => {
  /** @type {Record<string, (hooks: Hooks) => Site>} */
  const SITES = {
    'www.linkedin.com': (hooks) => linkedin(hooks.linkedin),
    'x.com': (hooks) => x(hooks.x),
    'twitter.com': (hooks) => x(hooks.x),
  };
  /** @type {{site: Site, mode: Mode, end: AbortController, watched: {again: () => void}, suggestions: {again: () => void}}|null} */
  let running = null;

  /** The served ones, and of the packaged what an older server does not serve; all of these where they are newer. @returns {Hooks} */
  function hooksHere() {
    const served = stored.hooks();
    if (!served || served.version < hooks.version) return hooks;
    return { version: served.version, linkedin: { ...hooks.linkedin, ...served.linkedin }, x: { ...hooks.x, ...served.x } };
  }

  /** @returns {Site|null} */
  const siteHere = () => SITES[location.host]?.(hooksHere()) ?? null;

  /** Before the first sign-in there is nothing to say, and nothing of ours in the page. @param {Site|null} site @returns {Mode} */
  const wantedOn = (site) => (site && stored.any() ? stored.mode(site.name) : 'off');

  function start() {
    const site = siteHere();
    const mode = wantedOn(site);
    if (running || !document.body || !site || mode === 'off') return;
    const end = new AbortController();
    const quiet = mode === 'panel';
    if (quiet) mirror.start(site.name, end.signal);
    share.learnOverruled();
    const watched = watch.start(site, (composer, signal) => desk(site, composer, quiet, signal, end.signal), end.signal);
    const suggestions = suggest.start(site, quiet, end.signal);
    engagement.start(site, end.signal);
    health.start(site, SITES[location.host](hooks), hooksHere().version, end.signal);
    running = { site, mode, end, watched, suggestions };
  }

  function stop() {
    running?.end.abort();
    running = null;
  }

  /**
   * @param {Site} site @param {Composer} composer @param {boolean} quiet
   * @param {AbortSignal} signal of the editor, which goes with what was posted @param {AbortSignal} life of the features
   * @returns {Desk}
   */
  function desk(site, composer, quiet, signal, life) {
    const check = checkDraft.start(site, composer, quiet, signal);
    const changed = (/** @type {string} */ text) => {
      posted.isBack(text);
      check.changed(text);
    };
    const sent = (/** @type {string} */ text) => {
      const then = { ...composer }; // the page goes on
      check.sent(text);
      posted.settle(site, then, text, () => noteSent(then, text), life);
    };
    const noteSent = (/** @type {Composer} */ then, /** @type {string} */ text) => {
      share.noteSent(text);
      engagement.sent(site, then);
    };
    return { ...check, changed, sent };
  }

  /**
   * A new release is judged at once, a new feed suggested from;
   * another mode, another language or new hooks start the tab's features anew.
   * @param {string[]} changed
   */
  function onStored(changed) {
    const now = running?.mode ?? 'off';
    const site = siteHere();
    if (now !== wantedOn(site) || changed.includes('hooks') || changed.includes('words')) {
      stop();
      start();
      return;
    }
    if (changed.includes('release') || changed.includes('settings')) running?.watched.again();
    if (['release', 'feed', 'settings'].some((name) => changed.includes(name))) running?.suggestions.again();
  }

  /** @returns {TabState|null} what the popup says of this tab */
  function state() {
    if (!running) return null;
    const { site, mode } = running;
    const url = new URL(location.href);
    const readable = site.readable(url);
    return { mode, readable, forAll: readable && !site.isFeed(url), fault: health.fault(site), looks: health.looks() };
  }

  async function begin() {
    const life = new AbortController();
    guest.startShield(life.signal);
    secondClick.guard(life.signal);
    mirror.listen();
    chrome.runtime.onMessage.addListener((message, sender, reply) => {
      if (sender.id === chrome.runtime.id && message?.type === 'state') reply(state());
    });
    await stored.follow(life.signal, onStored);
    if (document.body) start();
    else document.addEventListener('DOMContentLoaded', start, { once: true });
  }

  // extension pages load some of our files, too; only a page of the sites has features
  if (window === window.top && location.host in SITES) begin();
})();
