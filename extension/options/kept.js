/** Where the browser cannot keep a setting, that is said where it was chosen, and the page shows what holds. */

/** @typedef {(keeping: Promise<boolean>, name: string) => Promise<void>} Keep `name`: of the control */

/** @param {() => Promise<void>} draw the page anew @returns {Keep} */
export const keeper = (draw) => async (keeping, name) => {
  if (await keeping) return;
  await draw();
  const control = document.querySelector(`[data-name="${name}"]`);
  (control?.closest('label, li') ?? control)?.after(el('p', { className: 'fault', role: 'alert' }, t('errorNotKept')));
};
