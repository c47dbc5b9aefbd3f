/** An editor's own steps back and forward: what we wrote and it did not take, and the caret after somebody undid our change. */
const editorHistory = (() => {
  /** ends the wait for the undo of our last change, per editor @type {WeakMap<HTMLElement, AbortController>} */
  const waiting = new WeakMap();

  /** @param {HTMLElement} editor @param {KeyboardEventInit} key @returns {boolean} did nobody want it? */
  const press = (editor, key) =>
    editor.dispatchEvent(new KeyboardEvent('keydown', { ...key, which: key.keyCode, bubbles: true, cancelable: true, composed: true }));

  /**
   * What was written is undone; where the undo would take the user's own words, they come back.
   * @param {HTMLElement} editor @param {string} expected @returns {Promise<'failed'>}
   */
  const takeBack = async (editor, expected) => {
    let undone = 0;
    while (editorText.read(editor) !== expected && undone < 2) {
      undone += 1;
      await history(editor, false);
    }
    if (editorText.read(editor) !== expected) for (; undone > 0; undone -= 1) await history(editor, true);
    return 'failed';
  };

  /** One step back, or forward again. @param {HTMLElement} editor @param {boolean} forward */
  const history = (editor, forward) => {
    const mac = navigator.platform.startsWith('Mac');
    const key = { key: forward ? 'Z' : 'z', code: 'KeyZ', keyCode: 90, shiftKey: forward, ctrlKey: !mac, metaKey: mac };
    // Quill in a shadow root does not know that it has the focus and leaves the keys to the browser
    if (press(editor, key)) document.execCommand(forward ? 'redo' : 'undo');
    return editorCaret.frames();
  };

  /**
   * Undone, our change leaves the caret where our words were; it belongs where the user was writing.
   * @param {HTMLElement} editor @param {string} before @param {number} caret
   */
  const returnAfterUndo = (editor, before, caret) => {
    if (editor instanceof HTMLTextAreaElement) return; // the browser's own undo knows
    waiting.get(editor)?.abort();
    const end = new AbortController();
    waiting.set(editor, end);
    editor.addEventListener('keydown', async (event) => {
      if (!event.isTrusted || event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      await editorCaret.frames();
      if (editorText.read(editor) !== before || end.signal.aborted) return;
      end.abort();
      editorCaret.select(editor, caret, caret);
    }, { signal: end.signal });
  };

  return { press, takeBack, returnAfterUndo };
})();
