/** Builds nodes. Text always goes in as text, so nothing user-made can become markup. */
const el = (() => {
  const SVG = 'http://www.w3.org/2000/svg';

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, any>} [properties] `on` = {event: listener}, `aria-…`/`role`/`data-…` as attributes, the rest as properties
   * @param {...(Node|string|null|false)} children @returns {HTMLElementTagNameMap[K]}
   */
  function el(tag, properties = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) assign(node, name, value);
    node.append(.../** @type {(Node|string)[]} */ (children.filter((child) => child !== null && child !== false)));
    return node;
  }

  /** @param {HTMLElement} node @param {string} name @param {any} value */
  function assign(node, name, value) {
    if (name === 'on') Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, listener));
    else if (name.includes('-') || name === 'role') node.setAttribute(name, value);
    else /** @type {any} */ (node)[name] = value;
  }

  /** Buttons beside each other. @param {...(Node|string|null|false)} buttons */
  el.row = (...buttons) => el('div', { className: 'row' }, ...buttons);

  /** Words that step back behind what they help with. @param {string} words */
  el.quiet = (words) => el('p', { className: 'quiet' }, words);

  /** It leads to another tab, and tells nobody from where. @param {string} href @param {...(Node|string)} words */
  el.link = (href, ...words) => el('a', { href, target: '_blank', rel: 'noreferrer noopener' }, ...words);

  /** A drawing of one path, hidden from screen readers. @param {string} path @param {string} className */
  el.icon = (path, className) => {
    const svg = document.createElementNS(SVG, 'svg');
    const shape = document.createElementNS(SVG, 'path');
    const attributes = { viewBox: '0 0 16 16', class: className, 'aria-hidden': 'true', focusable: 'false' };
    Object.entries(attributes).forEach(([name, value]) => svg.setAttribute(name, value));
    shape.setAttribute('d', path);
    svg.append(shape);
    return svg;
  };

  return el;
})();
