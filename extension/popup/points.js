/** My points, and what the newest of them were for. */
const SHOWN = 3;

/** @param {any} me @param {{total: number, entries: Entry[]}|undefined} points @returns {HTMLElement|''} */
export function mine(me, points) {
  if (!points && me?.wants_points) return ''; // not fetched yet
  const body = points
    ? [el('p', { className: 'figure', 'data-name': 'points' }, String(points.total)), ledger(points.entries.slice(0, SHOWN))]
    : [el.quiet(t('popupPointsOff'))];
  return el('section', {}, el('h2', {}, t('popupPoints')), ...body);
}

/** @typedef {{points: number, reason: string}} Entry @param {Entry[]} entries */
function ledger(entries) {
  const lines = entries.map(({ points, reason }) => el('li', {}, el('b', {}, signed(points)), reason));
  return el('ul', { className: 'ledger' }, ...lines);
}

/** @param {number} points */
function signed(points) {
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  return `${sign}${Math.abs(points)}`;
}
