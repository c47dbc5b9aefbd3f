/** Who wrote a post on LinkedIn's newer pages: the first profile link is often somebody who liked or commented. */
/** @param {ReturnType<typeof hook>} find */
const linkedinAuthor = (find) => {
  /**
   * By the name in the control menu's label, else by the place of the faces.
   * @param {{card: Element, label: string, text: Element | null, anchors: Element[]}} seen the post's own parts
   * @returns {Author | null}
   */
  const read = ({ card, label, text, anchors }) => {
    const name = linkedinMenu.authorIn(label) ?? longestIn(label, anchors); // its words are localised, the name in them is not
    return name ? named(name, card, anchors) : byPlace(card, text, anchors);
  };

  /** The longest text of a link that the menu's label repeats. @param {string} label @param {Element[]} anchors */
  const longestIn = (label, anchors) =>
    anchors
      .flatMap((anchor) => dom.leaves(anchor))
      .filter((leaf) => leaf.length > 1 && label.includes(leaf))
      .sort((one, other) => other.length - one.length)[0] ?? null;

  /** @param {string} name @param {Element} card @param {Element[]} anchors @returns {Author} */
  const named = (name, card, anchors) => {
    const profiles = anchors.filter(linkedinPage.of);
    const bearers = profiles.filter((a) => dom.leaves(a).includes(name));
    const anchor = bearers[0] ?? profiles.find((a) => says(a).some((label) => label.includes(name)));
    const pages = new Set(bearers.map((a) => linkedinPage.of(a)?.id));
    return anchor && pages.size < 2 ? of(name, anchor, card, anchors) : { name, kind: kindByIcon(name, anchors), id: null, headline: null };
  };

  /**
   * A group's post links to the group alone; what is left is the kind of picture beside the name.
   * @param {string} name @param {Element[]} anchors
   */
  const kindByIcon = (name, anchors) => {
    const address = anchors.find((anchor) => dom.text(anchor).includes(name))?.getAttribute('href');
    const pictures = anchors.filter((anchor) => address && anchor.getAttribute('href') === address);
    if (pictures.some((anchor) => find.first(anchor, 'sdui.companyIcon'))) return 'company';
    return pictures.some((anchor) => find.first(anchor, 'sdui.personIcon')) ? 'person' : null;
  };

  /** @param {Element} anchor */
  const says = (anchor) => [
    ...[...anchor.querySelectorAll('img[alt]')].map((image) => image.getAttribute('alt') ?? ''),
    ...[...anchor.querySelectorAll('svg[aria-label]')].map((icon) => icon.getAttribute('aria-label') ?? ''),
    dom.text(anchor),
  ];

  /**
   * The first face after the rule that ends a "… likes this" header.
   * @param {Element} card @param {Element | null} text @param {Element[]} anchors
   */
  const byPlace = (card, text, anchors) => {
    const line = [...card.querySelectorAll('hr')].find((hr) => !text || dom.precedes(hr, text));
    const faces = anchors.filter((anchor) => find.matches(anchor, 'sdui.avatar') && linkedinPage.of(anchor));
    const face = (text && line && faces.find((anchor) => dom.precedes(line, anchor))) ?? faces[0];
    return face ? of(null, face, card, anchors) : null;
  };

  /**
   * @param {string | null} given @param {Element} anchor to the author's page @param {Element} card @param {Element[]} anchors
   * @returns {Author}
   */
  const of = (given, anchor, card, anchors) => {
    const page = linkedinPage.of(anchor);
    const same = anchors.filter((one) => page && linkedinPage.of(one)?.id === page.id);
    const name = given ?? same.flatMap((one) => dom.leaves(one))[0] ?? null;
    const inside = same.flatMap((one) => find.all(one, 'sdui.headline'));
    const headline = headlineIn(inside, name) ?? headlineIn(between(same, card), name);
    return { name, kind: page?.kind ?? null, id: page?.id ?? null, headline };
  };

  /** Lines between the name and the last of the author's links that are no link. @param {Element[]} same @param {Element} card */
  const between = (same, card) => {
    const [named, last] = [same.find((one) => dom.text(one)), same.at(-1)];
    if (!named || !last) return [];
    const lines = find.all(card, 'sdui.headline').filter((line) => !line.closest('a'));
    return lines.filter((line) => dom.precedes(named, line) && dom.precedes(line, last));
  };

  /** @param {Element[]} lines @param {string | null} name */
  const headlineIn = (lines, name) =>
    lines.map((line) => dom.text(line)).find((line) => line && line !== name && !line.startsWith('•')) ?? null;

  return { read, of };
};
