/** Whose page a LinkedIn link opens. */
const linkedinPage = (() => {
  /** @type {Record<string, Author['kind']>} */
  const KINDS = { in: 'person', company: 'company', school: 'company', showcase: 'company' };

  /** @param {Element} anchor @returns {{kind: Author['kind'], id: string} | null} null when it opens no page of somebody */
  const of = (anchor) => {
    const [, kind, slug] = path(anchor.getAttribute('href')).split('/');
    return kind in KINDS && slug ? { kind: KINDS[kind], id: plain(slug) } : null;
  };

  /** @param {string | null} href */
  const path = (href) => (href && URL.canParse(href, 'https://www.linkedin.com') ? new URL(href, 'https://www.linkedin.com').pathname : '/');

  /** @param {string} slug */
  const plain = (slug) => {
    try {
      return decodeURIComponent(slug).toLowerCase();
    } catch {
      return slug.toLowerCase();
    }
  };

  return { of };
})();
