/** What the adapters of both sites ask of a page. Nothing here changes a node. */
const dom = (() => {
  const LIBRARIES = /** @type {const} */ ([
    ['tiptap', '.ProseMirror, [data-testid="ui-core-tiptap-text-editor-wrapper"] *'],
    ['quill', '.ql-editor, [data-test-ql-editor-contenteditable]'],
    ['draft', '.public-DraftEditor-content, [data-testid^="tweetTextarea_"]'],
  ]);
  const EDITOR = '[contenteditable="true"][role="textbox"]';
  const MODAL = 'dialog, [aria-modal="true"]';

  /** Does it match here or above, shadow hosts included? @param {Element} element @param {string} selector */
  const within = (element, selector) => {
    for (let at = /** @type {Element | null} */ (element); at; at = hostOf(at)) {
      if (at.closest(selector)) return true;
    }
    return false;
  };

  /** @param {Element} element */
  const hostOf = (element) => {
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };

  /** The nearest ancestor (or the element itself) that passes. @param {Element} element @param {(at: Element) => unknown} test */
  const climb = (element, test) => {
    let at = /** @type {Element | null} */ (element);
    while (at && !test(at)) at = at.parentElement;
    return at;
  };

  /** Where a node of ours is drawn and can be clicked. @param {Element} editor @returns {Element | ShadowRoot} */
  const layer = (editor) => {
    const root = editor.getRootNode();
    return editor.closest(MODAL) ?? (root instanceof ShadowRoot ? root : editor.ownerDocument.body);
  };

  /** @param {Element} element */
  const libraryOf = (element) => LIBRARIES.find(([, selector]) => element.matches(selector))?.[0] ?? null;

  /**
   * The words a reader sees, emoji images by their alt text.
   * @param {Element | null} element @param {(child: Element) => boolean} [skip]
   */
  const text = (element, skip = () => false) =>
    (element ? words(element, skip) : '').replace(/[ \t\u00a0]*\n[ \t\u00a0]*/g, '\n').replace(/[ \t\u00a0]+/g, ' ').trim();

  /** @param {Node} node @param {(child: Element) => boolean} skip @returns {string} */
  const words = (node, skip) => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || skip(node)) return '';
    if (node instanceof HTMLImageElement) return node.alt;
    if (node.localName === 'br') return '\n';
    return [...node.childNodes].map((child) => words(child, skip)).join('');
  };

  /** The pieces of text below an element, as written in single nodes. @param {Element} element */
  const leaves = (element) => {
    const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.nodeValue?.trim() ?? '');
    return found.filter(Boolean);
  };

  /** Does one come before the other in the page? @param {Element} one @param {Element} other */
  const precedes = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

  /** The first that is not hidden, or where all are, the first. @param {Element[]} elements @returns {Element|null} */
  const seen = (elements) => elements.find((one) => one.checkVisibility()) ?? elements[0] ?? null;

  /** The focused element, through the site's open shadow roots. @returns {Element|null} */
  const active = () => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused;
  };

  /** What has the focus in a dialog that the site opened over this layer. @param {Element | ShadowRoot} below */
  const above = (below) => {
    const focused = active() ?? document.body;
    const front = layer(focused);
    return front !== document.body && front !== below && !front.contains(below) ? focused : null;
  };

  /**
   * X posts by Ctrl+Enter, on a Mac by Command+Enter. Whether LinkedIn does is not known:
   * asked back once too often is better than once too few.
   * @param {KeyboardEvent} event
   */
  const isSubmitKey = (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing;

  return { EDITOR, active, above, seen, hostOf, within, climb, layer, libraryOf, text, leaves, precedes, isSubmitKey };
})();
