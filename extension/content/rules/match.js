/**
 * The linear matcher: words to symbols by a trie, symbols to phrases by one automaton.
 *
 * Twin of backend/rules/match.py: change both. The automaton keeps, per place of the text, at most one
 * running match per node (the one that began last), so cost grows with the text, not with what it says.
 */
const match = (() => {
  const LONGEST = 24;
  const SHORTEST_SPACED = 4;

  /**
   * @typedef {ReturnType<typeof normalise.read>} Normalised
   * A node of the trie over letters.
   * @typedef {{next: Map<string, Letters>, exact: number[], begin: number[]}} Letters
   * `forward` knows whole words and beginnings, `backward` endings, `inside` middles.
   * @typedef {{forward: Letters, backward: Letters, inside: Letters}} Words
   * A node of the automaton over symbols. `gaps`: how many words may be skipped, and the node behind them.
   * @typedef {{next: Map<number, Node>, gaps: [number, Node][], out: number[]}} Node
   * A phrase found: `out` says which, `first` and `last` are atoms (last excluded).
   * @typedef {{out: number, first: number, last: number}} Hit
   * Per atom: atom behind, symbols.
   * @typedef {[number, number[]][][]} Arcs
   */

  /** @returns {Letters} */
  const letters = () => ({ next: new Map(), exact: [], begin: [] });
  /** @returns {Node} */
  const node = () => ({ next: new Map(), gaps: [], out: [] });

  /** The child for a key, made when missing. @template K, V @param {Map<K, V>} map @param {K} key @param {() => V} make @returns {V} */
  function child(map, key, make) {
    let found = map.get(key);
    if (!found) map.set(key, found = make());
    return found;
  }

  /**
   * The tries for a release's `words`: patterns (`gewinn* *spiel *los* #tag`) and what each stands for.
   * @param {[string, ...number[]][]} groups @returns {Words}
   */
  function words(groups) {
    const tries = { forward: letters(), backward: letters(), inside: letters() };
    for (const [pattern, symbols] of groups.flatMap(([patterns, ...all]) => patterns.split(' ').map((one) => /** @type {[string, number[]]} */ ([one, all])))) {
      const begins = pattern.startsWith('*'), ends = pattern.endsWith('*');
      const core = [...pattern.slice(begins ? 1 : 0, ends ? -1 : undefined)];
      leaf(tries.forward, core)[ends ? 'begin' : 'exact'].push(...symbols);
      if (begins && ends) leaf(tries.inside, core).begin.push(...symbols);
      else if (begins) leaf(tries.backward, core.reverse()).begin.push(...symbols);
    }
    return tries;
  }

  /** @param {Letters} at @param {string[]} chars */
  function leaf(at, chars) {
    for (const char of chars) at = child(at.next, char, letters);
    return at;
  }

  /**
   * The automaton for [out, steps]: a step is a symbol (0 and up) or a gap (-n: up to n words).
   * @param {[number, number[]][]} phrases @returns {Node}
   */
  function automaton(phrases) {
    const root = node();
    for (const [out, steps] of phrases) {
      let at = root;
      for (const step of steps) at = step < 0 ? behindGap(at, -step) : child(at.next, step, node);
      at.out.push(out);
    }
    return root;
  }

  /** @param {Node} at @param {number} size */
  function behindGap(at, size) {
    for (const [known, behind] of at.gaps) if (known === size) return behind;
    const behind = node();
    at.gaps.push([size, behind]);
    return behind;
  }

  /** What a word may count as, without repeats. @param {Words} tries @param {string} text @returns {number[]} */
  function symbols(tries, text) {
    /** @type {Set<number>} */ const found = new Set();
    const chars = [...text];
    walk(tries.forward, chars, 0, 1, chars.length, found);
    walk(tries.backward, chars, chars.length - 1, -1, chars.length, found);
    if (tries.inside.next.size) {
      for (let start = 1; start < chars.length; start += 1) {
        walk(tries.inside, chars, start, 1, Math.min(LONGEST, chars.length - start), found);
      }
    }
    return [...found];
  }

  /** @param {Letters} at @param {string[]} chars @param {number} start @param {number} by @param {number} count @param {Set<number>} found */
  function walk(at, chars, start, by, count, found) {
    for (let i = 0; i < count; i += 1) {
      const step = at.next.get(chars[start + i * by]);
      if (!step) return;
      at = step;
      for (const symbol of at.begin) found.add(symbol);
    }
    for (const symbol of at.exact) found.add(symbol);
  }

  /**
   * Per atom the arcs of the atom itself, its bridges, and s p a c e d out words.
   * @param {Normalised} read @param {Words} tries @param {Record<string, number[]>} kinds
   * @returns {Arcs}
   */
  function arcs(read, tries, kinds) {
    /** @type {Arcs} */ const out = read.atoms.map(() => []);
    read.atoms.forEach((atom, at) => arc(out, at, at + 1, atom, tries, kinds));
    for (const bridge of read.bridges) arc(out, bridge.first, bridge.last, bridge, tries, kinds);
    spaced(out, read.atoms, tries);
    return out;
  }

  /** @param {Arcs} out @param {number} first @param {number} last @param {{text: string, kinds: string[]}} part @param {Words} tries @param {Record<string, number[]>} kinds */
  function arc(out, first, last, part, tries, kinds) {
    const found = part.text ? symbols(tries, part.text) : [];
    for (const kind of part.kinds) found.push(...kinds[kind] ?? []);
    if (found.length) out[first].push([last, found]);
  }

  /** @param {Arcs} out @param {Normalised['atoms']} atoms @param {Words} tries */
  function spaced(out, atoms, tries) {
    /** @type {number[]} */ let run = [];
    atoms.forEach((atom, at) => {
      if (atom.silent) return;
      const before = run.length ? atoms[run[run.length - 1]] : null;
      const goesOn = before && before.sentence === atom.sentence && atom.start - before.end <= 3;
      const single = [...atom.text].length === 1;
      if (!single || !goesOn) {
        spacedWords(out, atoms, run, tries);
        run = [];
      }
      if (single) run.push(at);
    });
    spacedWords(out, atoms, run, tries);
  }

  /** @param {Arcs} out @param {Normalised['atoms']} atoms @param {number[]} run @param {Words} tries */
  function spacedWords(out, atoms, run, tries) {
    for (let start = 0; start <= run.length - SHORTEST_SPACED; start += 1) {
      let at = tries.forward;
      for (let i = start; i < Math.min(run.length, start + LONGEST); i += 1) {
        const step = at.next.get(atoms[run[i]].text);
        if (!step) break;
        at = step;
        const found = [...at.exact, ...at.begin];
        if (i - start + 1 >= SHORTEST_SPACED && found.length) out[run[start]].push([run[i] + 1, found]);
      }
    }
  }

  /**
   * Every phrase in the text, in the order of its end; per phrase and end the shortest match.
   * @param {Node} root @param {Normalised} read @param {Arcs} arcs @returns {Hit[]}
   */
  function find(root, read, arcs) {
    const { atoms } = read;
    /** @type {Hit[]} */ const hits = [];
    /** @type {(Map<Node, number> | undefined)[]} */ const arrivals = [];
    /** @type {Map<Node, [number, number]>} start, last word */ const waiting = new Map();
    let words = 0, sentence = -1;
    for (let at = 0; at <= atoms.length; at += 1) {
      const arrived = arrivals[at] ?? new Map();
      for (const [reached, start] of arrived) for (const out of reached.out) hits.push({ out, first: start, last: at });
      if (at === atoms.length) break;
      if (atoms[at].sentence !== sentence) {
        sentence = atoms[at].sentence;
        waiting.clear();
        arrived.clear();
      }
      for (const [reached, start] of arrived) {
        waiting.set(reached, [start, words]);
        for (const [size, behind] of reached.gaps) waiting.set(behind, [start, words + size]);
      }
      for (const [behind, [, last]] of waiting) if (last < words) waiting.delete(behind);
      for (const [last, found] of arcs[at]) {
        const ahead = arrivals[last] ??= new Map();
        step(root, at, found, ahead);
        for (const [behind, [start]] of waiting) step(behind, start, found, ahead);
      }
      if (!atoms[at].silent) words += 1;
    }
    return hits;
  }

  /** @param {Node} from @param {number} start @param {number[]} found @param {Map<Node, number>} ahead */
  function step(from, start, found, ahead) {
    for (const symbol of found) {
      const reached = from.next.get(symbol);
      if (!reached) continue;
      const known = ahead.get(reached);
      if (known === undefined || known < start) ahead.set(reached, start);
    }
  }

  return { words, automaton, arcs, find };
})();
