/** What somebody puts aside at one editor, from the card's menu: each with the words that confirm it, and the way back. */
const aside = (() => {
  /**
   * By text field, whatever post it is found to answer by now: is all hidden there, and which rules are wrong.
   * @type {WeakMap<HTMLElement, {hidden: boolean, wrong: Set<string>}>}
   */
  const fields = new WeakMap();

  /**
   * @typedef {{text: string|null, findings: Finding[]}} Judged
   * @typedef {{judged: () => Judged, again: () => void, show: (failed: string) => void, hasFocus: () => boolean}} Judging
   * @param {Site} site @param {Composer} composer @param {boolean} quiet nothing of ours may be in the page
   * @param {ReturnType<typeof outcomes.start>} fate
   * @param {Judging} judging what is judged now; judge once more; say beside it what failed
   */
  function start(site, composer, quiet, fate, { judged, again, show, hasFocus }) {
    const here = fields.get(composer.editor) ?? { hidden: false, wrong: new Set() };
    fields.set(composer.editor, here);
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
      unlessKept(switched, takeBack);
    }
    /** It does not hold: what was put aside is there again. */
    function takeBack() {
      again();
      if (judged().findings.length) show(t('errorNotKept'));
    }
    const all = () => judged().findings.map(({ rule }) => rule);

    function hideHere() {
      here.hidden = true;
      tell(all(), { said: t('told_hideHere'), holds: () => here.hidden, undo: unhide });
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
      if (here.wrong.has(finding.rule)) return; // pressed once more before the worker has answered
      fate.dismissed([finding.rule]);
      confirm(await switches.wrong(finding, here.wrong));
    }
    function siteOff() {
      fate.dismissed(all());
      const byKeyboard = hasFocus();
      const switched = switches.siteOff(site.name);
      if (!quiet) farewell.say(composer, switched, byKeyboard);
      unlessKept(switched, takeBack);
    }

    /** Was everything hidden? Now it is not. */
    function unhide() {
      const was = here.hidden;
      here.hidden = false;
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
    const holds = ({ rule }) => here.hidden || here.wrong.has(rule);

    return { acts, holds, isHidden: () => here.hidden, unhide, confirmation, forget, undo };
  }

  /** @param {Switched} switched @param {() => void} act */
  const unlessKept = ({ kept }, act) => void kept?.then((isKept) => isKept || act());

  return { start };
})();
