/** How much a site lets a post say: what is longer it cuts, and the link with it, or takes only from those who pay. */
const room = (() => {
  /** X counts letters, its own way: any address as 23, an emoji and most scripts that are not alphabets as two. */
  const X = { most: 280, link: 23 };
  /** without the full stop or bracket that ends the sentence; of a bare domain nobody but X knows whether it is one */
  const LINK = /(?:https?:\/\/|www\.)\S*[\w/#%&=+~@$-]/gi;
  const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|[\ufe0f\u20e3]/u;
  const LIGHT = /^[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]$/u;

  /** @param {string} text */
  function weight(text) {
    let sum = 0;
    for (const { segment } of new Intl.Segmenter().segment(text.normalize('NFC'))) {
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
    const links = [...text.matchAll(LINK)].map(([link]) => link);
    const whole = url && !links.includes(url) ? `${text} ${url}` : text;
    const count = links.length + (whole === text ? 0 : 1);
    return Math.max(0, weight(whole.replace(LINK, '')) + count * X.link - X.most);
  }

  return { missing };
})();
