/** The rules an employee turned off, by what they say, each with the way back. */

/** @returns {Promise<HTMLElement[]>} a section, or nothing */
export async function rulesOff() {
  const off = stored.settings().rulesOff;
  if (off.length) await stored.rules();
  return off.length ? [el('section', {}, el('h2', {}, t('optionsRulesOff')), el('ul', { className: 'switches' }, ...off.map(entry)))] : [];
}

/** @param {string} rule */
function entry(rule) {
  const name = el('span', { id: `rule-${rule}`, lang: stored.language() }, messageOf(rule) ?? rule);
  const on = button(`on-${rule}`, t('optionsRuleOn'), () => stored.change({ rulesOff: stored.settings().rulesOff.filter((one) => one !== rule) }));
  on.setAttribute('aria-describedby', name.id);
  return el('li', {}, name, on);
}

/** What the rule says, without a draft to say it of; null when the release no longer has it. @param {string} id @returns {string|null} */
function messageOf(id) {
  const release = stored.ready()?.release;
  const rule = release?.rules.find((one) => one.id === id);
  if (!release || !rule) return null;
  const text = release.texts[rule.message][stored.language()];
  return text.replaceAll('{company}', () => release.organisation.name).replace(/\{(match|target|until)\}/g, '…');
}
