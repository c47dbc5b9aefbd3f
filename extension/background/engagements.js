/** That the employee commented on or liked a post of the company's own page: only where they switched it on, and no word of it. */
import * as outbox from './outbox.js';
import { local } from './store.js';

/** Goes with the next sync: no request tells when somebody was on a site. @param {Extract<ContentMessage, {type: 'engagement'}>} message */
export async function note({ kind, platform, post }) {
  const { settings } = await local('settings');
  if (settings?.features?.engagement) await outbox.note('POST', 'engagements', { kind, platform, post });
}
