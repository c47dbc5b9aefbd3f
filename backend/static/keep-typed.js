/** What somebody types stays in this tab until its form is sent: whoever looks at another page first finds it again. */
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-kept]'))) {
  const key = `kept: ${field.dataset.kept}`;
  const typed = sessionStorage.getItem(key);
  const keep = () => sessionStorage.setItem(key, field.value);
  if (field.value !== field.defaultValue) keep(); // typed before this script came
  else if (typed !== null) field.value = typed;
  field.addEventListener('input', keep);
  field.form?.addEventListener('submit', () => sessionStorage.removeItem(key));
}
