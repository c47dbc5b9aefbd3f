/** A rule or list of words as a form and as YAML: in step with each other, and their faults told, in the pauses of typing. */
(() => {
  /**
   * @typedef {{file: string, page?: string|null, line: number|null, place: string, field: string, said: string, at: string|null}} Fault as edit_admin.py tells it
   * @typedef {{kind: string, text: string, line: number, state: 'good'|'bad'|'untried'}} Trial
   * @typedef {{title: string, pieces: [string, boolean][], findings: {rule: string, severity: string, does: string, message: string}[]}} Opinion
   * @typedef {{said: string, hint: string, faults: Fault[], advice: Fault[], text: string, fields: Record<string, string|string[]>, examples: Trial[], tried: Opinion[]}} Told
   */
  const PAUSE_MS = 500;
  const PATIENCE_MS = 1000; // from then on somebody wonders whether anything goes on
  const text = /** @type {HTMLTextAreaElement} */ (document.getElementById('text'));
  const form = /** @type {HTMLFormElement} */ (text.form);
  const [faults, checked, advice, examples, tried] = ['faults', 'checked', 'advice', 'examples', 'tried'].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
  const touchedField = /** @type {HTMLInputElement} */ (form.elements.namedItem('touched'));
  /** fields changed since form and text were in step; a page that was refused comes with those it was sent with */
  const touched = new Set(touchedField.value.split(' '));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let asked = new AbortController();

  form.addEventListener('input', ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target);
    if (target !== text && !name.startsWith('try-')) touched.add(name);
    touchedField.value = [...touched].join(' ');
    asked.abort();
    checked.textContent = ''; // what was said is of another text
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  });
  check();

  async function check() {
    asked = new AbortController();
    const { signal } = asked;
    const waits = setTimeout(() => signal.aborted || (checked.textContent = String(checked.dataset.waits)), PATIENCE_MS);
    try {
      const answer = await fetch(String(form.dataset.check), { method: 'POST', body: new FormData(form), signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch {
      if (!signal.aborted) checked.textContent = ''; // it is checked once more when it is saved
    } finally {
      clearTimeout(waits);
    }
  }

  /** @param {Told} told */
  function show(told) {
    if (Object.keys(told.fields).length) bringInStep(told);
    const placed = told.faults.filter((fault) => fault.line);
    checked.textContent = told.faults.length ? '' : `${told.said} ${told.hint}`.trim();
    faults.replaceChildren(...(placed.length ? [box(told.said, placed)] : []));
    text.toggleAttribute('aria-invalid', false);
    if (placed.length) text.setAttribute('aria-invalid', 'true');
    for (const node of form.querySelectorAll('.field:not(:has(#text)), fieldset')) mark(node, told.faults);
    /** @type {HTMLElement} */ (document.getElementById('advice-head')).hidden = !told.advice.length;
    advice.replaceChildren(...told.advice.map(entry));
    /** @type {HTMLElement} */ (document.getElementById('examples-head')).hidden = !told.examples.length;
    examples.replaceChildren(...told.examples.map(trial));
    tried.replaceChildren(...told.tried.map(opinion));
  }

  /** What has the focus is left alone: somebody may be about to type on. @param {Told} told */
  function bringInStep({ text: written, fields }) {
    if (touched.size && text.value !== written) text.value = written;
    for (const [name, value] of Object.entries(fields)) {
      for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`[name="${name}"]:not([type=hidden])`))) {
        if (field.type === 'checkbox') field.checked = value.includes(field.value);
        else if (field !== document.activeElement) field.value = Array.isArray(value) ? value.join('\n') : value;
      }
    }
    touched.clear();
    touchedField.value = '';
    form.dispatchEvent(new Event('change')); // for keep-form.js: what it keeps is in step, too
  }

  /** A field with what is said of it. @param {Element} node @param {Fault[]} all */
  function mark(node, all) {
    const input = /** @type {HTMLInputElement|null} */ (node.querySelector('[name]'));
    const said = all.filter((fault) => fault.at && fault.at === input?.name).map((fault) => fault.said);
    node.querySelector(':scope > .fault')?.remove();
    for (const field of node.querySelectorAll('[name]')) field.toggleAttribute('aria-invalid', false);
    if (!input || !said.length) return;
    const id = `${input.name}-fault`;
    node.append(el('span', { className: 'fault', id }, said.join(' ')));
    if (node.tagName === 'FIELDSET') return;
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', [`${input.id}-help`, id].filter((each) => document.getElementById(each)).join(' '));
  }

  /** @param {string} said @param {Fault[]} placed */
  function box(said, placed) {
    const node = el('div', { className: 'message fault' }, said, el('ul', { className: 'faults' }, ...placed.map(entry)));
    node.setAttribute('role', 'status');
    return node;
  }

  /** A word in a list may break a rule that asks it: then the place is in the rule's own file. @param {Fault} fault */
  function entry({ line, place, field, said, page, file }) {
    const link = el('a', { href: page ?? '#text' }, page ? `${file}, ${place}` : place);
    if (!page) link.setAttribute('data-line', String(line));
    return el('li', {}, link, ...(field ? [', ', el('code', {}, field)] : []), ': ', said);
  }

  /** An example, whether it holds, and the way to its line. @param {Trial} trial */
  function trial({ kind, text: words, line, state }) {
    const link = el('a', { href: '#text' }, words);
    link.setAttribute('data-line', String(line));
    const { [kind]: must, [state]: holds } = examples.dataset;
    return el('li', { className: state }, link, el('span', { className: 'quiet small' }, `${must}, ${holds}`));
  }

  /** What the rules say of the draft beside them. @param {Opinion} told */
  function opinion({ title, pieces, findings }) {
    const draft = el('p', { className: 'draft' }, ...pieces.map(([words, found]) => (found ? el('mark', {}, words) : words)));
    const said = findings.map(({ rule, severity, does, message }) =>
      el('article', {}, el('p', {}, el('span', { className: `severity ${severity}` }, does), ' ', el('strong', {}, message)),
        el('p', { className: 'quiet small' }, el('code', {}, rule))));
    return el('section', {}, el('h2', {}, title), draft, ...(said.length ? said : [el('p', {}, String(tried.dataset.silent))]));
  }

  /** @param {string} tag @param {object} own @param {(Node|string)[]} inside */
  function el(tag, own, ...inside) {
    const node = Object.assign(document.createElement(tag), own);
    node.append(...inside);
    return node;
  }
})();
