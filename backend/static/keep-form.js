/**
 * What somebody types or chooses in a form stays in this tab: whoever looks at another page first, or has to sign in
 * again, finds it again, in rows that they had added too. Once what is stored is no longer what data-state names, it
 * was either sent from here, and nothing is left to keep, or changed by others: then what was typed is offered. Without
 * a state (what is written is new) it is kept until it was sent and another page came that tells so: that of what was
 * made of it, or the list. What was answered with an error or the page to sign in was not sent (not-saved.js).
 * @typedef {Record<string, string[]>} Values of each name, in their order
 * @typedef {{state?: string, sent?: boolean, changes?: Values, missed?: Values}} Kept `missed`: typed before others changed it
 */
const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll('form[data-kept]')]);
forgetSent(forms.map(keyOf));
for (const form of forms) start(form);

/** @param {HTMLFormElement} form */
async function start(form) {
  const { state, sent, changes = {}, missed = {} } = kept(keyOf(form));
  const isBack = 'typed' in form.dataset; // as it was typed, since it was not saved
  const isSame = isBack || state === form.dataset.state;
  const early = otherThan(read(form, untouched), read(form)); // typed before this script came
  const mine = { ...(isSame ? changes : {}), ...early };
  if (isSame && !isBack && (await write(form, mine))) tell(form, '.kept', { 'show-saved': () => forget(form) });
  const older = otherThan(read(form), isSame || sent ? missed : { ...missed, ...changes });
  if (state !== undefined || isBack || Object.keys(early).length) keep(form, { changes: mine, missed: older });
  offer(form, older);
  const came = read(form);
  const now = () => ({ ...mine, ...otherThan(came, read(form)) });
  for (const told of ['input', 'change']) form.addEventListener(told, () => keep(form, { changes: now() }));
  form.addEventListener('submit', () => {
    keep(form, { changes: now(), sent: true });
    sessionStorage.setItem('sent last', keyOf(form));
  });
}

/** Others changed what it was typed into: whose text it is decides. @param {HTMLFormElement} form @param {Values} missed */
function offer(form, missed) {
  if (!Object.keys(missed).length) return;
  const done = () => keep(form, { missed: {} });
  const putBack = async () => {
    await write(form, missed);
    done();
    form.dispatchEvent(new Event('input'));
  };
  tell(form, '.missed', { 'put-back': putBack, drop: done });
}

/** @param {HTMLFormElement} form */
function forget(form) {
  keep(form, { changes: {} });
  location.replace(location.pathname + location.search); // with a # nothing would be loaded
}

/** @param {HTMLFormElement} form */
function keyOf(form) {
  return `kept: ${form.dataset.kept}`;
}

/** @param {string} key @returns {Kept} */
function kept(key) {
  return JSON.parse(sessionStorage.getItem(key) ?? '{}');
}

/** @param {HTMLFormElement} form @param {Kept} said the rest of it stays */
function keep(form, said) {
  const all = { ...kept(keyOf(form)), sent: false, ...said, state: form.dataset.state };
  sessionStorage.setItem(keyOf(form), JSON.stringify(all));
}

/** @param {string[]} here the keys of what is on this page: what of it was sent has come back */
function forgetSent(here) {
  const others = Object.keys(sessionStorage).filter((key) => key.startsWith('kept: ') && !here.includes(key));
  sessionStorage.removeItem('sent last');
  for (const key of others) if (kept(key).sent && !kept(key).state) sessionStorage.removeItem(key);
}

/**
 * @param {HTMLFormElement} form
 * @param {(field: HTMLInputElement) => HTMLInputElement} as
 * @returns what can be typed or chosen in it
 */
function read(form, as = (field) => field) {
  /** @type {Values} */
  const found = {};
  for (const field of typable(form)) (found[nameOf(field)] ??= []).push(valueOf(as(field)));
  return found;
}

/** @param {HTMLInputElement} field */
function valueOf(field) {
  return isTick(field) ? String(field.checked) : field.value;
}

