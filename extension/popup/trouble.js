/** The worker could not say how things are, not even whether somebody is signed in: why, and how to go on. */

/** @param {Failure} reply @param {() => Promise<void>} again @param {...HTMLElement} more buttons @returns {HTMLElement[]} */
export function trouble({ error }, again, ...more) {
  return [
    el('p', { role: 'alert' }, error.message),
    el.quiet(t('troubleHelp')),
    el.row(button('again', t('tryAgain'), () => void again(), 'primary'), ...more),
  ];
}
