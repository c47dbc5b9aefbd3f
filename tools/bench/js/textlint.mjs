/** textlint with its terminology rule: a linter for words and phrases that many projects use. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export async function prepare({ terms, peers }) {
  const require = createRequire(`${peers}/`);
  const { TextlintKernel } = require('@textlint/kernel');
  const plugin = require('@textlint/textlint-plugin-text');
  const rule = (await import(pathToFileURL(require.resolve('textlint-rule-terminology')).href)).default;
  const kernel = new TextlintKernel();
  const options = {
    ext: '.txt',
    plugins: [{ pluginId: 'text', plugin: plugin.default ?? plugin }],
    rules: [{ ruleId: 'terminology', rule, options: { defaultTerms: false, terms: terms.map((term) => [term, 'other']) } }],
  };
  return async ({ text }) => (await kernel.lintText(text, options)).messages.length;
}
