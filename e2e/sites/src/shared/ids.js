// Ids as the sites make them: milliseconds in the upper bits, a running number below. The number is
// the post's place in our endless feed, so that an address alone is enough to find its post again.
const LINKEDIN_START = BigInt(Date.UTC(2026, 8, 21, 9));
const X_START = LINKEDIN_START - 1288834974657n;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const snowflake = (start, number) => String(((start - BigInt(number) * 60_000n) << 22n) | BigInt(number));

export const linkedinId = (number) => snowflake(LINKEDIN_START, number);
export const xId = (number) => snowflake(X_START, number);
export const numberOf = (id) => Number(BigInt(id) & 0x3fffffn);

/** 43 characters, the same for the same number: what LinkedIn uses to tell cards apart. */
export function tokenOf(number) {
  let seed = (number + 1) * 2654435761;
  return Array.from({ length: 43 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return BASE64URL[seed >>> 26];
  }).join('');
}
