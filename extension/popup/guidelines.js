/** Guidelines that have changed: what is new, where that is short, and that one has read it. Never more than this one place. */
const SHORT = 900; // characters that the popup shows

/** @typedef {{version: number, note: string, acknowledged: number, due: boolean, changed: string[]}} Mine as the server tells it */

/** @param {Mine|undefined} mine @param {import('./popup.js').Tell} tell @returns {HTMLElement|''} */
export function due(mine, tell) {
  if (!mine?.due) return '';
  const parts = newParts(mine);
  const read = () => tell({ type: 'openPage', path: '/me/guidelines/' });
  const done = () => tell({ type: 'acknowledge', version: mine.version }, t('guidelinesThanks'));
  const buttons = parts.length
    ? [button('acknowledge', t('guidelinesRead'), done, 'primary'), button('readGuidelines', t('guidelinesAll'), read, 'plain')]
    : [button('readGuidelines', t('guidelinesOpen'), read, 'primary')];
  return el(
    'section',
    { 'data-name': 'guidelines' },
    el('h2', {}, t(mine.acknowledged ? 'guidelinesChanged' : 'guidelinesFirst')),
    mine.acknowledged > 0 && el('p', {}, mine.note),
    ...parts.map((part) => paragraph.block(part)),
    el.row(...buttons),
    el.quiet(t('guidelinesVoluntary')),
  );
}

/** What is new to read, if it is short. @param {Mine} mine @returns {GuidelinePart[]} */
function newParts({ changed }) {
  const parts = (stored.guideline()?.parts ?? []).filter(({ names }) => changed.includes(names[0] ?? ''));
  return JSON.stringify(parts).length <= SHORT ? parts : [];
}
