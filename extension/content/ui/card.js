/** The card, beside the editor or in the side panel: idle (nothing), a notice whose post this is, a verdict, or why it cannot check. */
const card = (() => {
  const FINE_MS = 4000; // long enough to be read beside what one is doing
  const TOLD_MS = 10_000;
  /** @type {(keyof Actions)[]} */
  const ACTS = ['takeFix', 'hideHere', 'snooze', 'ruleOff', 'wrong', 'siteOff', 'undo', 'seen', 'leave'];
  /** @typedef {Extract<View, {kind: 'finding'}>} Found */
  const SHUT = { at: 0, why: false, menu: false, folded: false, asked: false };

  /**
   * @param {(onKey: (event: KeyboardEvent) => void) => Place} placed where it stands: beside an editor, or in the side panel
   * @param {Partial<Actions>} actions those that its views need
   * @returns {{show: (view: View) => void, fold: () => boolean, focus: () => boolean, hasFocus: () => boolean, isSeen: () => boolean}}
   */
  function create(placed, actions) {
    const place = placed(onKey);
    const state = { ...SHUT };
    /** @type {View} */
    let view = { kind: 'idle' };
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let fading;
    /** did somebody call it while they wrote? Else the Tab key came along the page, and goes on there */
    let called = false;

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.key === 'Tab') return onTab(event);
      if (event.key !== 'Escape') return arrows.walk(event, [find('[data-name=menu]'), ...all('ul button')], find(':focus'));
      event.preventDefault();
      const open = state.menu ? 'menu' : state.why ? 'why' : null;
      if (!open) return leave();
      change({ [open]: false });
      find(`[data-name=${open}]`)?.focus();
    }

    /** Past its ends is the editor that it was called from, or what the browser finds after that. @param {KeyboardEvent} event */
    function onTab(event) {
      const reached = ends();
      if (!called || ![null, reached[event.shiftKey ? 0 : 1]].includes(find(':focus:is(button, a)'))) return;
      if (event.shiftKey) event.preventDefault();
      leave();
    }

    function leave() {
      called = false;
      actions.leave?.();
    }

    /** @param {View} next */
    function show(next) {
      if (same(next, view)) return place.stay?.(); // a button that is being pressed must not be replaced
      clearTimeout(fading);
      state.asked = false;
      if (next.kind !== 'finding' || view.kind !== 'finding' || isAskedBack(next, view)) Object.assign(state, SHUT);
      if (next.kind === 'told') fading = setTimeout(unlessFocused, TOLD_MS);
      if (next.kind === 'fine') fading = setTimeout(() => show({ kind: 'idle' }), FINE_MS);
      view = next;
      draw();
    }

    /**
     * Somebody types on: what was opened to be read has been read, and makes room.
     * @returns {boolean} was something open, for all to see?
     */
    function fold() {
      const isOpen = Boolean(find('[aria-expanded=true]')?.checkVisibility({ visibilityProperty: true }));
      if (state.why || state.menu || state.asked) change({ why: false, menu: false, asked: false });
      return isOpen;
    }

    /** Somebody who is at its buttons has the time they need. */
    function unlessFocused() {
      if (find(':focus')) fading = setTimeout(unlessFocused, TOLD_MS);
      else actions.seen?.();
    }

    /** @param {Partial<typeof state>} part */
    function change(part) {
      Object.assign(state, part);
      draw();
    }

    function draw() {
      if (!ask.connected()) view = left(view);
      if (view.kind === 'finding') state.at = Math.min(state.at, view.findings.length - 1);
      const focused = focusedName();
      const told = { actions, change, close };
      const picture = pictures.of(view, state, told);
      picture?.classList.toggle('called', called);
      const opened = /** @type {HTMLElement|null} */ (picture?.querySelector('.reason, ul') ?? picture?.querySelector('.asked') ?? null);
      const asked = state.asked || view.kind === 'told' || (view.kind === 'finding' && view.holding !== null);
      place.show(picture, {
        small: pictures.small(view, told),
        asked,
        spoken: spoken(view, state.at),
        lang: view.kind === 'finding' ? stored.language() : '',
        opened,
      });
      if (focused && !picture) leave();
      else if (focused) (find(`[data-name="${focused}"]`) ?? find('button') ?? focusable(picture))?.focus();
    }

    /** What holds no button can hold the keyboard's place all the same. @param {HTMLElement|null} node */
    function focusable(node) {
      if (node) node.tabIndex = -1;
      return node;
    }

    /** A redraw must not lose the keyboard's place. */
    const focusedName = () => find(':focus') && (find(':focus')?.dataset.name ?? 'card');
    /** The first and the last that the Tab key reaches. @returns {(HTMLElement|null)[]} */
    const ends = () => {
      const reached = all('button, a[href]').filter((one) => one.checkVisibility({ visibilityProperty: true }));
      return [reached[0] ?? null, reached.at(-1) ?? null];
    };
    const forms = () => place.picture()?.parentElement;
    const all = (/** @type {string} */ selector) =>
      /** @type {HTMLElement[]} */ ([...(forms()?.querySelectorAll(selector) ?? [])]);
    const find = (/** @type {string} */ selector) =>
      /** @type {HTMLElement|null} */ (forms()?.querySelector(`${selector}:not([hidden])`) ?? null);

    function close() {
      show({ kind: 'idle' });
      actions.seen?.();
    }

    /** @returns {boolean} is there a button to come to? */
    function focus() {
      called = Boolean(find('button'));
      if (!called) return false;
      change({ folded: false, asked: true });
      find('button')?.focus();
      return true;
    }

    return { show, fold, focus, hasFocus: () => Boolean(find(':focus')), isSeen: () => Boolean(place.isSeen?.()) };
  }

  /** Of what was to be shown, once the extension was updated: only that a reload helps. @param {View} view @returns {View} */
  const left = ({ kind }) =>
    ['idle', 'fine'].includes(kind) || updated.isRead() ? { kind: 'idle' } : { kind: 'unable', message: t('errorUpdated') };

  /** @param {View} one @param {View} other */
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** Nothing that was opened may keep the question out of sight. @param {Found} next @param {Found} now */
  const isAskedBack = (next, now) => next.holding !== null && now.holding === null;

  /**
   * What a screen reader hears, once per change; a question and a success, too, which bring no new finding.
   * @param {View} view @param {number} at
   */
  function spoken(view, at) {
    if (view.kind === 'finding') {
      const { message } = view.findings[Math.min(at, view.findings.length - 1)];
      return view.holding === null ? message : `${message} ${pictures.question(view.holding)}`;
    }
    if (view.kind === 'fine') return t('cardFine');
    return view.kind === 'unable' ? view.message : 'text' in view ? view.text : '';
  }

  return { create, ACTS };
})();
