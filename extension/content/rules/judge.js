/**
 * A prepared release and a draft in, a verdict out. Pure: no clock, no storage, no network.
 *
 * Twin of backend/rules/judge/judge.py: change both. Nothing here knows a rule, a label or a language's words.
 */
const judge = (() => {
  const SEVERITIES = ['confirm', 'warn', 'note'];
  const REHEARSED = 12; // texts
  const UNNAMED = { de: 'dieses Unternehmen', en: 'this company' };

  /**
   * A release made quick to ask. Made once per release, used for every draft.
   * @typedef {ReturnType<typeof prepare>} Prepared
   */

  /** Builds tables, automata and the index of rules once. @param {Release} release */
  function prepare(release) {
    // words and phrases are megabytes, and not asked again once they are in tables
    const { words, phrases, name_phrases: namePhrases, ...data } = /** @type {CompiledRelease} */ (release);
    /** @type {Map<number, number[]>} */ const rulesOf = new Map();
    /** @type {number[]} */ const always = [];
    data.rules.forEach((rule, number) => {
      const [key = []] = rule.all ?? rule.at_least?.map(([, groups]) => groups.flat()) ?? [];
      if (!key.length) always.push(number);
      for (const lexicon of new Set(key.map((line) => data.lines[line].lexicon))) {
        const others = rulesOf.get(lexicon);
        if (others) others.push(number); else rulesOf.set(lexicon, [number]);
      }
    });
    return {
      release: data,
      alphabet: alphabet.of(data),
      words: lookup.words(words),
      names: match.automaton(namePhrases),
      phrases: match.automaton(phrases),
      rulesOf,
      always,
      functionWords: { de: new Set(data.function_words.de), en: new Set(data.function_words.en) },
    };
  }

  /**
   * What the release says about a draft, the most serious finding first. `language` is that of the messages. A fix is in the
   * draft's own language where that is sure, else in the one the person `chose`, else in the one the draft leans to.
   * @param {Prepared} prepared @param {Draft} draft @param {Language} [language] @param {Language | null} [chose] @returns {Verdict}
   */
  function judgeDraft(prepared, draft, language = 'en', chose = null) {
    const reading = reader.read(prepared, draft);
    const tongues = { language, fix: reading.language ?? chose ?? reading.leaning ?? language };
    const numbers = new Set(prepared.always);
    for (const lexicon of reading.found.keys()) for (const number of prepared.rulesOf.get(lexicon) ?? []) numbers.add(number);
    /** @type {Map<string, {rank: number, number: number, finding: Finding}>} */ const best = new Map();
    const holds = conditions.caseOf(prepared, draft, reading);
    for (const number of [...numbers].sort((a, b) => a - b)) {
      const rule = prepared.release.rules[number];
      const [speaks, marked] = holds(rule);
      const rank = SEVERITIES.indexOf(rule.severity);
      if (!speaks || rank >= (best.get(rule.label)?.rank ?? Infinity)) continue;
      best.set(rule.label, { rank, number, finding: finding(prepared, rule, draft, reading, marked, tongues) });
    }
    const order = [...best.values()].sort((a, b) => a.rank - b.rank || a.number - b.number);
    return { release: prepared.release.number, findings: order.map((entry) => entry.finding) };
  }

  /**
   * As written in German; in English day and month have no order that all agree on, so it stays ISO.
   * @param {string} iso @param {Language} tongue
   */
  const day = (iso, tongue) => (tongue === 'de' ? iso.split('-').reverse().map((part) => part.replace(/^0+/, '')).join('.') : iso);

  /**
   * @param {Prepared} prepared @param {CompiledRule} rule @param {Draft} draft @param {ReturnType<typeof reader.read>} reading
   * @param {ReturnType<ReturnType<typeof conditions.caseOf>>[1]} marked @param {{language: Language, fix: Language}} tongues
   * @returns {Finding}
   */
  function finding(prepared, rule, draft, reading, marked, { language, fix: tongue }) {
    /** @param {number} text @param {Language} tongue */
    const said = (text, tongue) => {
      /** @type {Record<string, string>} */ const values = {
        company: prepared.release.organisation.name,
        match: marked ? (reading.typed ??= [...reading.text]).slice(marked.start, marked.end).join('') : '',
        target: draft.target?.name || UNNAMED[tongue],
        until: day(reading.until, tongue),
      };
      return prepared.release.texts[text][tongue].replace(/\{(company|match|target|until)\}/g, (_, name) => values[name]);
    };
    const { id, label, severity, guideline, source, fix } = rule;
    return {
      rule: id,
      label,
      severity,
      span: marked && [marked.start, marked.end],
      message: said(rule.message, language),
      why: said(rule.why, language),
      guideline,
      source,
      fix: fix ? { kind: fix.kind, text: said(fix.text, tongue) } : null,
    };
  }

  /**
   * Judges the release's own texts, for nothing: what runs for the first time takes ten times as long,
   * and nobody writes yet.
   * @param {Prepared} prepared
   */
  function rehearse(prepared) {
    const { texts, organisation } = prepared.release;
    const text = texts.slice(0, REHEARSED).map(({ en }) => en.replaceAll('{company}', organisation.name)).join('\n');
    const draft = /** @type {Draft} */ (
      { platform: 'linkedin', surface: 'comment', text, target: { stance: 'competitor', text }, now: '' }
    );
    judgeDraft(prepared, draft);
  }

  return { prepare, judge: judgeDraft, rehearse };
})();
