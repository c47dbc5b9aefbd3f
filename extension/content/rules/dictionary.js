/**
 * Words and a number for each: one long text and lists of numbers, where a Map holds twenty thousand short texts and five
 * times the memory.
 */
const dictionary = (() => {
  const WIDE = /[^\0-\xff]/; // a single such letter doubles the memory of all in its text

  /**
   * Word n stands in `letters` from `starts[n]` to before `starts[n + 1]` (those with wide letters in `wide`) and has `numbers[n]`.
   * `slots`: n + 1 of the words, each at its hash or the next free place; 0 is free, as at least a third of them are.
   * @typedef {{letters: string, wide: Map<number, string>, starts: Numbers, numbers: Numbers, slots: Numbers}} Dictionary
   * @typedef {ReturnType<typeof numbers.fit>} Numbers
   */

  /** @param {Map<string, number>} words @returns {Dictionary} */
  function of(words) {
    const slots = numbers.room(0, words.size, 2 ** Math.ceil(Math.log2(1.5 * words.size + 1)));
    const all = [...words.keys()], wide = new Map();
    all.forEach((word, number) => {
      let slot = hash(word, 0, word.length) & (slots.length - 1);
      while (slots[slot]) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number + 1;
      if (WIDE.test(word)) wide.set(number, word);
    });
    const letters = all.map((word, number) => (wide.has(number) ? ' '.repeat(word.length) : word)).join('');
    return { letters, wide, starts: numbers.sums(0, all.map(({ length }) => length)), numbers: numbers.fit([...words.values()]), slots };
  }

  /**
   * The number of the word that stands in `text` from `from` to before `to`; -1 where there is none.
   * @param {Dictionary} dictionary @param {string} text @param {number} from @param {number} to
   */
  function get({ letters, wide, starts, numbers: found, slots }, text, from, to) {
    const last = slots.length - 1;
    for (let slot = hash(text, from, to) & last; slots[slot]; slot = (slot + 1) & last) {
      const word = slots[slot] - 1;
      if (starts[word + 1] - starts[word] !== to - from) continue;
      const known = wide.get(word);
      if (known === undefined ? same(letters, starts[word], text, from, to) : text.startsWith(known, from)) return found[word];
    }
    return -1;
  }

  /** @param {string} letters @param {number} start @param {string} text @param {number} from @param {number} to */
  function same(letters, start, text, from, to) {
    let at = from;
    while (at < to && letters.charCodeAt(start + at - from) === text.charCodeAt(at)) at += 1;
    return at === to;
  }

  /** @param {string} text @param {number} from @param {number} to */
  function hash(text, from, to) {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum = Math.imul(sum, 31) + text.charCodeAt(at) | 0;
    return sum ^ sum >>> 15;
  }

  return { of, get };
})();
