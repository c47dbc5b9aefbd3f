/** What an employee put aside for good, each with the way back: rules that are off, suggestions that are not for them. */

/** @typedef {import('./kept.js').Keep} Keep */

/** @param {Keep} keep @returns {Promise<HTMLElement[]>} a section, or nothing */
export async function rulesOff(keep) {
  const { rulesOff: off } = stored.settings();
  if (off.length) await stored.rules();
  const back = (/** @type {string} */ rule) => {
    const name = `on-${rule}`;
    return button(name, t('optionsRuleOn'), () => void keep(switches.ruleOn(rule), name));
  };
  return section(t('optionsRulesOff'), off.map((rule) => line(messageOf(rule) ?? rule, stored.language(), back(rule))));
}

/** Of those that are still offered. @param {Keep} keep @returns {HTMLElement[]} a section, or nothing */
export function unwanted(keep) {
  const items = stored.feed().filter(({ id }) => stored.isUnwanted(id));
  const back = (/** @type {string} */ id) => {
    const name = `again-${id}`;
    return button(name, t('optionsSuggestAgain'), () => void keep(stored.wantAgain(id), name));
  };
  return section(t('optionsUnwanted'), items.map(({ id, title, language }) => line(title, language, back(id))));
}

/** @param {string} title @param {HTMLElement[]} lines */
function section(title, lines) {
  return lines.length ? [el('section', {}, el('h2', {}, title), el('ul', { className: 'switches' }, ...lines))] : [];
}

/** @param {string} name what it is called @param {string} lang @param {HTMLElement} back */
function line(name, lang, back) {
  const said = el('span', { id: `of-${back.dataset.name}`, lang }, name);
  back.setAttribute('aria-describedby', said.id);
  return el('li', {}, said, back);
}

/** What the rule says, without a draft to say it of; null when the release no longer has it. @param {string} id @returns {string|null} */
function messageOf(id) {
  const release = stored.ready()?.release;
  const rule = release?.rules.find((one) => one.id === id);
  if (!release || !rule) return null;
  const text = release.texts[rule.message][stored.language()];
  return text.replaceAll('{company}', () => release.organisation.name).replace(/\{(match|target|until)\}/g, '…');
}
