/** One RegExp that holds every word and phrase and looks ahead at each word, since one may begin within another. */
export function prepare({ terms }) {
  const all = new RegExp(`\\b(?=(?:${terms.join('|')})\\b)`, 'gi');
  return ({ text }) => text.match(all)?.length ?? 0;
}
