/**
 * Keeps a guest beside a composer: follows scroll, resize, zoom and re-mount; inside the window, never over the site's
 * controls, nor, unless it must be seen, over what is being typed.
 */
const dock = (() => {
  const FIRST_LINES = 72; // of what was opened: with these in sight, what is said above it stays

  /**
   * @param {{composer: Composer, submit?: () => Element|null, onKey?: (event: KeyboardEvent) => void, signal: AbortSignal}} options
   * `submit`: the site's own button
   * @returns {Place}
   */
  function create({ composer, submit = () => null, onKey, signal }) {
    const { host, ground, stay } = guest.create({ place: (node) => composer.layer.append(node), near: () => composer.box, onKey, signal });
    Object.assign(host.style, { position: 'fixed', zIndex: '2147483000', left: '0', top: '0', width: 'max-content' });
    const slot = el('div');
    const live = el('div', { className: 'live', role: 'status', 'aria-live': 'polite' });
    ground.append(slot, live);
    let queued = false;
    /** the editor's box when the guest was placed @type {DOMRect|null} */
    let beside = null;
    /** where the guest ended then: by now it may have grown */
    let bottom = Infinity;
    let unwatch = () => {};
    /** just opened, and not yet scrolled to @type {HTMLElement|null} */
    let unread = null;
    let must = false;
    /** what a screen reader hears of it once it is seen */
    let words = { textContent: '', lang: '' };
    let isInside = false;
    /** what has the focus in a dialog over it @type {Element|null} */
    let above = null;
    const me = { composer, follow };

    function follow() {
      if (queued || signal.aborted) return;
      queued = true;
      requestAnimationFrame(() => {
        queued = false;
        if (!signal.aborted) settle();
      });
    }

    function settle() {
      stay();
      giveWay();
      const visible = slot.hasChildNodes() && host.isConnected && composer.box.isConnected && front.isIn(me) && !above;
      host.style.display = visible ? '' : 'none';
      tell(visible ? words : { ...words, textContent: '' });
      if (visible) place(composer.box.getBoundingClientRect());
    }

    /** To a dialog that the site opened over it, as long as what has the focus there is to be seen. */
    function giveWay() {
      const now = slot.hasChildNodes() ? dom.above(composer.layer) : null;
      if (now === above) return;
      if (above) watched.unobserve(above);
      if (now) watched.observe(now);
      above = now;
    }

    /** Of one who stands behind another nothing is heard, until it comes to the front. @param {typeof words} now */
    function tell(now) {
      if (live.textContent !== now.textContent) Object.assign(live, now);
    }

    /** Follows the editor at once; nothing else makes it go elsewhere while it has room. @param {DOMRect} box */
    function place(box) {
      const moved = !beside || !same(box, beside);
      beside = box;
      const { left, top } = host.getBoundingClientRect();
      const found = berth.find(slot, composer, { must, submit, host }, moved ? null : { left, top, bottom });
      host.style.visibility = found && onScreen(box) ? '' : 'hidden';
      bottom = found ? moor(host, found) : Infinity;
      isInside = Boolean(found?.isInside);
      if (found && unread) unfold(found.form, unread);
      unread = null;
      if (!moved) return;
      unwatch();
      unwatch = moves.once(composer.box, follow);
    }

    const watched = new ResizeObserver(follow);
    watched.observe(composer.box);
    signal.addEventListener('abort', () => {
      watched.disconnect();
      unwatch();
      front.leave(me);
    });
    composer.editor.addEventListener('focus', ({ isTrusted }) => isTrusted && slot.hasChildNodes() && front.enter(me, true), { signal });
    window.addEventListener('scroll', follow, { capture: true, passive: true, signal });
    window.addEventListener('resize', follow, { signal });
    window.addEventListener('focusin', follow, { capture: true, signal });
    wheel.passOn(ground, composer.editor);

    /** @type {Place['show']} */
    function show(picture, { small = null, asked = false, spoken = '', lang = '', opened = null } = {}) {
      if (signal.aborted) return; // what comes late must not hide who stands here now
      picture?.classList.toggle('arriving', !slot.hasChildNodes()); // a redraw does not fade in again
      if (small) small.hidden = true; // until there is no room
      if (picture?.localName !== slot.firstElementChild?.localName) beside = null; // a notice and a card need not begin at the same place
      slot.replaceChildren(...[picture, small].filter((form) => form !== null));
      words = { textContent: spoken, lang };
      must = asked;
      if (slot.hasChildNodes()) front.enter(me, asked || composer.editor === dom.active());
      else front.leave(me);
      if (must) Object.assign(host.style, { visibility: '', display: '' }); // what is hidden takes no keyboard
      unread = opened;
      follow();
    }

    /** Where the page took it away, it comes back; where words now come, it goes. */
    function stayThere() {
      if (slot.hasChildNodes() && (isInside || !host.isConnected)) follow();
    }

    return {
      show,
      stay: stayThere,
      isSeen: () => slot.hasChildNodes() && front.isIn(me),
      picture: () => /** @type {HTMLElement|null} */ (slot.firstElementChild),
    };
  }

  /** @param {HTMLElement} host @param {NonNullable<ReturnType<typeof berth.find>>} found @returns {number} where it ends */
  function moor(host, { form, size, spot }) {
    const height = Math.min(spot.height, size.height);
    form.style.maxHeight = height < size.height ? `${height}px` : '';
    form.classList.toggle('roomy', height >= spots.ENOUGH);
    form.classList.toggle('scant', height < Math.min(spots.LEAST, size.height));
    form.style.setProperty('--head', `${form.querySelector('h2')?.offsetHeight ?? 0}px`);
    shiftTo(host, spot);
    return spot.top + height;
  }

  /**
   * Where the first lines of `part`, or the buttons below it, would be out of sight, it begins below what stays above it:
   * the heading, and the buttons where there is room.
   * @param {HTMLElement} form @param {HTMLElement} part
   */
  function unfold(form, part) {
    const children = /** @type {HTMLElement[]} */ ([...form.children]);
    const staying = children.slice(0, children.indexOf(part)).filter((child) => getComputedStyle(child).position === 'sticky');
    const head = staying.reduce((sum, child) => sum + child.offsetHeight, 0);
    const last = children[children.indexOf(part) + 1] ?? part;
    const isSeen = last.offsetTop + Math.min(last.offsetHeight, FIRST_LINES) <= form.clientHeight;
    form.scrollTop = isSeen ? 0 : part.offsetTop - head;
  }

  /** @param {DOMRect} one @param {DOMRect} other */
  function same(one, other) {
    return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
  }

  /** @param {DOMRect} box */
  function onScreen(box) {
    return box.bottom > 0 && box.top < innerHeight;
  }

  /**
   * `fixed` is relative to a transformed ancestor (dialogs have one): measure where 0,0 is, then correct.
   * @param {HTMLElement} host @param {{left: number, top: number}} spot
   */
  function shiftTo(host, { left, top }) {
    const now = host.getBoundingClientRect();
    host.style.left = `${parseFloat(host.style.left) + left - now.left}px`;
    host.style.top = `${parseFloat(host.style.top) + top - now.top}px`;
  }

  return { create };
})();
