/**
 * The extension's own judge, outside the browser: JSON lines in, one JSON line out for each draft.
 * A line is {"release": …}, which is prepared and answered by nothing, or {"draft": …, "language": "de"}.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';

const read = (name) => readFileSync(new URL(`../../../extension/${name}`, import.meta.url), 'utf8');
const files = JSON.parse(read('manifest.json')).content_scripts[0].js.filter((name) => name.startsWith('content/rules/'));
const sources = files.map(read);
const { prepare, judge } = runInThisContext(`${sources.join('\n')}\njudge`);

let prepared;
for await (const line of createInterface({ input: process.stdin })) {
  const { release, draft, language } = JSON.parse(line);
  if (release) prepared = prepare(release);
  else process.stdout.write(`${JSON.stringify(judge(prepared, draft, language))}\n`);
}
