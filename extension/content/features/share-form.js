/** One-click sharing: choose a caption, make it one's own, have it checked, and the site's composer opens filled. */
const shareForm = (() => {
  /** @type {Record<string, string>} */
  const SAID = { ready: 'shareOpened', waiting: 'shareWaiting', signedOut: 'shareSignedOut' };

  /**
   * What is told of a form. `opened`: the site's composer is (`ready`), or will be; `keep`: with each change, until it is posted.
   * @typedef {{cancel: () => void, done: () => void, opened?: (state: string) => void, keep?: (own: OwnWords) => void}} On
   */

  /**
   * The form below a suggestion, in page and popup alike.
   * @param {FeedItem} item @param {Platform} platform @param {On} on @param {OwnWords} [kept] what was written earlier
   * @returns {HTMLElement}
   */
  function create(item, platform, on, kept = {}) {
    const captions = captionsFor(item, platform);
    const own = new Map(Object.entries(kept));
    let isUnderWay = false;
    let chosen = captions.find(({ id }) => own.has(id)) ?? captions[0];
    const tooLong = el('p', { className: 'quiet', 'data-name': 'tooLong', id: `too-long-${item.id}` });
    const area = el('textarea', {
      value: textFor(chosen),
      maxLength: 3000,
      'aria-label': t('shareText'),
      'aria-describedby': tooLong.id,
      on: { input: check, typed: check },
    });
    const advice = shareAdvice.create(take);
    const nudge = el('p', { className: 'quiet', 'data-name': 'nudge' });
    const heard = el('div', { className: 'live', role: 'status' });
    const open = button('open', t('shareOpen', t(`site_${platform}`)), send, 'primary');
    const node = el(
      'div',
      {},
      captions.length > 1 && choices(),
      el('label', { className: 'field' }, t('shareText'), area),
      tooLong,
      heard,
      nudge,
      advice.node,
      el.row(open, button('cancel', t('cancel'), on.cancel)),
    );
    node.style.scrollMargin = '16px'; // as much as its box has around it
    check();
    if (ask.connected()) stored.rules().then(check);

    function choices() {
      const choice = (/** @type {Caption} */ one) =>
        el('label', { className: 'choice', lang: one.language }, radio(one), one.text);
      return el('fieldset', {}, el('legend', {}, t('shareCaptions')), ...captions.map(choice));
    }

    /** @param {Caption} caption */
    function radio(caption) {
      const change = () => {
        chosen = caption;
        area.value = textFor(caption);
        check();
      };
      return el('input', { type: 'radio', name: `caption-${item.id}`, checked: caption === chosen, on: { change } });
    }

    /** @param {Caption|undefined} caption */
    function textFor(caption) {
      return own.get(caption?.id ?? '') ?? start(caption);
    }

    function note() {
      const { id = '' } = chosen ?? {};
      if (['', start(chosen)].includes(area.value.trim())) own.delete(id);
      else own.set(id, area.value);
      on.keep?.(Object.fromEntries(own));
    }

    function check() {
      note();
      advice.unask();
      open.disabled = isUnderWay || area.value.trim() === '';
      tell(nudge, said(chosen, area.value));
      measure();
      advice.show(findingsFor(platform, area.value));
    }

    /** A screen reader hears when it gets too long and when it fits again, not with each letter. */
    function measure() {
      const over = room.missing(platform, area.value, item.url);
      const isNews = node.isConnected && tooLong.hidden === over > 0;
      if (isNews) heard.textContent = t(over ? 'shareTooLongNow' : 'shareFitsAgain', t(`site_${platform}`));
      tell(tooLong, over ? t('shareTooLong', String(over)) : '');
    }

    /** @param {Finding} one */
    async function take({ fix, span }) {
      if (!fix) return;
      const outcome = await editors.write({ editor: area, library: 'textarea' }, { ...fix, span }, area.value);
      check();
      if (outcome === 'failed') advice.say(t('fixFailedByHand', fix.text.trim()));
    }

    async function send() {
      if (!advice.agree()) return;
      const focused = /** @type {HTMLElement|null} */ (node.querySelector(':focus'));
      open.disabled = isUnderWay = true;
      const reply = await ask.send({
        type: 'prepareShare',
        item: item.id,
        caption: chosen?.id ?? '',
        platform,
        text: area.value,
        acknowledged: advice.confirming(),
      });
      open.disabled = isUnderWay = false;
      if (reply.ok) opened(reply.state ?? 'ready');
      else advice.refuse(reply.error);
      if (focused && document.activeElement === document.body) (done() ?? focused).focus({ preventScroll: true });
    }
    const done = () => /** @type {HTMLElement|null} */ (node.querySelector('[data-name=done]'));

    /** @param {string} state */
    function opened(state) {
      on.opened?.(state);
      const text = t(SAID[state], t(`site_${platform}`));
      node.replaceChildren(el('p', { role: 'status' }, text), el.row(button('done', t('close'), on.done)));
    }

    return node;
  }

  /** All of a form, its buttons too, comes into the window. @param {HTMLElement} form */
  function reveal(form) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    form.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
  }

  /** @param {HTMLElement} line @param {string} words none hide it */
  function tell(line, words) {
    line.textContent = words;
    line.hidden = words === '';
  }

  /** What stands in the field at first: a question is answered in one's own words. @param {Caption|undefined} caption */
  const start = (caption) => (caption?.is_question ? '' : (caption?.text ?? ''));

  /** The question, or what many have posted already. @param {Caption|undefined} caption @param {string} text */
  function said(caption, text) {
    if (caption?.is_question) return t('shareQuestion', caption.text);
    return caption?.used && text === caption.text ? t('shareUsed', String(caption.used)) : '';
  }

  /** @param {FeedItem} item @param {Platform} platform */
  const captionsFor = ({ captions }, platform) => captions.filter((caption) => [platform, 'any'].includes(caption.platform));

  /** Is there anything to say about the item on this platform? @param {FeedItem} item @param {Platform} platform */
  const fits = (item, platform) => captionsFor(item, platform).length > 0;

  /** @param {Platform} platform @param {string} text @returns {Finding[]} */
  function findingsFor(platform, text) {
    const release = stored.ready();
    if (!release) return [];
    /** @type {Draft} */
    const draft = { platform, surface: 'post', text, target: null, now: new Date().toISOString() };
    return judge.judge(release, draft, stored.language(), stored.settings().language).findings;
  }

  return { create, reveal, fits };
})();
