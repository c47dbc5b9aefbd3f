/** Where it works on each site: the same choice in the settings and on the first page. */

/** @param {import('./kept.js').Keep} keep @returns {Node[]} what the three choices mean, and a field for each site */
export function sites(keep) {
  return [el.quiet(t('optionsSitesHelp')), ...stored.PLATFORMS.map((site) => siteMode(site, keep))];
}

/** @param {Platform} site @param {import('./kept.js').Keep} keep */
function siteMode(site, keep) {
  const theirs = stored.organisationsMode(site);
  const options = [
    el('option', { value: '' }, t('modeTheirs', t(`mode_${theirs}`))),
    ...stored.MODES.map((mode) => el('option', { value: mode }, t(`mode_${mode}`))),
  ];
  const change = () => keep(choose(site, select.value), site);
  const select = el('select', { 'data-name': site, disabled: theirs === 'off', on: { change } }, ...options);
  select.value = theirs === 'off' ? '' : (stored.settings().sites[site] ?? '');
  const note = theirs === 'off' ? el('span', { className: 'quiet' }, t('modeOffForAll')) : '';
  return el('label', { className: 'field' }, t(`site_${site}`), select, note);
}

/** @param {Platform} site @param {string} mode '' for what the organisation chose @returns {Promise<boolean>} is it kept? */
function choose(site, mode) {
  if (mode === 'off') return switches.siteOff(site).kept;
  return stored.change({ sites: { ...stored.settings().sites, [site]: mode || undefined } });
}
