/** Arrow keys walk a list of buttons that was opened; the Tab key goes through it as well: it is a list, no menu of an application. */
const arrows = (() => {
  /** 0 is the button that opened it @type {Record<string, (at: number, last: number) => number>} */
  const TO = { ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, Home: () => 1, End: (_, last) => last };

  /**
   * @param {KeyboardEvent} event @param {(HTMLElement|null)[]} buttons the one that opened the list, then those in it
   * @param {HTMLElement|null} focused
   */
  function walk(event, buttons, focused) {
    const at = buttons.indexOf(focused);
    const to = TO[event.key];
    if (!to || at < 0 || buttons.length < 2 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // else the page scrolls, too
    buttons[to(at, buttons.length - 1)]?.focus();
  }

  return { walk };
})();
