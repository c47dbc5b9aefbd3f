/** Where somebody is in an editor of the sites, and putting them there: editors learn of a selection by its event. */
const editorCaret = (() => {
  // for 200 ms after it got the focus, TipTap takes a caret at the start for a fault of Chrome's
  const FOCUS_SETTLES_MS = 250;

  /** @param {HTMLElement} editor @returns {Selection | null} */
  const selectionOf = (editor) => {
    const root = /** @type {{getSelection?: () => Selection | null}} */ (editor.getRootNode());
    return root.getSelection?.() ?? document.getSelection();
  };

  /** @param {HTMLElement} editor @returns {number | null} */
  const of = (editor) => {
    if (editor instanceof HTMLTextAreaElement) return editor.selectionEnd;
    const { focusNode: node, focusOffset: offset } = selectionOf(editor) ?? {};
    return node && offset !== undefined && editor.contains(node) ? editorText.offsetAt(editor, { node, offset }) : null;
  };

  /** Does what is typed go into it? @param {HTMLElement} editor */
  const isIn = (editor) => /** @type {Document | ShadowRoot} */ (editor.getRootNode()).activeElement === editor;

  /** @param {HTMLElement} editor */
  const focus = async (editor) => {
    if (isIn(editor)) return;
    editor.focus();
    await new Promise((resolve) => setTimeout(resolve, FOCUS_SETTLES_MS));
  };

  /**
   * Editors learn of a selection by its event: set it, then wait until they have.
   * @param {HTMLElement} editor @param {number} from @param {number} to
   */
  const select = async (editor, from, to) => {
    if (editor instanceof HTMLTextAreaElement) return editor.setSelectionRange(from, to);
    const start = editorText.spotAt(editor, from);
    const end = editorText.spotAt(editor, to);
    // an empty editor keeps the selection it made for itself: Draft breaks on any other
    if (!start || !end || !editorText.read(editor)) return frames();
    const told = new Promise((resolve) => document.addEventListener('selectionchange', resolve, { once: true }));
    selectionOf(editor)?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
    await Promise.race([told, frames()]);
    await frames();
  };

  /** Two frames; in a hidden page, which draws none, a moment. */
  const frames = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(resolve));
      setTimeout(resolve, 200);
    });

  return { of, isIn, focus, select, frames };
})();
