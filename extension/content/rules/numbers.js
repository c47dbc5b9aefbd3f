/** Long lists of numbers, each as narrow as what it holds: a tab where somebody writes has a dozen of fifty thousand. */
const numbers = (() => {
  /** @typedef {Int16Array | Uint16Array | Int32Array} Numbers */

  /**
   * Room for `count` numbers from `least` to `most`.
   * @param {number} least @param {number} most @param {number} count @returns {Numbers}
   */
  function room(least, most, count) {
    if (least >= 0 && most < 0x10000) return new Uint16Array(count);
    return least >= -0x8000 && most < 0x8000 ? new Int16Array(count) : new Int32Array(count);
  }

  /** @param {number[]} list @returns {Numbers} */
  function fit(list) {
    let least = 0;
    for (const one of list) if (one < least) least = one;
    const made = room(least, most(list), list.length);
    made.set(list);
    return made;
  }

  /** The greatest; -1 where there is none. @param {number[]} list */
  function most(list) {
    let greatest = -1;
    for (const one of list) if (one > greatest) greatest = one;
    return greatest;
  }

  /** Where the things of each begin, and behind the last. @param {number} begin @param {number[]} counts @returns {Numbers} */
  function sums(begin, counts) {
    const all = [begin];
    for (const count of counts) all.push(begin += count);
    return fit(all);
  }

  /**
   * Where `wanted` stands in a rising part of a list, from `low` to before `end`; 0 when it does not.
   * @param {Numbers} list @param {number} wanted @param {number} low @param {number} end
   */
  function place(list, wanted, low, end) {
    for (let high = end; low < high;) {
      const middle = (low + high) >> 1;
      if (list[middle] < wanted) low = middle + 1; else high = middle;
    }
    return low < end && list[low] === wanted ? low : 0;
  }

  return { room, fit, most, sums, place };
})();
