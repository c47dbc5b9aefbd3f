/** Whose post is it? By the organisation's lists, which travel in the release: ids first, then names, then the employer in a headline. */
const stance = (() => {
  /**
   * `stance` is null where nothing is known of the author, or the signs disagree: then nobody guesses.
   * @typedef {{stance: Stance | null, kind: Author['kind']}} Answer
   * @typedef {ReturnType<typeof listed.of>['entries']} Entries
   */

  /** @param {Release | null} release @param {Platform} platform @param {Author | null} author @returns {Answer} */
  function entry(release, platform, author) {
    if (!release || !author) return { stance: author ? 'other' : null, kind: null };
    const lists = listed.of(release);
    const page = byId(lists.entries, platform, author);
    const named = author.name ? listed.named(lists, author.name) : [];
    const employers = author.kind === 'company' || !author.headline ? [] : employer.of(lists, author.headline);
    const signs = [...(page ? [page] : []), ...(page && named.includes(page) ? [] : named), ...employers];
    const agree = signs.every((sign) => sign.stance === signs[0].stance);
    const sure = page || employers.length > 0 || !named.length || isTheirs(named, platform, author);
    if (!agree || !sure) return { stance: null, kind: null };
    return { stance: signs[0]?.stance ?? 'other', kind: (page ?? named[0])?.kind ?? (employers.length ? 'person' : null) };
  }

  /** @param {Release | null} release @param {Platform} platform @param {Author | null} author @returns {Stance | null} */
  const of = (release, platform, author) => entry(release, platform, author).stance;

  /** @param {Entries} entries @param {Platform} platform @param {Author} author */
  function byId(entries, platform, { id, kind }) {
    const page = id && entries.find((one) => one.platform === platform && one.id === pageId(id));
    return page && (!kind || platform === 'x' || page.kind === kind) ? page : null;
  }

  /**
   * Does a name alone decide? People share names, and on X everybody chooses theirs. A company's does where the site shows
   * no id or a number, or where we list no page of that name here: another page may be somebody else's.
   * @param {Entries} named @param {Platform} platform @param {Author} author
   */
  function isTheirs(named, platform, { id, kind }) {
    if (named.some((one) => one.kind === 'person')) return false;
    if (!id || /^\d+$/.test(id)) return kind !== 'person';
    return kind === 'company' && !named.some((one) => one.platform === platform);
  }

  return { entry, of };
})();
