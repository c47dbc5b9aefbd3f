/** json-rules-engine: a rule for each word or phrase, which asks how often the draft has it. */
import { createRequire } from 'node:module';

const times = (text, term) => text.match(new RegExp(`\\b${term}\\b`, 'gi'))?.length ?? 0;

export function prepare({ terms, peers }) {
  const { Engine } = createRequire(`${peers}/`)('json-rules-engine');
  const engine = new Engine();
  engine.addOperator('has', (text, term) => text.toLowerCase().includes(term));
  for (const term of terms) {
    engine.addRule({
      conditions: { all: [{ fact: 'text', operator: 'has', value: term }] },
      event: { type: 'found', params: { term } },
    });
  }
  return async ({ text }) => {
    const { events } = await engine.run({ text });
    return events.reduce((found, { params }) => found + times(text, params.term), 0);
  };
}
