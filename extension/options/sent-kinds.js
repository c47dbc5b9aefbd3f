/** What a request to the organisation's server was for, in words. */

/** @typedef {{at: number, method: string, path: string, body: object|null}} Request */

/**
 * The first that fits; in this order they are shown: what says something of oneself before what only asks for news.
 * @type {[string, RegExp][]}
 */
const KINDS = [
  ['sentShares', /^(POST|PATCH) shares/],
  ['sentTips', /^POST tips/],
  ['sentEngagements', /^POST engagements/],
  ['sentOutcomes', /^POST outcomes/],
  ['sentFeedback', /^POST feedback/],
  ['sentGuidelines', /^POST acknowledgements/],
  ['sentChoices', /^PATCH me$/],
  ['sentHealth', /^POST health/],
  ['sentSignIn', /^POST (connect\/|me\/door)|^GET (openapi|connect)/],
  ['sentOther', /^(?!GET )/],
  ['sentMine', /^GET me\b/],
  ['sentNews', /^/],
];
const RANKED = KINDS.map(([key, pattern], rank) => ({ key, pattern, rank }));

/** @param {Request} request @returns {{key: string, rank: number}} the same object for the same kind */
export const of = ({ method, path }) => RANKED.find(({ pattern }) => pattern.test(`${method} ${path}`)) ?? RANKED[RANKED.length - 1];
