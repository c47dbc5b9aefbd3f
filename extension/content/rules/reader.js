/**
 * From a text to what is found in it: names that count, matches of every lexicon, the language.
 *
 * Twin of backend/rules/judge/reader.py: change both. Nothing here knows a rule.
 */
const reader = (() => {
  const OURS_OR_THEIRS = ['own_company', 'competitor'];

  /**
   * A lexicon found: `first`, `last` count atoms, `start`, `end` code points; last and end excluded.
   * @typedef {{first: number, last: number, start: number, end: number, sentence: number}} Match
   * A text as the rules see it: matches by lexicon, its sure language, the one it leans to, the day of the first embargo named.
   * @typedef {{text: string, draft: Draft, normalised: ReturnType<typeof normalise.read>, found: Map<number, Match[]>,
   *   language: Language | null, leaning: Language | null, until: string, typed?: string[],
   *   lines: Map<number, Map<number, Match[]>>}} Reading
   * A release made quick to ask.
   * @typedef {ReturnType<typeof judge.prepare>} Prepared
   */

  /** The draft's own text as the rules see it. @param {Prepared} prepared @param {Draft} draft */
  const readDraft = (prepared, draft) => read(prepared, draft, draft.text, draft.lang);

  /** The text of the post it answers. @param {Prepared} prepared @param {Draft} draft */
  const readTarget = (prepared, draft) => read(prepared, draft, draft.target?.text ?? '');

  /** @param {Prepared} prepared @param {Draft} draft @param {string} text @param {string} [lang] @returns {Reading} */
  function read(prepared, draft, text, lang) {
    const normalised = normalise.read(text, prepared.alphabet);
    const arcs = lookup.arcs(normalised, prepared.words, prepared.release.kinds);
    const until = addNames(prepared, draft, normalised, arcs);
    const found = matches(normalised, match.find(prepared.phrases, normalised, arcs));
    /** @type {(Language | null)[]} */
    const [language, leaning] = lang === 'de' || lang === 'en' ? [lang, lang] : languagesOf(prepared, normalised);
    return { text, draft, normalised, found, language, leaning, until, lines: new Map() };
  }

  /**
   * @typedef {Reading['normalised']} Normalised
   * @typedef {ReturnType<typeof lookup.arcs>} Arcs
   * @typedef {ReturnType<typeof match.find>} Hits
   */

  /**
   * Adds an arc for every name that counts; returns the day of the first embargo named, or ''.
   * @param {Prepared} prepared @param {Draft} draft @param {Normalised} normalised @param {Arcs} arcs
   */
  function addNames(prepared, draft, normalised, arcs) {
    const { names, lists } = prepared.release;
    /** @type {Hits} */ const sure = [];
    /** @type {Hits} */ const doubtful = [];
    for (const hit of match.find(prepared.names, normalised, arcs).sort(byPlace)) {
      const [kind, ordinary, embargo] = names[hit.out];
      if (embargo && !inForce(draft, embargo[0])) continue;
      if (!ordinary) {
        sure.push(hit);
        arcs[hit.first].push([hit.last, lists[kind] ?? []]);
      } else if (normalised.atoms.slice(hit.first, hit.last).every((atom) => atom.kinds.includes('Cap'))) {
        doubtful.push(hit);
      }
    }
    const isOurs = sure.some((hit) => ['own', 'product'].includes(names[hit.out][0]));
    if (doubtful.length && (isOurs || hasContext(prepared, draft, normalised, arcs, doubtful))) {
      for (const hit of doubtful) arcs[hit.first].push([hit.last, lists[names[hit.out][0]] ?? []]);
      sure.push(...doubtful);
    }
    const named = sure.sort(byPlace).find((hit) => names[hit.out][2]);
    return named ? names[named.out][2]?.[1] ?? '' : '';
  }

  /** Of two that end together the order is nobody's: which embargo is told must not hang on it. @param {Hits[0]} a @param {Hits[0]} b */
  const byPlace = (a, b) => a.last - b.last || a.first - b.first || a.out - b.out;

  /**
   * Does the text speak of a company, so that a capitalised everyday word is its name?
   * @param {Prepared} prepared @param {Draft} draft @param {Normalised} normalised @param {Arcs} arcs @param {Hits} doubtful
   */
  function hasContext(prepared, draft, normalised, arcs, doubtful) {
    if (draft.target && OURS_OR_THEIRS.includes(draft.target.stance)) return true;
    const trial = arcs.map((steps) => [...steps]);
    const maybe = prepared.release.lists.maybe_own ?? [];
    for (const hit of doubtful) trial[hit.first].push([hit.last, maybe]);
    return matches(normalised, match.find(prepared.phrases, normalised, trial)).has(prepared.release.context);
  }

  /** @param {Draft} draft @param {number} until */
  function inForce(draft, until) {
    const now = Date.parse(draft.now);
    return Boolean(draft.embargoes_in_force) || Number.isNaN(now) || now < until;
  }

  /**
   * Matches by lexicon, in order of place; those that touch a phrase of the lexicon's `not` are gone.
   * @param {Normalised} normalised @param {Hits} hits
   */
  function matches(normalised, hits) {
    /** @type {Map<number, Set<number>>} */ const dropped = new Map();
    for (const hit of hits) {
      if (hit.out % 2 === 0) continue;
      const out = dropped.get((hit.out - 1) / 2) ?? new Set();
      for (let at = hit.first; at < hit.last; at += 1) out.add(at);
      dropped.set((hit.out - 1) / 2, out);
    }
    /** @type {Map<number, Match[]>} */ const found = new Map();
    for (const hit of hits) {
      if (hit.out % 2 === 1 || touches(dropped.get(hit.out / 2), hit)) continue;
      const start = normalised.atoms[hit.first], end = normalised.atoms[hit.last - 1];
      const places = found.get(hit.out / 2) ?? [];
      places.push({ first: hit.first, last: hit.last, start: start.start, end: end.end, sentence: start.sentence });
      found.set(hit.out / 2, places);
    }
    for (const places of found.values()) places.sort((a, b) => a.first - b.first || a.last - b.last);
    return found;
  }

  /** @param {Set<number> | undefined} out @param {Hits[number]} hit */
  function touches(out, hit) {
    if (out) for (let at = hit.first; at < hit.last; at += 1) if (out.has(at)) return true;
    return false;
  }

  /**
   * The language the function words are surely of, and the one that most are of.
   * @param {Prepared} prepared @param {Normalised} normalised @returns {(Language | null)[]}
   */
  function languagesOf(prepared, normalised) {
    const { de, en } = prepared.functionWords;
    let german = 0, english = 0;
    for (const atom of normalised.atoms) {
      if (de.has(atom.text)) german += 1;
      if (en.has(atom.text)) english += 1;
    }
    if (german === english) return [null, null];
    const leaning = german > english ? 'de' : 'en';
    const most = Math.max(german, english), least = Math.min(german, english);
    return [most >= 2 && most > 2 * least ? leaning : null, leaning];
  }

  return { read: readDraft, readTarget };
})();
