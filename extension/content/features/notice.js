/** One line at the editor: whose post this is. Once per post and page. */
const notice = (() => {
  /** @type {Set<string>} */
  const seen = new Set();

  /** @param {Site} site @param {Composer} composer @returns {string|null} the line, if one is due */
  function due(site, { target, sure }) {
    const body = stored.body();
    if (!ask.connected() || !body || !target || !sure || !stored.settings().features.check || stored.paused()) return null;
    const author = stance.entry(body, site.name, target.author);
    if (author.stance !== 'competitor') return null;
    const post = target.id ?? target.author?.id ?? '';
    if (seen.has(post)) return null;
    seen.add(post);
    return t(`notice_${author.kind ?? 'company'}`, target.author?.name ?? '', body.organisation.name);
  }

  return { due };
})();
