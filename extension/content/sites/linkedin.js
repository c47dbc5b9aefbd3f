/** LinkedIn. It serves two dialects, per surface and per account, so each element is asked for its own. */
/** @param {SiteHooks} table @returns {Site} */
const linkedin = (table) => {
  // In code, so that served hooks cannot widen it: where nothing is ever read.
  const READABLE = /^\/(?:$|(?:feed|in|company|school|showcase|groups|posts|pulse|events|newsletters|my-items|sharing)(?:\/|$))/;
  const PRIVATE = /\/(?:inbox|settings|messaging)(?:\/|$)/;
  const NEVER = [
    '[class*="msg-"]', '[data-sdui-screen*="messag" i]', '[componentkey*="messag" i]', '[data-testid*="messag" i]',
    '[role="search"]', '.search-global-typeahead', '.send-invite', '[data-sdui-screen*="invit" i]',
    '[data-sdui-screen*="settings" i]', '[data-sdui-screen*="login" i]', 'form:has([type="password"])',
  ].join();

  const find = hook(table);
  const sdui = linkedinSdui(find);
  const ember = linkedinEmber(find);

  /** @param {URL} url */
  const readable = (url) => READABLE.test(url.pathname) && !PRIVATE.test(url.pathname);

  /** Since autumn 2026 the feed's first tab has an address of its own. @param {URL} url */
  const isFeed = ({ pathname }) => pathname === '/' || /^\/feed(?:\/(?:foryou|following))?\/?$/.test(pathname);

  /** @param {Document} doc @returns {Dialect | null} */
  const dialect = (doc) => {
    if (find.first(doc, 'sdui.page')) return 'sdui';
    return find.first(doc, 'ember.page') ? 'ember' : null;
  };

  /** @param {Document} doc */
  const feed = (doc) => dom.seen(find.all(doc, 'sdui.feed')) ?? around(find.all(doc, 'ember.wrapper'));

  /** What holds the first in sight and another: each may stand in a box of its own. @param {Element[]} wrappers */
  const around = (wrappers) => {
    const first = dom.seen(wrappers);
    const other = wrappers.find((one) => one.checkVisibility() && !first?.contains(one));
    return first && dom.climb(first, (at) => at !== first && (!other || at.contains(other)));
  };

  /** @param {ParentNode} root */
  const posts = (root) => [...sdui.posts(root), ...ember.posts(root)];

  /** @param {Element} element */
  const readPost = (element) => (find.matches(element, 'ember.card') ? ember : sdui).readPost(element);

  /** @param {Element} element */
  const postAt = (element) => find.closest(element, 'ember.card') ?? find.closest(element, 'sdui.card');

  /** @param {Element} post */
  const like = (post) => (find.matches(post, 'ember.card') ? ember : sdui).like(post);

  /** The page and the site's own shadow roots, where the older post dialog lives. @param {Document} doc */
  const roots = (doc) => [doc, ...find.all(doc, 'ember.shadow').flatMap((host) => host.shadowRoot ?? [])];

  /** @param {Document} doc */
  const composers = (doc) =>
    roots(doc)
      .flatMap((root) => [...root.querySelectorAll(dom.EDITOR)])
      .map(composerOf)
      .filter((composer) => composer !== null);

  /** @param {Element} element @returns {Composer | null} */
  const composerOf = (element) => {
    const editor = /** @type {HTMLElement | null} */ (element.closest(dom.EDITOR));
    const library = editor && dom.libraryOf(editor);
    if (!library || dom.within(editor, NEVER) || !readable(new URL(editor.ownerDocument.URL))) return null;
    const what = sdui.composer(editor) ?? ember.composer(editor);
    return what && { editor, library, ...what, layer: dom.layer(editor) };
  };

  /** @param {Composer} composer */
  const submitOf = ({ editor }) => sdui.submitOf(editor) ?? ember.submitOf(editor);

  /** @param {Element} post */
  const slotAfter = (post) => {
    const list = feed(post.ownerDocument);
    return list && dom.climb(post, (at) => at.parentElement === list);
  };

  return {
    name: 'linkedin', dialect, readable, isFeed, feed, posts, readPost, postAt, like, composers, composerOf, submitOf, slotAfter,
    comments: (root) => [...sdui.comments(root), ...ember.comments(root)],
    submitsByKey: dom.isSubmitKey,
    hits: find.hits,
  };
};
