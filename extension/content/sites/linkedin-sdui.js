/** LinkedIn's newer pages ("SDUI"): hashed classes, so component keys, test ids, roles and icon ids. */
/** @param {ReturnType<typeof hook>} find */
const linkedinSdui = (find) => {
  const authors = linkedinAuthor(find);
  const keys = linkedinKeys(find);
  /** The parts of a card that are not its comments. @param {Element} card @param {string} name */
  const own = (card, name) => outside(card, find.all(card, name));
  /** Most cards show no comment: one look spares one for every element. @param {Element} card @param {Element[]} elements */
  const outside = (card, elements) => (find.first(card, 'sdui.comment') ? elements.filter((element) => !isComment(element)) : elements);
  /** @param {Element} element */
  const isComment = (element) => find.closest(element, 'sdui.comment') !== null;

  /** A feed also lists modules (jobs, pages to follow); only posts have the menu, or words. @param {Element} card */
  const isPost = (card) => !nested(card) && ['sdui.menu', 'sdui.text'].some((part) => own(card, part).length > 0);
  /** @param {Element} card */
  const nested = (card) => card.parentElement !== null && find.closest(card.parentElement, 'sdui.card') !== null;

  /** @param {ParentNode} root */
  const posts = (root) => find.all(root, 'sdui.card').filter(isPost);

  /** @param {Element} card @returns {Post} */
  const readPost = (card) => {
    const texts = own(card, 'sdui.text');
    const [first = null] = texts;
    const text = texts.find((one) => !isOfAnother(one)) ?? null;
    const id = keys.idOf(card);
    return {
      element: card,
      id,
      permalink: linkedinUrn.permalink(id),
      author: authorOf(card, first),
      promoted: first !== null && isPromoted(card, first),
      text: dom.text(text, (child) => find.matches(child, 'sdui.more')),
      textComplete: text === null ? first === null : find.first(text, 'sdui.more') === null,
    };
  };

  /** An ad has neither age nor visibility below its name, and cannot be hidden. @param {Element} card @param {Element} text */
  const isPromoted = (card, text) =>
    !own(card, 'sdui.visibility').length && !own(card, 'sdui.hide').length
    && !own(card, 'sdui.line').some((line) => dom.precedes(line, text) && linkedinAge.isIn(dom.text(line)));

  /** The words of a post that is shared in this one lead to it. @param {Element} text */
  const isOfAnother = (text) => text.closest('a[href]') !== null;

  /** Null where the card holds menus for more than one. @param {Element} card @param {Element | null} text */
  const authorOf = (card, text) => {
    const isMention = (/** @type {Element} */ anchor) => (text ? text.contains(anchor) : anchor.closest('p') !== null);
    const anchors = outside(card, [...card.querySelectorAll('a[href]')]).filter((anchor) => !isMention(anchor));
    const [label = '', ...others] = new Set(own(card, 'sdui.menu').map((menu) => menu.getAttribute('aria-label') ?? ''));
    return others.length ? null : authors.read({ card, label, text, anchors });
  };

  // ---- likes ----

  /** @param {Element} card @returns {Like | null} */
  const like = (card) => {
    const button = own(card, 'sdui.like')[0] ?? firstAction(card);
    return button ? { button, liked: !find.matches(button, 'sdui.unliked') } : null;
  };

  /**
   * Its label is in the reader's language, its icon says what was done: what stays is its place, before the others.
   * @param {Element} card
   */
  const firstAction = (card) => {
    const comment = own(card, 'sdui.commentOpener')[0];
    const bar = comment && dom.climb(comment, (at) => find.first(at, 'sdui.repostOpener'));
    const first = bar?.querySelector('button');
    return first && first !== comment && dom.precedes(first, comment) ? first : null;
  };

  // ---- editors ----

  /** @param {Element} editor @returns {Pick<Composer, 'surface' | 'target' | 'sure' | 'box'> | null} */
  const composer = (editor) => {
    const box = find.closest(editor, 'sdui.commentBox');
    if (box) return answer(box);
    const dialog = find.closest(editor, 'sdui.postDialog');
    return dialog && { ...ownPost(dialog), box: dom.climb(editor, (at) => textOnly(at).length > 0) ?? dialog };
  };

  /** @param {Element} box */
  const answer = (box) => {
    const card = cardOf(box);
    if (!card) return null;
    const target = readPost(card);
    const named = keys.postOf(box);
    /** @type {Surface} */
    const surface = isReply(box, card) ? 'reply' : 'comment';
    const sure = linkedinSubmit.agrees(commentSubmit(box), surface) && (!named || !target.id || named === target.id);
    return { surface, target, sure, box: drawn(roomOf(box), box) };
  };

  /** Around it; on a post's own page it may be beside it. @param {Element} box */
  const cardOf = (box) => {
    const around = find.closest(box, 'sdui.card');
    if (around) return isPost(around) ? around : null;
    return only(posts(box.ownerDocument).filter((card) => keys.belongs(box, card)));
  };

  /** On a post's own page one list may hold it, the box for it and its comments. @param {Element} box @param {Element} card */
  const isReply = (box, card) => {
    const list = find.closest(box, 'sdui.comments');
    if (!list?.contains(card)) return list !== null;
    return find.all(list, 'sdui.comment').some((comment) => dom.precedes(comment, box));
  };

  /** @param {Element} dialog */
  const ownPost = (dialog) => {
    const preview = find.first(dialog, 'sdui.preview');
    const target = preview && readPreview(preview);
    /** @type {Surface} */
    const surface = target ? 'repost' : 'post';
    return { surface, target, sure: target !== null || !preview || find.first(preview, 'sdui.text') === null };
  };

  /** A shared post shows its words and its author; the preview of a link shows neither. @param {Element} preview @returns {Post | null} */
  const readPreview = (preview) => {
    const anchors = [...preview.querySelectorAll('a[href]')];
    const face = anchors.find(linkedinPage.of);
    if (!face) return null;
    const text = find.first(preview, 'sdui.text');
    const update = anchors.map((anchor) => linkedinUrn.fromText(anchor.getAttribute('href'))).find(Boolean) ?? null;
    return {
      element: preview,
      id: update,
      permalink: linkedinUrn.permalink(update),
      author: authors.of(null, face, preview, anchors),
      promoted: false,
      text: dom.text(text),
      textComplete: text === null || find.first(text, 'sdui.more') === null,
    };
  };

  /** @param {Element} editor @returns {HTMLElement | null} */
  const submitOf = (editor) => {
    const box = find.closest(editor, 'sdui.commentBox');
    if (box) return commentSubmit(box);
    const dialog = find.closest(editor, 'sdui.postDialog');
    return dialog && only(textOnly(dialog));
  };

  /** @param {Element} box */
  const commentSubmit = (box) => only(find.all(roomOf(box), 'sdui.commentSubmit')) ?? only(textOnly(roomOf(box)));

  /** All that belongs to this one comment box: the way up ends where other things begin. @param {Element} box */
  const roomOf = (box) => dom.climb(box, (at) => !at.parentElement || holdsMore(at.parentElement, box)) ?? box;

  /** The outermost element that has a size of its own. @param {Element} room @param {Element} box @returns {Element} */
  const drawn = (room, box) => {
    const child = [...room.children].find((one) => one.contains(box));
    return room.hasAttribute('data-display-contents') && child ? drawn(child, box) : room;
  };

  /** Does it hold more than this one comment box? @param {Element} element @param {Element} box */
  const holdsMore = (element, box) =>
    find.matches(element, 'sdui.card') ||
    find.matches(element, 'sdui.comments') ||
    find.first(element, 'sdui.card') !== null ||
    find.first(element, 'sdui.comment') !== null ||
    find.all(element, 'sdui.commentBox').some((other) => !other.contains(box) && !box.contains(other));

  /** The site's other buttons carry an icon or open something. @param {Element} root */
  const textOnly = (root) =>
    [...root.querySelectorAll('button:not([aria-expanded], [aria-haspopup], :has(svg, img))')]
      .filter((button) => dom.text(button) && !isOfPost(button));

  /** It is of a shown comment or post, not of the editor. @param {Element} button */
  const isOfPost = (button) => isComment(button) || find.closest(button, 'sdui.preview') !== null || find.matches(button, 'sdui.more');

  /** @param {Element[]} elements @returns {HTMLElement | null} */
  const only = (elements) => (elements.length === 1 ? /** @type {HTMLElement} */ (elements[0]) : null);

  return { posts, readPost, like, composer, submitOf, comments: /** @param {ParentNode} root */ (root) => find.all(root, 'sdui.comment') };
};
