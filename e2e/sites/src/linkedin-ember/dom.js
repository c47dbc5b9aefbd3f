// Building nodes as Ember's templates do: plain elements, numbered ids.
import { icons } from '../shared/icons.js';

let count = 0;
export const emberId = () => `ember${++count}`;

const SVG = 'http://www.w3.org/2000/svg';

/** h('p', {class: 'x', onclick: f}, 'text', node, null): attributes by name, listeners by their on-name. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = svg.appendChild(document.createElementNS(SVG, 'path'));
  const attributes = { role: 'none', 'aria-hidden': 'true', viewBox: '0 0 16 16', width: 16, height: 16, fill: 'currentColor', 'data-test-icon': name };
  Object.entries(attributes).forEach(([key, value]) => svg.setAttribute(key, value));
  path.setAttribute('d', icons[name]);
  path.setAttribute('fill-rule', 'evenodd');
  return svg;
}

export const hidden = (text) => h('span', { class: 'visually-hidden' }, text);

/** Text twice, once for the eye and once for the screen reader, as the site writes it. */
export const spoken = (text) => [h('span', { 'aria-hidden': 'true' }, text), hidden(text)];

/** A button with an icon; with words it is one of the actions below a post. */
export const iconButton = (name, attributes, words) =>
  h('button', { type: 'button', id: emberId(), ...attributes, class: `artdeco-button ${words ? 'action' : 'round'} ${attributes.class ?? ''}` },
    h('span', {}, icon(name), words && h('span', { class: 'artdeco-button__text' }, words)));
