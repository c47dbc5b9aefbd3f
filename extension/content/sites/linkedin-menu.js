/** Whose post it is, as its menu's label says where that is English. */
const linkedinMenu = (() => {
  const LABEL = /^Open control menu for post by (.+)$/;

  /** @param {string} label @returns {string | null} */
  const authorIn = (label) => LABEL.exec(label)?.[1].trim() ?? null;

  return { authorIn };
})();
