/**
 * The linear matcher: symbols to phrases by one automaton.
 *
 * Twin of backend/rules/judge/match.py: change both. The automaton keeps, per place of the text, at most one
 * running match per node (the one that began last), so cost grows with the text, not with what it says.
 */
const match = (() => {
  /**
   * A tree of the release, made quick to ask. The ways on from node n are the nodes `first[n]` to before `first[n + 1]`. `steps` leads to
   * a node: a symbol, or -n for up to n words; of one parent's in rising order. At node n ends `out[end[n]]` to before `out[end[n + 1]]`.
   * `root` is the way on from the root, by symbol: it has thousands. `places`: room for those of `Runs`.
   * @typedef {{steps: Numbers, first: Numbers, out: Numbers, end: Numbers, root: Numbers, places: Numbers}} Automaton
   * @typedef {ReturnType<typeof numbers.fit>} Numbers
   * Running matches, `count` of them, one a node: where each began, the last word that it waits for. `places`, by node, is asked only with
   * `nodes`, so that nothing has to be wiped out, and all may share it: a node is there if it stands at its place.
   * @typedef {{places: Numbers, nodes: number[], starts: number[], lasts: number[], count: number}} Runs
   * A phrase found: `out` says which, `first` and `last` are atoms (last excluded).
   * @typedef {{out: number, first: number, last: number}} Hit
   * @typedef {ReturnType<typeof normalise.read>} Normalised @typedef {ReturnType<typeof lookup.arcs>} Arcs
   */

  /** By symbol the last arc, as a number, that had it: one for all automata, which read one text at a time. */
  let marks = new Int32Array(0);
  let arc = 0;

  /** The automaton of a release's `phrases` or `name_phrases`. @param {PhraseTree} tree @returns {Automaton} */
  function automaton({ steps, ways, ends, out }) {
    const first = numbers.sums(1, ways), nodes = steps.length, symbols = numbers.most(steps) + 1;
    const root = numbers.room(0, nodes, symbols), places = numbers.room(0, nodes, nodes);
    for (let node = 1; node < first[1]; node += 1) if (steps[node] >= 0) root[steps[node]] = node;
    if (marks.length < symbols) marks = new Int32Array(symbols);
    return { steps: numbers.fit(steps), first, out: numbers.fit(out), end: numbers.sums(0, ends), root, places };
  }

  /**
   * Every phrase in the text, in the order of its end; per phrase and end the shortest match.
   * @param {Automaton} automaton @param {Normalised} read @param {Arcs} arcs @returns {Hit[]}
   */
  function find(automaton, { atoms }, arcs) {
    const { end, out } = automaton;
    /** @type {Hit[]} */ const hits = [];
    /** @type {number[][]} by atom: node, start, node, start … */ const coming = [];
    const arrived = runs(automaton.places), next = runs(automaton.places), later = runs(automaton.places);
    let words = 0, sentence = -1;
    for (let at = 0; at <= atoms.length; at += 1) {
      arrived.count = 0;
      if (coming[at]) arrive(arrived, coming[at]);
      for (let one = 0; one < arrived.count; one += 1) {
        const node = arrived.nodes[one];
        for (let found = end[node]; found < end[node + 1]; found += 1) hits.push({ out: out[found], first: arrived.starts[one], last: at });
      }
      if (at === atoms.length) break;
      if (atoms[at].sentence !== sentence) arrived.count = next.count = later.count = 0;
      sentence = atoms[at].sentence;
      setOut(automaton, arrived, next, later, words);
      for (const [last, found] of arcs[at]) {
        const ahead = coming[last] ??= [];
        begin(automaton, found, at, ahead);
        go(automaton, next, found, ahead);
        go(automaton, later, found, ahead);
      }
      if (atoms[at].silent) continue;
      words += 1;
      next.count = 0;
      expire(later, words);
    }
    return hits;
  }

  /**
   * What arrived waits for the next word, and behind a gap for a later one.
   * @param {Automaton} automaton @param {Runs} arrived @param {Runs} next @param {Runs} later @param {number} words
   */
  function setOut({ steps, first }, arrived, next, later, words) {
    for (let one = 0; one < next.count; one += 1) next.places[next.nodes[one]] = one; // what arrived may have taken their places
    for (let one = 0; one < arrived.count; one += 1) {
      const node = arrived.nodes[one], start = arrived.starts[one], begin = first[node], end = first[node + 1];
      if (begin < end) wait(next, node, start, words);
      for (let gap = begin; gap < end && steps[gap] < 0; gap += 1) wait(later, gap, start, words - steps[gap]);
    }
  }

  /**
   * One arc, with what its words may stand for: from the root.
   * @param {Automaton} automaton @param {number[]} found @param {number} at @param {number[]} ahead
   */
  function begin({ root }, found, at, ahead) {
    arc += 1;
    for (const symbol of found) {
      if (symbol >= root.length) continue;
      marks[symbol] = arc;
      if (root[symbol]) ahead.push(root[symbol], at);
    }
  }

  /**
   * The same arc from all that waits.
   * @param {Automaton} automaton @param {Runs} waiting @param {number[]} found @param {number[]} ahead
   */
  function go({ steps, first }, waiting, found, ahead) {
    for (let one = 0; one < waiting.count; one += 1) {
      const start = waiting.starts[one], begin = first[waiting.nodes[one]], end = first[waiting.nodes[one] + 1];
      if (end - begin > found.length) {
        for (const symbol of found) {
          const way = numbers.place(steps, symbol, begin, end);
          if (way) ahead.push(way, start);
        }
      } else for (let way = begin; way < end; way += 1) if (steps[way] >= 0 && marks[steps[way]] === arc) ahead.push(way, start);
    }
  }

  // ---- running matches ----

  /** @param {Numbers} places @returns {Runs} */
  const runs = (places) => ({ places, nodes: [], starts: [], lasts: [], count: 0 });

  /** The place of a node, a new one where it has none. @param {Runs} runs @param {number} node */
  function placeOf(runs, node) {
    const known = runs.places[node];
    if (known < runs.count && runs.nodes[known] === node) return known;
    runs.nodes[runs.count] = node;
    runs.starts[runs.count] = -1;
    return (runs.places[node] = runs.count++);
  }

  /** Of several on their way to a node the one that began last goes on. @param {Runs} arrived @param {number[]} coming */
  function arrive(arrived, coming) {
    for (let one = 0; one < coming.length; one += 2) {
      const at = placeOf(arrived, coming[one]);
      if (arrived.starts[at] < coming[one + 1]) arrived.starts[at] = coming[one + 1];
    }
  }

  /** @param {Runs} waiting @param {number} node @param {number} start @param {number} last */
  function wait(waiting, node, start, last) {
    const at = placeOf(waiting, node);
    waiting.starts[at] = start;
    waiting.lasts[at] = last;
  }

  /** Those that waited for a word before this one wait no more. @param {Runs} waiting @param {number} word */
  function expire(waiting, word) {
    const { nodes, starts, lasts, count } = waiting;
    waiting.count = 0;
    for (let one = 0; one < count; one += 1) if (lasts[one] >= word) wait(waiting, nodes[one], starts[one], lasts[one]);
  }

  return { automaton, find };
})();
