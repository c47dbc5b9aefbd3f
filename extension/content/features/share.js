/** One-click sharing: choose a caption, make it one's own, have it checked, and the site's composer opens filled. */
const share = (() => {
  /** @type {Record<string, string>} */
  const SAID = { ready: 'shareOpened', waiting: 'shareWaiting', signedOut: 'shareSignedOut' };
  /** a tracked link, as backend/shares makes them; `/r/…` alone is part of many an address */
  const LINK = /https?:\/\/[^\s/]+\/r\/([A-Za-z0-9]{10})(?![\w/-])/g;

  /** What a share fills the site's composer with. @param {string} address */
  const contentsOf = (address) => ['text', 'url'].map((name) => new URL(address).searchParams.get(name) ?? '').join(' ');
  /** from the tab's first address: the site changes it soon */
  const filled = contentsOf(location.href);
  /** rules that were overruled for that text, in the form @type {Set<string>} */
  const overruled = new Set();

  /** Asked once is enough, in the form or here. */
  async function learnOverruled() {
    const [, code] = [...filled.matchAll(LINK)][0] ?? [];
    const reply = code ? await ask.send({ type: 'shareAnyway', code }) : null;
    if (reply?.ok && reply.composeUrl && contentsOf(reply.composeUrl) === filled) reply.rules?.forEach((rule) => overruled.add(rule));
  }

  /** Was this text, to the letter, shared against this rule's advice? @param {string} rule @param {string} text */
  const isOverruled = (rule, text) => overruled.has(rule) && words(text) === words(filled);

  /** Editors draw paragraphs each in their own way. @param {string} text */
  const words = (text) => text.trim().split(/\s+/).join(' ');

  /** A post went out: tell the worker which of our links it carried. @param {string} text */
  function noteSent(text) {
    for (const [, code] of text.matchAll(LINK)) ask.send({ type: 'shareSent', code });
  }

  /**
   * The form below a suggestion, in page and popup alike.
   * @param {FeedItem} item @param {Platform} platform @param {{cancel: () => void, done: () => void, opened?: (state: string) => void, keep?: (own: OwnWords) => void}} on `opened`: the site's composer is (`ready`), or will be; `keep`: with each change, until it is posted
   * @param {OwnWords} [kept] what was written earlier
   * @returns {HTMLElement}
   */
  function form(item, platform, on, kept = {}) {
    const captions = item.captions.filter((caption) => [platform, 'any'].includes(caption.platform));
    const own = new Map(Object.entries(kept));
    let chosen = captions.find(({ id }) => own.has(id)) ?? captions[0];
    const area = el('textarea', { value: textFor(chosen), maxLength: 3000, 'aria-label': t('shareText'), 'aria-describedby': `too-long-${item.id}`, on: { input: check, typed: check } });
    const notes = el('div', { role: 'status' });
    const nudge = el('p', { className: 'quiet', 'data-name': 'nudge' });
    const tooLong = el('p', { className: 'quiet', 'data-name': 'tooLong', id: `too-long-${item.id}` });
    const heard = el('div', { className: 'live', role: 'status' });
    const open = button('open', t('shareOpen', t(`site_${platform}`)), send, 'primary');
    const node = el('div', {}, captions.length > 1 && choices(), el('label', { className: 'field' }, t('shareText'), area), tooLong, heard, nudge, notes, el('div', { className: 'row' }, open, button('cancel', t('cancel'), on.cancel)));
    node.style.scrollMargin = '16px'; // as much as its box has around it
    /** @type {Finding[]} */
    let findings = [];
    /** what is drawn: the same is not drawn again, so that an opened reason and a tick stay */
    let drawn = '';
    check();
    if (ask.connected()) stored.rules().then(check);

    function choices() {
      const pick = (/** @type {Caption} */ caption) => () => {
        chosen = caption;
        area.value = textFor(caption);
        check();
      };
      const radio = (/** @type {Caption} */ caption) => el('input', { type: 'radio', name: `caption-${item.id}`, checked: caption === chosen, on: { change: pick(caption) } });
      return el('fieldset', {}, el('legend', {}, t('shareCaptions')), ...captions.map((one) => el('label', { className: 'choice', lang: one.language }, radio(one), one.text)));
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
      unask();
      open.disabled = area.value.trim() === '';
      tell(nudge, said(chosen, area.value));
      measure();
      draw(findingsFor(platform, area.value));
    }

    /** A screen reader hears when it gets too long and when it fits again, not with each letter. */
    function measure() {
      const over = room.missing(platform, area.value, item.url);
      if (node.isConnected && tooLong.hidden === over > 0) heard.textContent = t(over ? 'shareTooLongNow' : 'shareFitsAgain', t(`site_${platform}`));
      tell(tooLong, over ? t('shareTooLong', String(over)) : '');
    }

    /** @param {Finding[]} seen */
    function draw(seen) {
      findings = seen;
      if (drawn === JSON.stringify(seen)) return;
      drawn = JSON.stringify(seen);
      notes.replaceChildren(...findings.map((one) => finding.block(one, take)));
      if (asking()) notes.append(el('label', { className: 'choice' }, el('input', { type: 'checkbox', 'data-name': 'anyway', on: { change: unask } }), t('shareAnyway')));
      if (findings.length) for (const part of [node, notes]) part.scrollIntoView({ block: 'nearest', behavior: 'instant' }); // all where it has room; a smooth one ends with the next letter
    }

    /** @param {Finding} one */
    async function take({ fix, span }) {
      if (!fix) return;
      const outcome = await editors.write({ editor: area, library: 'textarea' }, { ...fix, span }, area.value);
      check();
      if (outcome === 'failed') notes.prepend(el('p', { role: 'alert' }, t('fixFailedByHand', fix.text.trim())));
    }

    function asking() {
      return findings.some(({ severity }) => severity === 'confirm');
    }
    function anyway() {
      return Boolean(/** @type {HTMLInputElement|null} */ (notes.querySelector('[data-name=anyway]'))?.checked);
    }

    /** With the tick or the next letter the sentence goes. */
    function unask() {
      notes.querySelector('[data-name=needsTick]')?.remove();
    }

    function askForTick() {
      unask();
      notes.append(el('p', { 'data-name': 'needsTick' }, t('shareNeedsTick')));
      /** @type {HTMLElement} */ (notes.querySelector('[data-name=anyway]')).focus();
      node.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    }

    async function send() {
      if (asking() && !anyway()) return askForTick();
      open.disabled = true;
      const acknowledged = findings.filter(({ severity }) => severity === 'confirm').map(({ rule }) => rule);
      const reply = await ask.send({ type: 'prepareShare', item: item.id, caption: chosen?.id ?? '', platform, text: area.value, acknowledged });
      open.disabled = false;
      answer(reply);
    }

    /** @param {Reply<{state?: string}>} reply */
    function answer(reply) {
      if (!reply.ok) return refuse(reply.error);
      const { state = 'ready' } = reply;
      on.opened?.(state);
      const text = t(SAID[state], t(`site_${platform}`));
      node.replaceChildren(el('p', { role: 'status' }, text), el('div', { className: 'row' }, button('done', t('close'), on.done)));
    }

    /** The backend may know newer rules than this page. @param {Failure['error']} error */
    function refuse({ message, hint, findings: theirs = [] }) {
      drawn = '';
      draw(theirs);
      drawn = ''; // with the next letter the refusal goes
      notes.prepend(el('p', { role: 'alert' }, message), el('p', { className: 'quiet' }, hint ?? ''));
      node.scrollIntoView({ block: 'nearest', behavior: 'instant' });
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

  /** Is there anything to say about the item on this platform? @param {FeedItem} item @param {Platform} platform */
  const fits = ({ captions }, platform) => captions.some((caption) => [platform, 'any'].includes(caption.platform));

  /** @param {Platform} platform @param {string} text @returns {Finding[]} */
  function findingsFor(platform, text) {
    const release = stored.ready();
    return release ? judge.judge(release, { platform, surface: 'post', text, target: null, now: new Date().toISOString() }, stored.language(), stored.settings().language).findings : [];
  }

  return { form, reveal, fits, noteSent, learnOverruled, isOverruled };
})();
