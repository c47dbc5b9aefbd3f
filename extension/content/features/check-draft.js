/** Judges what is typed while it is typed, in the page; shows the card, writes the fix, asks once before a risky post. */
const checkDraft = (() => {
  const LONGEST = 100_000; // beyond any post; judging more would be felt
  const LONGEST_NAME = 40;
  /** what was asked in this page, at whatever text field: the site may draw one anew. It stays here. @type {Set<string>} */
  const asked = new Set();

  /**
   * @param {Site} site @param {Composer} composer @param {boolean} quiet nothing of ours may be in the page @param {AbortSignal} signal
   * @returns {Desk} what `watch` tells: the text changed, a submit is coming (true = ask back), it was sent
   */
  function start(site, composer, quiet, signal) {
    /** @type {{text: string|null, findings: Finding[]}} */
    let judged = { text: null, findings: [] };
    let back = () => composer.editor.focus();
    /** goes with the first letter, or when it was read */
    let line = notice.due(site, composer);
    const fate = outcomes.start(signal);
    const putAside = aside.start(site, composer, quiet, fate, { judged: () => judged, again, show, hasFocus: () => view.hasFocus() });
    const whilePaused = pauseEnd.follow(again, signal);
    signal.addEventListener('abort', () => marks.clear(composer.editor));
    composer.editor.addEventListener('beforeinput', typing, { signal });
    window.addEventListener('focusin', left, { capture: true, signal });
    if (ask.connected()) stored.rules().then(again);
    const actions = { takeFix, ...putAside.acts, undo, seen, leave: () => back() };
    const beside = (/** @type {(event: KeyboardEvent) => void} */ onKey) =>
      dock.create({ composer, submit: () => site.submitOf(composer), onKey, signal });
    const view = quiet ? mirror.create(composer, actions, signal) : card.create(beside, actions);

    /** At once: judged is only after the pause. */
    function typing() {
      editors.noteTyped(composer);
      view.fold();
    }

    /** @param {string} text */
    function changed(text) {
      if (signal.aborted) return; // while a fix was written
      whilePaused();
      if (text.length > LONGEST) return unable(text);
      if (judged.text !== null && judged.text !== text) line = null;
      if (!text.trim() && isHere()) line ??= notice.due(site, composer); // a pause is over, or it is sure now whose post it is
      const isSame = judged.text === text;
      const before = rulesOf(judged.findings);
      judged = { text, findings: verdict.of(site, composer, text).filter((finding) => !putAside.holds(finding)) };
      const now = rulesOf(judged.findings);
      if (isSame) fate.silenced(before.filter((rule) => !now.includes(rule)));
      fate.shown(now);
      if (!quiet) marks.show(composer, judged.findings, text);
      const confirmed = putAside.confirmation(text);
      if (confirmed) view.show({ kind: 'told', text: confirmed });
      else if (judged.findings.length) show();
      else if (line && !putAside.isHidden()) view.show({ kind: 'notice', text: line });
      else view.show({ kind: before.length && !isSame && isFine(text) ? 'fine' : 'idle' });
    }

    /**
     * Emptied, as by posting, there is nothing to praise; nor while another post of the thread has something to say,
     * which is seen now.
     * @param {string} text
     */
    const isFine = (text) => Boolean(text.trim()) && !putAside.isHidden() && front.isAlone(composer);

    /** @param {string} text */
    function unable(text) {
      judged = { text, findings: [] };
      marks.clear(composer.editor);
      view.show({ kind: 'unable', message: t('errorTooLong') });
    }

    /** @param {string|null} [failed] */
    function show(failed = null) {
      putAside.forget();
      view.show({ kind: 'finding', findings: judged.findings, holding: !quiet && wasAsked() ? submitName() : null, failed });
    }

    /** What stands on the site's own button; '' where that is no short name. */
    function submitName() {
      const name = dom.text(site.submitOf(composer));
      return name.length <= LONGEST_NAME ? name : '';
    }

    /** The same text in the same place is the same question. @param {string} rule */
    const question = (rule) => JSON.stringify([rule, composer.surface, answered(composer), judged.text]);
    const wasAsked = () => judged.findings.some(({ rule }) => asked.has(question(rule)));

    /** House rule 1: asks once per rule and text; somebody who submits within the pause is judged now. @param {string} text */
    function submitting(text) {
      if (quiet || !ask.connected()) return false; // nothing beside the button could say why
      if (text) changed(text); // anew, though it is the same: a pause may be over
      const open = judged.text === text ? judged.findings.filter(({ severity }) => severity === 'confirm') : [];
      const fresh = open.filter(({ rule }) => !asked.has(question(rule)) && !share.isOverruled(rule, text));
      if (!fresh.length) return false;
      fresh.forEach(({ rule }) => asked.add(question(rule)));
      show();
      return true;
    }

    /**
     * A fix is written into the text it was made for: somebody who typed on within the pause gets the same rule's newest.
     * @param {Finding} shown
     */
    async function takeFix(shown) {
      await editors.pause(composer);
      if (signal.aborted) return;
      const text = editors.read(composer);
      if (judged.text !== text) changed(text);
      const fix = judged.findings.find(({ rule }) => rule === shown.rule);
      if (!fix?.fix) return;
      fate.taken(fix.rule);
      const outcome = await editors.write(composer, { ...fix.fix, span: fix.span }, text);
      if (outcome === 'failed') await offerToPaste(fix.fix.text);
      if (outcome === 'changed') changed(editors.read(composer));
    }

    /** @param {string} text */
    async function offerToPaste(text) {
      const copied = await navigator.clipboard.writeText(text).then(() => true, () => false); // refused while the side panel has the focus
      show(copied ? t('fixFailed') : t('fixFailedByHand', text));
    }

    function undo() {
      putAside.undo();
      seen();
    }
    function seen() {
      putAside.forget();
      line = null;
      again();
    }
    const isHere = () => composer.box.contains(dom.active());
    /** Who goes on to another text field needs no notice at this one. */
    function left() {
      if (line && dom.active()?.matches(`${dom.EDITOR}, textarea, input`) && !isHere()) seen();
    }
    /** The release or the settings changed: same text, new verdict. */
    function again() {
      if (judged.text !== null) changed(judged.text);
    }

    /** Asked for, it comes though it was hidden. */
    function focus() {
      back = editors.mark(composer);
      if (putAside.unhide()) again();
      return view.focus();
    }

    /** @param {string} text */
    const sent = (text) => fate.sent(rulesOf(judged.text === text ? judged.findings : verdict.of(site, composer, text)));

    return { changed, submitting, sent, again, focus, fold: () => view.fold(), isSeen: () => view.isSeen() };
  }

  /** Which post, or where the site does not say it, whose. @param {Composer} composer */
  const answered = ({ target }) => target?.id ?? target?.author?.id ?? null;

  /** @param {Finding[]} findings */
  const rulesOf = (findings) => findings.map(({ rule }) => rule);

  return { start };
})();
