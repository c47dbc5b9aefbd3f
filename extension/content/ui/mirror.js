/** Quiet mode: what the card would show is told to the side panel, over a connection of its own. Nothing of ours is in the page. */
const mirror = (() => {
  const ABOUT_A_FINDING = ['takeFix', 'ruleOff', 'wrong'];
  /** @type {View} */
  const IDLE = { kind: 'idle' };
  /** @type {Set<chrome.runtime.Port>} */
  const panels = new Set();
  /** where quiet mode is on @type {Platform|null} */
  let site = null;
  /** the editor last written in @type {{view: View, actions: Actions}|null} */
  let current = null;
  /** @type {Mirrored['suggestion']} */
  let suggestion = null;

  /** Let panels in; only pages of the extension can call a tab. */
  function listen() {
    const take = (/** @type {chrome.runtime.Port} */ port) => {
      if (port.name !== 'panel' || port.sender?.id !== chrome.runtime.id) return;
      panels.add(port);
      port.onDisconnect.addListener(() => panels.delete(port));
      port.onMessage.addListener(act);
      port.postMessage(picture());
    };
    chrome.runtime.onConnect.addListener(take);
  }

  /** Quiet mode is on until `signal` ends it. @param {Platform} platform @param {AbortSignal} signal */
  function start(platform, signal) {
    site = platform;
    tell();
    signal.addEventListener('abort', () => {
      site = current = suggestion = null;
      tell();
    });
  }

  /**
   * In place of the card.
   * @param {Composer} composer @param {Actions} actions @param {AbortSignal} signal
   * @returns {ReturnType<typeof card.create>}
   */
  function create({ editor }, actions, signal) {
    const mine = { view: IDLE, actions };
    const become = (/** @type {typeof current} */ next) => {
      if (current && next && current !== next) become(null); // what is unfolded in the panel belongs to the other editor
      current = next;
      tell();
    };
    const isWrittenIn = () => !current || current === mine || editor.contains(dom.active());
    editor.addEventListener('focusin', ({ isTrusted }) => isTrusted && become(mine), { signal });
    signal.addEventListener('abort', () => current === mine && become(null));
    const show = (/** @type {View} */ view) => {
      if (signal.aborted) return;
      mine.view = view;
      if (isWrittenIn()) become(mine);
    };
    return { show, fold: () => false, focus: () => false, hasFocus: () => false, isSeen: () => false };
  }

  /** Waits for a panel, where there is none yet. @param {Mirrored['suggestion']} fit */
  function suggest(fit) {
    suggestion = fit;
    tell();
  }

  /** What was pressed in the panel. @param {Acted} pressed */
  function act({ act, about }) {
    if (act === 'suggestionDone') {
      if (suggestion?.item === about) suggest(null);
      return;
    }
    if (!current || !card.ACTS.includes(act)) return;
    const { view, actions } = current;
    const finding = view.kind === 'finding' ? view.findings.find(({ rule }) => rule === about) : undefined;
    if (finding || !ABOUT_A_FINDING.includes(act)) actions[act](/** @type {Finding} */ (finding));
  }

  /** @returns {Mirrored} */
  const picture = () => ({ site, view: current?.view ?? IDLE, suggestion });

  function tell() {
    for (const port of panels) {
      try {
        port.postMessage(picture());
      } catch {
        panels.delete(port); // its end is gone, or the extension was updated
      }
    }
  }

  return { listen, start, create, suggest };
})();
