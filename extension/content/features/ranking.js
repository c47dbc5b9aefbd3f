/** What of our own fits a post best. Found here, in the page: the post goes nowhere. */
const ranking = (() => {
  /** Between words, without `\p{L}`: a browser takes milliseconds to learn all letters, in every tab. CO₂ and m² are words. */
  const BETWEEN_WORDS =
    /[\0-/:-`{-©«-±´¶-¸»¿×÷\u2000-\u206f\u20a0-\u2bff\u2e00-\u2e7f\u3000-\u303f\ud800-\udfff\ufe00-\ufe0f\uff00-\uff0f]+/;

  /**
   * The item whose topic words the post has most of, and of those one in the post's language; none under a competitor's post,
   * an ad, or where it is not sure whose post it is.
   * @param {Platform} platform @param {Post} post @returns {{item: FeedItem, topic: string}|null}
   */
  function best(platform, post) {
    const owner = stance.of(stored.body(), platform, post.author);
    if (post.promoted || owner === 'competitor' || owner === null) return null;
    const words = plain(post.text);
    const mayCome = (/** @type {FeedItem} */ item) =>
      isDue(item) && stored.mayBeSuggested(item.id) && shareForm.fits(item, platform);
    const ranked = stored.feed().filter(mayCome).map((item) => ({ item, ...score(item, words) }));
    const tongue = tongueOf(words);
    const points = (/** @type {typeof ranked[0]} */ { item, hits }) =>
      [hits, item.language === tongue, item.pinned, item.language === stored.language()];
    ranked.sort((a, b) => firstDifference(points(b), points(a)));
    return ranked[0]?.hits ? ranked[0] : null;
  }

  /** Colleagues see it one after the other, not all on one day. @param {FeedItem} item */
  const isDue = ({ suggest_from: from }) => !from || Date.parse(from) <= Date.now();

  /** @param {(number|boolean)[]} some @param {(number|boolean)[]} others */
  const firstDifference = (some, others) => some.map((one, i) => Number(one) - Number(others[i])).find(Boolean) ?? 0;

  /**
   * The language with more of its small words in the post; null where none has, or where there are no rules yet.
   * @param {string} words @returns {Language|null}
   */
  function tongueOf(words) {
    const { de = [], en = [] } = stored.functionWords();
    const [german, english] = [de, en].map((list) => list.filter((word) => words.includes(` ${word} `)).length);
    return german === english ? null : german > english ? 'de' : 'en';
  }

  /** Words with single spaces around each, so that ` heat pump` finds the beginning of two words. @param {string} text */
  const plain = (text) => ` ${text.toLowerCase().split(BETWEEN_WORDS).join(' ')} `;

  /** @param {FeedItem} item @param {string} words of the post */
  function score(item, words) {
    const topics = item.topics.map(({ name, words: ours }) => ({ topic: name, hits: hitsOf(ours, words) }));
    return topics.reduce((most, one) => (one.hits > most.hits ? one : most), { topic: '', hits: 0 });
  }

  /** @param {string[]} ours of one topic @param {string} words of the post */
  const hitsOf = (ours, words) =>
    ours.map((own) => plain(own).trimEnd()).filter((own) => own && words.includes(own)).length;

  return { best };
})();
