/** Says what keeps a rule or list of words from being saved, in the pauses of typing. */
(() => {
  const PAUSE_MS = 500;
  const text = /** @type {HTMLTextAreaElement} */ (document.getElementById('text'));
  const form = /** @type {HTMLFormElement} */ (text.form);
  const faults = /** @type {HTMLElement} */ (document.getElementById('faults'));
  const checked = /** @type {HTMLElement} */ (document.getElementById('checked'));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = new AbortController();

  text.addEventListener('input', () => {
    asked.abort();
    checked.textContent = ''; // what was said is of another text
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  });

  async function check() {
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(String(form.dataset.check), { method: 'POST', body: new FormData(form), signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch {
      if (!signal.aborted) checked.textContent = ''; // it is checked once more when it is saved
    }
  }

  /**
   * @typedef {{file: string, page: string|null, line: number, place: string, field: string, said: string}} Fault as workshop_admin.py tells it
   * @param {{said: string, faults: Fault[]}} told
   */
  function show(told) {
    text.toggleAttribute('aria-invalid', false);
    if (told.faults.length) text.setAttribute('aria-invalid', 'true');
    checked.textContent = told.faults.length ? '' : told.said;
    faults.replaceChildren(...(told.faults.length ? [box(told)] : []));
  }

  /** @param {{said: string, faults: Fault[]}} told */
  function box(told) {
    const list = el('ul', { className: 'faults' }, ...told.faults.map(entry));
    const node = el('div', { className: 'message fault' }, told.said, list);
    node.setAttribute('role', 'status');
    return node;
  }

  /** A word in a list may break a rule that asks it: then the place is in the rule's own file. @param {Fault} fault */
  function entry({ line, place, field, said, page, file }) {
    const link = el('a', { href: page ?? '#text' }, page ? `${file}, ${place}` : place);
    if (!page) link.setAttribute('data-line', String(line));
    return el('li', {}, link, ...(field ? [', ', el('code', {}, field)] : []), ': ', said);
  }

  /** @param {string} tag @param {object} own @param {(Node|string)[]} inside */
  function el(tag, own, ...inside) {
    const node = Object.assign(document.createElement(tag), own);
    node.append(...inside);
    return node;
  }
})();
