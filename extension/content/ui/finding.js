/** The parts of a finding, the same in the card and below a caption: how serious, what it says, why, the fix to take. */
const finding = (() => {
  const SHAPES = {
    note: 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
    warn: 'M8 1.5 15.5 14.5H.5Z',
    confirm: 'M5 1h6l4 4v6l-4 4H5l-4-4V5Z',
    fine: 'M6.3 12.6 2 8.3l1.6-1.6 2.7 2.7 6-6L14 5Z',
  };

  /** @param {keyof typeof SHAPES} shape */
  const icon = (shape) => el.icon(SHAPES[shape], 'icon');

  /** @param {Finding} one */
  const severity = ({ severity }) => [icon(severity), t(`severity_${severity}`)];

  /** @param {Finding} one */
  const message = ({ message }) => el('p', { lang: stored.language() }, message);

  /** @param {Finding} one @param {(one: Finding) => void} take @returns {HTMLElement|null} it shows exactly what it will write */
  const fix = (one, take) => one.fix && button('fix', t(`fix_${one.fix.kind}`, one.fix.text.trim()), () => take(one), 'primary');

  /** Why, what the organisation's guidelines say about it, and the law. @param {Finding} one */
  function reason({ why, guideline, source }) {
    const said = paragraph.named(guideline);
    const law = el.quiet(said ? t('cardLaw', source) : t('cardSource', guideline, source));
    return el('div', { className: 'reason' }, el('p', { lang: stored.language() }, why), said, law);
  }

  /** All of it, below a text that is ours. @param {Finding} one @param {(one: Finding) => void} take */
  function block(one, take) {
    const because = reason(one);
    because.hidden = true;
    const why = button('why', t('cardWhy'), () => {
      because.hidden = !because.hidden;
      why.setAttribute('aria-expanded', String(!because.hidden));
    });
    why.setAttribute('aria-expanded', 'false');
    return el(
      'div',
      { className: `finding ${one.severity}` },
      el('p', { className: 'severity' }, ...severity(one)),
      message(one),
      el.row(fix(one, take), why),
      because,
    );
  }

  return { icon, severity, message, fix, reason, block };
})();
