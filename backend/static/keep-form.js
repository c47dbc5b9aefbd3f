/**
 * What somebody types or chooses in a form stays in this tab: whoever looks at another page first, or has to sign in
 * again, finds it again. It is kept for as long as what is stored is what data-state names: once it is saved, by
 * whomever, there is nothing left to keep. Without a state (what is written is new) it is kept until it was sent and
 * another page came that tells so: that of what was made of it, or the list.
 */
const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll('form[data-kept]')]);
forgetSent(forms.map((form) => `kept: ${form.dataset.kept}`));
for (const form of forms) {
  const key = `kept: ${form.dataset.kept}`;
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  if (kept.state !== form.dataset.state) sessionStorage.removeItem(key);
  else if (write(form, kept.fields)) tell(form, key);
  if (!form.dataset.state) form.addEventListener('submit', () => keep(form, key, true));
  form.addEventListener('input', () => keep(form, key, false));
}

/** @param {HTMLFormElement} form @param {string} key @param {boolean} sent */
function keep(form, key, sent) {
  sessionStorage.setItem(key, JSON.stringify({ state: form.dataset.state, sent, fields: read(form) }));
}

/** @param {string[]} here the keys of what is on this page: what of it was sent has come back */
function forgetSent(here) {
  const others = Object.keys(sessionStorage).filter((key) => key.startsWith('kept: ') && !here.includes(key));
  for (const key of others) if (JSON.parse(sessionStorage.getItem(key) ?? '{}').sent) sessionStorage.removeItem(key);
}

/** @param {HTMLFormElement} form @returns what can be typed or chosen in it: of each name the values, in their order */
function read(form) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const field of typable(form)) (found[nameOf(field)] ??= []).push(isTick(field) ? String(field.checked) : field.value);
  return found;
}

/** @param {HTMLFormElement} form @param {Record<string, string[]>} fields @returns is anything now other than it came? */
function write(form, fields) {
  let differs = false;
  for (const field of typable(form)) {
    const value = fields[nameOf(field)]?.shift();
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

/** @param {HTMLFormElement} form @param {string} key */
function tell(form, key) {
  const told = /** @type {HTMLElement | null} */ (form.querySelector('.kept'));
  if (!told) return;
  told.hidden = false;
  told.querySelector('button')?.addEventListener('click', () => {
    sessionStorage.removeItem(key);
    location.replace(location.href);
  });
}

/** @param {HTMLFormElement} form */
function typable(form) {
  const all = /** @type {HTMLInputElement[]} */ ([...form.elements]);
  return all.filter((field) => field.name && !['hidden', 'submit', 'button', 'password', 'file'].includes(field.type));
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
