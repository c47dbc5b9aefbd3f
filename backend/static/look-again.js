/** A page about something that goes on shows how far it is, until somebody begins to do something in it. */
const lookAgain = setTimeout(() => location.reload(), 1500);
for (const begun of ['input', 'click', 'focusin']) addEventListener(begun, () => clearTimeout(lookAgain), { once: true });
