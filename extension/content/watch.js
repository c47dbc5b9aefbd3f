/** Watches the editors of a site: opened, changed, about to be submitted, sent, gone. Knows no rule and shows nothing. */
const watch = (() => {
  const SENT_WITHIN_MS = 15_000;
  /** why the work at an editor ended: it goes on at once, for what it answers by now */
  const ANEW = 'found anew';
  const WRITING = ['beforeinput', 'keydown', 'cut'];
  const A_LINE = ['insertLineBreak', 'insertParagraph']; // may come of the Ctrl+Enter that submits

  /**
   * @param {Site} site @param {(composer: Composer, signal: AbortSignal) => Desk} open called once per editor
   * @param {AbortSignal} signal
   * @returns {{again: () => void}} `again()`: rules or settings changed
   */
  function start(site, open, signal) {
    /** @type {Map<HTMLElement, Open>} */
    const openEditors = new Map();
    const options = { capture: true, signal };
    const readable = () => site.readable(new URL(location.href));

    window.addEventListener('focusin', (event) => event.isTrusted && look(event.composedPath()[0]), options);
    window.addEventListener('click', (event) => onClick(event), options);
    window.addEventListener('keydown', (event) => onKey(event), options);
    signal.addEventListener('abort', () => openEditors.forEach(({ end }) => end.abort()));
    // back from a private part; without a load the browser alone tells, and Firefox not yet everywhere
    globalThis.navigation?.addEventListener('currententrychange', () => look(dom.active()), { signal });
    look(dom.active());

    /** @param {EventTarget|null} target */
    function look(target) {
      openEditors.forEach((entry) => entry.composer.editor.isConnected || leave(entry)); // hidden with all around it, none was seen to go
      if (!(target instanceof Element) || !readable()) return;
      const composer = site.composerOf(target);
      const known = composer && openEditors.get(composer.editor);
      if (!composer || (known && isSame(known.composer, composer))) return;
      known?.end.abort(ANEW);
      begin(composer, known ?? undefined);
    }

    /**
     * The page goes on under an open editor: a submit button comes, a post is drawn anew, the editor is moved to another.
     * @param {Open} entry @returns {boolean} is it still the one it was?
     */
    function askAnew(entry) {
      const now = site.composerOf(entry.composer.editor);
      if (now && !isSame(entry.composer, now)) {
        entry.end.abort(ANEW);
        begin(now, entry);
        return false;
      }
      Object.assign(entry.composer, now ?? { sure: false });
      return true;
    }

    /** @param {Composer} composer @param {Open} [before] what it was until now: a text may be on its way, or just asked back */
    function begin(composer, before) {
      const end = new AbortController();
      const { submitted = null, held = null } = before ?? {};
      const entry = { composer, desk: open(composer, end.signal), end, submitted, held };
      openEditors.set(composer.editor, entry);
      end.signal.addEventListener('abort', () => openEditors.delete(composer.editor));
      followText(entry, readable, askAnew, end.signal);
      followPresence(entry, end.signal);
    }

    /** @param {Open} entry @returns {Open} the one its editor has now */
    const current = (entry) => (askAnew(entry) ? entry : (openEditors.get(entry.composer.editor) ?? entry));

    /** @param {MouseEvent} event */
    function onClick(event) {
      if (!event.isTrusted || !readable()) return;
      const path = event.composedPath();
      meet(path);
      const pressed = [...openEditors.values()].filter(({ composer }) => isPressed(path, site.submitOf(composer))).map(current);
      if (pressed.length) submits.press(pressed, event);
      if (event.detail < 2) goOn(path, pressed); // the second of a double click is the same press
    }

    /** What the site drew anew while nobody was in it is met when its button is pressed. @param {EventTarget[]} path */
    function meet(path) {
      const others = site.composers(document).filter(({ editor }) => !openEditors.has(editor));
      others.filter((composer) => isPressed(path, site.submitOf(composer))).forEach(({ editor }) => look(editor));
    }

    /** The posts of a thread share one button, and go out together. @param {Open} entry */
    function sentWith(entry) {
      const button = site.submitOf(entry.composer);
      return [...openEditors.values()].filter((other) => other === entry || (button && site.submitOf(other.composer) === button));
    }

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      const wanted = reachesCard(event) || closes(event) || site.submitsByKey(event);
      if (!wanted || !event.isTrusted || !readable()) return;
      const path = event.composedPath();
      if (reachesCard(event)) return nearest(path)?.desk.focus() && submits.stop(event); // where it is a letter, none is typed
      if (closes(event)) return seenWithin(path)?.desk.fold() ? submits.stop(event) : goOn(path);
      const entry = within(path, 'editor');
      if (entry) submits.press(sentWith(entry).map(current), event);
    }

    /**
     * Who closes or presses something else there was refused by the site: what goes then was not posted. Beside a dialog
     * there is nothing to press but what closes it.
     * @param {EventTarget[]} path @param {Open[]} [pressed]
     */
    function goOn(path, pressed = []) {
      for (const entry of openEditors.values()) {
        const { layer, box } = entry.composer;
        if (!pressed.includes(entry) && (layer !== document.body || path.includes(box))) entry.submitted = null;
      }
    }

    /** @param {EventTarget[]} path @param {'editor'|'box'} part @returns {Open|undefined} */
    const within = (path, part) => [...openEditors.values()].find(({ composer }) => path.includes(composer[part]));

    /** Who was asked back is at the site's button, and needs the card from there. @param {EventTarget[]} path */
    const nearest = (path) => seenWithin(path) ?? within(path, 'editor') ?? within(path, 'box') ?? [...openEditors.values()].at(-1);

    /** Of those that share a box, one is seen. @param {EventTarget[]} path */
    const seenWithin = (path) => [...openEditors.values()].find(({ composer, desk }) => path.includes(composer.box) && desk.isSeen());

    return { again: () => openEditors.forEach(({ desk }) => desk.again()) };
  }

  /** @param {EventTarget[]} path @param {Element | null} button */
  const isPressed = (path, button) => button !== null && path.includes(button);

  /** Alt+Shift+D brings the keyboard to the card. @param {KeyboardEvent} event */
  const reachesCard = ({ altKey, shiftKey, code }) => altKey && shiftKey && code === 'KeyD';

  /** What was opened in the card with the mouse closes before the site's dialog below it does. @param {KeyboardEvent} event */
  const closes = ({ key, isComposing }) => key === 'Escape' && !isComposing;

  /** Libraries take the keys that delete before they are input. @param {Event} event */
  function writesOn(event) {
    if (!event.isTrusted) return false;
    if (event instanceof KeyboardEvent) return ['Backspace', 'Delete'].includes(event.key);
    return !(event instanceof InputEvent && A_LINE.includes(event.inputType));
  }

  /** @param {Composer} one @param {Composer} other */
  const isSame = (one, other) =>
    one.surface === other.surface
    && one.target?.id === other.target?.id
    && one.target?.author?.id === other.target?.author?.id
    && one.layer === other.layer;

  /**
   * Draft.js swallows input events, so the text's own nodes are observed.
   * Ends where the site goes on to a private part around an open editor.
   * @param {Open} entry @param {() => boolean} readable @param {(entry: Open) => boolean} askAnew @param {AbortSignal} signal
   */
  function followText(entry, readable, askAnew, signal) {
    const { composer } = entry;
    let last = editors.read(composer);
    let settled = false;
    const settle = pause.after(() => {
      if (signal.aborted) return;
      if (!readable()) return entry.end.abort();
      if (!composer.editor.isConnected) return leave(entry); // it was out of sight when it went
      const text = editors.read(composer);
      if (text === '') noteSent(entry); // though it never settled: the last letter and the submit may be one moment
      const { sure } = composer;
      if ((text === last && settled) || !askAnew(entry)) return;
      settled = true;
      if (text === last && composer.sure === sure) return;
      last = text;
      entry.desk.changed(text);
    });
    const observer = new MutationObserver(settle);
    observer.observe(composer.editor, { subtree: true, childList: true, characterData: true });
    composer.editor.addEventListener('input', settle, { signal });
    WRITING.forEach((type) => composer.editor.addEventListener(type, (event) => writesOn(event) && (entry.submitted = null), { signal }));
    signal.addEventListener('abort', () => observer.disconnect());
    entry.desk.changed(last); // what there is to say of whom it answers waits for nothing
    settle();
  }

  /**
   * A removed element has no size: the one sign of its going that costs nothing while it stays. An editor that was hidden
   * before it went had none already; what it stood in has.
   * @param {Open} entry @param {AbortSignal} signal
   */
  function followPresence(entry, signal) {
    const { editor, box, layer } = entry.composer;
    const observer = new ResizeObserver(() => {
      if (!editor.isConnected) leave(entry);
    });
    [editor, box, layer].forEach((one) => one instanceof Element && observer.observe(one));
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** @param {Open} entry whose editor is gone */
  function leave(entry) {
    noteSent(entry);
    entry.end.abort();
  }

  /** Submitted, and now the editor is empty or gone: it went out. @param {Open} entry */
  function noteSent(entry) {
    const { submitted } = entry;
    entry.submitted = null;
    if (submitted && performance.now() - submitted.at < SENT_WITHIN_MS) submitted.desk.sent(submitted.text);
  }

  return { start, reachesCard, ANEW };
})();
