/** What looks like a button is pressed like one: a link in the role of a button by the Space key, too. */
document.addEventListener('keydown', (event) => {
  const link = event.key === ' ' && event.target instanceof Element && event.target.closest('a[role=button]');
  if (!(link instanceof HTMLElement)) return;
  event.preventDefault();
  if (!event.repeat) link.click();
});
