/** Starts and ends the features of this tab as the settings say. Nothing runs on a site that is switched off. */
const main = (() => {
  /** @type {Record<string, (hooks: Hooks) => Site>} */
  const SITES = {
    'www.linkedin.com': (hooks) => linkedin(hooks.linkedin),
    'x.com': (hooks) => x(hooks.x),
    'twitter.com': (hooks) => x(hooks.x),
  };
  /** @type {{site: Site, end: AbortController, editors: {again: () => void}}|null} */
  let running = null;

  /** @returns {Site|null} by the served hooks, else by the packaged ones */
  const siteHere = () => SITES[location.host]?.(stored.hooks() ?? hooks) ?? null;

  function start() {
    const site = siteHere();
    if (running || !document.body || !site || !stored.settings().sites[site.name]) return;
    const end = new AbortController();
    const editors = watch.start(site, (composer, signal) => desk(site, composer, signal), end.signal);
    suggest.start(site, end.signal);
    health.start(site, SITES[location.host](hooks), (stored.hooks() ?? hooks).version, end.signal);
    running = { site, end, editors };
  }

  function stop() {
    running?.end.abort();
    running = null;
  }

  /** @param {Site} site @param {Composer} composer @param {AbortSignal} signal @returns {Desk} */
  function desk(site, composer, signal) {
    const check = checkDraft.start(site, composer, signal);
    return { ...check, sent: (text) => share.noteSent(text) };
  }

  /** A new release is judged at once; sites switched on or off, or new hooks, start the tab's features anew. @param {string[]} changed */
  function onStored(changed) {
    const on = Boolean(running);
    const site = siteHere();
    const shouldBeOn = Boolean(site && stored.settings().sites[site.name]);
    if (on !== shouldBeOn || changed.includes('hooks')) {
      stop();
      start();
    } else if (changed.includes('release') || changed.includes('settings')) running?.editors.again();
  }

  /** @returns {TabState|null} what the popup says of this tab */
  function state() {
    if (!running) return null;
    const { site } = running;
    return { site: site.name, dialect: site.dialect(document), posts: site.posts(document).length, readable: site.readable(new URL(location.href)), fault: health.fault(site), looks: health.looks() };
  }

  async function begin() {
    const life = new AbortController();
    guest.startShield(life.signal);
    chrome.runtime.onMessage.addListener((message, sender, reply) => {
      if (sender.id === chrome.runtime.id && message?.type === 'state') reply(state());
    });
    await stored.follow(life.signal, onStored);
    if (document.body) start();
    else document.addEventListener('DOMContentLoaded', start, { once: true });
  }

  // extension pages load some of our files, too; only a page of the sites has features
  if (window === window.top && location.host in SITES) begin();
  return { state };
})();
