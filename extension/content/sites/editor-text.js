/** The text of an editor, line by line as its library's model has it, and where in the page each piece of it stands. */
const editorText = (() => {
  const BLOCK = 'p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre';
  /** breaks that the libraries only draw, so that an empty line has a height */
  const DRAWN_BREAK = 'br.ProseMirror-trailingBreak, br[data-text]';
  const NO_TEXT = /\ufeff/g; // Quill's own caret
  const BEHIND_A_NAME = /^(?:[.,:;!?…]*\s+(?:[–—-]\s+)?|[,:]+)/; // what follows more closely goes on with it: “Jo's robot”
  const NO_NAME = /^[#$]|\//;

  /**
   * @typedef {{node: Node, offset: number}} Spot a place in the page
   * @typedef {{text: string, from: number, start: Spot, end: Spot}} Piece text of one node, from that offset of the whole on
   */

  /** @param {HTMLElement} editor @returns {string} */
  const read = (editor) => (editor instanceof HTMLTextAreaElement ? editor.value : textOf(linesOf(editor)));

  /**
   * The place of an offset; null inside a mention, which nothing can enter.
   * @param {HTMLElement} editor @param {number} at @returns {Spot | null}
   */
  const spotAt = (editor, at) => {
    const near = linesOf(editor).flat().filter(({ from, text }) => from <= at && at <= from + text.length);
    const words = near.find(({ start }) => start.node instanceof Text);
    if (words) return { node: words.start.node, offset: at - words.from };
    const edge = near.find(({ from, text }) => at === from || at === from + text.length);
    return edge ? (at === edge.from ? edge.start : edge.end) : null;
  };

  /**
   * Where one's own words begin in an answer that the site let begin with a name, as a link or a chip.
   * @param {HTMLElement} editor @returns {number}
   */
  const ownStart = (editor) => {
    if (editor instanceof HTMLTextAreaElement) return 0;
    const first = linesOf(editor)[0]?.[0];
    if (!first || !isName(first)) return 0;
    const { length } = first.text;
    const [behind] = read(editor).slice(length).match(BEHIND_A_NAME) ?? [];
    return behind === undefined ? 0 : length + behind.length;
  };

  /** @param {Piece} piece */
  const isName = ({ text, start: { node, offset } }) => {
    const element = node instanceof Text ? node.parentElement : node.childNodes[offset];
    return element instanceof Element && element.closest('a, [contenteditable=false]') !== null && !NO_NAME.test(text);
  };

  /** The offset of a place. @param {HTMLElement} editor @param {Spot} spot */
  const offsetAt = (editor, spot) => {
    const passed = linesOf(editor).flat().filter(({ start }) => !isAfter(start, spot));
    const last = passed.at(-1);
    if (!last) return 0;
    return last.from + (last.start.node === spot.node && spot.node instanceof Text ? spot.offset : last.text.length);
  };

  /** @param {Spot} one @param {Spot} other */
  const isAfter = (one, other) => {
    const range = document.createRange();
    range.setStart(other.node, other.offset);
    return range.comparePoint(one.node, one.offset) > 0;
  };

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
    if (node instanceof Text) return node.data ? [typed(node)] : [];
    if (!(node instanceof Element)) return [];
    if (node instanceof HTMLImageElement) return node.alt ? [piece(node.alt, before(node), after(node))] : [];
    if (node instanceof HTMLBRElement) return isDrawn(node) ? [] : [piece('\n', before(node), after(node))];
    const found = [...node.childNodes].flatMap(pieces);
    return node.getAttribute('contenteditable') === 'false' ? chip(node, found) : found;
  };

  /** @param {Text} node */
  const typed = (node) => piece(node.data.replace(NO_TEXT, ''), { node, offset: 0 }, { node, offset: node.length });

  /** A mention is one piece: nothing can be put inside it. @param {Element} node @param {Piece[]} found */
  const chip = (node, found) => [piece(found.map(({ text }) => text).join(''), before(node), after(node))];

  /** @param {HTMLBRElement} br */
  const isDrawn = (br) => br.matches(DRAWN_BREAK) || isAlone(br);
  /** It is the only thing in its block. @param {HTMLBRElement} br */
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

  return { read, spotAt, offsetAt, ownStart };
})();
