/** Underlines the words findings are about with the browser's own highlights: no node, no attribute in the site's editor. */
const marks = (() => {
  // names that the page can read, hence plain ones
  const RULES = Object.entries(styles.TONES).flatMap(([ground, tones]) =>
    Object.entries(tones).map(([tone, colour]) => `::highlight(${tone}-${ground}) { text-decoration: underline ${tone === 'note' ? 'dotted' : 'wavy'} ${colour} 1.5px; }`),
  );
  /** @type {CSSStyleSheet|null} */
  let sheet = null;
  /** @type {Map<HTMLElement, {highlight: Highlight, range: Range}[]>} */
  const shown = new Map();

  /**
   * Underline what these findings name, and nothing else in this editor.
   * @param {Composer} composer @param {Finding[]} findings @param {string} text that was judged
   */
  function show(composer, findings, text) {
    clear(composer.editor);
    if (!findings.length || !('highlights' in CSS)) return;
    dress(composer.editor);
    const ground = styles.isDark(composer.editor) ? 'dark' : 'light';
    const entries = findings.flatMap(({ span, severity }) => {
      const range = span && editors.rangeOf(composer, span, text);
      return range ? [{ highlight: named(`${severity}-${ground}`), range }] : [];
    });
    entries.forEach(({ highlight, range }) => highlight.add(range));
    shown.set(composer.editor, entries);
  }

  /** @param {HTMLElement} editor */
  function clear(editor) {
    shown.get(editor)?.forEach(({ highlight, range }) => highlight.delete(range));
    shown.delete(editor);
  }

  /** @param {string} name */
  function named(name) {
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    return /** @type {Highlight} */ (CSS.highlights.get(name));
  }

  /** The page may have replaced its sheets since the last time. @param {HTMLElement} editor */
  function dress(editor) {
    const root = /** @type {Document | ShadowRoot} */ (editor.getRootNode());
    sheet ??= styles.sheetOf(RULES.join('\n'));
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  return { show, clear };
})();
