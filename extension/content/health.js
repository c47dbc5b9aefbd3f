/**
 * Does the feed still look as the adapter knows it? Asked when somebody scrolls it, twice before it is said; what is
 * reported holds no word of the page.
 */
const health = (() => {
  const SETTLE_MS = 3000;
  const ENOUGH = 3; // posts, before missing parts mean something
  /** Most telling first. @type {[Fault, (posts: Post[]) => boolean][]} */
  const FAULTS = [
    ['no_posts', (posts) => posts.length === 0],
    ['no_authors', (posts) => few(posts, ({ author }) => author)],
    ['no_texts', (posts) => few(posts, ({ text }) => text)],
    ['no_ids', (posts) => few(posts, ({ id }) => id)],
  ];
  /** @type {Fault|null} */
  let found = null;
  let looks = 0;

  /** @param {Post[]} posts @param {(post: Post) => unknown} has */
  const few = (posts, has) => posts.length >= ENOUGH && posts.filter(has).length < posts.length / 2;

  /**
   * Reported only where the packaged hooks fail as well: served ones must not become questions about what a page holds.
   * @param {Site} site @param {Site} packaged @param {number} version of the hooks @param {AbortSignal} signal
   */
  function start(site, packaged, version, signal) {
    /** @type {string|null} */
    let looked = null;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let waiting;
    // looked at until all is well: a feed that was still loading must not be called strange for good
    const onScroll = () => {
      if (waiting || !wanted() || looked === location.pathname || !onFeed(site)) return;
      waiting = setTimeout(() => {
        waiting = undefined;
        if (signal.aborted || !onFeed(site)) return;
        const before = found;
        found = look(site);
        looks += 1;
        looked = found ? null : location.pathname;
        if (found && found === before && look(packaged)) ask.send({ type: 'health', site: site.name, fault: found, hooks: version });
        else if (found && found !== before) onScroll();
      }, SETTLE_MS);
    };
    window.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => (found = null));
  }

  /** Somebody who uses neither check nor suggestions needs no feed to be understood. */
  const wanted = () => stored.settings().features.check || stored.settings().features.suggest;

  /** @param {Site} site */
  const onFeed = (site) => site.isFeed(new URL(location.href));

  /** @param {Site} site @returns {Fault|null} */
  function look(site) {
    const posts = site.posts(document).map((post) => site.readPost(post));
    return FAULTS.find(([, holds]) => holds(posts))?.[0] ?? null;
  }

  /** @param {Site} site @returns {Fault|null} of the feed that is shown now */
  const fault = (site) => (onFeed(site) ? found : null);

  return { start, fault, looks: () => looks };
})();
