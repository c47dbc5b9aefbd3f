/** Switched off for a site, all of ours leaves the page; one line stays until somebody types or a moment has passed. */
const farewell = (() => {
  const MODIFIERS = ['Alt', 'Shift', 'Control', 'Meta'];

  /** @param {Composer} composer @param {Setting} switched @param {boolean} byKeyboard it was: then its way back is, too */
  function say(composer, { said, undo, kept }, byKeyboard) {
    const end = new AbortController();
    kept.then((isKept) => isKept || end.abort());
    const leave = () => composer.editor.focus();
    const back = () => {
      leave(); // the editor with the focus is the one that is checked again
      end.abort();
      undo();
    };
    const place = (/** @type {(event: KeyboardEvent) => void} */ onKey) => dock.create({ composer, onKey, signal: end.signal });
    const seen = () => {
      if (view.hasFocus()) leave();
      end.abort();
    };
    const view = card.create(place, { undo: back, seen, leave });
    view.show({ kind: 'told', text: said });
    if (byKeyboard) view.focus();
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      if (!event.isTrusted) return; // the page's own would bring the keyboard to a button of ours, or take the way back
      if (watch.reachesCard(event)) view.focus() && submits.stop(event);
      else if (!MODIFIERS.includes(event.key)) end.abort();
    };
    window.addEventListener('keydown', onKey, { capture: true, signal: end.signal });
  }

  return { say };
})();
