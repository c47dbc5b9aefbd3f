/** House rule 4: off until the employee says yes. The backend keeps it; until it has answered, a box shows what was chosen. */
import * as worker from '../popup/worker.js';
import { box } from './box.js';

/** What one choice is nothing without. @type {Record<string, string>} */
const NEEDS = { on_leaderboard: 'wants_points' };
/**
 * Chosen, and not drawn yet as the backend has it: by name; once it has answered, what it made of it.
 * @type {Map<string, {on: boolean}>}
 */
const chosen = new Map();

/**
 * @param {any} me @param {() => Promise<void>} draw the page anew @param {string[]} names
 * @returns {HTMLElement[]} a box for each, and what is said of them
 */
export function choices(me, draw, ...names) {
  const isOn = (/** @type {string} */ name) => chosen.get(name)?.on ?? me[name];
  const isOpen = (/** @type {string} */ name) => !(name in NEEDS) || isOn(NEEDS[name]);
  const said = el('p', { className: 'fault', role: 'status', 'data-name': `chosen-${names[0]}` });
  const say = (/** @type {string} */ text) => {
    const place = document.querySelector(`[data-name=${said.dataset.name}]`);
    if (place) place.textContent = text; // in the page as it is by now: somebody may have signed out
  };
  const change = (/** @type {string} */ name) => async (/** @type {boolean} */ on) => {
    const problem = await choose(name, on, draw);
    if (problem) say(problem);
  };
  return [...names.map((name) => box(t(`choice_${name}`), isOn(name), change(name), name, isOpen(name))), said];
}

/**
 * @param {any} name @param {boolean} on @param {() => Promise<void>} draw
 * @returns {Promise<string|undefined>} why it could not be, in words
 */
async function choose(name, on, draw) {
  const mine = { on };
  const isNewest = () => chosen.get(name) === mine;
  const forget = () => isNewest() && chosen.delete(name);
  const send = () => worker.tell({ type: 'choose', name, on });
  chosen.set(name, mine);
  const first = await send();
  const reply = first.error?.code === 'worker' && isNewest() ? await send() : first; // it died; twice has no further effect
  if (reply.ok) mine.on = reply.on;
  else forget();
  await draw();
  forget();
  return reply.error?.message;
}
