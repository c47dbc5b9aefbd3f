/**
 * What a letter, a capital, an emoji is: the release's fold table, made quick to ask.
 *
 * Twin of backend/rules/judge/alphabet.py: change both. All knowledge of Unicode comes from the table; nothing here
 * asks the browser what a letter is.
 */
const alphabet = (() => {
  /** @typedef {{fold: Map<string, [string, boolean]>, breaks: number[], emoji: number[], abbreviations: Set<string>}} Alphabet */

  /** @type {WeakMap<object, Alphabet>} */
  const known = new WeakMap();

  /**
   * Makes the release's fold table quick to ask; done once per table.
   * @param {{fold: {map: Record<string, [string, string]>, breaks: number[], emoji: number[]}, abbreviations: string[]}} release
   * @returns {Alphabet}
   */
  function of(release) {
    const made = known.get(release.fold) ?? quick(release);
    known.set(release.fold, made);
    return made;
  }

  /** @param {Parameters<typeof of>[0]} release @returns {Alphabet} */
  function quick(release) {
    /** @type {Alphabet['fold']} */
    const fold = new Map();
    for (const [folded, [small, capital]] of Object.entries(release.fold.map)) {
      /** @type {[string, boolean][]} */ const [asSmall, asCapital] = [[folded, false], [folded, true]];
      for (const char of small) fold.set(char, asSmall);
      for (const char of capital) fold.set(char, asCapital);
    }
    const { breaks, emoji } = release.fold;
    return { fold, breaks, emoji, abbreviations: new Set(release.abbreviations) };
  }

  /** Is the code in one of the flat pairs first, last? @param {number[]} ranges @param {number} code */
  function within(ranges, code) {
    let low = 0, high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ranges[middle] < code) low = middle + 1; else high = middle;
    }
    return low < ranges.length && (low % 2 === 1 || ranges[low] === code);
  }

  /** @param {Alphabet} letters @param {string} char */
  const isEmoji = (letters, char) => char >= '\x80' && within(letters.emoji, code(char));

  /** Does the folded character belong to a word? @param {Alphabet} letters @param {string} char */
  function isWord(letters, char) {
    const value = code(char);
    if (value < 0x80) return (value >= 97 && value <= 122) || (value >= 48 && value <= 57);
    return !within(letters.breaks, value);
  }

  /** @param {string} char */
  function code(char) { return /** @type {number} */ (char.codePointAt(0)); }

  return { of, isEmoji, isWord };
})();
