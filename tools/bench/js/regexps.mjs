/** What one writes first: a regular expression for each word or phrase. */
export function prepare({ terms }) {
  const rules = terms.map((term) => new RegExp(`\\b${term}\\b`, 'gi'));
  return ({ text }) => rules.reduce((found, rule) => found + (text.match(rule)?.length ?? 0), 0);
}
