/** Does the feed still look as the adapter knows it? Asked when somebody scrolls it; what is reported holds no word of the page. */
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

  /** @param {Post[]} posts @param {(post: Post) => unknown} has */
  const few = (posts, has) => posts.length >= ENOUGH && posts.filter(has).length < posts.length / 2;

  /** @param {Site} site @param {number} version of the hooks @param {AbortSignal} signal */
  function start(site, version, signal) {
    /** @type {string|null} */
    let looked = null;
    const onScroll = () => {
      if (looked === location.pathname || !site.isFeed(new URL(location.href))) return;
      looked = location.pathname;
      setTimeout(() => signal.aborted || look(site, version), SETTLE_MS);
    };
    window.addEventListener('scroll', onScroll, { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => (found = null));
  }

  /** @param {Site} site @param {number} version */
  function look(site, version) {
    if (!site.isFeed(new URL(location.href))) return;
    const posts = site.posts(document).map((post) => site.readPost(post));
    found = FAULTS.find(([, holds]) => holds(posts))?.[0] ?? null;
    if (found) ask.send({ type: 'health', site: site.name, fault: found, hooks: version });
  }

  return { start, fault: () => found };
})();
