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
    card.create(composer, { undo: back, seen: () => end.abort(), leave }, end.signal).show({ kind: 'told', text: said });
    window.addEventListener('keydown', () => end.abort(), { capture: true, signal: end.signal });
  }

  return { say };
})();
