/** LinkedIn's names for posts. New pages hide them in component keys: unpadded base64 of a small protobuf. */
const linkedinUrn = (() => {
  /** field of the outer message -> what its numbers mean @type {Record<number, (ids: bigint[]) => string | null>} */
  const KINDS = {
    1: ([id]) => (id ? `urn:li:activity:${id}` : null),
    2: ([id]) => (id ? `urn:li:ugcPost:${id}` : null),
    3: ([group, id]) => (group && id ? `urn:li:groupPost:${group}-${id}` : null),
  };
  const URN = /urn:li:(?:activity|ugcPost|groupPost|share):[\d-]+/;

  /** @param {string} key "<base64>-replaceableCommentTools…" or "commentBox-<base64>-…" @returns {string | null} */
  const fromKey = (key) => {
    const code = key.match(/^commentBox-([A-Za-z0-9+/]+)-/)?.[1] ?? key.match(/^([A-Za-z0-9+/]+)-/)?.[1];
    const bytes = code ? decode(code) : null;
    // one field with a length is all there is; anything else is a scheme we do not know
    if (!bytes || (bytes[0] & 7) !== 2 || bytes[1] !== bytes.length - 2) return null;
    return KINDS[bytes[0] >> 3]?.(numbers(bytes.subarray(2))) ?? null;
  };

  /** The post's URN in a comment's, for example urn:li:comment:(activity:1,2). @param {string} key */
  const ofComment = (key) => {
    const post = key.match(/urn:li:comment:\((?:urn:li:)?([a-zA-Z]+:[\d-]+),/)?.[1];
    return post ? fromText(`urn:li:${post}`) : null;
  };

  /** @param {string | null} value */
  const fromText = (value) => value?.match(URN)?.[0] ?? null;

  /** @param {string} code */
  const decode = (code) => {
    try {
      return Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
    } catch {
      return null;
    }
  };

  /** Zigzag varints in the order of their fields. @param {Uint8Array} bytes */
  const numbers = (bytes) => {
    const found = [];
    for (let at = 0; at < bytes.length; ) {
      if ((bytes[at] & 7) !== 0) return [];
      let value = 0n;
      let shift = 0n;
      do {
        at += 1;
        value |= BigInt(bytes[at] & 127) << shift;
        shift += 7n;
      } while (bytes[at] & 128);
      at += 1;
      found.push((value >> 1n) ^ -(value & 1n));
    }
    return found;
  };

  /** @param {string | null} urn */
  const permalink = (urn) => (urn ? `https://www.linkedin.com/feed/update/${urn}/` : null);

  return { fromKey, fromText, ofComment, permalink };
})();
