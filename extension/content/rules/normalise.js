/**
 * From a draft as typed to atoms (words, tags, emoji, numbers …) that know where they stood.
 *
 * Twin of backend/rules/judge/normalise.py: change both. What a letter is, the alphabet says.
 */
const normalise = (() => {
  const DIAERESIS = '\u0308';
  const INNER = "&'_";
  const DIGIT_INNER = '.,/:';
  const NAME_INNER = `${INNER}.+-`; // of an e-mail address, before the @
  const LONGEST_NAME = 64; // as mail servers have it; else a text of dots would be read again from each
  const SIGNS = '%€$£¥+★☆';
  const LINKS = ['http://', 'https://', 'www.'];

  /**
   * One step of the text. `start`, `end`: code points; `silent`: words around it still touch.
   * @typedef {{text: string, start: number, end: number, sentence: number, kinds: string[], silent: boolean}} Atom
   * Another reading of the atoms `first` to before `last`: a hyphenated word, a hashtag, a phone number.
   * @typedef {{first: number, last: number, text: string, kinds: string[]}} Bridge
   * `closing`: where a run of three or more hashtags at the end begins, else the length.
   * @typedef {{atoms: Atom[], bridges: Bridge[], closing: number}} Normalised
   * @typedef {ReturnType<typeof alphabet.of>} Alphabet
   */

  /** @param {string | undefined} char */
  const isDigit = (char) => char !== undefined && char >= '0' && char <= '9' && char.length === 1;
  /** @param {string} text */
  const allDigits = (text) => [...text].every(isDigit);

  /** @param {string[]} groups @param {number[]} sizes */
  function isDate(groups, sizes) {
    return groups.length === 3 && groups.every((group, at) => group.length > 0 && group.length <= sizes[at] && allDigits(group));
  }

  /**
   * Reads a draft in one pass; cost grows with its length only.
   * @param {string} text @param {Alphabet} letters @returns {Normalised}
   */
  function read(text, letters) {
    const typed = [...text];
    /** @type {string[]} */ const chars = [];
    /** @type {number[]} */ const origin = [];
    /** @type {boolean[]} */ const capital = [];
    /** @type {Atom[]} */ const atoms = [];
    /** @type {Bridge[]} */ const bridges = [];
    /** @type {number[]} */ let tags = [];
    let sentence = 0;

    fold();
    const hasAt = chars.includes('@');
    for (let at = 0; at < chars.length;) at = step(at);
    phones();
    return { atoms, bridges, closing: tags.length >= 3 ? tags[0] : typed.length };

    function fold() {
      typed.forEach((char, at) => {
        const known = char === DIAERESIS ? diaeresis() : letters.fold.get(char);
        if (!known) put(char, at, false);
        else if (known[0].length === 1) put(known[0], at, known[1]);
        else for (const part of known[0]) put(part, at, known[1]);
      });
    }

    /** @param {string} char @param {number} at @param {boolean} isCapital */
    function put(char, at, isCapital) {
      chars.push(char);
      origin.push(at);
      capital.push(isCapital);
    }

    /** Two dots behind a letter, as some keyboards write an umlaut. @returns {[string, boolean]} */
    function diaeresis() { return [chars.length && 'aou'.includes(chars[chars.length - 1]) ? 'e' : '', false]; }

    /** @param {number} at @returns {number} */
    function step(at) {
      const char = chars[at];
      if (wordAt(at)) return link(at) || email(at) || words(at);
      if ((char === '#' || char === '@') && wordAt(at + 1)) return tag(at);
      if ('.!?…\n'.includes(char)) return stop(at);
      if (SIGNS.includes(char)) add(char, at, at + 1, []);
      else if (alphabet.isEmoji(letters, char)) add(char, at, at + 1, ['emoji'], true);
      return at + 1;
    }

    /** @param {number} at */
    function wordAt(at) { return at >= 0 && at < chars.length && alphabet.isWord(letters, chars[at]); }

    /** @param {string} text @param {number} first @param {number} last @param {string[]} kinds */
    function add(text, first, last, kinds, silent = false) {
      atoms.push({ text, start: origin[first], end: origin[last - 1] + 1, sentence, kinds, silent });
      if (!silent && !kinds.includes('url') && !kinds.includes('hash')) tags = [];
    }

    // ---- words ----

    /** @param {number} at @returns {number} */
    function wordEnd(at) {
      for (;;) {
        while (wordAt(at)) at += 1;
        if (at >= chars.length) return at;
        const joins = (INNER.includes(chars[at]) && wordAt(at + 1))
          || (DIGIT_INNER.includes(chars[at]) && isDigit(chars[at - 1]) && isDigit(chars[at + 1]));
        if (!joins) return at;
        at += 1;
      }
    }

    /** A word, or the pieces of a hyphenated one with a bridge over them. @param {number} at @returns {number} */
    function words(at) {
      const first = atoms.length;
      let whole = '', end;
      for (;;) {
        end = wordEnd(at);
        let piece = chars.slice(at, end).join('');
        const broken = lineBreak(end);
        if (broken && !capital[broken]) {
          end = wordEnd(broken);
          piece += chars.slice(broken, end).join('');
        }
        whole += piece;
        add(piece, at, end, kindsOf(piece, at, end));
        if (!(chars[end] === '-' && wordAt(end + 1))) break;
        at = end + 1;
      }
      if (atoms.length > first + 1) {
        const date = isDate(atoms.slice(first).map((atom) => atom.text), [4, 2, 2]);
        bridges.push({ first, last: atoms.length, text: whole, kinds: date ? ['date'] : [] });
      }
      return end;
    }

    /** Where a word broken by a hyphen at the line's end goes on; 0 when it is none. @param {number} at */
    function lineBreak(at) {
      if (chars[at] !== '-' || chars[at + 1] !== '\n') return 0;
      at += chars[at + 2] === '\n' ? 3 : 2;
      return wordAt(at) ? at : 0;
    }

    /** @param {string} text @param {number} first @param {number} last */
    function kindsOf(text, first, last) {
      if (isDigit(chars[first])) {
        if (![...text].every((char) => isDigit(char) || DIGIT_INNER.includes(char))) return [];
        return isDate(text.replaceAll('/', '.').split('.'), [2, 2, 4]) ? ['number', 'date'] : ['number'];
      }
      if (!capital[first]) return [];
      let small = 0, capitals = 0;
      for (let at = first; at < last; at += 1) {
        if (!wordAt(at) || isDigit(chars[at])) continue;
        small += 1;
        if (capital[at]) capitals += 1;
      }
      return small >= 4 && capitals === small ? ['Cap', 'caps'] : ['Cap'];
    }

    // ---- links, addresses, tags ----

    /** @param {number} at */
    function link(at) {
      if (!'hw'.includes(chars[at])) return 0;
      const begin = chars.slice(at, at + 8).join('');
      if (!LINKS.some((known) => begin.startsWith(known))) return 0;
      let end = at;
      while (end < chars.length && chars[end] > ' ') end += 1;
      add('', at, end, ['url']);
      return end;
    }

    /** An address that begins here, whole: where it ends, 0 when it is none. @param {number} start @returns {number} */
    function email(start) {
      const at = hasAt ? chainEnd(start, NAME_INNER, start + LONGEST_NAME) : start;
      if (chars[at] !== '@' || !wordAt(at + 1)) return 0;
      const end = chainEnd(at + 1, '.-', chars.length);
      add('', start, end, ['email']);
      return end;
    }

    /** @param {number} at @param {string} joints @param {number} most */
    function chainEnd(at, joints, most) {
      while (at < most && (wordAt(at) || (wordAt(at + 1) && joints.includes(chars[at])))) at += 1;
      return at;
    }

    /** A #tag or @handle: its CamelCase pieces, and a bridge for the whole. @param {number} at */
    function tag(at) {
      const sign = chars[at], first = atoms.length, kind = sign === '#' ? 'hash' : 'handle';
      let end = at + 1, piece = at + 1;
      while (wordAt(end) || chars[end] === '_') end += 1;
      for (let cut = at + 2; cut <= end; cut += 1) {
        if (cut < end && !isCut(cut, end)) continue;
        const text = chars.slice(piece, cut).join('').replaceAll('_', '');
        if (text) add(text, piece > at + 1 ? piece : at, cut, [kind]);
        piece = cut;
      }
      const whole = chars.slice(at + 1, end).join('').replaceAll('_', '');
      bridges.push({ first, last: atoms.length, text: sign + whole, kinds: [kind] });
      bridges.push({ first, last: atoms.length, text: whole, kinds: [] });
      if (kind === 'hash') tags.push(origin[at]);
      return end;
    }

    /** @param {number} at @param {number} end */
    function isCut(at, end) {
      if (chars[at] === '_') return true;
      const nextSmall = at + 1 < end && !capital[at + 1];
      return capital[at] && (!capital[at - 1] || nextSmall);
    }

    // ---- sentences, phones ----

    /** @param {number} at */
    function stop(at) {
      let end = at + 1;
      while (end < chars.length && '!?'.includes(chars[at]) && '!?'.includes(chars[end])) end += 1;
      if (chars.slice(at, end).filter((char) => char === '!').length >= 2) add('', at, end, ['shout'], true);
      if (atoms.length > 0 && atoms[atoms.length - 1].sentence === sentence && !goesOn(at)) sentence += 1;
      return end;
    }

    /** Is this full stop part of an abbreviation, an initial, an ordinal number or a word? @param {number} at */
    function goesOn(at) {
      if (chars[at] !== '.') return false;
      if (wordAt(at + 1)) return true;
      const before = atoms[atoms.length - 1];
      if (before.end !== origin[at]) return false;
      const length = [...before.text].length;
      const short = length === 1 || (length === 2 && before.kinds.includes('number'));
      return short || letters.abbreviations.has(before.text);
    }

    /** Runs of number atoms close together that start with + or 0 and have 7 to 15 digits. */
    function phones() {
      for (let at = 0; at < atoms.length;) {
        let end = at, digits = 0;
        while (end < atoms.length && atoms[end].kinds.includes('number')) {
          if (end > at && atoms[end].start - atoms[end - 1].end > 2) break;
          digits += [...atoms[end].text].filter(isDigit).length;
          end += 1;
        }
        const plus = at > 0 && atoms[at - 1].text === '+' ? 1 : 0;
        if (digits >= 7 && digits <= 15 && (plus || atoms[at].text[0] === '0')) {
          bridges.push({ first: at - plus, last: end, text: '', kinds: ['phone'] });
        }
        at = Math.max(end, at + 1);
      }
    }
  }

  return { read };
})();
