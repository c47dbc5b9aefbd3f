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
  const NOTHING = -1;

  /**
   * @typedef {ReturnType<typeof normalise.read>} Normalised
   * Beginnings, endings or middles of words: what each stands for, and by their first letters which lengths there are.
   * @typedef {{symbols: Map<string, number[]>, lengths: Map<string, number[]>, least: number}} Parts `least`: letters of the shortest head
   * @typedef {{whole: Map<string, number[]>, begin: Parts, end: Parts, inside: Parts}} Words
   * Nodes are numbers, 0 the root. Most have one way on, by the symbol in `only` to the node in `then`; those with more have them in `more`.
   * `gaps`: how many words may be skipped, and the node behind them.
   * @typedef {{only: number[], then: number[], more: Map<number, Map<number, number>>, gaps: Map<number, [number, number][]>, out: Map<number, number[]>}} Automaton
   * A phrase found: `out` says which, `first` and `last` are atoms (last excluded).
   * @typedef {{out: number, first: number, last: number}} Hit
   * Per atom: atom behind, symbols.
   * @typedef {[number, number[]][][]} Arcs
   */

  /** @returns {Parts} */
  const parts = () => ({ symbols: new Map(), lengths: new Map(), least: HEAD });

  /** Add to a list of a table. @template K, V @param {Map<K, V[]>} map @param {K} key @param {V[]} values */
  function add(map, key, values) {
    const known = map.get(key);
    if (known) known.push(...values);
    else map.set(key, [...values]);
  }

  /**
   * The tables for a release's `words`: patterns (`gewinn* *spiel *los* #tag`) and what each stands for.
   * @param {[string, ...number[]][]} groups @returns {Words}
   */
  function words(groups) {
    const tables = { whole: new Map(), begin: parts(), end: parts(), inside: parts() };
    for (const [patterns, ...symbols] of groups) for (const pattern of patterns.split(' ')) put(tables, pattern, symbols);
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
    else if (!lengths.includes(core.length)) lengths.push(core.length), lengths.sort((a, b) => a - b);
  }

  /**
   * The automaton for [out, steps]: a step is a symbol (0 and up) or a gap (-n: up to n words).
   * @param {[number, number[]][]} phrases @returns {Automaton}
   */
  function automaton(phrases) {
    /** @type {Automaton} */ const made = { only: [NOTHING], then: [NOTHING], more: new Map(), gaps: new Map(), out: new Map() };
    for (const [out, steps] of phrases) {
      let at = 0;
      for (const step of steps) at = step < 0 ? behindGap(made, at, -step) : behind(made, at, step);
      add(made.out, at, [out]);
    }
    return made;
  }

  /** @param {Automaton} automaton @param {number} at @param {number} symbol */
  function behind(automaton, at, symbol) {
    const { only, then, more } = automaton;
    const ways = more.get(at);
    const known = ways ? ways.get(symbol) : only[at] === symbol ? then[at] : undefined;
    if (known !== undefined) return known;
    const made = node(automaton);
    if (ways) ways.set(symbol, made);
    else if (only[at] === NOTHING) only[at] = symbol, then[at] = made;
    else more.set(at, new Map([[only[at], then[at]], [symbol, made]]));
    return made;
  }

  /** @param {Automaton} automaton @param {number} at @param {number} size */
  function behindGap(automaton, at, size) {
    const known = automaton.gaps.get(at)?.find(([one]) => one === size);
    if (known) return known[1];
    const made = node(automaton);
    add(automaton.gaps, at, [[size, made]]);
    return made;
  }

  /** @param {Automaton} automaton @returns {number} a new one */
  function node({ only, then }) {
    then.push(NOTHING);
    return only.push(NOTHING) - 1;
  }

  /** What a word may count as, without repeats. @param {Words} tables @param {string} text @returns {number[]} */
  function symbols({ whole, begin, end, inside }, text) {
    /** @type {Set<number>} */ const found = new Set();
    const { length } = text;
    collect(begin, (count) => text.slice(0, count), length, found);
    for (const symbol of whole.get(text) ?? []) found.add(symbol);
    collect(end, (count) => text.slice(length - count), length, found);
    if (inside.symbols.size) for (let start = 1; start < length; start += 1) collect(inside, (count) => text.slice(start, start + count), length - start, found);
    return [...found];
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
    const found = part.text ? symbols(tables, part.text) : [];
    for (const kind of part.kinds) found.push(...kinds[kind] ?? []);
    if (found.length) out[first].push([last, found]);
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
        const found = i - start + 1 >= SHORTEST_SPACED ? [...whole.get(text) ?? [], ...begin.symbols.get(text) ?? []] : [];
        if (found.length) out[run[start]].push([run[i] + 1, found]);
      }
    }
  }

  /**
   * Every phrase in the text, in the order of its end; per phrase and end the shortest match.
   * @param {Automaton} automaton @param {Normalised} read @param {Arcs} arcs @returns {Hit[]}
   */
  function find(automaton, read, arcs) {
    const { atoms } = read;
    /** @type {Hit[]} */ const hits = [];
    /** @type {(Map<number, number> | undefined)[]} node -> start */ const arrivals = [];
    /** @type {Map<number, [number, number]>} node -> start, last word */ const waiting = new Map();
    let words = 0, sentence = -1;
    for (let at = 0; at <= atoms.length; at += 1) {
      const arrived = arrivals[at] ?? new Map();
      for (const [reached, start] of arrived) for (const out of automaton.out.get(reached) ?? []) hits.push({ out, first: start, last: at });
      if (at === atoms.length) break;
      if (atoms[at].sentence !== sentence) {
        sentence = atoms[at].sentence;
        waiting.clear();
        arrived.clear();
      }
      for (const [reached, start] of arrived) {
        waiting.set(reached, [start, words]);
        for (const [size, behind] of automaton.gaps.get(reached) ?? []) waiting.set(behind, [start, words + size]);
      }
      for (const [behind, [, last]] of waiting) if (last < words) waiting.delete(behind);
      for (const [last, found] of arcs[at]) {
        const ahead = arrivals[last] ??= new Map();
        step(automaton, 0, at, found, ahead);
        for (const [behind, [start]] of waiting) step(automaton, behind, start, found, ahead);
      }
      if (!atoms[at].silent) words += 1;
    }
    return hits;
  }

  /** @param {Automaton} automaton @param {number} from @param {number} start @param {number[]} found @param {Map<number, number>} ahead */
  function step({ only, then, more }, from, start, found, ahead) {
    const ways = more.get(from);
    if (ways) for (const symbol of found) arrive(ways.get(symbol), start, ahead);
    else if (found.includes(only[from])) arrive(then[from], start, ahead);
  }

  /** Of several on their way to a node the one that began last goes on. @param {number | undefined} reached @param {number} start @param {Map<number, number>} ahead */
  function arrive(reached, start, ahead) {
    if (reached === undefined) return;
    const known = ahead.get(reached);
    if (known === undefined || known < start) ahead.set(reached, start);
  }

  return { words, automaton, arcs, find };
})();