/** As it came from the server. @param {HTMLInputElement} field */
function untouched(field) {
  const copy = /** @type {HTMLInputElement} */ (field.cloneNode(true));
  const form = document.createElement('form');
  form.append(copy);
  form.reset();
  return copy;
}

/** @param {Values} came @param {Values} now */
function otherThan(came, now) {
  return Object.fromEntries(Object.entries(now).filter(([name, values]) => String(values) !== String(came[name])));
}

/** @param {HTMLFormElement} form @param {Values} changes @returns is anything now other than it came? */
async function write(form, changes) {
  await addRows(form, Object.keys(changes));
  let differs = false;
  const left = structuredClone(changes);
  for (const field of typable(form)) {
    const value = left[nameOf(field)]?.shift();
    if (value === undefined || !mayBe(field, value)) continue;
    if (isTick(field)) {
      differs ||= String(field.checked) !== value;
      field.checked = value === 'true';
    } else if (value.trim() !== field.value.trim()) {
      differs = true;
      field.value = value;
    }
  }
  return differs;
}

/** As many rows as are named ("captions-2-text" is of the third). @param {HTMLFormElement} form @param {string[]} names */
async function addRows(form, names) {
  form.inert = true; // what is typed meanwhile would be taken for what came
  for (const name of names) {
    const [, rows] = name.match(/^(\w+)-\d+-/) ?? [];
    while (rows && !form.elements.namedItem(name.split(' ')[0]) && (await addRow(form, rows)));
  }
  form.inert = false;
}

/** One more, as the server makes it for the button that adds one. @param {HTMLFormElement} form @param {string} rows */
async function addRow(form, rows) {
  const button = /** @type {HTMLButtonElement | null} */ (form.querySelector(`[name=another][value=${rows}]`));
  if (!button) return false;
  const page = await answerTo(new FormData(form, button));
  const row = [...(page?.querySelectorAll(`fieldset:has([name^=${rows}-])`) ?? [])].at(-1);
  const isNew = row && !form.elements.namedItem(row.querySelector('[name]')?.getAttribute('name') ?? '');
  if (isNew) button.parentElement?.before(document.importNode(row, true));
  return Boolean(isNew);
}

/** As a document, which fetch() does not give. @param {FormData} body @returns {Promise<Document | null>} */
function answerTo(body) {
  const request = new XMLHttpRequest();
  request.open('POST', location.href);
  request.responseType = 'document';
  request.send(body);
  return new Promise((resolve) => request.addEventListener('loadend', () => resolve(request.response)));
}

/** @param {HTMLFormElement} form @param {string} place @param {Record<string, () => void>} doing what each of its buttons does */
function tell(form, place, doing) {
  const told = /** @type {HTMLElement | null} */ (form.querySelector(place));
  if (!told) return;
  told.hidden = false;
  for (const [name, does] of Object.entries(doing)) {
    told.querySelector(`[data-does=${name}]`)?.addEventListener('click', () => {
      told.hidden = true;
      does();
    });
  }
}

/** @param {HTMLFormElement} form */
function typable(form) {
  const all = /** @type {HTMLInputElement[]} */ ([...form.elements]);
  return all.filter((field) => field.name && !['hidden', 'submit', 'button', 'password', 'file'].includes(field.type) && !field.closest('[data-not-kept]'));
}

/** Of several ticks of one name each is another choice, whatever stands beside it. @param {HTMLInputElement} field */
function nameOf(field) {
  return isTick(field) ? `${field.name} ${field.value}` : field.name;
}

/** Is it still there to choose? @param {HTMLInputElement | HTMLSelectElement} field @param {string} value */
function mayBe(field, value) {
  return !(field instanceof HTMLSelectElement) || [...field.options].some((option) => option.value === value);
}

/** @param {HTMLInputElement} field */
function isTick(field) {
  return field.type === 'checkbox' || field.type === 'radio';
}
