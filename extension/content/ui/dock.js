/** Keeps a guest beside a composer: follows scroll, resize, zoom and re-mount; not over the editor unless the window leaves no other place. */
const dock = (() => {
  const GAP = 8;

  /**
   * @param {{composer: Composer, onKey?: (event: KeyboardEvent) => void, signal: AbortSignal}} options
   * @returns {{show: (picture: HTMLElement|null, spoken?: string, lang?: string) => void, picture: () => HTMLElement|null}} `spoken`: what a screen reader hears, in the language `lang` where that is not the card's
   */
  function create({ composer, onKey, signal }) {
    const { host, ground, stay } = guest.create({ place: (node) => composer.layer.append(node), near: () => composer.box, onKey, signal });
    Object.assign(host.style, { position: 'fixed', zIndex: '2147483000', left: '0', top: '0', width: 'max-content' });
    const slot = el('div');
    const live = el('div', { className: 'live', role: 'status', 'aria-live': 'polite' });
    ground.append(slot, live);
    let queued = false;

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
      if (visible && !(slot.matches(':hover') && host.style.visibility !== 'hidden')) move(host, slot, composer);
    }

    const watched = new ResizeObserver(follow);
    watched.observe(composer.box);
    signal.addEventListener('abort', () => watched.disconnect());
    window.addEventListener('scroll', follow, { capture: true, passive: true, signal });
    window.addEventListener('resize', follow, { signal });

    /** @param {HTMLElement|null} picture @param {string} [spoken] @param {string} [lang] */
    function show(picture, spoken = '', lang = '') {
      picture?.classList.toggle('arriving', !slot.hasChildNodes()); // a redraw does not fade in again
      slot.replaceChildren(...(picture ? [picture] : []));
      if (live.textContent !== spoken) Object.assign(live, { textContent: spoken, lang });
      follow();
    }

    return { show, picture: () => /** @type {HTMLElement|null} */ (slot.firstElementChild) };
  }

  /** @param {HTMLElement} host @param {HTMLElement} slot @param {Composer} composer */
  function move(host, slot, composer) {
    const box = composer.box.getBoundingClientRect();
    const { left } = composer.editor.getBoundingClientRect();
    const { width, height } = slot.getBoundingClientRect();
    const spot = BESIDE.map((place) => place(box, left, width, height)).find((at) => fits(at, width, height));
    host.style.visibility = spot && onScreen(box) ? '' : 'hidden';
    if (spot) shiftTo(host, spot);
  }

  /** Places to try, best first. @typedef {{left: number, top: number}} Spot @type {((box: DOMRect, left: number, width: number, height: number) => Spot)[]} */
  const BESIDE = [
    (box, left) => ({ left: Math.max(GAP, left), top: box.bottom + GAP }),
    (box) => ({ left: box.right + GAP, top: Math.max(GAP, box.top) }),
    (box, _, width) => ({ left: box.left - width - GAP, top: Math.max(GAP, box.top) }),
    (box, left, _, height) => ({ left: Math.max(GAP, left), top: box.top - height - GAP }),
    (_box, _left, width, height) => ({ left: innerWidth - width - GAP, top: innerHeight - height - GAP }),
  ];

  /** @param {Spot} spot @param {number} width @param {number} height */
  function fits({ left, top }, width, height) {
    return left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight;
  }

  /** @param {DOMRect} box */
  function onScreen(box) {
    return box.bottom > 0 && box.top < innerHeight;
  }

  /** `fixed` is relative to a transformed ancestor (dialogs have one): measure where 0,0 is, then correct. @param {HTMLElement} host @param {Spot} spot */
  function shiftTo(host, { left, top }) {
    const now = host.getBoundingClientRect();
    host.style.left = `${parseFloat(host.style.left) + left - now.left}px`;
    host.style.top = `${parseFloat(host.style.top) + top - now.top}px`;
  }

  return { create };
})();
