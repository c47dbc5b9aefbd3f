/** What the card shows of each view: nodes only; what is pressed in them is told to the card. */
const pictures = (() => {
  /**
   * What is open in the card, and whom its buttons tell.
   * @typedef {{at: number, why: boolean, menu: boolean, folded: boolean, asked: boolean}} State
   * @typedef {{actions: Partial<Actions>, change: (part: Partial<State>) => void, close: () => void}} Told
   * @typedef {Extract<View, {kind: 'finding'}>} Found
   */

  /** @type {Record<View['kind'], (view: any, state: State, told: Told) => HTMLElement|null>} */
  const VIEWS = { idle: () => null, fine, notice, told, unable, finding: found };

  /** @param {View} view @param {State} state @param {Told} told @returns {HTMLElement|null} nothing for idle */
  const of = (view, state, told) => VIEWS[view.kind](view, state, told);

  /** What stands for it where there is no room. @param {View} view @param {Told} told @returns {HTMLElement|null} */
  const small = (view, told) => {
    if (view.kind === 'fine') return el('div', { className: 'pill fine' }, finding.icon('fine'));
    if (view.kind === 'notice') return pill('note', 1, told);
    return view.kind === 'finding' ? pill(view.findings[0].severity, view.findings.length, told) : null;
  };

  function fine() {
    return el('div', { className: 'pill fine' }, finding.icon('fine'), t('cardFine'));
  }

  /** @param {{text: string}} view @param {State} _ @param {Told} told */
  function notice({ text }, _, { close }) {
    return el('div', { className: 'notice' }, finding.icon('note'), el('span', {}, text), cross(close));
  }

  /** @param {{text: string}} view @param {State} _ @param {Told} told */
  function told({ text }, _, { actions }) {
    const undo = button('undo', t('undo'), () => actions.undo?.());
    return el('div', { className: 'notice' }, finding.icon('fine'), el('span', {}, text), undo, cross(() => actions.seen?.()));
  }

  /** @param {{message: string}} view @param {State} _ @param {Told} told */
  function unable({ message }, _, { close }) {
    if (!ask.connected()) return updated.box(close);
    return el('section', { className: 'card', 'aria-label': t('name') }, el('h2', {}, t('cardUnable')), el('p', {}, message));
  }

  /** @param {() => void} act */
  function cross(act) {
    return el('button', { 'data-name': 'close', 'aria-label': t('close'), on: { click: button.trusted(act) } }, '×');
  }

  /** @param {Found} view @param {State} state @param {Told} told */
  function found(view, state, told) {
    return state.folded ? small(view, told) : open(view, view.findings[state.at], state, told);
  }

  /** @param {Finding['severity']} severity @param {number} count @param {Told} told */
  function pill(severity, count, { change }) {
    const unfold = button.trusted(() => change({ folded: false, asked: true }));
    const properties = { className: `pill ${severity}`, 'data-name': 'unfold', 'aria-label': t('cardUnfold', String(count)) };
    return el('button', { ...properties, on: { click: unfold } }, finding.icon(severity), String(count));
  }

  /** @param {Found} view @param {Finding} shown @param {State} state @param {Told} told */
  function open({ findings, holding, failed }, shown, state, told) {
    return el(
      'section',
      { className: `card ${shown.severity}`, 'aria-label': t('name') },
      el('h2', {}, ...finding.severity(shown), findings.length > 1 && step(findings.length, state, told)),
      finding.message(shown),
      holding !== null && el('p', { className: 'quiet asked' }, question(holding)),
      failed && el('p', { role: 'alert' }, failed),
      buttons(shown, state, told),
      state.why && finding.reason(shown),
      state.menu && menu(shown, told),
    );
  }

  /** What is asked back. @param {string} name on the site's own button, '' for none */
  const question = (name) => (name ? t('cardPressAgainNamed', name) : t('cardPressAgain'));

  /** @param {Finding} shown @param {State} state @param {Told} told */
  function buttons(shown, state, told) {
    const fix = finding.fix(shown, (one) => told.actions.takeFix?.(one));
    const why = toggle('why', t('cardWhy'), t('cardWhy'), state, told);
    const more = toggle('menu', '⋯', t('cardMenu'), state, told);
    return el.row(fix, el('div', { className: 'more' }, why, more));
  }

  /** @param {number} count @param {State} state @param {Told} told */
  function step(count, { at }, { change }) {
    const next = () => change({ at: (at + 1) % count, why: false, menu: false });
    const label = t('cardStep', String(at + 1), String(count));
    const properties = { className: 'step', 'data-name': 'step', 'aria-label': t('cardNext', label) };
    return el('button', { ...properties, on: { click: button.trusted(next) } }, label);
  }

  /** @param {Finding} shown @param {Told} told */
  function menu(shown, { actions, change }) {
    const entries = /** @type {[string, () => void][]} */ ([
      ['menuFold', () => change({ folded: true, menu: false })],
      ['menuHideHere', () => actions.hideHere?.()],
      ['menuSnooze', () => actions.snooze?.()],
      ['menuRuleOff', () => actions.ruleOff?.(shown)],
      ['menuWrong', () => actions.wrong?.(shown)],
      ['menuSiteOff', () => actions.siteOff?.()],
    ]);
    return el('ul', {}, ...entries.map(([key, act]) => el('li', {}, button(key, t(key), act))));
  }

  /** @param {'why'|'menu'} part @param {string} text @param {string} label @param {State} state @param {Told} told */
  function toggle(part, text, label, state, { change }) {
    const other = part === 'why' ? 'menu' : 'why';
    const properties = { className: part, 'data-name': part, 'aria-label': label, 'aria-expanded': String(state[part]) };
    return el('button', { ...properties, on: { click: button.trusted(() => change({ [part]: !state[part], [other]: false })) } }, text);
  }

  return { of, small, question };
})();
