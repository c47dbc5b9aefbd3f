/**
 * What a rule asks of a draft, and whether it holds. Pure: no clock, no storage, no network.
 *
 * Twin of backend/rules/judge/conditions.py: change both. Nothing here knows a rule, a label or a language's words.
 */
const conditions = (() => {
  /**
   * @typedef {ReturnType<typeof judge.prepare>} Prepared
   * @typedef {ReturnType<typeof reader.read>} Reading
   * @typedef {NonNullable<ReturnType<Reading['found']['get']>>[number]} Match
   * A window of sentences, first and last (excluded); null is the whole text.
   * @typedef {[number, number] | null} Window
   */

  /** All matches of a line, whatever their sentence. */
  const WHOLE = -1;

  /** @type {Record<string, (reading: Reading, found: Match, place: [string, number]) => boolean>} */
  const PLACES = {
    first: (_, found, place) => found.end <= place[1],
    before_more: ({ draft }, found) => draft.platform !== 'linkedin' || draft.surface !== 'post' || found.end <= 210,
    outside_closing_hashtags: (reading, found) => found.start < reading.normalised.closing,
  };

  /** @type {Record<string, (prepared: Prepared, draft: Draft) => boolean>} */
  const ORGANISATION = {
    listed: ({ release }) => release.organisation.listed,
    quiet_period: ({ release }, draft) => {
      const now = Date.parse(draft.now);
      return release.organisation.quiet_periods.some(([start, end]) => start <= now && now < end);
    },
  };

  /**
   * The matches of a line by sentence (WHOLE: all), its place and language heeded. Its count is not heeded
   * here: that depends on the window.
   * @param {Prepared} prepared @param {Reading} reading @param {number} number
   */
  function lineOf(prepared, reading, number) {
    const known = reading.lines.get(number);
    if (known) return known;
    const { lexicon, surely, unless, places = [] } = prepared.release.lines[number];
    const mute = (surely && surely !== reading.language) || (unless && unless === reading.language);
    /** @type {Map<number, Match[]>} */ const found = new Map([[WHOLE, []]]);
    for (const entry of (!mute && reading.found.get(lexicon)) || []) {
      if (!places.every((place) => PLACES[place[0]](reading, entry, place))) continue;
      found.get(WHOLE)?.push(entry);
      const here = found.get(entry.sentence);
      if (here) here.push(entry); else found.set(entry.sentence, [entry]);
    }
    reading.lines.set(number, found);
    return found;
  }

  /** How many matches do not overlap. @param {Match[]} found */
  function countOf(found) {
    let count = 0, end = -1;
    for (const entry of found) {
      if (entry.first < end) continue;
      count += 1;
      end = entry.last;
    }
    return count;
  }

  /**
   * One draft before the rules: says of a rule whether it speaks, and about which words.
   * @param {Prepared} prepared @param {Draft} draft @param {Reading} reading
   * @returns {(rule: CompiledRule) => [boolean, Match | null]}
   */
  function caseOf(prepared, draft, reading) {
    const { target } = draft;
    const stance = target ? target.stance : 'none';
    /** @type {Reading | null} */ let targetReading = null;

    return (rule) => {
      const fits = (rule.surface ?? [draft.surface]).includes(draft.surface)
        && (rule.target ?? [stance]).includes(stance)
        && (rule.org ?? []).every((flag) => ORGANISATION[flag](prepared, draft))
        && (rule.all ?? []).every((group) => found(group, null)) // what the whole text lacks, no window has
        && !found(rule.none ?? [], null);
      if (!fits) return [false, null];
      const tied = tiedByTarget(rule.tie);
      for (const window of windows(rule)) {
        if (!tied && !found(rule.tie?.draft ?? [], window)) continue;
        if (meets(rule, window)) return [targetFits(rule), markedBy(rule, window)];
      }
      return [false, null];
    };

    /** The windows a rule looks through. @param {CompiledRule} rule @returns {Window[]} */
    function windows(rule) {
      const size = rule.within ?? 0, { atoms } = reading.normalised;
      if (!size) return [null];
      const count = atoms.length ? atoms[atoms.length - 1].sentence + 1 : 1;
      return Array.from({ length: count }, (_, start) => [start, start + size]);
    }

    /** Is one of the lines found in this window? @param {number[]} lines @param {Window} window */
    function found(lines, window, asked = reading) {
      return lines.some((line) => {
        const { lexicon, count = 1 } = prepared.release.lines[line];
        if (!asked.found.has(lexicon)) return false;
        const entries = matchesOf(line, window, asked);
        return entries.length >= count && (count === 1 || countOf(entries) >= count);
      });
    }

    /** @param {number} line @param {Window} window @param {Reading} asked @returns {Match[]} */
    function matchesOf(line, window, asked) {
      const bySentence = lineOf(prepared, asked, line);
      if (!window || prepared.release.lines[line].anywhere) return bySentence.get(WHOLE) ?? [];
      const entries = [];
      for (let sentence = window[0]; sentence < window[1]; sentence += 1) entries.push(...bySentence.get(sentence) ?? []);
      return entries;
    }

    /** @param {CompiledRule} rule @param {Window} window */
    function meets(rule, window) {
      return (rule.all ?? []).every((group) => found(group, window))
        && (rule.at_least ?? []).every(([least, groups]) => groups.filter((group) => found(group, window)).length >= least)
        && !found(rule.none_near ?? [], window);
    }

    /** Is no tie asked, or does the target's author or text tie the draft to the own company? @param {CompiledRule['tie']} tie */
    function tiedByTarget(tie) {
      if (!tie) return true;
      if (!tie.target.length || !target) return false;
      return target.stance === 'own_company' || (typeof target.text === 'string' && found(tie.target, null, readTarget()));
    }

    /** The lines on the target's text; a text that is cut off or unknown leaves the rule silent. @param {CompiledRule} rule */
    function targetFits(rule) {
      const { target_all: needed = [], target_none: forbidden = [] } = rule;
      if (!needed.length && !forbidden.length) return true;
      if (!target) return !needed.length;
      if (typeof target.text !== 'string' || target.text_complete === false) return false;
      return needed.every((group) => found(group, null, readTarget())) && !found(forbidden, null, readTarget());
    }

    function readTarget() {
      return targetReading ??= reader.readTarget(prepared, draft);
    }

    /** @param {CompiledRule} rule @param {Window} window */
    function markedBy(rule, window) {
      const groups = [rule.mark ?? [], ...rule.all ?? [], ...(rule.at_least ?? []).flatMap(([, some]) => some)];
      for (const line of groups.flat()) {
        const [first] = matchesOf(line, window, reading);
        if (first) return first;
      }
      return null;
    }
  }

  return { caseOf };
})();
