/** Whose post is it? By the organisation's lists, which travel in the release: ids first, then names. */
const stance = (() => {
  /**
   * @param {Release['organisation']|null} organisation @param {Platform} platform @param {Author|null} author
   * @returns {{stance: Stance, kind: Author['kind']}} `other` when nothing is known: then nobody is accused of anything
   */
  function entry(organisation, platform, author) {
    const pages = organisation?.pages.filter((page) => page.platform === platform) ?? [];
    const found = author && organisation && (byId(pages, author) ?? byName(pages, author) ?? byHeadline(organisation, author));
    return found ?? { stance: 'other', kind: null };
  }

  /** @param {Release['organisation']|null} organisation @param {Platform} platform @param {Author|null} author @returns {Stance} */
  const of = (organisation, platform, author) => entry(organisation, platform, author).stance;

  /** @param {ListedPage[]} pages @param {Author} author */
  function byId(pages, { id, kind }) {
    return id ? pages.find((page) => page.id === id && (!kind || page.platform === 'x' || page.kind === kind)) : undefined;
  }

  /** A name decides only where the site shows no id: people share names. @param {ListedPage[]} pages @param {Author} author */
  function byName(pages, { id, name }) {
    return !id && name ? pages.find((page) => plain(page.name) === plain(name)) : undefined;
  }

  /** "Head of Product at Globex": people of a competitor, and colleagues. @param {Release['organisation']} organisation @param {Author} author */
  function byHeadline({ own, competitors }, { kind, headline }) {
    if (kind === 'company' || !headline) return undefined;
    /** @type {[Stance, string[]][]} */
    const lists = [['competitor', competitors], ['own_company', own]];
    const hit = lists.find(([, names]) => names.some((name) => worksAt(headline, name)));
    return hit && { stance: hit[0], kind: /** @type {const} */ ('person') };
  }

  /** @param {string} headline @param {string} name */
  function worksAt(headline, name) {
    return [' at ', ' bei ', ' @ ', ' @'].some((link) => ` ${plain(headline)} `.includes(`${link}${plain(name)} `));
  }

  /** @param {string} text */
  function plain(text) {
    return text.toLowerCase().replace(/[|,;·•()]+/g, ' ').replace(/\s+/g, ' ').trim();
  }

  return { entry, of };
})();
