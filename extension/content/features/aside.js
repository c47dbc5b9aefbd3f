/** What somebody puts aside at one editor, from the card's menu: each with the words that confirm it, and the way back. */
const aside = (() => {
  /**
   * @param {Site} site @param {Composer} composer @param {boolean} quiet nothing of ours may be in the page
   * @param {ReturnType<typeof outcomes.start>} fate
   * @param {{judged: () => {text: string|null, findings: Finding[]}, again: () => void, hasFocus: () => boolean}} desk what is judged now; judge once more
   */
  function start(site, composer, quiet, fate, { judged, again, hasFocus }) {
    let hidden = false;
    /** rules that are wrong here, says who writes @type {Set<string>} */
    const wrongHere = new Set();
    /** the last one, while it holds and the text is the same @type {Switched & {text: string|null}|null} */
    let done = null;
    const acts = { hideHere, snooze, ruleOff, wrong, siteOff };

    /** @param {string[]} rules @param {Switched} switched */
    function tell(rules, switched) {
      fate.dismissed(rules);
      confirm(switched);
    }
    /** @param {Switched} switched */
    function confirm(switched) {
      done = { ...switched, text: judged().text };
      again();
    }
    const all = () => judged().findings.map(({ rule }) => rule);

    function hideHere() {
      hidden = true;
      tell(all(), { said: t('told_hideHere'), holds: () => hidden, undo: unhide });
    }
    function snooze() {
      tell(all(), switches.snooze());
    }
    /** @param {Finding} finding */
    function ruleOff(finding) {
      tell([finding.rule], switches.ruleOff(finding));
    }
    /** @param {Finding} finding */
    async function wrong(finding) {
      if (wrongHere.has(finding.rule)) return; // pressed once more before the worker has answered
      fate.dismissed([finding.rule]);
      confirm(await switches.wrong(finding, wrongHere));
    }
    function siteOff() {
      fate.dismissed(all());
      const byKeyboard = hasFocus();
      const switched = switches.siteOff(site.name);
      if (!quiet) farewell.say(composer, switched, byKeyboard);
    }

    /** Was everything hidden? Now it is not. */
    function unhide() {
      const was = hidden;
      hidden = false;
      return was;
    }

    /** The words that confirm the last one, as long as they are true of this text. @param {string} text @returns {string|null} */
    function confirmation(text) {
      if (done?.text !== text || !done.holds()) done = null;
      return done && done.said;
    }
    function forget() {
      done = null;
    }
    function undo() {
      done?.undo();
    }

    /** @param {Finding} finding */
    const holds = ({ rule }) => hidden || wrongHere.has(rule);

    return { acts, holds, isHidden: () => hidden, unhide, confirmation, forget, undo };
  }

  return { start };
})();
