/** The organisation's lists, folded as the rules fold a draft, so that what looks alike reads alike. */
const listed = (() => {
  // backend/rules/compiler/words.yaml has the same list
  const LEGAL_FORMS = new Set(
    `ag bv co corp corporation eg gbr gmbh inc incorporated kg kgaa limited llc llp ltd mbh nv oy plc pte sa sarl se spa srl ug`.split(' '),
  );
  const BESIDE_THE_NAME = /\([^)]*\)|\[[^\]]*\]/g; // (She/Her), [official]
  const BEHIND_THE_NAME = /[|,•·:–—]|\s-\s/; // "…, PhD", "… | we are hiring"

  // the release's fold table takes milliseconds to make ready, on every page: names in plain letters do without
  const IN_PLAIN_LETTERS = /^[ -_a-~]*$/;
  /** @type {(letter: string) => [string, [string, boolean]]} */
  const small = (letter) => [letter, [letter.toLowerCase(), true]];
  /** @type {ReturnType<typeof alphabet.of>} */
  const PLAIN_LETTERS = { fold: new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(small)), breaks: [], emoji: [], abbreviations: new Set() };

  /**
   * @typedef {ReturnType<typeof normalise.read>['atoms']} Atoms
   * @typedef {{stance: Stance, kind: 'company' | 'person', platform: Platform | null, id: string | null, key: string}} Entry
   * @typedef {{entries: Entry[], atoms: (text: string) => Atoms}} Lists
   */

  /** @type {WeakMap<object, Lists>} */
  const ready = new WeakMap();

  /** Made once per release. @param {Release} release @returns {Lists} */
  function of(release) {
    const known = ready.get(release);
    if (known) return known;
    const lettersOf = (/** @type {string} */ text) =>
      IN_PLAIN_LETTERS.test(text) ? PLAIN_LETTERS : alphabet.of(/** @type {CompiledRelease} */ (release));
    const atoms = (/** @type {string} */ text) =>
      normalise.read(text, lettersOf(text)).atoms.filter(({ silent, text }) => text && !silent);
    const lists = { atoms, entries: [...entries(release.organisation, atoms)].filter(({ key }) => key) };
    ready.set(release, lists);
    return lists;
  }

  /** @param {Release['organisation']} organisation @param {Lists['atoms']} atoms @returns {Iterable<Entry>} */
  function* entries({ pages, own, competitors }, atoms) {
    for (const { stance, kind, platform, id, name } of pages) yield { stance, kind, platform, id: pageId(id), key: key(atoms(name)) };
    for (const name of own) yield { stance: 'own_company', kind: 'company', platform: null, id: null, key: key(atoms(name)) };
    for (const name of competitors) yield { stance: 'competitor', kind: 'company', platform: null, id: null, key: key(atoms(name)) };
  }

  /** A name in one word, without its legal form. @param {Atoms} atoms */
  const key = (atoms) => atoms.slice(0, endOfName(atoms)).map(({ text }) => text).join('');

  /** @param {Atoms} atoms @returns {number} */
  const endOfName = (atoms) => {
    for (const parts of [1, 2]) { // S.A. is read as two
      const end = atoms.length - parts;
      if (end > 0 && isLegalForm(atoms.slice(end))) return endOfName(atoms.slice(0, end));
    }
    return atoms.length;
  };

  /** @param {Atoms} atoms */
  const isLegalForm = (atoms) => LEGAL_FORMS.has(atoms.map(({ text }) => text).join(''));

  /** All who bear the name that the site shows, with or without what people put beside it. @param {Lists} lists @param {string} shown */
  function named({ entries, atoms }, shown) {
    const bare = shown.replace(BESIDE_THE_NAME, ' ');
    const keys = [shown, bare, bare.split(BEHIND_THE_NAME)[0]].map((name) => key(atoms(name)));
    return entries.filter((entry) => keys.includes(entry.key));
  }

  return { of, named, isLegalForm };
})();
