/** What component keys tell on LinkedIn's newer pages: which post a card shows, and which card a comment box belongs to. */
/** @param {ReturnType<typeof hook>} find */
const linkedinKeys = (find) => {
  /** A card's key ends in a token of its own, and so do those of its tools and comment boxes, wherever they stand. */
  const TAIL = /(?:-replaceableCommentTools|^commentBox-[A-Za-z0-9+/]+-)(.+FeedType_.+)$/;

  /** @param {Element} card */
  const idOf = (card) =>
    fromKeys(find.all(card, 'sdui.key'), linkedinUrn.fromKey) ??
    fromKeys(find.all(card, 'sdui.commentBox'), linkedinUrn.fromKey) ??
    fromKeys(find.all(card, 'sdui.comment'), linkedinUrn.ofComment) ??
    fromKeys(beside(card), linkedinUrn.fromKey);

  /** On a post's own page its tools stand outside of it. @param {Element} card */
  const beside = (card) => find.all(card.ownerDocument, 'sdui.key').filter((tools) => belongs(tools, card));

  /** @param {Element[]} elements @param {(key: string) => string | null} read */
  const fromKeys = (elements, read) => {
    for (const element of elements) {
      const id = of(element).map(read).find(Boolean);
      if (id) return id;
    }
    return null;
  };

  /** @param {Element} part @param {Element} card */
  const belongs = (part, card) => {
    const tail = of(part).map((key) => TAIL.exec(key)?.[1]).find(Boolean);
    return tail !== undefined && of(card).some((key) => key.length > tail.length && key.endsWith(tail));
  };

  /** The post that a comment box names. @param {Element} box */
  const postOf = (box) => fromKeys([box], linkedinUrn.fromKey);

  /** @param {Element} element */
  const of = (element) => [element.getAttribute('componentkey') ?? '', element.id];

  return { idOf, postOf, belongs };
};
