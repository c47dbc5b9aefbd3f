/** What the card's menu switches off: each with the words that say so, whether it still holds, and the way back. */
const switches = (() => {
  const SNOOZE_MS = 3_600_000;

  /** @returns {Switched} */
  function snooze() {
    stored.change({ snoozedUntil: Date.now() + SNOOZE_MS });
    return { said: chrome.i18n.getMessage('told_snooze'), holds: stored.paused, undo: () => stored.change({ snoozedUntil: 0 }) };
  }

  /** @param {Finding} finding @returns {Switched} */
  function ruleOff({ rule }) {
    const others = () => stored.settings().rulesOff.filter((one) => one !== rule);
    stored.change({ rulesOff: [...others(), rule] });
    const holds = () => stored.settings().rulesOff.includes(rule);
    return { said: chrome.i18n.getMessage('told_ruleOff'), holds, undo: () => stored.change({ rulesOff: others() }) };
  }

  /** @param {Platform} site @returns {Switched} */
  function siteOff(site) {
    const { sites } = stored.settings();
    stored.change({ sites: { ...sites, [site]: 'off' } });
    const said = chrome.i18n.getMessage('told_siteOff', chrome.i18n.getMessage(`site_${site}`));
    return { said, holds: () => stored.mode(site) === 'off', undo: () => stored.change({ sites: { ...stored.settings().sites, [site]: sites[site] } }) };
  }

  return { snooze, ruleOff, siteOff };
})();
