/**
 * What came of each warning in one editor, told to the worker where the employee switched that on:
 * the rule's name, and no word of the text.
 */
const outcomes = (() => {
  const PASSING_MS = 1500; // of half a word, while somebody types: not worth a count

  /** @param {AbortSignal} signal ends with the editor: what was not posted is told as shown only, and what is said there anew not yet */
  function start(signal) {
    /** @type {Map<string, {outcome: Outcome, at: number}>} */
    const seen = new Map();
    signal.addEventListener('abort', () => {
      if (signal.reason === watch.ANEW) silenced([...seen.keys()]);
      tell();
    });

    /** What the card shows now; what it showed only in passing is forgotten. @param {string[]} rules */
    function shown(rules) {
      for (const [rule, { outcome, at }] of seen) {
        if (!rules.includes(rule) && outcome === 'shown' && performance.now() - at < PASSING_MS) seen.delete(rule);
      }
      for (const rule of rules) if (seen.get(rule)?.outcome !== 'shown') seen.set(rule, { outcome: 'shown', at: performance.now() });
    }

    /** Nobody changed the text: a pause, a switch, another release. Of that there is nothing to tell. @param {string[]} rules */
    function silenced(rules) {
      for (const rule of rules) if (seen.get(rule)?.outcome === 'shown') seen.delete(rule);
    }

    /** Its fix is taken: it counts, however short it stood. @param {string} rule */
    function taken(rule) {
      seen.set(rule, { outcome: 'shown', at: -PASSING_MS });
    }

    /** Switched off from the card. @param {string[]} rules */
    function dismissed(rules) {
      rules.forEach((rule) => seen.set(rule, { outcome: 'dismissed', at: 0 }));
    }

    /** Posted. @param {string[]} left rules that still had something to say */
    function sent(left) {
      for (const [rule, entry] of seen) if (entry.outcome === 'shown') entry.outcome = left.includes(rule) ? 'ignored' : 'followed';
      tell();
    }

    function tell() {
      const release = stored.body()?.number;
      if (release && stored.sendsOutcomes()) seen.forEach(({ outcome }, rule) => ask.send({ type: 'outcome', rule, release, outcome }));
      seen.clear();
    }

    return { shown, silenced, taken, dismissed, sent };
  }

  return { start };
})();
