/** The card, beside the editor or in the side panel: idle (nothing), a notice whose post this is, a verdict, or why it cannot check. */
const card = (() => {
  const FINE_MS = 4000; // long enough to be read beside what one is doing
  const TOLD_MS = 10_000;
  /** @type {(keyof Actions)[]} */
  const ACTS = ['takeFix', 'hideHere', 'snooze', 'ruleOff', 'siteOff', 'undo', 'seen', 'leave'];
  // read at the start: after an update of the extension its texts are out of reach
  const NAME = chrome.i18n.getMessage('name');
  const UNABLE = chrome.i18n.getMessage('cardUnable');
  const t = (/** @type {string} */ key, /** @type {string[]} */ ...values) => chrome.i18n.getMessage(key, values);

  /**
   * @param {(onKey: (event: KeyboardEvent) => void) => Place} placed where it stands: beside an editor, or in the side panel
   * @param {Partial<Actions>} actions those that its views need
   * @returns {{show: (view: View) => void, focus: () => void, hasFocus: () => boolean}}
   */
  function create(placed, actions) {
    const place = placed(onKey);
    const state = { at: 0, why: false, menu: false, folded: false };
    /** @type {View} */
    let view = { kind: 'idle' };
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let fading;

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      if (state.why || state.menu) change({ why: false, menu: false });
      else actions.leave?.();
    }

    /** @param {View} next */
    function show(next) {
      if (same(next, view)) return; // a button that is being pressed must not be replaced
      clearTimeout(fading);
      if (next.kind === 'finding' && view.kind !== 'finding') Object.assign(state, { at: 0, why: false, menu: false, folded: false });
      if (next.kind === 'finding' && next.holding !== null) state.folded = false;
      if (next.kind === 'told') fading = setTimeout(unlessFocused, TOLD_MS);
      if (next.kind === 'fine') fading = setTimeout(() => show({ kind: 'idle' }), FINE_MS);
      view = next;
      draw();
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
      if (!ask.connected()) view = { kind: 'unable', message: ask.UPDATED };
      const focused = focusedName();
      const picture = view.kind === 'idle' ? null : PICTURES[view.kind](/** @type {any} */ (view));
      const opened = /** @type {HTMLElement|null} */ (picture?.querySelector('.reason, ul') ?? null);
      place.show(picture, { spoken: spoken(view, state.at), lang: view.kind === 'finding' ? stored.language() : '', opened });
      if (focused && !picture) actions.leave?.();
      else if (focused) (find(`[data-name="${focused}"]`) ?? find('button') ?? focusable(picture))?.focus();
    }

    /** What holds no button can hold the keyboard's place all the same. @param {HTMLElement|null} node */
    function focusable(node) {
      if (node) node.tabIndex = -1;
      return node;
    }

    /** A redraw must not lose the keyboard's place. */
    const focusedName = () => find(':focus') && (find(':focus')?.dataset.name ?? 'card');
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement|null} */ (place.picture()?.parentElement?.querySelector(selector) ?? null);

    const PICTURES = {
      fine: () => el('div', { className: 'pill fine' }, finding.icon('fine'), t('cardFine')),
      notice: (/** @type {{text: string}} */ { text }) => {
        return el('div', { className: 'notice' }, finding.icon('note'), el('span', {}, text), close(closed));
      },
      told: (/** @type {{text: string}} */ { text }) => {
        const undo = button('undo', t('undo'), () => actions.undo?.());
        return el('div', { className: 'notice' }, finding.icon('fine'), el('span', {}, text), undo, close(() => actions.seen?.()));
      },
      unable: (/** @type {{message: string}} */ { message }) => el('section', { className: 'card', 'aria-label': NAME }, el('h2', {}, UNABLE), el('p', {}, message)),
      finding: (/** @type {Extract<View, {kind: 'finding'}>} */ seen) => {
        state.at = Math.min(state.at, seen.findings.length - 1);
        return state.folded ? pill(seen.findings) : open(seen, seen.findings[state.at]);
      },
    };

    function closed() {
      show({ kind: 'idle' });
      actions.seen?.();
    }

    /** @param {() => void} act */
    function close(act) {
      return el('button', { 'data-name': 'close', 'aria-label': t('close'), on: { click: button.trusted(act) } }, '×');
    }

    /** @param {Finding[]} findings */
    function pill(findings) {
      const label = t('cardUnfold', String(findings.length));
      const name = { 'data-name': 'unfold', 'aria-label': label };
      return el('button', { className: `pill ${findings[0].severity}`, on: { click: button.trusted(() => change({ folded: false })) }, ...name }, finding.icon(findings[0].severity), String(findings.length));
    }

    /** @param {Extract<View, {kind: 'finding'}>} seen @param {Finding} shown */
    function open({ findings, holding, failed }, shown) {
      return el(
        'section',
        { className: `card ${shown.severity}`, 'aria-label': NAME },
        el('h2', {}, ...finding.severity(shown), findings.length > 1 && step(findings)),
        finding.message(shown),
        holding !== null && el('p', { className: 'quiet' }, holding ? t('cardPressAgainNamed', holding) : t('cardPressAgain')),
        failed && el('p', { role: 'alert' }, failed),
        buttons(shown),
        state.why && finding.reason(shown),
        state.menu && menu(shown),
      );
    }

    /** @param {Finding} shown */
    function buttons(shown) {
      return el(
        'div',
        { className: 'row' },
        finding.fix(shown, (one) => actions.takeFix?.(one)),
        toggle('why', t('cardWhy')),
        toggle('menu', '⋯', t('cardMenu')),
      );
    }

    /** @param {Finding[]} findings */
    function step(findings) {
      const next = () => change({ at: (state.at + 1) % findings.length, why: false, menu: false });
      const label = t('cardStep', String(state.at + 1), String(findings.length));
      return el('button', { className: 'step', 'data-name': 'step', 'aria-label': t('cardNext', label), on: { click: button.trusted(next) } }, label);
    }

    /** @param {Finding} shown */
    function menu(shown) {
      const entries = /** @type {[string, () => void][]} */ ([
        ['menuFold', () => change({ folded: true, menu: false })],
        ['menuHideHere', () => actions.hideHere?.()],
        ['menuSnooze', () => actions.snooze?.()],
        ['menuRuleOff', () => actions.ruleOff?.(shown)],
        ['menuSiteOff', () => actions.siteOff?.()],
      ]);
      return el('ul', {}, ...entries.map(([key, act]) => el('li', {}, button(key, t(key), act))));
    }

    /** @param {'why'|'menu'} part @param {string} text @param {string} [label] */
    function toggle(part, text, label = text) {
      const other = part === 'why' ? 'menu' : 'why';
      const properties = { className: part, 'data-name': part, 'aria-label': label, 'aria-expanded': String(state[part]) };
      return el('button', { ...properties, on: { click: button.trusted(() => change({ [part]: !state[part], [other]: false })) } }, text);
    }

    function focus() {
      if (state.folded) change({ folded: false });
      find('button')?.focus();
    }

    return { show, focus, hasFocus: () => Boolean(find(':focus')) };
  }

  /** @param {View} one @param {View} other */
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** What a screen reader hears, once per change. @param {View} view @param {number} at */
  function spoken(view, at) {
    if (view.kind === 'finding') return view.findings[Math.min(at, view.findings.length - 1)].message;
    return view.kind === 'unable' ? view.message : 'text' in view ? view.text : '';
  }

  return { create, ACTS };
})();
