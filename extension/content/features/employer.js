/** Where a headline says that somebody works: "Head of Product at Globex", "CEO | Globex"; not where they were before, or what they buy. */
const employer = (() => {
  const PARTS = /[|•·;\n]|\s[-–—/]\s/;
  const GENDER_SIGN = /(?<=[a-zß-ÿ])[*:_/](?=in(nen)?(?![a-zß-ÿ]))/gi; // Kund*in, Gründer:in
  const words = (/** @type {string} */ text) => new Set(text.split(' '));
  // folded, as the rules fold: ä is ae
  const AT = words('at bei beim');
  const ARTICLES = words('the der die das dem den unserer meiner');
  const WORKING = words('work works working arbeite arbeitet arbeitend taetig');
  const FOR = words('for fuer');
  const LEADING = words(
    'ceo cto cfo coo cmo cpo cio chro founder cofounder gruender gruenderin mitgruender mitgruenderin '
    + 'geschaeftsfuehrer geschaeftsfuehrerin inhaber inhaberin owner president vorstand vorstaendin chairman chairwoman chair',
  );
  const NOW = words('now currently today jetzt aktuell derzeit heute');
  const NOT_NOW = words(
    'ex former formerly previously previous prev past retired once incoming future aspiring not never non until '
    + 'alumni alumnus alumna alum ehemals ehemalig ehemalige ehemaliger ehemaligen ehem frueher fruehere frueherer '
    + 'vormals vormalige vormaliger zuvor kuenftig kuenftige kuenftiger zukuenftig zukuenftige zukuenftiger bald nicht nie bis',
  );
  /** before "at" and behind the name: they are there as somebody else */
  const OUTSIDERS = words(
    'customer customers client clients user users fan fans partner partners investor investors shareholder supplier vendor speaker guest '
    + 'applicant candidate kunde kundin kunden nutzer nutzerin anwender anwenderin aktionaer aktionaerin investorin lieferant lieferantin '
    + 'partnerin dienstleister sprecher sprecherin gast bewerber bewerberin',
  );
  /** before "@Globex": it is about them */
  const ABOUT = words('of by with from about love loving like von ueber mit');
  /** a capital behind the name makes it another name, "Globex Partners", unless it is one of these */
  const SAME_NAME = words(
    'deutschland germany oesterreich austria schweiz switzerland dach europa europe emea uk us usa international global '
    + 'group gruppe',
  );
  const GOES_ON = words('in and und for fuer with mit on im am');

  /**
   * @typedef {ReturnType<ReturnType<typeof listed.of>['atoms']>} Atoms
   * A name in a part of the headline; `gap`: what is typed before an atom.
   * @typedef {{atoms: Atoms, first: number, last: number, gap: (at: number) => string}} Place
   */

  /** @param {ReturnType<typeof listed.of>} lists @param {string} headline */
  const of = (lists, headline) => headline.replace(GENDER_SIGN, '').split(PARTS).flatMap((part) => inPart(lists, part));

  /** @param {ReturnType<typeof listed.of>} lists @param {string} part */
  function inPart({ entries, atoms: atomsOf }, part) {
    const typed = [...part];
    const atoms = atomsOf(part);
    const gap = (/** @type {number} */ at) => typed.slice(atoms[at - 1]?.end ?? 0, atoms[at]?.start).join('');
    const worksAt = (/** @type {string} */ key) => atoms.some((_, first) => {
      const last = endOf(atoms, first, key);
      return last !== null && isEmployer({ atoms, first, last, gap });
    });
    return entries.filter(({ kind, key }) => kind === 'company' && worksAt(key));
  }

  /** Behind the name, its legal form and its country. @param {Atoms} atoms @param {number} first @param {string} key */
  function endOf(atoms, first, key) {
    let last = first;
    for (let read = ''; read !== key; last += 1) {
      if (last === atoms.length || atoms[last].kinds.includes('hash')) return null;
      read += atoms[last].text;
      if (!key.startsWith(read)) return null;
    }
    while (last < atoms.length && (SAME_NAME.has(atoms[last].text) || listed.isLegalForm([atoms[last]]))) last += 1;
    return last;
  }

  /** @param {Place} place */
  const isEmployer = (place) => isWhole(place) && isNow(place) && (isAt(place) || leads(place) || isAlone(place));

  /** @param {Place} place */
  const isWhole = (place) => {
    const next = place.atoms[place.last];
    return endsThere(place) || !next.kinds.includes('Cap') || GOES_ON.has(next.text);
  };

  /** @param {Place} place */
  const endsThere = ({ atoms, last, gap }) => last === atoms.length || gap(last).trim() !== '';

  /** @param {Place} place */
  const isNow = (place) => {
    const before = textsOf(place.atoms.slice(0, place.first));
    return !before.slice(before.findLastIndex((word) => NOW.has(word)) + 1).some((word) => NOT_NOW.has(word)) && !isOver(place);
  };

  /** "Globex alumni", "at Globex (2015-2020)", "at Globex until May", but not "at Globex (ex-Initech)" @param {Place} place */
  const isOver = ({ atoms, last, gap }) => {
    const comma = atoms.findIndex((_, at) => at >= last && gap(at).includes(','));
    const behind = textsOf(atoms.slice(last, comma < 0 ? undefined : comma));
    const aboutThem = behind.includes('ex') ? behind.slice(0, behind.indexOf('ex') + 1) : behind;
    const past = aboutThem.filter((word) => word !== 'ex' || behind.length === 1).some((word) => NOT_NOW.has(word));
    return past || OUTSIDERS.has(behind[0]) || /^\d/.test(behind[0]);
  };

  /** @param {Atoms} atoms */
  const textsOf = (atoms) => atoms.map(({ text }) => text);

  /** The words before the name, articles left out, nearest first. @param {Place} place */
  const leadUp = ({ atoms, first }) => textsOf(atoms.slice(0, first)).filter((word) => !ARTICLES.has(word)).reverse();

  /** @param {Place} place */
  const isAt = (place) => {
    const [near = '', far = ''] = leadUp(place);
    const isTagged = place.atoms[place.first].kinds.includes('handle') || place.gap(place.first).includes('@');
    if (isTagged) return !OUTSIDERS.has(near) && !ABOUT.has(near);
    return (AT.has(near) && !OUTSIDERS.has(far)) || (FOR.has(near) && WORKING.has(far));
  };

  /** "CEO of Globex", "Geschäftsführerin der Globex GmbH" @param {Place} place */
  const leads = (place) => {
    const [near = '', far = ''] = leadUp(place);
    return LEADING.has(near) || (['of', 'von'].includes(near) && LEADING.has(far));
  };

  /** The name stands by itself: "Head of Product, Globex"; not in a list of topics. @param {Place} place */
  const isAlone = (place) => {
    const gaps = place.atoms.slice(0, place.first + 1).map((_, at) => place.gap(at).trim());
    const opens = place.first === 0 || gaps[place.first] !== '';
    return opens && endsThere(place) && !gaps.some((gap) => gap.includes(':')) && !leadUp(place).some((word) => OUTSIDERS.has(word));
  };

  return { of };
})();
