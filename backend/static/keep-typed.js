/** What somebody types stays in this tab until its form is sent: whoever looks at another page first finds it again. */
for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-kept]'))) {
  const key = `kept: ${field.dataset.kept}`;
  const typed = sessionStorage.getItem(key);
  if (typed !== null && field.value === field.defaultValue) field.value = typed;
  field.addEventListener('input', () => sessionStorage.setItem(key, field.value));
  field.form?.addEventListener('submit', () => sessionStorage.removeItem(key));
}
