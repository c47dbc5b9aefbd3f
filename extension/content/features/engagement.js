/**
 * Comments on and likes of posts of the company's own page are told to the worker:
 * where the employee switched it on, and never a word of them.
 */
const engagement = (() => {
  const SETTLE_MS = 5000; // within that the site shows what came of a press, and takes back what its server refused
  /** posts whose button was pressed just now @type {WeakMap<Element, AbortController>} */
  const followed = new WeakMap();

  /** Likes. A press is none yet: what counts is what the page shows then. @param {Site} site @param {AbortSignal} signal */
  function start(site, signal) {
    const onClick = (/** @type {MouseEvent} */ event) => {
      if (event.isTrusted) pressed(site, event.composedPath()[0], signal);
    };
    window.addEventListener('click', onClick, { capture: true, signal });
  }

  /** @param {Site} site @param {EventTarget} target @param {AbortSignal} signal */
  function pressed(site, target, signal) {
    if (!isOn() || !(target instanceof Element) || !site.readable(new URL(location.href))) return;
    const post = site.postAt(target);
    const like = post && site.like(post);
    if (!post || !like?.button.contains(target)) return;
    const id = ownPost(site, site.readPost(post));
    if (id) follow(site, post, (liked) => tell(liked ? 'like' : 'unlike', site.name, id), signal);
  }

  /**
   * @param {Site} site @param {Element} post
   * @param {(liked: boolean) => void} changed each time the page shows another state, until the next press
   * @param {AbortSignal} signal
   */
  function follow(site, post, changed, signal) {
    followed.get(post)?.abort();
    const end = new AbortController();
    followed.set(post, end);
    let last = site.like(post)?.liked;
    const over = AbortSignal.any([signal, end.signal, AbortSignal.timeout(SETTLE_MS)]);
    const observer = new MutationObserver(() => {
      const now = site.like(post)?.liked;
      if (now === undefined || now === last) return;
      last = now;
      changed(now);
    });
    observer.observe(post, { subtree: true, childList: true, attributes: true });
    over.addEventListener('abort', () => observer.disconnect());
  }

  /** A comment or an answer went out. @param {Site} site @param {Composer} composer */
  function sent(site, { surface, sure, target }) {
    const id = isOn() && sure && target && ['comment', 'reply'].includes(surface) && ownPost(site, target);
    if (id) tell('comment', site.name, id);
  }

  /**
   * The post's name on the site, where it is of the company's own page; a colleague's own post is nobody's business.
   * @param {Site} site @param {Post} post
   */
  function ownPost(site, { id, author }) {
    const whose = stance.entry(stored.body(), site.name, author);
    return whose.stance === 'own_company' && whose.kind === 'company' ? id : null;
  }

  const isOn = () => ask.connected() && stored.settings().features.engagement === true && !stored.paused();

  /** @param {'comment' | 'like' | 'unlike'} kind @param {Platform} platform @param {string} post */
  const tell = (kind, platform, post) => ask.send({ type: 'engagement', kind, platform, post });

  return { start, sent };
})();
