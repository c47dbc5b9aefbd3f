/** Reads and writes the sites' editors so that the editor library's own model agrees with what we read and wrote. */
const editors = (() => {
  const BLOCK = 'p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre';
  /** breaks that the libraries only draw, so that an empty line has a height */
  const DRAWN_BREAK = 'br.ProseMirror-trailingBreak, br[data-text]';
  const FOCUS_SETTLES_MS = 250; // for 200 ms after it got the focus, ProseMirror takes a caret at the start for a fault of Chrome's
  const NO_TEXT = /\ufeff/g; // Quill's own caret

  /**
   * @typedef {{node: Node, offset: number}} Spot a place in the page
   * @typedef {{text: string, from: number, start: Spot, end: Spot}} Piece text of one node, from that offset of the whole on
   * @typedef {{kind: Fix['kind'], text: string, span?: Finding['span']}} Change `span` in code points, for replace
   * @typedef {Pick<Composer, 'editor' | 'library'>} Editor
   */

  /** The text as the editor's model has it: a line per block. @param {Editor | HTMLElement} what @returns {string} */
  const read = (what) => {
    const editor = what instanceof HTMLElement ? what : what.editor;
    return editor instanceof HTMLTextAreaElement ? editor.value : textOf(linesOf(editor));
  };

  /**
   * Make one change, if the text still is what the change was made for, as if the user had typed it.
   * @param {Editor} composer @param {Change} change @param {string} expected the text that was judged
   * @returns {Promise<'done' | 'changed' | 'failed'>} failed: nothing of ours is in the text
   */
  const write = async ({ editor, library }, change, expected) => {
    if (read(editor) !== expected) return 'changed';
    const place = placeOf(change, expected);
    if (!place || !canHold(editor, place)) return 'failed';
    const caret = caretOf(editor);
    await focus(editor);
    await select(editor, place.from, place.to);
    if (read(editor) !== expected) return 'changed';
    INSERT[library](editor, change.text);
    await frames();
    if (!same(read(editor), place.wanted)) return takeBack(editor, expected);
    const at = moved(caret ?? expected.length, place, change.text);
    await select(editor, at, at);
    return 'done';
  };

  /** Remember the caret; what is returned brings the user back to it. @param {Composer} composer @returns {() => void} */
  const mark = ({ editor }) => {
    const at = caretOf(editor);
    return () => {
      editor.focus();
      if (at !== null) select(editor, at, at);
    };
  };

  // ---- reading ----

  /** The pieces of every line. @param {Element} editor @returns {Piece[][]} */
  const linesOf = (editor) => {
    /** @type {Piece[][]} */
    const lines = [];
    let open = false;
    walk(editor);
    number(lines);
    return lines;

    /** @param {Node} node */
    function walk(node) {
      if (isLine(node)) line(node);
      else if (node instanceof Element && node.querySelector(BLOCK)) node.childNodes.forEach(walk);
      else if (node !== editor) loose(node);
    }

    /** @param {Element} block */
    function line(block) {
      lines.push(piecesOf(block));
      open = false;
    }

    /** Words beside the blocks stand on a line of their own. @param {Node} node */
    function loose(node) {
      const found = pieces(node);
      if (!found.length) return;
      if (open) lines[lines.length - 1].push(...found);
      else lines.push(found);
      open = true;
    }
  };

  /** @param {Node} node @returns {node is Element} */
  const isLine = (node) => node instanceof Element && node.matches(BLOCK) && !node.querySelector(BLOCK);

  /** @param {Element} block @returns {Piece[]} */
  const piecesOf = (block) => {
    const found = pieces(block);
    const last = found.at(-1);
    // Draft draws a break at the end of a block twice
    if (last && block.closest('[data-block]') && last.text.endsWith('\n')) last.text = last.text.slice(0, -1);
    return found.length ? found : [piece('', inner(block), inner(block))];
  };

  /** @param {Node} node @returns {Piece[]} */
  const pieces = (node) => {
    if (node instanceof Text) return node.data ? [piece(node.data.replace(NO_TEXT, ''), { node, offset: 0 }, { node, offset: node.length })] : [];
    if (!(node instanceof Element)) return [];
    if (node instanceof HTMLImageElement) return node.alt ? [piece(node.alt, before(node), after(node))] : [];
    if (node instanceof HTMLBRElement) return isDrawn(node) ? [] : [piece('\n', before(node), after(node))];
    const found = [...node.childNodes].flatMap(pieces);
    return node.getAttribute('contenteditable') === 'false' ? chip(node, found) : found;
  };

  /** A mention is one piece: nothing can be put inside it. @param {Element} node @param {Piece[]} found */
  const chip = (node, found) => [piece(found.map(({ text }) => text).join(''), before(node), after(node))];

  /** @param {HTMLBRElement} br */
  const isDrawn = (br) => br.matches(DRAWN_BREAK) || isAlone(br);
  /** @param {HTMLBRElement} br the only thing in its block */
  const isAlone = (br) => {
    const block = br.closest(BLOCK);
    return block !== null && !block.textContent && block.querySelectorAll('br, img').length === 1;
  };

  /** @param {string} text @param {Spot} start @param {Spot} end @returns {Piece} */
  const piece = (text, start, end) => ({ text, from: 0, start, end });
  /** @param {Element} node @returns {Spot} */
  const before = (node) => ({ node: /** @type {Node} */ (node.parentNode), offset: indexOf(node) });
  /** @param {Element} node @returns {Spot} */
  const after = (node) => ({ node: /** @type {Node} */ (node.parentNode), offset: indexOf(node) + 1 });
  /** @param {Element} node */
  const indexOf = (node) => [.../** @type {Node} */ (node.parentNode).childNodes].indexOf(node);
  /** Where the caret of an empty line is. @param {Element} block @returns {Spot} */
  const inner = (block) => ({ node: block.querySelector('br')?.parentNode ?? block, offset: 0 });

  /** @param {Piece[][]} lines */
  const number = (lines) => {
    let at = 0;
    for (const line of lines) {
      for (const one of line) {
        one.from = at;
        at += one.text.length;
      }
      at += 1;
    }
  };

  /** @param {Piece[][]} lines */
  const textOf = (lines) => lines.map((line) => line.map(({ text }) => text).join('')).join('\n');

  // ---- where a change goes ----

  /** @typedef {{from: number, to: number, wanted: string}} Place offsets of the whole text, and what it will be */
  /** @param {Change} change @param {string} now @returns {Place | null} */
  const placeOf = ({ kind, text, span }, now) => {
    const range = { insert_start: [0, 0], insert_end: [now.length, now.length], replace: span && units(now, span) }[kind];
    if (!range) return null;
    const [from, to] = range;
    return { from, to, wanted: now.slice(0, from) + text + now.slice(to) };
  };

  /** Code points to the code units of JavaScript. @param {string} text @param {[number, number]} span */
  const units = (text, span) => {
    const letters = [...text];
    return span.map((count) => letters.slice(0, count).join('').length);
  };

  /** @param {HTMLElement} editor @param {Place} place */
  const canHold = (editor, { from, to }) => editor instanceof HTMLTextAreaElement || [from, to].every((at) => spotAt(editor, at));

  /** @param {HTMLElement} editor @param {number} at @returns {Spot | null} */
  const spotAt = (editor, at) => {
    const near = linesOf(editor).flat().filter(({ from, text }) => from <= at && at <= from + text.length);
    const words = near.find(({ start }) => start.node instanceof Text);
    if (words) return { node: words.start.node, offset: at - words.from };
    const edge = near.find(({ from, text }) => at === from || at === from + text.length);
    return edge ? (at === edge.from ? edge.start : edge.end) : null;
  };

  /** Where the caret is after a change: it stays by its word. @param {number} caret @param {Place} place @param {string} text */
  const moved = (caret, { from, to }, text) => {
    if (caret < from) return caret;
    return caret >= to ? caret + text.length - (to - from) : from + text.length;
  };

  // ---- the selection ----

  /** @param {HTMLElement} editor @returns {Selection | null} */
  const selectionOf = (editor) => {
    const root = /** @type {{getSelection?: () => Selection | null}} */ (editor.getRootNode());
    return root.getSelection?.() ?? document.getSelection();
  };

  /** @param {HTMLElement} editor @returns {number | null} */
  const caretOf = (editor) => {
    if (editor instanceof HTMLTextAreaElement) return editor.selectionEnd;
    const { focusNode, focusOffset } = selectionOf(editor) ?? {};
    if (!focusNode || focusOffset === undefined || !editor.contains(focusNode)) return null;
    const passed = linesOf(editor).flat().filter(({ start }) => !isAfter(start, { node: focusNode, offset: focusOffset }));
    const last = passed.at(-1);
    if (!last) return 0;
    return last.from + (last.start.node === focusNode && focusNode instanceof Text ? focusOffset : last.text.length);
  };

  /** @param {Spot} one @param {Spot} other */
  const isAfter = (one, other) => {
    const range = document.createRange();
    range.setStart(other.node, other.offset);
    return range.comparePoint(one.node, one.offset) > 0;
  };

  /** @param {HTMLElement} editor */
  const focus = async (editor) => {
    const root = /** @type {Document | ShadowRoot} */ (editor.getRootNode());
    if (root.activeElement === editor) return;
    editor.focus();
    await new Promise((resolve) => setTimeout(resolve, FOCUS_SETTLES_MS));
  };

  /** Editors learn of a selection by its event: set it, then wait until they have. @param {HTMLElement} editor @param {number} from @param {number} to */
  const select = async (editor, from, to) => {
    if (editor instanceof HTMLTextAreaElement) return editor.setSelectionRange(from, to);
    const start = spotAt(editor, from);
    const end = spotAt(editor, to);
    // an empty editor keeps the selection it made for itself: Draft breaks on any other
    if (!start || !end || !read(editor)) return frames();
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

  // ---- writing ----

  /** @param {HTMLElement} _editor @param {string} text */
  const type = (_editor, text) => document.execCommand('insertText', false, text);

  /** @param {HTMLElement} editor @param {string} text */
  const paste = (editor, text) => {
    if (!text) return void press(editor, { key: 'Backspace', code: 'Backspace', keyCode: 8 });
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }));
  };

  /** What each library takes as typing. Draft corrupts its model on execCommand, the others on paste. */
  const INSERT = { quill: type, tiptap: type, textarea: type, draft: paste };

  /** @param {HTMLElement} editor @param {KeyboardEventInit} key @returns {boolean} did nobody want it? */
  const press = (editor, key) =>
    editor.dispatchEvent(new KeyboardEvent('keydown', { ...key, which: key.keyCode, bubbles: true, cancelable: true, composed: true }));

  /** What was written is undone; where the undo would take the user's own words, they come back. @param {HTMLElement} editor @param {string} expected @returns {Promise<'failed'>} */
  const takeBack = async (editor, expected) => {
    let undone = 0;
    while (read(editor) !== expected && undone < 2) {
      undone += 1;
      await history(editor, false);
    }
    if (read(editor) !== expected) for (; undone > 0; undone -= 1) await history(editor, true);
    return 'failed';
  };

  /** One step back, or forward again. @param {HTMLElement} editor @param {boolean} forward */
  const history = (editor, forward) => {
    const mac = navigator.platform.startsWith('Mac');
    const key = { key: forward ? 'Z' : 'z', code: 'KeyZ', keyCode: 90, shiftKey: forward, ctrlKey: !mac, metaKey: mac };
    // Quill in a shadow root does not know that it has the focus and leaves the keys to the browser
    if (press(editor, key)) document.execCommand(forward ? 'redo' : 'undo');
    return frames();
  };

  /** Browsers may write a space as one that does not break. @param {string} one @param {string} other */
  const same = (one, other) => one.replaceAll('\u00a0', ' ') === other.replaceAll('\u00a0', ' ');

  return { read, write, mark };
})();
