/** retext with rules of its own: words twice, "a" for "an", passive sentences, weak words. It does not look for ours. */
import { pathToFileURL } from 'node:url';

const RULES = ['retext-repeated-words', 'retext-indefinite-article', 'retext-passive', 'retext-intensify'];

export async function prepare({ peers }) {
  const load = async (name) => (await import(pathToFileURL(`${peers}/node_modules/${name}/index.js`).href)).default;
  const { retext } = await import(pathToFileURL(`${peers}/node_modules/retext/index.js`).href);
  const { VFile } = await import(pathToFileURL(`${peers}/node_modules/vfile/index.js`).href);
  const checker = retext();
  for (const name of RULES) checker.use(await load(name));
  checker.freeze();
  return ({ text }) => {
    const file = new VFile(text);
    checker.runSync(checker.parse(file), file);
    return file.messages.length;
  };
}
