/** Whose page a LinkedIn link opens. */
const linkedinPage = (() => {
  /** @type {Record<string, Author['kind']>} */
  const KINDS = { in: 'person', company: 'company', school: 'company', showcase: 'company' };

  /** @param {Element} anchor @returns {{kind: Author['kind'], id: string} | null} null when it opens no page of somebody */
  const of = (anchor) => {
    const [, kind, slug] = path(anchor.getAttribute('href')).split('/');
    return Object.hasOwn(KINDS, kind) && slug ? { kind: KINDS[kind], id: pageId(slug) } : null;
  };

  /** Of an address on LinkedIn, in whatever country; '/' of all others. @param {string | null} href */
  const path = (href) => {
    const url = href && URL.canParse(href, 'https://www.linkedin.com') ? new URL(href, 'https://www.linkedin.com') : null;
    return url && /(?:^|\.)linkedin\.com$/.test(url.hostname) ? url.pathname : '/';
  };

  return { of };
})();
