/** A draft judged by what was synced. Knows no editor's state and shows nothing. */
const verdict = (() => {
  const SEVERITIES = ['note', 'warn', 'confirm'];

  /**
   * @param {Site} site @param {Composer} composer @param {string} text
   * @returns {Finding[]} the gravest first, those with a fix before others
   */
  function of(site, composer, text) {
    const release = stored.ready();
    const { features, rulesOff, language } = stored.settings();
    const draft = text.trim() ? draftOf(site, composer, text) : null; // nothing is written yet, nothing is said of it
    if (!release || !features.check || !draft || stored.paused()) return [];
    const { findings } = judge.judge(release, draft, stored.language(), language);
    return findings.filter(({ rule }) => !rulesOff.includes(rule)).sort((a, b) => weight(b) - weight(a) || Number(!a.fix) - Number(!b.fix));
  }

  /**
   * Null where it is not sure what is answered, or whose post: then we keep quiet.
   * @param {Site} site @param {Composer} composer @param {string} text @returns {Draft | null}
   */
  function draftOf({ name: platform }, { surface, target, sure }, text) {
    const answered = target && targetOf(platform, target);
    return sure && (answered || !target) ? { platform, surface, text, target: answered, now: new Date().toISOString() } : null;
  }

  /** @param {Platform} platform @param {Post} post @returns {Target | null} */
  function targetOf(platform, { author, text, textComplete }) {
    const theirs = stance.of(stored.body(), platform, author);
    return theirs && { stance: theirs, name: author?.name ?? undefined, text, text_complete: textComplete };
  }

  /** @param {Finding} finding */
  const weight = ({ severity }) => SEVERITIES.indexOf(severity);

  return { of };
})();
