/** A paragraph of the guidelines as elements: only these tags, only addresses that are safe; all else is text. */
const paragraph = (() => {
  /** @type {(keyof HTMLElementTagNameMap)[]} */
  const TAGS = ['p', 'ul', 'ol', 'li', 'strong', 'em'];
  const SAFE = /^(https:\/\/|mailto:)/i;

  /** @param {GuidelineNode} node @returns {Node|string} */
  function build(node) {
    if (!Array.isArray(node)) return String(node);
    const [tag, ...inner] = /** @type {[any, ...GuidelineNode[]]} */ (node);
    if (tag === 'a') return link(String(inner[0]), inner.slice(1));
    return TAGS.includes(tag) ? el(tag, {}, ...inner.map(build)) : el('span', {}, ...inner.map(build));
  }

  /** @param {string} href @param {GuidelineNode[]} words */
  function link(href, words) {
    const built = words.map(build);
    return SAFE.test(href) ? el.link(href, ...built) : el('span', {}, ...built);
  }

  /** @param {GuidelinePart} part @returns {HTMLElement} in the language of the hints */
  const block = ({ title, body }) =>
    el('div', { className: 'paragraph', lang: stored.language() }, el('h3', {}, title), ...body.map(build));

  /** The one that goes by this name, where the organisation has written it. @param {string} name @returns {HTMLElement|null} */
  function named(name) {
    const part = stored.guideline()?.parts.find(({ names }) => names.includes(name));
    return part ? block(part) : null;
  }

  return { block, named };
})();
