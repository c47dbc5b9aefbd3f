/** What an item is called, leading to it: nobody should recommend what they could not read. */
const title = (() => {
  /** @param {'h2'|'h3'} tag @param {FeedItem} item a text of our own has no address @returns {HTMLElement} */
  const of = (tag, { title, language, url }) => el(tag, { lang: language }, /^https:/i.test(url) ? el('a', { href: url, target: '_blank', rel: 'noreferrer noopener' }, title) : title);

  return { of };
})();
