/** Where it works on each site: the same choice in the settings and on the first page. */
/** @type {Platform[]} */
const PLATFORMS = ['linkedin', 'x'];

/** @returns {Node[]} what the three choices mean, and a field for each site */
export function sites() {
  return [el('p', { className: 'quiet' }, t('optionsSitesHelp')), ...PLATFORMS.map(siteMode)];
}

/** @param {Platform} site */
function siteMode(site) {
  const theirs = stored.organisationsMode(site);
  const own = () => stored.settings().sites;
  const change = () => (select.value === 'off' ? void switches.siteOff(site) : stored.change({ sites: { ...own(), [site]: select.value || undefined } }));
  const select = el('select', { 'data-name': site, disabled: theirs === 'off', on: { change } }, ...stored.MODES.map((mode) => el('option', { value: mode }, t(`mode_${mode}`))));
  select.prepend(el('option', { value: '' }, t('modeTheirs', t(`mode_${theirs}`))));
  select.value = theirs === 'off' ? '' : (own()[site] ?? '');
  const note = theirs === 'off' ? el('span', { className: 'quiet' }, t('modeOffForAll')) : '';
  return el('label', { className: 'field' }, t(`site_${site}`), select, note);
}
