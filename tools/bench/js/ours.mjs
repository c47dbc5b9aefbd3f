/** The extension's own judge: a whole verdict. */
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

const extension = new URL('../../../extension/', import.meta.url);
const read = (name) => readFileSync(new URL(name, extension), 'utf8');
const files = JSON.parse(read('manifest.json')).content_scripts[0].js.filter((name) => name.startsWith('content/rules/'));
const judge = runInThisContext(`${files.map(read).join('\n')}\njudge`);

export function prepare({ body }) {
  const prepared = judge.prepare(JSON.parse(body));
  return (draft) => judge.judge(prepared, draft, 'en').findings.length;
}
