/**
 * Times engines on drafts. In (file named on the command line): {peers, body, terms, drafts: {name: [draft]}, engines: [name]}.
 * Out (stdout): {engine: {ready: ms, found: {name: count}, times: {name: µs a draft}}}. CPU time, which others on the machine
 * disturb least; `ready` the first time, as in a page that was just opened, `times` warm and the median of SAMPLES.
 */
import { readFileSync } from 'node:fs';

const WARM_MS = 1000, SETTLE_MS = 100, SAMPLE_MS = 15, SAMPLES = 7;
const task = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const cpu = (since) => Object.values(process.cpuUsage(since)).reduce((a, b) => a + b);

async function through(check, drafts) {
  let found = 0;
  for (const draft of drafts) {
    const answer = check(draft);
    found += answer instanceof Promise ? await answer : answer;
  }
  return found;
}

/** CPU microseconds a draft: so many rounds through all drafts that the clock is fine enough. */
async function time(check, drafts, ms = SAMPLE_MS) {
  const since = process.cpuUsage();
  let rounds = 0;
  do {
    await through(check, drafts);
    rounds += 1;
  } while (cpu(since) < ms * 1000);
  return cpu(since) / rounds / drafts.length;
}

async function measure({ prepare }) {
  const since = process.cpuUsage();
  const check = await prepare(task);
  const ready = cpu(since) / 1000, found = {}, times = {};
  for (const [name, drafts] of Object.entries(task.drafts)) {
    found[name] = await through(check, drafts);
    await time(check, drafts, Object.keys(times).length ? SETTLE_MS : WARM_MS);
    const samples = [];
    while (samples.length < SAMPLES) samples.push(await time(check, drafts));
    times[name] = median(samples);
  }
  return { ready, found, times };
}

const out = {};
for (const name of task.engines) out[name] = await measure(await import(`./${name}.mjs`));
process.stdout.write(JSON.stringify(out));
