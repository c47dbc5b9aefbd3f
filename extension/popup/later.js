/** Sharing later: the employee picks a time, popup and badge remind them, and nothing happens by itself. */
const HOUR_MS = 3_600_000;
const FURTHEST_MS = 3653 * 24 * HOUR_MS; // ten years, as for the server's own dates
const MORNING = 9;
/** @type {Intl.DateTimeFormatOptions} */
const TIME = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };

/** @typedef {import('./popup.js').Tell} Tell */

/** The form that asks when. @param {FeedItem} item @param {Tell} tell @param {() => void} cancel @returns {HTMLElement} */
export function ask(item, tell, cancel) {
  const time = el('input', {
    type: 'datetime-local',
    min: local(Date.now()),
    max: local(Date.now() + FURTHEST_MS),
    value: local(tomorrow()),
    'aria-label': t('laterWhen'),
  });
  const at = (/** @type {number} */ when) => {
    node.remove(); // nobody is writing any more
    return tell({ type: 'remind', item: item.id, at: when }, t('reminderSet', item.title, said({ at: when })));
  };
  const picked = () => (time.value && time.reportValidity() ? at(Date.parse(time.value)) : time.focus());
  const node = el(
    'div',
    { role: 'group', 'aria-label': t('shareLater') },
    el.quiet(t('laterHelp')),
    el.row(
      button('inAnHour', t('laterHour'), () => at(Date.now() + HOUR_MS)),
      button('tomorrow', t('laterTomorrow'), () => at(tomorrow())),
    ),
    el('label', { className: 'field' }, t('laterWhen'), time),
    el.row(button('remind', t('laterRemind'), picked, 'primary'), button('cancel', t('cancel'), cancel)),
  );
  return node;
}

/** What one wanted to share: now due, or when. @param {{at: number}} reminder @returns {string} */
export function said({ at }) {
  if (isDue({ at })) return t('reminderDue');
  const day = new Date(at);
  const year = day.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return t('reminderAt', day.toLocaleString(document.documentElement.lang, { ...TIME, year }));
}

/** @param {{at: number}} reminder */
export const isDue = ({ at }) => at <= Date.now();

/** Tomorrow morning, on this clock. */
function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return day.setHours(MORNING, 0, 0, 0);
}

/** As the field wants it: this clock's time to the minute. @param {number} at */
function local(at) {
  const day = new Date(at);
  return new Date(at - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
