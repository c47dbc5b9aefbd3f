/** The suggestions an employee said are not for them, as far as they are still offered, each with the way back. */

/** @returns {HTMLElement[]} a section, or nothing */
export function unwanted() {
  const items = stored.feed().filter(({ id }) => stored.isUnwanted(id));
  return items.length ? [el('section', {}, el('h2', {}, t('optionsUnwanted')), el('ul', { className: 'switches' }, ...items.map(entry)))] : [];
}

/** @param {FeedItem} item */
function entry({ id, title, language }) {
  const name = el('span', { id: `item-${id}`, lang: language }, title);
  const again = button(`again-${id}`, t('optionsSuggestAgain'), () => stored.wantAgain(id));
  again.setAttribute('aria-describedby', name.id);
  return el('li', {}, name, again);
}
