/** Underlines the words findings are about with the browser's own highlights: no node, no attribute in the site's editor. */
const marks = (() => {
  // the page can read names and words: it must not learn how serious they are
  const RULES = Object.entries(styles.TONES).map(
    ([ground, { confirm }]) => `::highlight(marked-${ground}) { text-decoration: underline wavy ${confirm} 1.5px; }`,
  );
  /** Where somebody forces their own colours the browser draws any highlight as it draws a selection. */
  const LOOKS_SELECTED = matchMedia('(forced-colors: active)');
  /** @type {CSSStyleSheet|null} */
  let sheet = null;
  /**
   * `root`: an editor that is gone has none any more
   * @type {Map<HTMLElement, {root: Document | ShadowRoot, entries: {name: string, range: Range}[]}>}
   */
  const shown = new Map();

  /**
   * Underline what these findings name, and nothing else in this editor.
   * @param {Composer} composer @param {Finding[]} findings @param {string} text that was judged
   */
  function show(composer, findings, text) {
    if (!findings.length || !('highlights' in CSS) || LOOKS_SELECTED.matches) return clear(composer.editor);
    const root = /** @type {Document | ShadowRoot} */ (composer.editor.getRootNode());
    const known = shown.get(composer.editor);
    if (known?.root === root) erase(known.entries);
    else clear(composer.editor);
    // asked before the sheet comes, with which every style of the page is computed anew
    const ground = themes.isDark(composer.editor) ? 'dark' : 'light';
    dress(root);
    const entries = findings.flatMap(({ span }) => {
      const range = span && editors.rangeOf(composer, span, text);
      return range ? [{ name: `marked-${ground}`, range }] : [];
    });
    entries.forEach(({ name, range }) => named(name).add(range));
    shown.set(composer.editor, { root, entries });
  }

  /** Names and sheet go with the last line. @param {HTMLElement} editor */
  function clear(editor) {
    const known = shown.get(editor);
    if (!known) return;
    shown.delete(editor);
    erase(known.entries);
    const { root } = known;
    if ([...shown.values()].some((other) => other.root === root)) return;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  }

  /** @param {{name: string, range: Range}[]} entries */
  function erase(entries) {
    for (const { name, range } of entries) {
      const highlight = CSS.highlights.get(name);
      highlight?.delete(range);
      if (!highlight?.size) CSS.highlights.delete(name);
    }
  }

  /** @param {string} name */
  function named(name) {
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    return /** @type {Highlight} */ (CSS.highlights.get(name));
  }

  /** The page may have replaced its sheets since the last time. @param {Document | ShadowRoot} root */
  function dress(root) {
    sheet ??= styles.sheetOf(`@media screen { ${RULES.join('\n')} }`); // not on paper
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  return { show, clear };
})();
