/** Watches the editors of a site: opened, changed, about to be submitted, sent, gone. Knows no rule and shows nothing. */
const watch = (() => {
  const SETTLE_MS = 60; // judging waits for the pause
  const SENT_WITHIN_MS = 15_000;

  /**
   * @typedef {{composer: Composer, desk: Desk, end: AbortController, submitted: {text: string, at: number}|null}} Open
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
    look(dom.active());

    /** @param {EventTarget|null} target */
    function look(target) {
      if (!(target instanceof Element) || !readable()) return;
      const composer = site.composerOf(target);
      const known = composer && openEditors.get(composer.editor);
      if (!composer || (known && known.composer.target?.id === composer.target?.id)) return;
      known?.end.abort();
      begin(composer);
    }

    /** @param {Composer} composer */
    function begin(composer) {
      const end = new AbortController();
      const entry = { composer, desk: open(composer, end.signal), end, submitted: null };
      openEditors.set(composer.editor, entry);
      end.signal.addEventListener('abort', () => openEditors.delete(composer.editor));
      followText(entry, readable, end.signal);
      followPresence(entry, end.signal);
    }

    /** @param {MouseEvent} event */
    function onClick(event) {
      if (!event.isTrusted || !readable()) return;
      const path = event.composedPath();
      for (const entry of openEditors.values()) {
        const button = site.submitOf(entry.composer);
        if (button && path.includes(button)) return submit(entry, event);
      }
    }

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (!event.isTrusted || !readable()) return;
      const entry = [...openEditors.values()].find(({ composer }) => event.composedPath().includes(composer.editor));
      if (entry && reachesCard(event)) entry.desk.focus();
      else if (entry && site.submitsByKey(event)) submit(entry, event);
    }

    return { again: () => openEditors.forEach(({ desk }) => desk.again()) };
  }

  /** Alt+Shift+D brings the keyboard to the card. @param {KeyboardEvent} event */
  const reachesCard = ({ altKey, shiftKey, code }) => altKey && shiftKey && code === 'KeyD';

  /** Nothing is ever replayed. @param {Open} entry @param {Event} event of a person */
  function submit(entry, event) {
    const text = editors.read(entry.composer);
    if (entry.desk.submitting(text)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else entry.submitted = { text, at: performance.now() };
  }

  /**
   * Draft.js swallows input events, so the text's own nodes are observed. Ends where the site goes on to a private part around an open editor.
   * @param {Open} entry @param {() => boolean} readable @param {AbortSignal} signal
   */
  function followText(entry, readable, signal) {
    const { composer } = entry;
    /** @type {string|null} */
    let last = null;
    const settle = debounce(() => {
      if (!readable()) return entry.end.abort();
      if (!composer.editor.isConnected) return leave(entry); // it was out of sight when it went
      const text = editors.read(composer);
      if (signal.aborted) return;
      if (text === '') noteSent(entry); // though it never settled: the last letter and the submit may be one moment
      if (text === last) return;
      last = text;
      entry.desk.changed(text);
    });
    const observer = new MutationObserver(settle);
    observer.observe(composer.editor, { subtree: true, childList: true, characterData: true });
    composer.editor.addEventListener('input', settle, { signal });
    signal.addEventListener('abort', () => observer.disconnect());
    settle();
  }

  /** A removed element has no size: the one sign of its going that costs nothing while it stays. @param {Open} entry @param {AbortSignal} signal */
  function followPresence(entry, signal) {
    const observer = new ResizeObserver(() => {
      if (!entry.composer.editor.isConnected) leave(entry);
    });
    observer.observe(entry.composer.editor);
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
    if (submitted && performance.now() - submitted.at < SENT_WITHIN_MS) entry.desk.sent(submitted.text);
  }

  /** @param {() => void} work */
  function debounce(work) {
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(work, SETTLE_MS);
    };
  }

  return { start, reachesCard };
})();
