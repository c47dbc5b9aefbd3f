/** What the card's menu switches off or puts aside: each with the words that say so, whether it still holds, and the way back. */
const switches = (() => {
  const SNOOZE_MS = 3_600_000;

  /** @returns {Setting} */
  function snooze() {
    const kept = stored.change({ snoozedUntil: Date.now() + SNOOZE_MS });
    return { said: t('told_snooze'), holds: stored.paused, undo: wake, kept };
  }
  const wake = () => stored.change({ snoozedUntil: 0 });

  /** @param {Finding} finding @returns {Setting} */
  function ruleOff({ rule }) {
    const kept = stored.change({ rulesOff: [...rulesOffBut(rule), rule] });
    const holds = () => stored.settings().rulesOff.includes(rule);
    return { said: t('told_ruleOff'), holds, undo: () => ruleOn(rule), kept };
  }
  const ruleOn = (/** @type {string} */ rule) => stored.change({ rulesOff: rulesOffBut(rule) });
  const rulesOffBut = (/** @type {string} */ rule) => stored.settings().rulesOff.filter((one) => one !== rule);

  /** @param {Platform} site @returns {Setting} */
  function siteOff(site) {
    const { sites, sitesBefore } = stored.settings();
    const before = sites[site] === 'off' ? sitesBefore[site] : sites[site]; // said twice, as in two tabs at once, it is off once
    const kept = stored.change({ sites: { ...sites, [site]: 'off' }, sitesBefore: { ...sitesBefore, [site]: before } });
    const holds = () => stored.mode(site) === 'off';
    return { said: t('told_siteOff', t(`site_${site}`)), holds, undo: () => siteOn(site), kept };
  }

  /** As it was before it was switched off. @param {Platform} site */
  function siteOn(site) {
    const { sites, sitesBefore } = stored.settings();
    return stored.change({ sites: { ...sites, [site]: sitesBefore[site] } });
  }

  /**
   * Where it is said, the rule keeps silent from now on.
   * @param {Finding} finding @param {Set<string>} here
   * @returns {Promise<Switched>} once it is known whether anybody is told
   */
  async function wrong({ rule }, here) {
    const id = crypto.randomUUID();
    const say = (/** @type {boolean} */ isWrong) => ask.send({ type: 'feedback', id, rule, wrong: isWrong });
    const undo = () => {
      here.delete(rule);
      say(false);
    };
    here.add(rule);
    const reply = await say(true);
    return { said: t(reply.ok && reply.told ? 'told_wrong' : 'told_wrongHere'), holds: () => here.has(rule), undo };
  }

  return { snooze, wake, ruleOff, ruleOn, siteOff, siteOn, wrong };
})();
