/**
 * A button that only a person can press: the page can forge events, and a forged one is ignored. So is the second click of a double
 * click: the first may have moved another button under the pointer.
 */
const button = (() => {
  /**
   * @param {string} name for tests and for keeping focus @param {string} text @param {() => void} act
   * @param {string} [className] @returns {HTMLButtonElement}
   */
  function button(name, text, act, className = '') {
    return el('button', { type: 'button', className, 'data-name': name, on: { click: button.trusted(act) } }, text);
  }

  /** @param {() => void} act @returns {(event: MouseEvent) => void} */
  button.trusted = (act) => (event) => {
    if (event.isTrusted && event.detail < 2) act();
  };

  return button;
})();
