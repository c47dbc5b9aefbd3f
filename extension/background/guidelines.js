/** The organisation's guidelines: their words for all tabs, and what of them is new to this employee for the popup. */
import { ApiError, parse } from './api.js';
import * as outbox from './outbox.js';
import { GUIDELINES, fault } from './shape.js';
import { vault } from './store.js';
import { t } from './words.js';

/** @param {ArrayBuffer} bytes @returns {Promise<Partial<Stored>>} as text: what nobody asks for need not be read */
export async function accept(bytes) {
  const { languages, ...mine } = parse(bytes);
  if (fault(GUIDELINES, { languages, ...mine })) throw new ApiError('bad_guidelines', t('errorServer'));
  const known = await vault.get('keys', 'guidelines');
  const isRead = known?.version === mine.version && !known.due; // the answer may have set out before that was told
  await vault.set('keys', 'guidelines', { ...mine, due: mine.due && !isRead });
  return { guidelines: JSON.stringify(languages) };
}

/** The employee has read this version: told to the server, through the outbox, and asked no more. @param {{version: number}} message */
export async function acknowledge({ version }) {
  await outbox.enqueue('POST', 'acknowledgements', { version });
  const mine = await vault.get('keys', 'guidelines');
  if (mine?.version === version) await vault.set('keys', 'guidelines', { ...mine, due: false });
  await vault.remove('keys', 'etag:guidelines'); // the next sync fetches how it stands
  await outbox.flush();
}
