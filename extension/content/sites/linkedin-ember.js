/** LinkedIn's older pages ("Ember"): readable class names, the post's name in data-urn. */
/** @param {ReturnType<typeof hook>} find */
const linkedinEmber = (find) => {
  /** @param {ParentNode} root */
  const posts = (root) => find.all(root, 'ember.card').filter((card) => !nested(card));
  /** @param {Element} card */
  const nested = (card) => card.parentElement !== null && find.closest(card.parentElement, 'ember.card') !== null;
  /** @param {Element} element */
  const isComment = (element) => find.closest(element, 'ember.comment') !== null;
  /** @param {Element} child screen readers' doubles and the "more" button */
  const unread = (child) => find.matches(child, 'ember.unseen') || find.matches(child, 'ember.more');

  /** @param {Element} card @returns {Post} */
  const readPost = (card) => {
    const id = linkedinUrn.fromText(card.getAttribute('data-urn'));
    const text = find.all(card, 'ember.text').find((element) => !isComment(element) && !isOfAnother(card, element)) ?? null;
    const box = text && find.closest(text, 'ember.textBox');
    return {
      element: card,
      id,
      permalink: linkedinUrn.permalink(id),
      author: authorOf(card),
      promoted: isPromoted(card),
      text: dom.text(text, unread),
      textComplete: !box || find.first(box, 'ember.more') === null,
    };
  };

  /** Words of a post that is shared in this one. @param {Element} card @param {Element} text */
  const isOfAnother = (card, text) => ![null, card].includes(find.closest(text, 'ember.preview'));

  /** Below the name stand age and visibility, with an icon; an ad has words alone. @param {Element} card */
  const isPromoted = (card) => {
    const line = find.first(card, 'ember.subline');
    return line !== null && dom.text(line) !== '' && !linkedinAge.isIn(dom.text(line)) && find.first(line, 'ember.visibility') === null;
  };

  /** @param {Element} card @returns {Author | null} */
  const authorOf = (card) => {
    const anchor = find.first(card, 'ember.actor');
    const page = anchor && linkedinPage.of(anchor);
    if (!page) return null;
    const headline = dom.text(find.first(card, 'ember.headline'), unread);
    return { name: nameOf(card), ...page, headline: headline || null };
  };

  /** @param {Element} card */
  const nameOf = (card) => {
    const label = find.first(card, 'ember.menu')?.getAttribute('aria-label') ?? '';
    const shown = dom.text(find.first(card, 'ember.name'), unread);
    return shown || linkedinMenu.authorIn(label);
  };

  /** @param {Element} card @returns {Like | null} */
  const like = (card) => {
    const button = find.all(card, 'ember.like').find((one) => !isComment(one));
    return button ? { button, liked: find.matches(button, 'ember.liked') } : null;
  };

  /** @param {Element} editor @returns {Pick<Composer, 'surface' | 'target' | 'sure' | 'box'> | null} */
  const composer = (editor) => {
    const form = find.closest(editor, 'ember.commentForm');
    if (form) return answer(form);
    const dialog = find.closest(editor, 'ember.postDialog');
    return dialog && { ...ownPost(dialog), box: dom.climb(editor, (at) => find.first(at, 'ember.postSubmit')) ?? dialog };
  };

  /** @param {Element} form */
  const answer = (form) => {
    const card = find.closest(form, 'ember.card');
    if (!card) return null;
    /** @type {Surface} */
    const surface = isComment(form) || find.closest(form, 'ember.comments') ? 'reply' : 'comment';
    return { surface, target: readPost(card), sure: linkedinSubmit.agrees(find.first(form, 'ember.commentSubmit'), surface), box: form };
  };

  /** @param {Element} dialog */
  const ownPost = (dialog) => {
    const preview = find.first(dialog, 'ember.preview');
    const target = preview && readPost(preview);
    /** @type {Surface} */
    const surface = target ? 'repost' : 'post';
    return { surface, target, sure: !target || target.author !== null };
  };

  /** @param {Element} editor @returns {HTMLElement | null} */
  const submitOf = (editor) => {
    const form = find.closest(editor, 'ember.commentForm');
    const place = form ?? find.closest(editor, 'ember.postDialog');
    const button = place && find.first(place, form ? 'ember.commentSubmit' : 'ember.postSubmit');
    return /** @type {HTMLElement | null} */ (button);
  };

  return { posts, readPost, like, composer, submitOf, comments: /** @param {ParentNode} root */ (root) => find.all(root, 'ember.comment') };
};
