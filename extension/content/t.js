/** Our words in the language the employee chose. The browser speaks its own only; another's lie with what was synced. */
const t = (() => {
  // read while we may: after an update the extension's texts are out of reach
  const KEPT = Object.fromEntries(['name', 'cardUnable', 'errorUpdated', 'close'].map((key) => [key, chrome.i18n.getMessage(key)]));

  /** @param {string} key of `_locales` @param {...string} values for its $1, $2 @returns {string} */
  function t(key, ...values) {
    const chosen = stored.words()[key];
    return chosen ? chosen.replace(/\$(\d)/g, (_, at) => values[at - 1] ?? '') : (KEPT[key] ?? chrome.i18n.getMessage(key, values));
  }

  return t;
})();
