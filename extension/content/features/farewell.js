/** Switched off for a site, all of ours leaves the page; one line stays until somebody types or a moment has passed. */
const farewell = (() => {
  /** @param {Composer} composer @param {Switched} switched */
  function say(composer, { said, undo }) {
    const end = new AbortController();
    const leave = () => composer.editor.focus();
    const back = () => {
      leave(); // the editor with the focus is the one that is checked again
      end.abort();
      undo();
    };
    const place = (/** @type {(event: KeyboardEvent) => void} */ onKey) => dock.create({ composer, onKey, signal: end.signal });
    card.create(place, { undo: back, seen: () => end.abort(), leave }).show({ kind: 'told', text: said });
    window.addEventListener('keydown', () => end.abort(), { capture: true, signal: end.signal });
  }

  return { say };
})();
