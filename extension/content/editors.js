/** Reads and writes the sites' editors so that the editor library's own model agrees with what we read and wrote. */
const editors = (() => {
  /** what comes sooner after a letter, an undo takes back together with it */
  const UNDO_GROUP_MS = { quill: 1000, tiptap: 500, draft: 0, textarea: 0 };

  /** when somebody last typed @type {WeakMap<HTMLElement, number>} */
  const typedAt = new WeakMap();
  /** carets of marked editors: Draft forgets its own when the focus goes @type {WeakMap<HTMLElement, number>} */
  const left = new WeakMap();

  /**
   * @typedef {{kind: Fix['kind'], text: string, span?: Finding['span']}} Change `span` in code points, for replace
   * @typedef {Pick<Composer, 'editor' | 'library'> & Partial<Pick<Composer, 'surface'>>} Editor
   */

  /** The text as the editor's model has it: a line per block. @param {Editor | HTMLElement} what @returns {string} */
  const read = (what) => editorText.read(what instanceof HTMLElement ? what : what.editor);

  /** To be compared: editors draw paragraphs each in their own way. @param {string} text */
  const words = (text) => text.trim().split(/\s+/).join(' ');

  /**
   * Make one change, if the text still is what the change was made for, as if the user had typed it.
   * @param {Editor} composer @param {Change} change @param {string} expected the text that was judged
   * @returns {Promise<'done' | 'changed' | 'failed'>} failed: nothing of ours is in the text
   */
  const write = async ({ editor, library, surface }, change, expected) => {
    if (read(editor) !== expected) return 'changed';
    const place = placeOf(change, expected, surface === 'reply' ? editorText.ownStart(editor) : 0);
    if (!place || !canHold(editor, place)) return 'failed';
    const caret = editorCaret.of(editor);
    await editorCaret.focus(editor);
    await editorCaret.select(editor, place.from, place.to);
    if (read(editor) !== expected || !editorCaret.isIn(editor)) return 'changed'; // what is typed goes where the caret is
    INSERT[library](editor, change.text);
    await editorCaret.frames();
    if (!same(read(editor), place.wanted)) return editorHistory.takeBack(editor, expected);
    const was = caret ?? left.get(editor) ?? expected.length;
    const at = moved(was, place, change.text);
    await editorCaret.select(editor, at, at);
    editorHistory.returnAfterUndo(editor, expected, was);
    if (left.has(editor)) left.set(editor, at);
    return 'done';
  };

  /** Somebody types. @param {Editor} composer */
  const noteTyped = ({ editor }) => void typedAt.set(editor, performance.now());

  /** Until what is written now is undone by itself. @param {Editor} composer @returns {Promise<void>} */
  const pause = ({ editor, library }) => {
    const end = (typedAt.get(editor) ?? -Infinity) + UNDO_GROUP_MS[library];
    return new Promise((resolve) => setTimeout(resolve, Math.max(0, end - performance.now())));
  };

  /** Remember the caret; what is returned brings the user back to it. @param {Composer} composer @returns {() => void} */
  const mark = ({ editor }) => {
    const caret = editorCaret.of(editor);
    if (caret !== null) left.set(editor, caret);
    return () => {
      const at = left.get(editor);
      editor.focus();
      if (at !== undefined) editorCaret.select(editor, at, at);
      left.delete(editor);
    };
  };

  // ---- where a change goes ----

  /** @typedef {{from: number, to: number, wanted: string}} Place offsets of the whole text, and what it will be */
  /** @param {Change} change @param {string} now @param {number} start where one's own words begin @returns {Place | null} */
  const placeOf = ({ kind, text, span }, now, start) => {
    const range = { insert_start: [start, start], insert_end: [now.length, now.length], replace: span && units(now, span) }[kind];
    if (!range) return null;
    const [from, to] = range;
    return { from, to, wanted: now.slice(0, from) + text + now.slice(to) };
  };

  /** Code points to the code units of JavaScript. @param {string} text @param {[number, number]} span */
  const units = (text, span) => {
    const letters = [...text];
    return span.map((count) => letters.slice(0, count).join('').length);
  };

  /**
   * Where words of the text stand in the page; null in a textarea, and where the editor has changed since.
   * @param {Editor} composer @param {[number, number]} span in code points @param {string} text
   */
  const rangeOf = ({ editor }, span, text) => {
    if (editor instanceof HTMLTextAreaElement || read(editor) !== text) return null;
    const [start, end] = units(text, span).map((at) => editorText.spotAt(editor, at));
    if (!start || !end) return null;
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  };

  /** @param {HTMLElement} editor @param {Place} place */
  const canHold = (editor, { from, to }) =>
    editor instanceof HTMLTextAreaElement || [from, to].every((at) => editorText.spotAt(editor, at));

  /** Where the caret is after a change: it stays by its word. @param {number} caret @param {Place} place @param {string} text */
  const moved = (caret, { from, to }, text) => {
    if (caret < from) return caret;
    return caret >= to ? caret + text.length - (to - from) : from + text.length;
  };

  // ---- writing ----

  /** @param {HTMLElement} _editor @param {string} text */
  const type = (_editor, text) => document.execCommand('insertText', false, text);

  /** @param {HTMLElement} editor @param {string} text */
  const paste = (editor, text) => {
    if (!text) return void editorHistory.press(editor, { key: 'Backspace', code: 'Backspace', keyCode: 8 });
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }));
  };

  /** What each library takes as typing. Draft corrupts its model on execCommand, the others on paste. */
  const INSERT = { quill: type, tiptap: type, textarea: type, draft: paste };

  /** Browsers may write a space as one that does not break. @param {string} one @param {string} other */
  const same = (one, other) => one.replaceAll('\u00a0', ' ') === other.replaceAll('\u00a0', ' ');

  return { read, words, write, noteTyped, pause, mark, rangeOf };
})();
