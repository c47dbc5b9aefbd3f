/** What is said where the extension was updated under a page: there only a reload helps, and who writes may not want it yet. */
const updated = (() => {
  let isRead = false;

  /** @param {() => void} close */
  function box(close) {
    const read = () => {
      isRead = true;
      close();
    };
    const cross = { className: 'step', 'data-name': 'close', 'aria-label': t('close'), on: { click: button.trusted(read) } };
    const heading = el('h2', {}, t('cardUnable'), el('button', cross, '×'));
    return el('section', { className: 'card', 'aria-label': t('name') }, heading, el('p', {}, t('errorUpdated')));
  }

  /** @param {Event} event */
  const closes = ({ target }) => target instanceof Element && target.closest('[data-name=close]') !== null;

  return { box, closes, isRead: () => isRead };
})();
