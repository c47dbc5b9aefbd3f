/**
 * One RegExp that holds every word and phrase and looks ahead at each word, since one may begin within another;
 * a second one for those that another begins with, since it tells one at a place.
 */
const beginnings = (term) => term.split(' ').slice(0, -1).map((_, at, words) => words.slice(0, at + 1).join(' '));
const any = (terms) => new RegExp(`\\b(?=(?:${terms.join('|')})\\b)`, 'gi');

export function prepare({ terms }) {
  const begins = new Set(terms.flatMap(beginnings));
  const groups = [terms.filter((term) => !begins.has(term)), terms.filter((term) => begins.has(term))];
  const all = groups.filter((group) => group.length).map(any);
  return ({ text }) => all.reduce((found, some) => found + (text.match(some)?.length ?? 0), 0);
}
