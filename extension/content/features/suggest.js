/**
 * Something of our own to share, below a post it fits; at most one in sight. In the feed alone, where posts of many stand: on
 * the page of a company, a person or a post one reads about that, and is only checked.
 */
const suggest = (() => {
  const SEEN = 0.5; // share of a post that must be in view
  const POSTS_BETWEEN = 5;

  /**
   * @param {Site} site @param {boolean} quiet nothing of ours may be in the page @param {AbortSignal} signal
   * @returns {{again: () => void}} `again()`: there is something new to suggest, also below what is in view
   */
  function start(site, quiet, signal) {
    /** @type {WeakSet<Element>} */
    const known = new WeakSet();
    /** @type {WeakSet<Element>} */
    const passed = new WeakSet();
    let since = POSTS_BETWEEN;
    /** the newest one of ours in the feed @type {Shown|null} */
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
      if (!onFeed(site)) return; // the site went on, and left its feed where it was
      since += passed.has(element) ? 0 : 1;
      passed.add(element);
      if (since <= POSTS_BETWEEN || isBusy(shown) || !wanted() || isWriting(site)) return;
      const fit = ranking.best(site.name, site.readPost(element));
      if (fit && offer(fit, element)) since = 0;
    }

    /** The browser tells anew of what is in view once it is observed anew. */
    function again() {
      if (shown && !isWrittenIn(shown)) keepUp(shown);
      seeing.disconnect();
      site.posts(document).filter((post) => known.has(post)).forEach((post) => seeing.observe(post));
    }

    return { again };

    /** @param {{item: FeedItem, topic: string}} fit @param {Element} post @returns {boolean} false where the page has no room for it */
    function offer({ item, topic }, post) {
      const slot = quiet ? null : site.slotAfter(post);
      if (quiet) mirror.suggest({ item: item.id, topic });
      if (slot) {
        shown?.end(); // scrolled back to, it would be a second one in sight
        shown = { item: item.id, ...show((done) => suggestion.box(item, topic, site.name, { done }), slot, signal) };
        stored.noteSuggested(item.id);
      }
      return quiet || Boolean(slot);
    }
  }

  /** @param {Site} site */
  const onFeed = (site) => site.isFeed(new URL(location.href));

  const wanted = () => ask.connected() && stored.suggests();

  /** Nothing new pushes the page about under somebody who writes. @param {Site} site */
  function isWriting(site) {
    const active = dom.active();
    return Boolean(active && site.composerOf(active));
  }

  /** In sight, or being written in. @param {Shown|null} shown */
  function isBusy(shown) {
    if (!shown?.host.isConnected) return false;
    const box = shown.host.getBoundingClientRect();
    return (box.bottom > 0 && box.top < innerHeight) || isWrittenIn(shown);
  }

  /** @param {Shown} shown */
  const isWrittenIn = ({ ground }) => ground.querySelector('textarea') !== null;

  /** A pause takes it away, and whoever withdrew it; where sharing is switched off, its button goes. @param {Shown} shown */
  function keepUp({ item, ground, end }) {
    if (!wanted() || !stored.isInFeed(item)) end();
    else if (!stored.settings().features.share) ground.querySelector('[data-name=share]')?.remove();
  }

  /**
   * @typedef {{item: string, host: HTMLElement, ground: HTMLElement, end: () => void}} Shown
   * @param {(done: () => void) => HTMLElement} draw @param {Element} slot @param {AbortSignal} signal @returns {Omit<Shown, 'item'>}
   */
  function show(draw, slot, signal) {
    const over = new AbortController();
    const end = () => over.abort();
    const { host, ground } = guest.create({
      place: (host) => slot.after(host),
      near: () => slot,
      signal: AbortSignal.any([signal, over.signal]),
    });
    ground.append(draw(end));
    return { host, ground, end };
  }

  /**
   * Call `look` with the feed and with all that is added to it. The feed's own container is observed, not the document;
   * only while there is none in sight (start, navigation) the document is: another may come, with or without the end of that one.
   * @param {Site} site @param {(root: Element) => void} look @param {AbortSignal} signal
   */
  function followFeed(site, look, signal) {
    /** @type {Element|null} */
    let feed = null;
    const growth = new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach((node) => node instanceof Element && look(node));
    });
    const arrival = new MutationObserver(find);
    const presence = new ResizeObserver(() => {
      if (feed?.isConnected && feed.checkVisibility()) arrival.disconnect();
      else lookOut();
    });

    function find() {
      const found = onFeed(site) ? site.feed(document) : null;
      if (found === feed) return;
      growth.disconnect();
      presence.disconnect();
      feed = found;
      if (!feed) return;
      growth.observe(feed, { childList: true, subtree: true });
      presence.observe(feed);
      look(feed);
    }

    function lookOut() {
      arrival.observe(document, { childList: true, subtree: true });
      find();
    }

    signal.addEventListener('abort', () => [growth, arrival, presence].forEach((observer) => observer.disconnect()));
    lookOut();
  }

  return { start };
})();
