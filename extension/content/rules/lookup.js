/**
 * What the words of a text may stand for: words to symbols (the steps of phrases, as numbers) by tables.
 *
 * Twin of backend/rules/judge/lookup.py: change both. The tables are rows in one long list instead of thousands of
 * short ones, and a word's symbols are told apart by marks instead of a set: both for a tab's memory and pace.
 */
const lookup = (() => {
  const LONGEST = 24;
  const SHORTEST_SPACED = 4;
  const HEAD = 3;
  /** The last bit of a number that we use: lengths from here on share it. */
  const LONG = 30;

  /**
   * Beginnings, endings or middles of words: the row of each, and by their first letters which `lengths` there are, a bit for each.
   * @template T @typedef {{rows: T, lengths: Map<string, number>, least: number}} Parts `least`: letters of the shortest head
   */
  /** The row of each word, and of each part. @template T @typedef {{whole: T, begin: Parts<T>, end: Parts<T>, inside: Parts<T>}} Tables */
  /**
   * Row r are the `symbols` from `first[r]` to before `first[r + 1]`. `marks`: by symbol the last `word` (a number) that had it.
   * @typedef {Tables<Dictionary> & {first: Numbers, symbols: Numbers, marks: Int32Array, word: number}} Words
   * While they are made: @typedef {Map<string, number>} Growing @typedef {{first: number[], symbols: number[]}} Rows
   * Per atom: atom behind, symbols, each once.
   * @typedef {[number, number[]][][]} Arcs
   * @typedef {ReturnType<typeof normalise.read>} Normalised
   * @typedef {ReturnType<typeof numbers.fit>} Numbers @typedef {ReturnType<typeof dictionary.of>} Dictionary
   */

  /** @returns {Parts<Growing>} */
  const parts = () => ({ rows: new Map(), lengths: new Map(), least: HEAD });

  /**
   * The tables for a release's `words`: patterns (`gewinn* *spiel *los* #tag`) and what each stands for.
   * @param {[string, ...number[]][]} groups @returns {Words}
   */
  function words(groups) {
    /** @type {Tables<Growing>} */ const tables = { whole: new Map(), begin: parts(), end: parts(), inside: parts() };
    /** @type {Rows} */ const rows = { first: [0], symbols: [] };
    for (const group of groups) {
      for (let at = 1; at < group.length; at += 1) rows.symbols.push(/** @type {number} */ (group[at]));
      const row = close(rows);
      for (const pattern of group[0].split(' ')) put(tables, rows, pattern, row);
    }
    const marks = new Int32Array(numbers.most(rows.symbols) + 1);
    const done = (/** @type {Parts<Growing>} */ part) => ({ ...part, rows: dictionary.of(part.rows) });
    const { whole, begin, end, inside } = tables;
    return {
      whole: dictionary.of(whole),
      begin: done(begin),
      end: done(end),
      inside: done(inside),
      first: numbers.fit(rows.first),
      symbols: numbers.fit(rows.symbols),
      marks,
      word: 0,
    };
  }

  /** What was pushed since the last row is a row now: its number. @param {Rows} rows */
  const close = ({ first, symbols }) => first.push(symbols.length) - 2;

  /** @param {Tables<Growing>} tables @param {Rows} rows @param {string} pattern @param {number} row */
  function put(tables, rows, pattern, row) {
    const begins = pattern.startsWith('*'), ends = pattern.endsWith('*');
    const core = pattern.slice(begins ? 1 : 0, ends ? -1 : undefined);
    if (ends) part(tables.begin, rows, core, core.slice(0, HEAD), row);
    else add(tables.whole, rows, core, row);
    if (begins && ends) part(tables.inside, rows, core, core.slice(0, HEAD), row);
    else if (begins) part(tables.end, rows, core, core.slice(-HEAD), row);
  }

  /** @param {Parts<Growing>} table @param {Rows} rows @param {string} core @param {string} head @param {number} row */
  function part(table, rows, core, head, row) {
    add(table.rows, rows, core, row);
    table.least = Math.min(table.least, head.length);
    table.lengths.set(head, (table.lengths.get(head) ?? 0) | 1 << Math.min(core.length, LONG));
  }

  /**
   * A word in two patterns (`los*`, `*los*`) gets a row of its own.
   * @param {Growing} map @param {Rows} rows @param {string} core @param {number} row
   */
  function add(map, rows, core, row) {
    const known = map.get(core), { first, symbols } = rows;
    if (known !== undefined) {
      for (const one of [known, row]) symbols.push(...symbols.slice(first[one], first[one + 1]));
      row = close(rows);
    }
    map.set(core, row);
  }

  /** What a word may count as. @param {Words} tables @param {string} text */
  function symbols(tables, text) {
    const { whole, begin, end, inside } = tables, { length } = text;
    /** @type {number[]} */ const found = [];
    tables.word += 1;
    take(tables, dictionary.get(whole, text, 0, length), found);
    collect(tables, begin, length, text, () => 0, found);
    collect(tables, end, length, text, (count) => length - count, found);
    for (let start = 1; start <= length - inside.least; start += 1) collect(tables, inside, length - start, text, () => start, found);
    return found;
  }

  /**
   * The symbols of all parts of a word that have `most` letters at most and begin at `from(their length)`.
   * @param {Words} tables @param {Parts<Dictionary>} table @param {number} most @param {string} text
   * @param {(count: number) => number} from @param {number[]} found
   */
  function collect(tables, { rows, lengths, least }, most, text, from, found) {
    for (let head = least; head <= Math.min(HEAD, most); head += 1) {
      const known = lengths.get(text.slice(from(head), from(head) + head)) ?? 0;
      for (let count = head; count <= most && known >> Math.min(count, LONG); count += 1) {
        if (known >> Math.min(count, LONG) & 1) take(tables, dictionary.get(rows, text, from(count), from(count) + count), found);
      }
    }
  }

  /** Those of a row that the word does not have yet. @param {Words} tables @param {number} row -1 for none @param {number[]} found */
  function take({ first, symbols, marks, word }, row, found) {
    if (row < 0) return;
    for (let at = first[row]; at < first[row + 1]; at += 1) {
      const symbol = symbols[at];
      if (marks[symbol] === word) continue;
      marks[symbol] = word;
      found.push(symbol);
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

  /**
   * @param {Arcs} out @param {number} first @param {number} last @param {{text: string, kinds: string[]}} part
   * @param {Words} tables @param {Record<string, number[]>} kinds
   */
  function arc(out, first, last, part, tables, kinds) {
    const found = part.text ? symbols(tables, part.text) : [];
    for (const kind of part.kinds) for (const symbol of kinds[kind] ?? []) if (!found.includes(symbol)) found.push(symbol);
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
  function spacedWords(out, atoms, run, tables) {
    for (let start = 0; start <= run.length - SHORTEST_SPACED; start += 1) {
      let text = '';
      for (let i = start; i < Math.min(run.length, start + LONGEST); i += 1) {
        text += atoms[run[i]].text;
        if (i - start + 1 < SHORTEST_SPACED) continue;
        /** @type {number[]} */ const found = [];
        tables.word += 1;
        for (const rows of [tables.whole, tables.begin.rows]) take(tables, dictionary.get(rows, text, 0, text.length), found);
        if (found.length) out[run[start]].push([run[i] + 1, found]);
      }
    }
  }

  return { words, arcs };
})();
