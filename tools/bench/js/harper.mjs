/**
 * Harper, compiled to wasm: its own rules of grammar and a pack with a rule for each word or phrase. Of those it tells
 * half to two thirds, so its row says what it costs, not what it finds.
 */
import { pathToFileURL } from 'node:url';

const ABOUT = { name: 'terms', author: 'bench', version: '1.0.0', description: 'words of the bench', license: 'MIT' };
const OURS = 'one of our words';
const rule = (term) => `expr main (${term})
let message "${OURS}"
let description "${OURS}"
let kind "Style"
let becomes "other"
let strategy "Exact"
`;

export async function prepare({ terms, peers }) {
  const load = (name) => import(pathToFileURL(`${peers}/node_modules/harper.js/dist/${name}.js`).href);
  const [{ LocalLinter, packWeirpackFiles }, { binaryInlined }] = [await load('index'), await load('binaryInlined')];
  const linter = new LocalLinter({ binary: binaryInlined });
  const files = terms.map((term, at) => [`Term${at}.weir`, rule(term)]);
  await linter.loadWeirpackFromBytes(packWeirpackFiles(new Map([['manifest.json', JSON.stringify(ABOUT)], ...files])));
  return async ({ text }) => (await linter.lint(text)).filter((lint) => lint.message() === OURS).length;
}
