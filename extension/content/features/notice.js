/** One line above the editor: whose post this is. Once per post, gone after the first keystroke. */
const notice = (() => {
  /** @type {Set<string>} */
  const seen = new Set();

  /** @param {Site} site @param {Composer} composer @param {AbortSignal} signal @returns {{changed: (text: string) => void}} */
  function start(site, composer, signal) {
    const silent = { changed: () => {} };
    const { target } = composer;
    const organisation = stored.organisation();
    const due = organisation && target && composer.sure && stored.settings().features.check && !stored.quiet();
    if (!due || stance.of(organisation, site.name, target.author) !== 'competitor') return silent;
    const key = target.id ?? target.author?.id ?? '';
    if (seen.has(key)) return silent;
    seen.add(key);
    return show(composer, organisation.name, signal);
  }

  /** @param {Composer} composer @param {string} company @param {AbortSignal} signal */
  function show(composer, company, signal) {
    const place = dock.create({ composer, side: 'above', signal });
    const text = chrome.i18n.getMessage('notice', [composer.target?.author?.name ?? '', company]);
    const close = () => place.show(null);
    const first = editors.read(composer);
    const x = el('button', { 'aria-label': chrome.i18n.getMessage('close'), on: { click: button.trusted(close) } }, '×');
    place.show(el('div', { className: 'notice' }, card.icon('note'), el('span', {}, text), x), text);
    return { changed: (/** @type {string} */ now) => (now === first ? undefined : close()) };
  }

  return { start };
})();
