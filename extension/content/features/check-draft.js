/** Judges what is typed while it is typed, in the page; shows the card, writes the fix, asks once before a risky post. */
const checkDraft = (() => {
  const LONGEST = 100_000; // beyond any post; judging more would be felt
  const LONGEST_NAME = 40;

  /**
   * @param {Site} site @param {Composer} composer @param {boolean} quiet nothing of ours may be in the page @param {AbortSignal} signal
   * @returns {Desk} what `watch` tells: the text changed, a submit is coming (true = ask back), it was sent
   */
  function start(site, composer, quiet, signal) {
    /** @type {{text: string|null, findings: Finding[]}} */
    let verdict = { text: null, findings: [] };
    /** @type {Set<string>} */
    const asked = new Set();
    /** the text that was asked back @type {string|null} */
    let held = null;
    let hidden = false;
    let back = () => composer.editor.focus();
    /** goes with the first letter, or when it was read */
    let line = notice.due(site, composer);
    const fate = outcomes.start(signal);
    /** what the menu switched off, while it holds and the text is the same @type {Switched & {text: string|null}|null} */
    let switched = null;
    /** rules that are wrong here, says who writes @type {Set<string>} */
    const wrongHere = new Set();
    const menu = { hideHere, snooze, ruleOff, wrong, siteOff };
    signal.addEventListener('abort', () => marks.clear(composer.editor));
    if (ask.connected()) stored.rules().then(() => signal.aborted || again());
    const actions = { takeFix, ...menu, undo, seen, leave: () => back() };
    const view = quiet ? mirror.create(composer, actions, signal) : card.create((onKey) => dock.create({ composer, onKey, signal }), actions);

    /** @param {string} text */
    function changed(text) {
      if (text.length > LONGEST) return unable();
      if (verdict.text !== null && verdict.text !== text) line = null;
      const before = verdict.findings.length;
      verdict = { text, findings: judged(text) };
      fate.shown(rulesOf(verdict.findings));
      if (!quiet) marks.show(composer, verdict.findings, text);
      if (switched?.text !== text || !switched.holds()) switched = null;
      if (switched) view.show({ kind: 'told', text: switched.said });
      else if (verdict.findings.length) show();
      else if (line) view.show({ kind: 'notice', text: line });
      else view.show({ kind: before && text.trim() && !hidden ? 'fine' : 'idle' }); // emptied, as by posting: nothing to praise
    }

    /** @param {string} text */
    const judged = (text) => (hidden ? [] : check(site, composer, text).filter(({ rule }) => !wrongHere.has(rule)));

    function unable() {
      marks.clear(composer.editor);
      view.show({ kind: 'unable', message: chrome.i18n.getMessage('errorTooLong') });
    }

    /** @param {string|null} [failed] */
    function show(failed = null) {
      switched = null;
      view.show({ kind: 'finding', findings: verdict.findings, holding: held === verdict.text ? submitName() : null, failed });
    }

    /** What stands on the site's own button; '' where that is no short name. */
    function submitName() {
      const name = dom.text(site.submitOf(composer));
      return name.length <= LONGEST_NAME ? name : '';
    }

    /** House rule 1: asks once per rule and text; somebody who submits within the pause is judged now. @param {string} text */
    function submitting(text) {
      if (quiet || !ask.connected()) return false; // nothing beside the button could say why
      if (text && verdict.text !== text) changed(text);
      const open = verdict.text === text ? verdict.findings.filter(({ severity }) => severity === 'confirm') : [];
      const fresh = open.filter(({ rule }) => !asked.has(`${rule} ${text}`));
      if (!fresh.length) return false;
      fresh.forEach(({ rule }) => asked.add(`${rule} ${text}`));
      held = text;
      show();
      return true;
    }

    /** A fix is written into the text it was made for: somebody who typed on within the pause gets the same rule's newest. @param {Finding} shown */
    async function takeFix(shown) {
      const text = editors.read(composer);
      if (verdict.text !== text) changed(text);
      const fix = verdict.findings.find(({ rule }) => rule === shown.rule);
      if (!fix?.fix) return;
      fate.taken(fix.rule);
      const outcome = await editors.write(composer, { ...fix.fix, span: fix.span }, text);
      if (outcome === 'failed') await offerToPaste(fix.fix.text);
      if (outcome === 'changed') changed(editors.read(composer));
    }

    /** @param {string} text */
    async function offerToPaste(text) {
      const copied = await navigator.clipboard.writeText(text).then(() => true, () => false); // refused while the side panel has the focus
      show(copied ? chrome.i18n.getMessage('fixFailed') : chrome.i18n.getMessage('fixFailedByHand', text));
    }

    function snooze() {
      fate.dismissed(rulesOf(verdict.findings));
      tell(switches.snooze());
    }
    /** @param {Finding} finding */
    function ruleOff(finding) {
      fate.dismissed([finding.rule]);
      tell(switches.ruleOff(finding));
    }
    /** @param {Finding} finding */
    function wrong({ rule }) {
      fate.dismissed([rule]);
      wrongHere.add(rule);
      say(true);
      tell({ said: chrome.i18n.getMessage('told_wrong'), holds: () => wrongHere.has(rule), undo: () => wrongHere.delete(rule) && say(false) });

      /** @param {boolean} wrong */
      function say(wrong) {
        ask.send({ type: 'feedback', rule, release: stored.body()?.number ?? 0, wrong });
      }
    }
    function hideHere() {
      fate.dismissed(rulesOf(verdict.findings));
      hidden = true;
      tell({ said: chrome.i18n.getMessage('told_hideHere'), holds: () => hidden, undo: unhide });
    }
    function unhide() {
      hidden = false;
    }
    function siteOff() {
      fate.dismissed(rulesOf(verdict.findings));
      const byKeyboard = view.hasFocus();
      const switched = switches.siteOff(site.name);
      if (!quiet) farewell.say(composer, switched, byKeyboard);
    }
    /** @param {Switched} done */
    function tell(done) {
      switched = { ...done, text: verdict.text };
      again();
    }
    function undo() {
      switched?.undo();
      seen();
    }
    function seen() {
      switched = line = null;
      again();
    }
    /** The release or the settings changed: same text, new verdict. */
    function again() {
      if (verdict.text !== null) {
        verdict.findings = [];
        changed(verdict.text);
      }
    }

    /** Asked for, it comes though it was hidden. */
    function focus() {
      back = editors.mark(composer);
      if (hidden) {
        unhide();
        again();
      }
      view.focus();
    }

    /** @param {string} text */
    const sent = (text) => fate.sent(rulesOf(verdict.text === text ? verdict.findings : check(site, composer, text)));

    return { changed, submitting, sent, again, focus };
  }

  /** @param {Site} site @param {Composer} composer @param {string} text @returns {Finding[]} */
  function check(site, composer, text) {
    const release = stored.ready();
    const { features, rulesOff } = stored.settings();
    const draft = text.trim() ? draftOf(site, composer, text) : null; // nothing is written yet, nothing is said of it
    if (!release || !features.check || !draft || stored.paused()) return [];
    const { findings } = judge.judge(release, draft, stored.language(), stored.settings().language);
    return findings.filter(({ rule }) => !rulesOff.includes(rule)).sort((a, b) => weight(b) - weight(a) || Number(!a.fix) - Number(!b.fix));
  }

  /** Null where it is not sure what is answered, or whose post: then we keep quiet. @param {Site} site @param {Composer} composer @param {string} text @returns {Draft | null} */
  function draftOf({ name: platform }, { surface, target, sure }, text) {
    const answered = target && targetOf(platform, target);
    return sure && (answered || !target) ? { platform, surface, text, target: answered, now: new Date().toISOString() } : null;
  }

  /** @param {Platform} platform @param {Post} post @returns {Target | null} */
  function targetOf(platform, { author, text, textComplete }) {
    const theirs = stance.of(stored.body(), platform, author);
    return theirs && { stance: theirs, name: author?.name ?? undefined, text, text_complete: textComplete };
  }

  /** @param {Finding[]} findings */
  const rulesOf = (findings) => findings.map(({ rule }) => rule);

  /** @param {Finding} finding */
  function weight({ severity }) {
    return ['note', 'warn', 'confirm'].indexOf(severity);
  }

  return { start, check, draftOf };
})();
