/** Shares that wait: for the server, for the employee's own Post, or for them to read why one was refused. */

/** @typedef {import('./popup.js').Tell} Tell */

/** @param {any[]} shares of the worker's status @param {Tell} tell @param {() => Promise<void>} refresh @returns {HTMLElement|''} */
export function open(shares, tell, refresh) {
  return shares.length ? el('section', {}, ...shares.map((share) => unfinished(share, tell, refresh))) : '';
}

/** @param {any} share @param {Tell} tell @param {() => Promise<void>} refresh */
function unfinished(share, tell, refresh) {
  const heading = headingOf(share);
  if (share.state === 'waiting') return el('article', {}, heading, el.quiet(t('popupWaiting')));
  if (share.state === 'refused') return el('article', {}, heading, ...refused(share, tell));
  return el('article', {}, heading, ...ready(share, tell, refresh));
}

/** What it is of; an item that is no longer offered leads nowhere. @param {any} share */
function headingOf({ item, title: name }) {
  const shared = stored.feed().find(({ id }) => id === item);
  return shared ? title.of('h3', shared) : name ? el('h3', {}, name) : '';
}

/** @param {any} share @param {Tell} tell */
function refused({ key, problem }, tell) {
  const dismiss = () => tell({ type: 'confirmShare', share: key, posted: false });
  return [
    el('p', { className: 'fault' }, t('popupRefused', problem.message)),
    el.row(button('dismiss', t('popupDismiss'), dismiss)),
  ];
}

/**
 * Only once the site's composer was opened can it have been posted.
 * @param {any} share @param {Tell} tell @param {() => Promise<void>} refresh
 */
function ready({ key, platform, opened }, tell, refresh) {
  const site = t(`site_${platform}`);
  const compose = () => tell({ type: 'openShare', share: key });
  const posted = async () => {
    const { ok } = await tell({ type: 'confirmShare', share: key, posted: true }, t('popupPostedNoted'));
    if (ok) await refresh(); // with the points it brought
  };
  const drop = () => tell({ type: 'confirmShare', share: key, posted: false });
  const asked = [
    button('posted', t('popupYes'), posted, 'primary'),
    button('notPosted', t('popupNo'), drop),
    button('again', t('popupOpenAgain'), compose, 'plain'),
  ];
  const offered = [button('again', t('shareOpen', site), compose, 'primary'), button('notPosted', t('popupDrop'), drop)];
  return [el('p', {}, t(opened ? 'popupPosted' : 'popupReady', site)), el.row(...(opened ? asked : offered))];
}
