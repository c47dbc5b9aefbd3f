/** Keeps a guest beside a composer: follows scroll, resize, zoom and re-mount; inside the window, and not over the editor unless there is no other place. */
const dock = (() => {
  /**
   * @param {{composer: Composer, onKey?: (event: KeyboardEvent) => void, signal: AbortSignal}} options
   * @returns {Place}
   */
  function create({ composer, onKey, signal }) {
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
    /** the pointer came to it; not: it came under a pointer at rest */
    let used = false;
    /** just opened, and not yet scrolled to @type {HTMLElement|null} */
    let unread = null;

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
      const visible = slot.hasChildNodes() && composer.box.isConnected;
      host.style.display = visible ? '' : 'none';
      if (visible) place(composer.box.getBoundingClientRect());
    }

    /** Follows the editor at once; under a pointer that uses it, nothing else makes it go elsewhere. @param {DOMRect} box */
    function place(box) {
      const moved = !beside || !same(box, beside);
      beside = box;
      bottom = move(host, slot, composer, box, !moved && used ? bottom : null);
      if (unread) /** @type {HTMLElement} */ (slot.firstElementChild).scrollTop = unread.offsetTop;
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
    });
    window.addEventListener('scroll', follow, { capture: true, passive: true, signal });
    window.addEventListener('resize', follow, { signal });
    slot.addEventListener('pointermove', ({ movementX, movementY }) => {
      used ||= movementX !== 0 || movementY !== 0;
    });
    slot.addEventListener('pointerleave', () => {
      used = false;
      follow();
    });
    wheel.passOn(ground, composer.editor);

    /** @type {Place['show']} */
    function show(picture, { spoken = '', lang = '', opened = null } = {}) {
      picture?.classList.toggle('arriving', !slot.hasChildNodes()); // a redraw does not fade in again
      slot.replaceChildren(...(picture ? [picture] : []));
      if (live.textContent !== spoken) Object.assign(live, { textContent: spoken, lang });
      unread = opened;
      follow();
    }

    return { show, picture: () => /** @type {HTMLElement|null} */ (slot.firstElementChild) };
  }

  /** @param {HTMLElement} host @param {HTMLElement} slot @param {Composer} composer @param {DOMRect} box @param {number|null} bottom where it keeps its place; null: it finds one @returns {number} where it ends */
  function move(host, slot, composer, box, bottom) {
    const picture = /** @type {HTMLElement} */ (slot.firstElementChild);
    const size = { width: slot.getBoundingClientRect().width, height: wholeHeight(picture) };
    const { left, top } = host.getBoundingClientRect();
    const spot = bottom !== null ? spots.kept({ left, top, bottom }, size, box) : spots.best(box, startOf(composer.editor, size), size);
    host.style.visibility = onScreen(box) ? '' : 'hidden';
    picture.style.maxHeight = spot.height < size.height ? `${spot.height}px` : '';
    shiftTo(host, spot);
    return spot.top + Math.min(spot.height, size.height);
  }

  /** The left of a guest that begins where the text does; in a right-to-left editor that is at its right. @param {HTMLElement} editor @param {{width: number}} size */
  function startOf(editor, { width }) {
    const { left, right } = editor.getBoundingClientRect();
    return getComputedStyle(editor).direction === 'rtl' ? right - width : left;
  }

  /** What it would need without scrolling. @param {HTMLElement} picture */
  function wholeHeight(picture) {
    return picture.scrollHeight + picture.offsetHeight - picture.clientHeight;
  }

  /** @param {DOMRect} one @param {DOMRect} other */
  function same(one, other) {
    return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
  }

  /** @param {DOMRect} box */
  function onScreen(box) {
    return box.bottom > 0 && box.top < innerHeight;
  }

  /** `fixed` is relative to a transformed ancestor (dialogs have one): measure where 0,0 is, then correct. @param {HTMLElement} host @param {{left: number, top: number}} spot */
  function shiftTo(host, { left, top }) {
    const now = host.getBoundingClientRect();
    host.style.left = `${parseFloat(host.style.left) + left - now.left}px`;
    host.style.top = `${parseFloat(host.style.top) + top - now.top}px`;
  }

  return { create };
})();
