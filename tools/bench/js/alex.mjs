/** alex with its own rules: inconsiderate words, in plain text. It does not look for ours. */
import { pathToFileURL } from 'node:url';

export async function prepare({ peers }) {
  const alex = await import(pathToFileURL(`${peers}/node_modules/alex/index.js`).href);
  return ({ text }) => alex.text(text).messages.length;
}
