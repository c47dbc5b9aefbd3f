/** The age of a post on LinkedIn, "3d • Edited" in the reader's language: what an ad does not show. */
const linkedinAge = (() => {
  const AGE = /^\p{Nd}[^•]*•/u;

  /** @param {string} line */
  const isIn = (line) => AGE.test(line);

  return { isIn };
})();
