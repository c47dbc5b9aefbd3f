/** What a suggestion looks like, below a post or in the side panel: what, from where, why here; share it, later, never. */
const suggestion = (() => {
  const MARK = 'M2 2h12v9H7l-3.5 3v-3H2Zm7 5h2v2H9Z';

  /**
   * @param {FeedItem} item @param {string} topic that it and the post have in common @param {Platform} platform
   * @param {{done: () => void, opened?: (state: string) => void}} on `done`: it may go; `opened`: it was shared, see `shareForm`
   */
  function box(item, topic, platform, on) {
    const refuse = async () => {
      if (await stored.refuse(item.id)) on.done();
      else buttons.after(said);
    };
    const said = el('p', { role: 'alert' }, t('errorNotKept'));
    /** made once: what was written in it is still there after Cancel @type {HTMLElement|null} */
    let form = null;
    const close = () => {
      if (!stored.suggests() || !stored.isInFeed(item.id)) return on.done(); // it stood only for what was being written
      form?.replaceWith(buttons);
      buttons.querySelector('button')?.focus();
    };
    const open = () => {
      buttons.replaceWith((form ??= shareForm.create(item, platform, { ...on, cancel: close })));
      form.querySelector('textarea')?.focus({ preventScroll: true });
      shareForm.reveal(form);
    };
    const first = stored.settings().features.share ? [button('share', t('share'), open, 'primary')] : [];
    const buttons = el.row(...first, button('later', t('notNow'), on.done), button('refuse', t('notForMe'), refuse));
    return el(
      'section',
      { className: 'suggestion arriving', 'aria-label': t('suggestion') },
      head(topic),
      title.of('h2', item),
      el.quiet(title.source(item)),
      buttons,
    );
  }

  /** @param {string} topic */
  function head(topic) {
    return el('div', { className: 'head' }, el.icon(MARK, 'icon'), t('suggestion'), ' · ', t('suggestionWhy', topic));
  }

  return { box };
})();
