/** Something of our own to share, below a post it fits. Ranked here, in the page; at most one in sight. */
const suggest = (() => {
  const SEEN = 0.5; // share of a post that must be in view
  const POSTS_BETWEEN = 5;

  /** @param {Site} site @param {boolean} quiet nothing of ours may be in the page @param {AbortSignal} signal */
  function start(site, quiet, signal) {
    /** @type {WeakSet<Element>} */
    const known = new WeakSet();
    /** @type {WeakSet<Element>} */
    const passed = new WeakSet();
    let since = POSTS_BETWEEN;
    /** @type {HTMLElement|null} */
    let shown = null;

    const seeing = new IntersectionObserver(
      (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => seen(target)),
      { threshold: SEEN },
    );
    signal.addEventListener('abort', () => seeing.disconnect());
    followFeed(site, (root) => site.posts(root).forEach(meet), signal);

    /** @param {Element} post */
    function meet(post) {
      if (known.has(post)) return;
      known.add(post);
      seeing.observe(post);
    }

    /** @param {Element} element a post that came into view */
    function seen(element) {
      since += passed.has(element) ? 0 : 1;
      passed.add(element);
      if (since <= POSTS_BETWEEN || inSight(shown) || !wanted() || isWriting(site)) return;
      const fit = best(site, site.readPost(element));
      if (fit && offer(fit, element)) since = 0;
    }

    /** @param {{item: FeedItem, topic: string}} fit @param {Element} post @returns {boolean} false where the page has no room for it */
    function offer({ item, topic }, post) {
      const slot = quiet ? null : site.slotAfter(post);
      if (quiet) mirror.suggest({ item: item.id, topic });
      if (slot) {
        shown = show((done) => suggestion.box(item, topic, site.name, { done }), slot, signal);
        stored.noteSuggested(item.id);
      }
      return quiet || Boolean(slot);
    }
  }

  const wanted = () => ask.connected() && stored.settings().features.suggest && !stored.paused();

  /** Nothing new pushes the page about under somebody who writes. @param {Site} site */
  function isWriting(site) {
    const active = dom.active();
    return Boolean(active && site.composerOf(active));
  }

  /** @param {HTMLElement|null} host */
  function inSight(host) {
    const box = host?.isConnected && host.getBoundingClientRect();
    return Boolean(box && box.bottom > 0 && box.top < innerHeight);
  }

  /**
   * The item whose topic words the post has most of; none under a competitor's post or an ad.
   * @param {Site} site @param {Post} post @returns {{item: FeedItem, topic: string}|null}
   */
  function best(site, post) {
    const owner = stance.of(stored.organisation(), site.name, post.author);
    if (post.promoted || owner === 'competitor') return null;
    const words = plain(post.text);
    const ranked = stored.feed().filter((item) => isDue(item) && stored.mayBeSuggested(item.id) && share.fits(item, site.name)).map((item) => ({ item, ...score(item, words) }));
    ranked.sort((a, b) => b.hits - a.hits || Number(b.item.pinned) - Number(a.item.pinned) || mine(b.item) - mine(a.item));
    return ranked[0]?.hits ? ranked[0] : null;
  }

  /** Colleagues see it one after the other, not all on one day. @param {FeedItem} item */
  const isDue = ({ suggest_from: from }) => !from || Date.parse(from) <= Date.now();

  /** @param {FeedItem} item */
  const mine = (item) => Number(item.language === stored.language());

  /** Words with single spaces around each, so that ` heat pump` finds the beginning of two words. @param {string} text */
  const plain = (text) => ` ${text.toLowerCase().split(/[^\p{L}\p{N}]+/u).join(' ')} `;

  /** @param {FeedItem} item @param {string} words of the post */
  function score(item, words) {
    const topics = item.topics.map(({ name, words: ours }) => ({ topic: name, hits: ours.filter((own) => words.includes(plain(own).trimEnd())).length }));
    return topics.reduce((most, one) => (one.hits > most.hits ? one : most), { topic: '', hits: 0 });
  }

  /** @param {(done: () => void) => HTMLElement} draw @param {Element} slot @param {AbortSignal} signal @returns {HTMLElement} */
  function show(draw, slot, signal) {
    const end = new AbortController();
    const { host, ground } = guest.create({ place: (host) => slot.after(host), near: () => slot, signal: AbortSignal.any([signal, end.signal]) });
    ground.append(draw(() => end.abort()));
    return host;
  }

  /**
   * Call `look` with the feed and with all that is added to it. The feed's own container is observed, not the document;
   * only while there is none (start, navigation) the document is.
   * @param {Site} site @param {(root: Element) => void} look @param {AbortSignal} signal
   */
  function followFeed(site, look, signal) {
    /** @type {Element|null} */
    let feed = null;
    const growth = new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach((node) => node instanceof Element && look(node))));
    const arrival = new MutationObserver(find);
    const presence = new ResizeObserver(() => feed && !feed.isConnected && lost());

    function find() {
      feed = site.readable(new URL(location.href)) ? site.feed(document) : null;
      if (!feed) return;
      arrival.disconnect();
      growth.observe(feed, { childList: true, subtree: true });
      presence.observe(feed);
      look(feed);
    }

    function lost() {
      feed = null;
      growth.disconnect();
      presence.disconnect();
      arrival.observe(document, { childList: true, subtree: true });
      find();
    }

    signal.addEventListener('abort', () => [growth, arrival, presence].forEach((observer) => observer.disconnect()));
    lost();
  }

  return { start };
})();
