/** Where it works on each site: the same choice in the settings and on the first page. */

/** @returns {Node[]} what the three choices mean, and a field for each site */
export function sites() {
  return [el.quiet(t('optionsSitesHelp')), ...stored.PLATFORMS.map(siteMode)];
}

/** @param {Platform} site */
function siteMode(site) {
  const theirs = stored.organisationsMode(site);
  const options = [
    el('option', { value: '' }, t('modeTheirs', t(`mode_${theirs}`))),
    ...stored.MODES.map((mode) => el('option', { value: mode }, t(`mode_${mode}`))),
  ];
  const change = () => choose(site, select.value);
  const select = el('select', { 'data-name': site, disabled: theirs === 'off', on: { change } }, ...options);
  select.value = theirs === 'off' ? '' : (stored.settings().sites[site] ?? '');
  const note = theirs === 'off' ? el('span', { className: 'quiet' }, t('modeOffForAll')) : '';
  return el('label', { className: 'field' }, t(`site_${site}`), select, note);
}

/** @param {Platform} site @param {string} mode '' for what the organisation chose */
function choose(site, mode) {
  if (mode === 'off') switches.siteOff(site);
  else stored.change({ sites: { ...stored.settings().sites, [site]: mode || undefined } });
}
