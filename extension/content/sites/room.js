/**
 * How much a site lets a post say: what is longer it cuts, and the link with it, or takes only from those who pay.
 * Its twin for curators is backend/content/room.py.
 */
const room = (() => {
  /** X counts letters, its own way: any address as 23, an emoji and most scripts that are not alphabets as two. */
  const MOST = 280;
  const AS_A_LINK = '_'.repeat(23);
  /** without the full stop or bracket that ends the sentence */
  const LINK = /(?:https?:\/\/|www\.)\S*[A-Za-z0-9_/#%&=+~@$-]/gi;
  /** Read when it is first asked for: with all letters it takes a millisecond, in every tab. @param {...string} parts */
  const once = (...parts) => {
    /** @type {RegExp|undefined} */
    let made;
    return () => (made ??= new RegExp(parts.join(''), 'gsu'));
  };
  /** Whether what has no https:// or www. is an address only X knows, by a list of endings. */
  const perhaps = once(
    String.raw`(?<![\p{L}\p{N}_@./-])(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[a-z]{2,}(?![\p{L}\p{N}_@-])`,
    String.raw`(?:\/\S*[A-Za-z0-9_/#%&=+~@$-]|\/)?`,
  );
  /** keys in a box, flags, pictures with all that joins them, letters drawn as a picture */
  const double = once(
    String.raw`[0-9#*]\ufe0f?\u20e3`,
    String.raw`|[\u{1f1e6}-\u{1f1ff}]{2}`,
    String.raw`|[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037][\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]*`,
    String.raw`(?:\u200d.[\ufe0f\u{1f3fb}-\u{1f3ff}]*)*`,
    String.raw`|.\ufe0f`,
  );

  /** @param {string} text */
  const weight = (text) => text.normalize('NFC').replace(double(), '__').length;

  /** Of both readings the longer: better warned than cut off. @param {string} address */
  const longer = (address) => (weight(address) < AS_A_LINK.length ? AS_A_LINK : address);

  /**
   * By how many letters a post is too long, 0 where it has room or the site cuts nothing.
   * @param {Platform} platform @param {string} text @param {string} url what the text is about: its link comes with it, or '' for none
   */
  function missing(platform, text, url) {
    if (platform !== 'x') return 0;
    const whole = url && !text.match(LINK)?.includes(url) ? `${text} ${url}` : text;
    return Math.max(0, weight(whole.replace(LINK, AS_A_LINK).replace(perhaps(), longer)) - MOST);
  }

  return { missing };
})();
