/**
 * Makes of a saved page one that may be shown to anybody: every word, name, number and address becomes a pseudo-word, the same
 * one everywhere; scripts, pictures and styles go; structure and hooks stay. Run in the page by e2e/probe.py.
 */
(() => {
  const GONE = 'script, style, link, noscript, iframe, video, audio, source, object, embed, base, template';
  const KEPT = /^(class|role|dir|lang|type|contenteditable|tabindex|aria-(hidden|modal|expanded|haspopup|multiline)|data-(view-name|sdui-screen|component-type|finite-scroll-.*|display-contents|block|text|contents|slate-.*)|shadowrootmode|fill|cx|cy|r|x[12]|y[12]|offset|stop-color|gradientUnits)$/i;
  const KEYED = /^(componentkey|data-urn|data-id|id|for|data-offset-key)$/i;
  const NAMED_ONLY = /^data-test-/i; // there or not is what counts
  const MEMBER = /AC[ow]A[\w-]{10,}/g;
  const HANDLE = /(?<=^UserAvatar-Container-).+/;
  const SPOKEN = /^(aria-label|alt|title|placeholder|data-placeholder|aria-placeholder)$/i;
  // words the sites' own buttons and labels are made of: adapters may ask for them
  const SITE = new Set(
    `open control menu for post by comment comments kommentieren reply replies antworten repost reposts quote send like likes follow following
     promoted ad anzeige home feed start a share write your what is happening more less see view profile photo of followers this on commented
     liked reposted edited h d w m s mo yr verified premium 1st 2nd 3rd`.split(/\s+/),
  );

  /** @type {Map<string, string>} */
  const known = new Map();
  /** @param {number} most */
  const chance = (most) => crypto.getRandomValues(new Uint32Array(1))[0] % most;
  /** @param {string} char */
  const letter = (char) => {
    if (/\p{N}/u.test(char)) return String(chance(10));
    return /\p{L}/u.test(char) ? 'abdefgiklmnoprstuvz'[chance(19)] : char;
  };
  /** A pseudo-word of the same length and case: by chance, so that nobody can reckon back. @param {string} word */
  const pseudo = (word) => {
    const small = word.toLowerCase();
    if (!known.has(small)) known.set(small, [...small].map(letter).join(''));
    const other = [.../** @type {string} */ (known.get(small))];
    return [...word].map((char, at) => (char !== char.toLowerCase() ? other[at]?.toUpperCase() : other[at]) ?? '').join('');
  };
  const spoken = (text) => text.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (SITE.has(word.toLowerCase()) ? word : pseudo(word)));
  /** LinkedIn's newer keys hold a post's number as a varint in base64: other bits, same length. @param {string} key */
  const renumber = (key) => {
    if (key.includes('_') || key.length % 4 === 1) return pseudo(key); // no base64
    const bytes = [...atob(key)].map((char) => char.charCodeAt(0));
    if (!known.has(key)) known.set(key, btoa(String.fromCharCode(...bytes.map((byte, at) => (at < 4 || at === bytes.length - 1 ? byte : (byte & 128) | chance(128))))).replace(/=+$/, ''));
    return known.get(key);
  };
  const keyed = (text) => text.replace(MEMBER, pseudo).replace(/\d{6,}/g, pseudo).replace(/(?<![\w+/])Cg[\w+/]{12,18}(?![\w+/=])/g, renumber);
  /** The first part of a path says what kind of page it is; what comes after it is a name. */
  const address = (text) => {
    const url = URL.parse(text, document.URL);
    if (!url || !/^https?:$/.test(url.protocol)) return '#';
    const [, kind, ...rest] = url.pathname.split('/');
    const ours = url.host === location.host || /(^|\.)(linkedin|x|twitter)\.com$/.test(url.host);
    if (!ours) return `https://elsewhere.example/${pseudo(kind || 'page')}`;
    const named = /^(in|company|school|showcase|feed|posts|i|hashtag|intent|home|compose|notifications|messages)$/;
    return `/${[named.test(kind) ? kind : pseudo(kind), ...rest.map((part) => (/^(status|update|posts|photo|analytics|quotes|likes)$/.test(part) ? part : spoken(keyed(part))))].join('/')}`;
  };

  /** @param {Element} element */
  const clean = (element) => {
    for (const { name, value } of [...element.attributes]) {
      if (KEYED.test(name)) element.setAttribute(name, keyed(value));
      else if (name === 'data-testid') element.setAttribute(name, keyed(value.replace(HANDLE, pseudo)));
      else if (KEPT.test(name)) continue;
      else if (NAMED_ONLY.test(name)) element.setAttribute(name, '');
      else if (SPOKEN.test(name)) element.setAttribute(name, spoken(value));
      else if (name === 'href' && element.localName === 'a') element.setAttribute('href', address(value));
      else if (name === 'datetime') element.setAttribute('datetime', '2026-01-01T00:00:00.000Z');
      else element.removeAttribute(name);
    }
  };

  /** @param {Document | ShadowRoot} root */
  const scrub = (root) => {
    root.querySelectorAll(GONE).forEach((element) => element.remove());
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (node instanceof Comment) node.remove();
      else if (node instanceof Text) node.data = spoken(node.data);
      else {
        clean(node);
        if (node.shadowRoot) scrub(node.shadowRoot);
      }
    }
  };

  scrub(document);
  const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return document.documentElement.getHTML({ shadowRoots: shadows });
})
