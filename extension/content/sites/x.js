/** X: one dialect, held by data-testid. */
/** @param {SiteHooks} table @returns {Site} */
const x = (table) => {
  // In code, so that served hooks cannot widen it: where nothing is ever read.
  const UNREADABLE = /^\/(?:messages|settings|search|search-advanced|explore|login|logout|signup|account|oauth)(?:\/|$)/i;
  const READABLE_I = /^\/i\/(?:status|web|lists|communities|bookmarks|articles?)(?:\/|$)/i;
  const NEVER = [
    '[data-testid^="dm" i]', '[data-testid*="chat" i]', '[role="search"]', '[data-testid*="search" i]',
    '[data-testid="LoginForm_Login_Button"]', 'form:has([type="password"])',
  ].join();

  /** what the submit button says, where we know the language: a second opinion on the surface @type {Record<string, boolean>} */
  const REPLIES = { Reply: true, Antworten: true, Répondre: true, Responder: true, Rispondi: true, Post: false, Posten: false };

  const find = hook(table);

  /** @param {URL} url */
  const readable = ({ pathname }) => (/^\/i\//i.test(pathname) ? READABLE_I.test(pathname) : !UNREADABLE.test(pathname));

  /** @param {Document} doc @returns {Dialect | null} */
  const dialect = (doc) => (find.first(doc, 'page') ? 'x' : null);

  /** @param {Document} doc */
  const feed = (doc) => dom.seen(find.all(doc, 'cell'))?.parentElement ?? null;

  /** @param {ParentNode} root */
  const posts = (root) => find.all(root, 'post');

  // ---- posts ----

  /** Parts of a post that are not of the post it quotes. @param {Element} post @param {string} name */
  const own = (post, name) => find.all(post, name).find((element) => !isQuoted(post, element)) ?? null;

  /** @param {Element} post @param {Element} element */
  const isQuoted = (post, element) => {
    const quote = element.parentElement && find.closest(element.parentElement, 'quote');
    return quote !== null && quote !== post && post.contains(quote);
  };

  /** @param {Element} post @returns {Post} */
  const readPost = (post) => {
    const author = authorOf(post);
    const { id, permalink } = addressOf(post, author);
    return {
      element: post,
      id,
      permalink,
      author,
      promoted: !permalink && find.closest(post, 'ad') !== null && !find.matches(post, 'ad'),
      text: dom.text(own(post, 'text')),
      textComplete: own(post, 'more') === null,
    };
  };

  /** Null where name and picture are of two accounts. @param {Element} post @returns {Author | null} */
  const authorOf = (post) => {
    const name = own(post, 'name');
    const [handle, other] = new Set(name ? [linkedHandle(name), avatarHandle(post)].filter((one) => one !== null) : []);
    return name && !other ? account(name, handle ?? shownHandle(name)) : null;
  };

  /** @param {Element} name @param {string | null} handle @returns {Author | null} */
  const account = (name, handle) => {
    if (!handle) return null;
    const gold = find.first(name, 'gold') !== null;
    return { name: shownName(name), kind: gold ? 'company' : null, id: handle, headline: null };
  };

  /** @param {Element} name */
  const linkedHandle = (name) => handleIn(name.closest('a[href]') ?? name.querySelector('a[href]'));

  /** @param {Element | null} anchor its address may be short or whole */
  const handleIn = (anchor) => pathOf(anchor).match(/^\/(\w{1,20})(?:\/|$)/)?.[1].toLowerCase() ?? null;

  /** @param {Element} post */
  const avatarHandle = (post) =>
    own(post, 'avatar')?.getAttribute('data-testid')?.match(/^UserAvatar-Container-(\w+)$/)?.[1].toLowerCase() ?? null;

  /** @param {Element} name */
  const shownHandle = (name) => dom.leaves(name).find((leaf) => /^@\w+$/.test(leaf))?.slice(1).toLowerCase() ?? null;

  /** @param {Element} name */
  const shownName = (name) => {
    const line = name.querySelector('a[href] [dir]') ?? name.querySelector('[dir]') ?? name.querySelector('a[href]');
    return dom.text(line) || null;
  };

  /** @param {Element} post @param {Author | null} author */
  const addressOf = (post, author) => {
    const link = find.all(post, 'time').find((anchor) => !isQuoted(post, anchor) && handleIn(anchor) === author?.id);
    const id = pathOf(link ?? null).match(/\/status\/(\d+)/)?.[1] ?? null;
    return { id, permalink: id && `https://x.com/${author?.id}/status/${id}` };
  };

  /** @param {Element | null} anchor */
  const pathOf = (anchor) => {
    const href = anchor?.getAttribute('href') ?? '';
    return URL.canParse(href, 'https://x.com') ? new URL(href, 'https://x.com').pathname : '';
  };

  /** @param {Element} element */
  const postAt = (element) => find.closest(element, 'post');

  /** @param {Element} post @returns {Like | null} */
  const like = (post) => {
    const given = own(post, 'unlike');
    const button = given ?? own(post, 'like');
    return button && { button, liked: given !== null };
  };

  // ---- editors ----

  /** @param {Document} doc */
  const composers = (doc) =>
    find.all(doc, 'editor').map(composerOf).filter((composer) => composer !== null);

  /** @param {Element} element @returns {Composer | null} */
  const composerOf = (element) => {
    const editor = /** @type {HTMLElement | null} */ (element.closest(dom.EDITOR));
    const library = editor && dom.libraryOf(editor);
    if (!library || !find.matches(editor, 'editor') || dom.within(editor, NEVER)) return null;
    if (!readable(new URL(editor.ownerDocument.URL))) return null;
    const what = answer(editor);
    const box = boxOf(editor);
    const replies = REPLIES[dom.text(find.first(box, 'submit'))] ?? what.surface === 'reply';
    return { editor, library, ...what, sure: what.sure && replies === (what.surface === 'reply'), box, layer: dom.layer(editor) };
  };

  /** @param {Element} editor @returns {Pick<Composer, 'surface' | 'target' | 'sure'>} */
  const answer = (editor) => {
    const dialog = find.closest(editor, 'dialog');
    if (dialog) return inDialog(editor, dialog);
    return find.closest(editor, 'inlineReply') ? inline(editor) : { ...surface('post', null), sure: !isOnePost(editor) };
  };

  /** On a page of one post nothing is written but answers. @param {Element} editor */
  const isOnePost = (editor) => new URL(editor.ownerDocument.URL).pathname.includes('/status/');

  /**
   * A reply shows the post above the editor, a quote shows it below, without links.
   * @param {Element} editor @param {Element} dialog @returns {Pick<Composer, 'surface' | 'target' | 'sure'>}
   */
  const inDialog = (editor, dialog) => {
    const above = posts(dialog).filter((post) => dom.precedes(post, editor)).at(-1);
    if (above) return surface('reply', readPost(above));
    const quoted = find.all(dialog, 'name').find((name) => dom.precedes(editor, name));
    if (quoted) return surface('repost', readPost(find.closest(quoted, 'quote') ?? quoted));
    return { ...surface('post', null), sure: find.first(dialog, 'name') === null }; // somebody's words that are no post we know
  };

  /** The page's own post is the one it answers. @param {Element} editor */
  const inline = (editor) => {
    const around = dom.climb(editor, (at) => find.first(at, 'focal') !== null);
    const focal = around ? find.all(around, 'focal') : [];
    return { ...surface('reply', focal[0] ? readPost(focal[0]) : null), sure: focal.length === 1 };
  };

  /** @param {Surface} kind @param {Post | null} target @returns {Pick<Composer, 'surface' | 'target' | 'sure'>} */
  const surface = (kind, target) => ({ surface: kind, target, sure: true });

  /** @param {Element} editor */
  const boxOf = (editor) => dom.climb(editor, (at) => find.first(at, 'submit') !== null) ?? editor;

  /** @param {Composer} composer @returns {HTMLElement | null} */
  const submitOf = ({ editor }) => /** @type {HTMLElement | null} */ (find.first(boxOf(editor), 'submit'));

  return {
    name: 'x', dialect, readable, feed, posts, readPost, postAt, like, composers, composerOf, submitOf,
    isFeed: ({ pathname }) => pathname === '/home',
    comments: () => [],
    submitsByKey: dom.isSubmitKey,
    // the list's cells are placed by hand and thrown away: only the inside of a post can hold something
    slotAfter: (post) => post.lastElementChild?.lastElementChild ?? null,
    hits: find.hits,
  };
};
