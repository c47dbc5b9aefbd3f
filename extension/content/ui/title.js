/** What an item is called, leading to it: nobody should recommend what they could not read; and whence it is. */
const title = (() => {
  /** @param {'h2'|'h3'} tag @param {FeedItem} item a text of our own has no address @returns {HTMLElement} */
  const of = (tag, { title, language, url }) =>
    el(tag, { lang: language }, /^https:/i.test(url) ? el.link(url, title) : title);

  /** And in which language, where that is not one's own. @param {FeedItem} item @returns {string} */
  function source({ source, language }) {
    const own = stored.language();
    return language === own ? source : [source, new Intl.DisplayNames(own, { type: 'language' }).of(language)].filter(Boolean).join(' · ');
  }

  return { of, source };
})();
