/** How much a site lets a post say: what is longer it cuts, and the link with it, or takes only from those who pay. */
const room = (() => {
  /** X counts letters, its own way: any link as 23, an emoji and most scripts that are not alphabets as two. */
  const X = { most: 280, link: 23 };
  const LINK = /https?:\/\/\S+/g;
  const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
  const LIGHT = /^[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]$/u;
  const graphemes = new Intl.Segmenter();

  /** @param {string} text */
  function weight(text) {
    let sum = 0;
    for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
      if (EMOJI.test(segment)) sum += 2;
      else for (const char of segment) sum += LIGHT.test(char) ? 1 : 2;
    }
    return sum;
  }

  /**
   * By how many letters a post is too long, 0 where it has room or the site cuts nothing.
   * @param {Platform} platform @param {string} text @param {string} url what the text is about: its link comes with it, or '' for none
   */
  function missing(platform, text, url) {
    if (platform !== 'x') return 0;
    const apart = url && !text.includes(url) ? ` ${url}` : '';
    const links = `${text}${apart}`.match(LINK) ?? [];
    return Math.max(0, weight(`${text}${apart}`.replace(LINK, '')) + links.length * X.link - X.most);
  }

  return { missing };
})();
