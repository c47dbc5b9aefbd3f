/** A guest in the page: one host element with a closed shadow root, whose key strokes the page does not hear. */
const guest = (() => {
  const MOST_RETURNS_A_MINUTE = 3;
  /** every event that tells what is typed; none of them may reach the page */
  const HEARD = [
    'keydown', 'keypress', 'keyup', 'beforeinput', 'textInput', 'input',
    'compositionstart', 'compositionupdate', 'compositionend',
    'paste', 'copy', 'cut', 'dragstart', 'dragover', 'drop',
  ];
  /** Our hosts, and whom to tell inside. @type {WeakMap<EventTarget, (event: Event) => void>} */
  const hosts = new WeakMap();

  /** What is typed in one of our hosts stops here; text still arrives, since that is the event's default action. @param {Event} event */
  function shield(event) {
    const tell = toldInside(event);
    if (!tell) return;
    event.stopImmediatePropagation();
    if (event.isTrusted) tell(event);
  }

  /** Our host may sit in a shadow root of the site; a whole path is dear, and asked with every key. @param {Event} event */
  function toldInside(event) {
    const { target } = event;
    if (!(target instanceof Element && target.shadowRoot)) return target && hosts.get(target);
    return event.composedPath().map((one) => hosts.get(one)).find(Boolean);
  }

  /** To be called first of all at document_start, so that no listener of the page comes before. @param {AbortSignal} signal */
  function startShield(signal) {
    HEARD.forEach((type) => window.addEventListener(type, shield, { capture: true, signal }));
  }

  /**
   * After an update of the extension nothing of ours works any more, whatever is pressed: say so.
   * @param {HTMLElement} ground @returns {(event: Event) => void}
   */
  const orphaned = (ground) => (event) => {
    if (ask.connected() || updated.closes(event)) return;
    event.stopPropagation();
    ground.replaceChildren(el('div', { role: 'alert' }, updated.box(() => ground.replaceChildren())));
  };

  /** A click on a button of ours leaves the caret where it was, in the site's editor. @param {MouseEvent} event */
  function keepFocus(event) {
    if (event.target instanceof Element && !event.target.closest('textarea, input, select, label')) event.preventDefault();
  }

  /**
   * @param {{place: (host: HTMLElement) => void, near: () => Element, onKey?: (event: KeyboardEvent) => void, signal: AbortSignal}} options
   * `place` puts the host into the page (again), `near` is what its colours and font follow
   * @returns {{host: HTMLElement, ground: HTMLElement, stay: () => void}} `stay()`: come back if the page removed us
   */
  function create({ place, near, onKey = () => {}, signal }) {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });
    // the site may be right-to-left, our words are not
    const ground = el('div', { className: 'ground', lang: stored.language(), dir: 'ltr' });
    root.adoptedStyleSheets = [styles.get()];
    root.append(ground);
    hosts.set(host, (event) => {
      if (event.type === 'keydown') onKey(/** @type {KeyboardEvent} */ (event));
      if (event.type === 'input') root.activeElement?.dispatchEvent(new Event('typed')); // not composed: stays inside
    });
    ground.addEventListener('mousedown', keepFocus);
    ground.addEventListener('click', orphaned(ground), { capture: true });
    ground.addEventListener('click', (event) => secondClick.expect(host, event), { capture: true });
    // X opens the post that is clicked in
    secondClick.POINTING.forEach((type) => ground.addEventListener(type, (event) => event.stopPropagation()));
    signal.addEventListener('abort', () => host.remove());
    /** @type {number[]} */
    let returns = [];

    function stay() {
      if (signal.aborted || host.isConnected) return;
      returns = returns.filter((at) => performance.now() - at < 60_000);
      if (returns.push(performance.now()) > MOST_RETURNS_A_MINUTE + 1) return; // the page does not want us: give up
      place(host);
      if (host.isConnected) themes.fit(ground, near());
    }

    stay();
    themes.follow(() => host.isConnected && themes.fit(ground, near()), signal);
    return { host, ground, stay };
  }

  /** What of the page is seen at a point, below a guest. @param {Element} host @param {number} x @param {number} y */
  function below(host, x, y) {
    const root = /** @type {Document | ShadowRoot} */ (host.getRootNode());
    return root.elementsFromPoint(x, y).find((one) => one !== host);
  }

  return { create, below, startShield };
})();
