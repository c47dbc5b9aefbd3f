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
    let now = { text: null, findings: [] };
    /** @type {Set<string>} */
    const asked = new Set();
    /** the text that was asked back @type {string|null} */
    let held = null;
    let back = () => composer.editor.focus();
    /** goes with the first letter, or when it was read */
    let line = notice.due(site, composer);
    const fate = outcomes.start(signal);
    const put = aside.start(site, composer, quiet, fate, { now: () => now, again, hasFocus: () => view.hasFocus() });
    signal.addEventListener('abort', () => marks.clear(composer.editor));
    if (ask.connected()) stored.rules().then(() => signal.aborted || again());
    const actions = { takeFix, ...put.acts, undo, seen, leave: () => back() };
    const view = quiet ? mirror.create(composer, actions, signal) : card.create((onKey) => dock.create({ composer, onKey, signal }), actions);

    /** @param {string} text */
    function changed(text) {
      if (text.length > LONGEST) return unable();
      if (now.text !== null && now.text !== text) line = null;
      const before = now.findings.length;
      now = { text, findings: verdict.of(site, composer, text).filter((finding) => !put.holds(finding)) };
      fate.shown(rulesOf(now.findings));
      if (!quiet) marks.show(composer, now.findings, text);
      const confirmed = put.confirmation(text);
      if (confirmed) view.show({ kind: 'told', text: confirmed });
      else if (now.findings.length) show();
      else if (line) view.show({ kind: 'notice', text: line });
      else view.show({ kind: before && text.trim() && !put.isHidden() ? 'fine' : 'idle' }); // emptied, as by posting: nothing to praise
    }

    function unable() {
      marks.clear(composer.editor);
      view.show({ kind: 'unable', message: chrome.i18n.getMessage('errorTooLong') });
    }

    /** @param {string|null} [failed] */
    function show(failed = null) {
      put.forget();
      view.show({ kind: 'finding', findings: now.findings, holding: held === now.text ? submitName() : null, failed });
    }

    /** What stands on the site's own button; '' where that is no short name. */
    function submitName() {
      const name = dom.text(site.submitOf(composer));
      return name.length <= LONGEST_NAME ? name : '';
    }

    /** House rule 1: asks once per rule and text; somebody who submits within the pause is judged now. @param {string} text */
    function submitting(text) {
      if (quiet || !ask.connected()) return false; // nothing beside the button could say why
      if (text && now.text !== text) changed(text);
      const open = now.text === text ? now.findings.filter(({ severity }) => severity === 'confirm') : [];
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
      if (now.text !== text) changed(text);
      const fix = now.findings.find(({ rule }) => rule === shown.rule);
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

    function undo() {
      put.undo();
      seen();
    }
    function seen() {
      put.forget();
      line = null;
      again();
    }
    /** The release or the settings changed: same text, new verdict. */
    function again() {
      if (now.text === null) return;
      now.findings = [];
      changed(now.text);
    }

    /** Asked for, it comes though it was hidden. */
    function focus() {
      back = editors.mark(composer);
      if (put.unhide()) again();
      view.focus();
    }

    /** @param {string} text */
    const sent = (text) => fate.sent(rulesOf(now.text === text ? now.findings : verdict.of(site, composer, text)));

    return { changed, submitting, sent, again, focus };
  }

  /** @param {Finding[]} findings */
  const rulesOf = (findings) => findings.map(({ rule }) => rule);

  return { start };
})();
