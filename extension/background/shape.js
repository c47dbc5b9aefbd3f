/** What synced data must look like before it is kept: judges and adapters trust it afterwards, in every tab. */

/**
 * 'string', 'number', 'boolean', 'any'; [each] is a list; {key: shape} has exactly these keys: 'key?' may be missing or null,
 * '*' stands for all others.
 * @typedef {string | [Shape] | {[key: string]: Shape}} Shape
 */

/** @param {Shape} each @returns {[Shape]} */
const list = (each) => [each];
const numbers = list('number');
const words = list('string');
const symbols = { '*': numbers };
const tree = { steps: numbers, ways: numbers, ends: numbers, out: numbers };

const line = {
  lexicon: 'number', 'count?': 'number', 'places?': list(list('any')), 'anywhere?': 'number',
  'surely?': 'string', 'unless?': 'string',
};

const rule = {
  id: 'string', label: 'string', severity: 'string', message: 'number', why: 'number', guideline: 'string', source: 'string',
  'surface?': words, 'target?': words, 'org?': words, 'tie?': { draft: numbers, target: numbers },
  'all?': list(numbers), 'at_least?': list(list('any')), 'none?': numbers, 'none_near?': numbers,
  'target_all?': list(numbers), 'target_none?': numbers, 'within?': 'number', 'mark?': numbers,
  'fix?': { kind: 'string', text: 'number' },
};

/** backend/rules/compiler/release.schema.json says what each field means. @type {Shape} */
export const RELEASE = {
  format: 'number', number: 'number', installation: 'string', context: 'number',
  organisation: {
    name: 'string', own: words, competitors: words, listed: 'boolean', quiet_periods: list(numbers),
    pages: list({ stance: 'string', platform: 'string', kind: 'string', id: 'string', name: 'string' }),
  },
  fold: { map: { '*': words }, breaks: numbers, emoji: numbers },
  abbreviations: words, function_words: { '*': words },
  words: list(list('any')), kinds: symbols, lists: symbols, names: list(list('any')), name_phrases: tree, phrases: tree,
  lexicons: words, lines: list(line),
  texts: list({ de: 'string', en: 'string' }),
  rules: list(rule),
};

/** @type {Shape} */
export const HOOKS = { version: 'number', linkedin: { '*': words }, x: { '*': words } };

const caption = {
  id: 'string', platform: 'string', language: 'string', text: 'string', 'is_question?': 'boolean', 'used?': 'number',
  '*': 'any',
};

/** A newer server may tell more about an item than we know. @type {Shape} */
export const FEED = {
  items: list({
    id: 'string', url: 'string', title: 'string', source: 'string', language: 'string', pinned: 'boolean',
    'suggest_from?': 'string', 'valid_until?': 'string',
    topics: list({ name: 'string', words, '*': 'any' }),
    captions: list(caption),
    '*': 'any',
  }),
  '*': 'any',
};

/** Who I am. An older server tells less, a newer one more. @type {Shape} */
export const ME = {
  id: 'string', name: 'string', 'modes?': { '*': 'string' },
  wants_points: 'boolean', on_leaderboard: 'boolean', 'sends_outcomes?': 'boolean', 'is_formal?': 'boolean',
  'shared?': words,
  'browser?': 'string', 'other_browsers?': list({ id: 'string', name: 'string', connected_at: 'string', '*': 'any' }), '*': 'any',
};

/** @type {Shape} */
export const SHARE = { id: 'string', code: 'string', compose_url: 'string', '*': 'any' };

/** @type {Shape} */
export const POINTS = { total: 'number', entries: list({ points: 'number', reason: 'string', '*': 'any' }), '*': 'any' };

/** @type {Shape} */
export const TIPS = { items: list({ url: 'string', title: 'string', state: 'string', answer: 'string', '*': 'any' }), '*': 'any' };

/** A newer server may tell more. What a paragraph is made of is looked at where it is built. @type {Shape} */
export const GUIDELINES = {
  version: 'number', note: 'string', acknowledged: 'number', due: 'boolean', changed: words,
  languages: { '*': { title: 'string', parts: list({ names: words, title: 'string', body: list('any') }), '*': 'any' } },
  '*': 'any',
};

/**
 * The place of the first fault, as in `.rules.3.message`; null when all is well.
 * @param {Shape} shape @param {any} value @param {string} [at] @returns {string|null}
 */
export function fault(shape, value, at = '') {
  const here = at || '.';
  if (shape === 'any') return null;
  if (typeof shape === 'string') return typeof value === shape ? null : here;
  if (Array.isArray(shape)) return Array.isArray(value) ? inList(shape[0], value, at) : here;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return here;
  return missing(shape, value, at) ?? first(Object.entries(value), ([key, part]) => entry(shape, key, part, `${at}.${key}`));
}

/** @param {Shape} each @param {any[]} parts @param {string} at */
function inList(each, parts, at) {
  return first(parts, (part, index) => fault(each, part, `${at}.${index}`));
}

/** @param {{[key: string]: Shape}} shape @param {object} value @param {string} at */
function missing(shape, value, at) {
  const key = Object.keys(shape).find((name) => name !== '*' && !name.endsWith('?') && !(name in value));
  return key ? `${at}.${key}` : null;
}

/** @param {{[key: string]: Shape}} shape @param {string} key @param {any} part @param {string} at */
function entry(shape, key, part, at) {
  if (Object.hasOwn(shape, key)) return fault(shape[key], part, at);
  if (Object.hasOwn(shape, `${key}?`)) return part === null ? null : fault(shape[`${key}?`], part, at);
  return '*' in shape ? fault(shape['*'], part, at) : at;
}

/** The first answer that is none of null. @template T @param {T[]} parts @param {(part: T, index: number) => string|null} look */
function first(parts, look) {
  for (const [index, part] of parts.entries()) {
    const found = look(part, index);
    if (found) return found;
  }
  return null;
}
