/** The least that finds exact words and phrases: cut into words, look each up. */
const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export function prepare({ terms }) {
  const table = new Map();
  for (const term of terms) {
    const [first, ...rest] = words(term);
    if (table.has(first)) table.get(first).push(rest); else table.set(first, [rest]);
  }
  return ({ text }) => {
    const tokens = words(text);
    let found = 0;
    tokens.forEach((token, at) => {
      for (const rest of table.get(token) ?? []) if (rest.every((word, ahead) => tokens[at + 1 + ahead] === word)) found += 1;
    });
    return found;
  };
}
