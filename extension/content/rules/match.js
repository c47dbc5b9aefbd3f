/**
 * The linear matcher: words to symbols by tables, symbols to phrases by one automaton.
 *
 * Twin of backend/rules/match.py: change both. The automaton keeps, per place of the text, at most one
 * running match per node (the one that began last), so cost grows with the text, not with what it says.
 */
const match = (() => {
  const LONGEST = 24;
  const SHORTEST_SPACED = 4;
  const HEAD = 3;

  /**
   * @typedef {ReturnType<typeof normalise.read>} Normalised
   * Beginnings, endings or middles of words: what each stands for, and by their first letters which lengths there are.
   * @typedef {{symbols: Map<string, number[]>, lengths: Map<string, number[]>, least: number}} Parts `least`: letters of the shortest head
   * @typedef {{whole: Map<string, number[]>, begin: Parts, end: Parts, inside: Parts}} Words
   * A tree of the release, made quick to ask. The ways on from node n are the nodes `first[n]` to before `first[n + 1]`. `steps` leads to
   * a node: a symbol, or -n for up to n words; of one parent's in rising order. At node n ends `out[end[n]]` to before `out[end[n + 1]]`.
   * `root` is the way on from the root, by symbol: it has thousands.
   * @typedef {{steps: number[], first: number[], out: number[], end: number[], root: (number | undefined)[]}} Automaton
   * A phrase found: `out` says which, `first` and `last` are atoms (last excluded).
   * @typedef {{out: number, first: number, last: number}} Hit
   * Per atom: atom behind, symbols.
   * @typedef {[number, Set<number>][][]} Arcs
   */

  /** @returns {Parts} */
  const parts = () => ({ symbols: new Map(), lengths: new Map(), least: HEAD });

  // `concat` and `slice` take as much room as there are numbers, `[...]` leaves some for more: half a megabyte for ten thousand lists
  /** Add to a list of a table; most lists are those of many words, and stay so. @template K, V @param {Map<K, V[]>} map @param {K} key @param {V[]} values */
  function add(map, key, values) {
    const known = map.get(key);
    map.set(key, known ? known.concat(values) : values);
  }

  /**
   * The tables for a release's `words`: patterns (`gewinn* *spiel *los* #tag`) and what each stands for.
   * @param {[string, ...number[]][]} groups @returns {Words}
   */
  function words(groups) {
    const tables = { whole: new Map(), begin: parts(), end: parts(), inside: parts() };
    for (const group of groups) {
      const symbols = /** @type {number[]} */ (group.slice(1));
      for (const pattern of group[0].split(' ')) put(tables, pattern, symbols);
    }
    return tables;
  }

  /** @param {Words} tables @param {string} pattern @param {number[]} symbols */
  function put(tables, pattern, symbols) {
    const begins = pattern.startsWith('*'), ends = pattern.endsWith('*');
    const core = pattern.slice(begins ? 1 : 0, ends ? -1 : undefined);
    if (ends) part(tables.begin, core, core.slice(0, HEAD), symbols);
    else add(tables.whole, core, symbols);
    if (begins && ends) part(tables.inside, core, core.slice(0, HEAD), symbols);
    else if (begins) part(tables.end, core, core.slice(-HEAD), symbols);
  }

  /** @param {Parts} table @param {string} core @param {string} head @param {number[]} symbols */
  function part(table, core, head, symbols) {
    add(table.symbols, core, symbols);
    table.least = Math.min(table.least, head.length);
    const lengths = table.lengths.get(head);
    if (!lengths) table.lengths.set(head, [core.length]);
    else if (!lengths.includes(core.length)) table.lengths.set(head, lengths.concat(core.length).sort((a, b) => a - b));
  }

  /** The automaton of a release's `phrases` or `name_phrases`. @param {PhraseTree} tree @returns {Automaton} */
  function automaton({ steps, ways, ends, out }) {
    const first = sums(1, ways), end = sums(0, ends);
    /** @type {Automaton['root']} */ const root = [];
    for (let node = 1; node < first[1]; node += 1) root[steps[node]] = node;
    return { steps, first, out, end, root };
  }

  /** @param {number} begin @param {number[]} counts @returns {number[]} where the things of each begin, and behind the last */
  function sums(begin, counts) {
    const made = new Array(counts.length + 1);
    made[0] = begin;
    counts.forEach((count, at) => (made[at + 1] = begin += count));
    return made;
  }

  /** What a word may count as. @param {Words} tables @param {string} text */
  function symbols({ whole, begin, end, inside }, text) {
    const found = new Set(whole.get(text));
    const { length } = text;
    collect(begin, (count) => text.slice(0, count), length, found);
    collect(end, (count) => text.slice(length - count), length, found);
    if (inside.symbols.size) for (let start = 1; start < length; start += 1) collect(inside, (count) => text.slice(start, start + count), length - start, found);
    return found;
  }

  /** The symbols of all parts that `piece` gives, the shortest first. @param {Parts} table @param {(count: number) => string} piece @param {number} most @param {Set<number>} found */
  function collect({ symbols, lengths, least }, piece, most, found) {
    for (let head = least; head <= Math.min(HEAD, most); head += 1) {
      for (const count of lengths.get(piece(head)) ?? []) {
        if (count > most) break;
        for (const symbol of symbols.get(piece(count)) ?? []) found.add(symbol);
      }
    }
  }

  /**
   * Per atom the arcs of the atom itself, its bridges, and s p a c e d out words.
   * @param {Normalised} read @param {Words} tables @param {Record<string, number[]>} kinds
   * @returns {Arcs}
   */
  function arcs(read, tables, kinds) {
    /** @type {Arcs} */ const out = read.atoms.map(() => []);
    read.atoms.forEach((atom, at) => arc(out, at, at + 1, atom, tables, kinds));
    for (const bridge of read.bridges) arc(out, bridge.first, bridge.last, bridge, tables, kinds);
    spaced(out, read.atoms, tables);
    return out;
  }

  /** @param {Arcs} out @param {number} first @param {number} last @param {{text: string, kinds: string[]}} part @param {Words} tables @param {Record<string, number[]>} kinds */
  function arc(out, first, last, part, tables, kinds) {
    const found = part.text ? symbols(tables, part.text) : new Set();
    for (const kind of part.kinds) for (const symbol of kinds[kind] ?? []) found.add(symbol);
    if (found.size) out[first].push([last, found]);
  }

  /** @param {Arcs} out @param {Normalised['atoms']} atoms @param {Words} tables */
  function spaced(out, atoms, tables) {
    /** @type {number[]} */ let run = [];
    atoms.forEach((atom, at) => {
      if (atom.silent) return;
      const before = run.length ? atoms[run[run.length - 1]] : null;
      const goesOn = before && before.sentence === atom.sentence && atom.start - before.end <= 3;
      const single = [...atom.text].length === 1;
      if (!single || !goesOn) {
        spacedWords(out, atoms, run, tables);
        run = [];
      }
      if (single) run.push(at);
    });
    spacedWords(out, atoms, run, tables);
  }

  /** @param {Arcs} out @param {Normalised['atoms']} atoms @param {number[]} run @param {Words} tables */
  function spacedWords(out, atoms, run, { whole, begin }) {
    for (let start = 0; start <= run.length - SHORTEST_SPACED; start += 1) {
      let text = '';
      for (let i = start; i < Math.min(run.length, start + LONGEST); i += 1) {
        text += atoms[run[i]].text;
        const found = new Set(i - start + 1 >= SHORTEST_SPACED ? [...whole.get(text) ?? [], ...begin.symbols.get(text) ?? []] : []);
        if (found.size) out[run[start]].push([run[i] + 1, found]);
      }
    }
  }

  /**
   * Every phrase in the text, in the order of its end; per phrase and end the shortest match.
   * @param {Automaton} automaton @param {Normalised} read @param {Arcs} arcs @returns {Hit[]}
   */
  function find(automaton, read, arcs) {
    const { atoms } = read, { steps, first, out, end } = automaton;
    /** @type {Hit[]} */ const hits = [];
    /** @type {(Map<number, number> | undefined)[]} node -> start */ const arrivals = [];
    /** @type {Map<number, [number, number]>} node -> start, last word */ const waiting = new Map();
    let words = 0, sentence = -1;
    for (let at = 0; at <= atoms.length; at += 1) {
      const arrived = arrivals[at] ?? new Map();
      for (const [reached, start] of arrived) for (let one = end[reached]; one < end[reached + 1]; one += 1) hits.push({ out: out[one], first: start, last: at });
      if (at === atoms.length) break;
      if (atoms[at].sentence !== sentence) {
        sentence = atoms[at].sentence;
        waiting.clear();
        arrived.clear();
      }
      for (const [reached, start] of arrived) {
        if (first[reached] < first[reached + 1]) waiting.set(reached, [start, words]);
        for (let behind = first[reached]; behind < first[reached + 1] && steps[behind] < 0; behind += 1) waiting.set(behind, [start, words - steps[behind]]);
      }
      for (const [behind, [, last]] of waiting) if (last < words) waiting.delete(behind);
      for (const [last, found] of arcs[at]) {
        const ahead = arrivals[last] ??= new Map();
        for (const symbol of found) arrive(automaton.root[symbol], at, ahead);
        for (const [behind, [start]] of waiting) step(automaton, behind, start, found, ahead);
      }
      if (!atoms[at].silent) words += 1;
    }
    return hits;
  }

  /** @param {Automaton} automaton @param {number} from @param {number} start @param {Set<number>} found @param {Map<number, number>} ahead */
  function step({ steps, first }, from, start, found, ahead) {
    const begin = first[from], end = first[from + 1];
    if (end - begin > found.size) for (const symbol of found) arrive(place(steps, symbol, begin, end), start, ahead);
    else for (let way = begin; way < end; way += 1) if (found.has(steps[way])) arrive(way, start, ahead);
  }

  /** Where the symbol stands among `steps` from `low` to before `end`. @param {number[]} steps @param {number} symbol @param {number} low @param {number} end */
  function place(steps, symbol, low, end) {
    for (let high = end; low < high;) {
      const middle = (low + high) >> 1;
      if (steps[middle] < symbol) low = middle + 1; else high = middle;
    }
    return low < end && steps[low] === symbol ? low : undefined;
  }

  /** Of several on their way to a node the one that began last goes on. @param {number | undefined} reached @param {number} start @param {Map<number, number>} ahead */
  function arrive(reached, start, ahead) {
    if (reached === undefined) return;
    const known = ahead.get(reached);
    if (known === undefined || known < start) ahead.set(reached, start);
  }

  return { words, automaton, arcs, find };
})();
