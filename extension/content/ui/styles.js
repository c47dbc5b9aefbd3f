/** One sheet for everything we show in a page; tokens first. Severity colours keep AA contrast on all three grounds. */
const styles = (() => {
  const TONES = {
    light: { note: '#0b5cad', warn: '#8a5a00', confirm: '#b3261e', fine: '#1b7a43' },
    dark: { note: '#7ab8f5', warn: '#f2b84b', confirm: '#ff8a80', fine: '#6fd39a' },
  };
  /** @param {Record<string, string>} tones */
  const variables = (tones) => Object.entries(tones).map(([name, colour]) => `--${name}: ${colour};`).join(' ');
  /** A finding looks the same in a page's card and on our own pages, which have the tokens in their own sheet. */
  const FINDING = `
.note { --tone: var(--note); } .warn { --tone: var(--warn); } .confirm { --tone: var(--confirm); } .fine { --tone: var(--fine); }
.finding { border-inline-start: 3px solid var(--tone); padding-inline-start: 12px; margin-top: 14px; }
label.choice:is(.finding ~ *) { margin-top: 14px; }
.severity { font-weight: 600; display: flex; gap: 8px; align-items: center; }
.icon { width: 16px; height: 16px; flex: none; fill: var(--tone, var(--quiet)); }
.reason { background: var(--raised); border-radius: 6px; padding: 8px 10px; margin-top: 10px; }
.reason p:first-child { margin-top: 0; }
.paragraph { border-inline-start: 2px solid var(--line); padding-inline-start: 10px; margin: 10px 0; overflow-wrap: anywhere; }
.paragraph h3 { font-size: inherit; font-weight: 600; line-height: inherit; margin: 0; }
.paragraph :is(ul, ol) { margin: 6px 0 0; padding: 0 0 0 18px; border: 0; list-style: revert; }
.paragraph li { margin: 2px 0; }
.paragraph a { color: var(--accent); }
`;
  const TEXT = `${FINDING}
:host { all: initial; }
.ground {
  --ground: #fff; --text: #1c1e21; --quiet: #5b6168; --line: #d9dce0; --raised: #f4f5f7;
  --accent: #0b5cad; --on-accent: #fff; ${variables(TONES.light)}
  font: 400 13px/1.45 var(--site-font, system-ui, sans-serif); color: var(--text); color-scheme: light; -webkit-font-smoothing: antialiased;
}
.ground.dark {
  --ground: #1d2226; --text: #f1f3f4; --quiet: #b3bac1; --line: #3a4147; --raised: #2a3036;
  --accent: #7ab8f5; --on-accent: #0c1a28; ${variables(TONES.dark)} color-scheme: dark;
}
.ground.dim { --ground: #1e2732; --text: #f2f5f7; --quiet: #b0bdc8; --line: #3b4855; --raised: #2a3643; }
* { box-sizing: border-box; }
.card, .notice, .pill, .suggestion {
  background: var(--ground); border: 1px solid var(--line); border-radius: 8px; position: relative; overflow: hidden;
}
.arriving { animation: appear 150ms ease-out; }
.card, .pill { --lift: 0 4px 16px rgb(0 0 0 / 14%), 0 1px 3px rgb(0 0 0 / 10%); box-shadow: var(--lift); }
.card {
  width: min(320px, calc(100vw - 24px)); max-height: calc(100vh - 16px);
  overflow: hidden auto; scrollbar-width: thin; scroll-padding-top: 44px;
  padding: 0 14px 12px 17px; box-shadow: inset 3px 0 0 var(--tone, var(--quiet)), var(--lift);
}
h2 { font-size: 14px; font-weight: 600; line-height: 1.3; margin: 0; display: flex; gap: 8px; align-items: center; text-wrap: balance; }
.card h2 { position: sticky; top: 0; z-index: 1; background: var(--ground); padding: 12px 0 4px; margin-bottom: -4px; }
.card.scant { scroll-padding-top: 0; }
.card.scant h2 { position: static; }
.card.roomy { scroll-padding-top: 80px; }
.card.roomy > .row {
  position: sticky; top: var(--head); z-index: 1; background: var(--ground); padding-block: 6px; margin-block: 4px -6px;
}
.card::after {
  content: ''; display: block; position: sticky; bottom: -12px; height: 32px; margin-top: -32px; pointer-events: none;
  background: linear-gradient(transparent, var(--ground)); opacity: 0; animation: more linear; animation-timeline: scroll(nearest);
}
p { margin: 6px 0 0; }
[hidden] { display: none !important; }
.quiet, .step { color: var(--quiet); font-size: 12px; }
.step { margin-inline-start: auto; font-weight: 400; flex: none; white-space: nowrap; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 10px; }
button {
  font: inherit; color: inherit; background: none; border: 0; border-radius: 16px; padding: 5px 10px; min-height: 28px; cursor: pointer;
  text-align: start;
}
button:hover { background: var(--raised); }
:is(button, a, textarea, input):focus-visible, .called button:focus { outline: 2px solid var(--accent); outline-offset: 2px; }
button.primary { background: var(--accent); color: var(--on-accent); font-weight: 600; padding: 5px 14px; }
button.primary:hover { filter: brightness(1.08); }
button.primary:disabled { opacity: .55; cursor: default; }
.row > button:not(.primary):first-child { margin-inline-start: -10px; }
.row:has(> .more) { column-gap: 18px; }
.more { display: flex; flex: 1; justify-content: space-between; margin-inline: -10px -8px; }
button.menu { padding: 5px 8px; }
ul { list-style: none; margin: 8px 0 0; padding: 6px 0 0; border-top: 1px solid var(--line); }
ul button { width: 100%; border-radius: 6px; }
.pill { display: inline-flex; align-items: center; gap: 6px; height: 28px; border-radius: 14px; padding: 0 10px; }
.notice {
  display: flex; gap: 8px; align-items: center; padding: 7px 8px 7px 12px;
  width: max-content; max-width: min(560px, max(320px, var(--frame, 560px)), calc(100vw - 24px));
}
.notice span { text-wrap: pretty; }
.notice button { margin-inline-start: auto; flex: none; }
.suggestion { padding: 14px 16px; margin: 8px 0; }
.suggestion h2 { margin-top: 8px; }
.suggestion h2 a { color: inherit; }
.suggestion h2 a:not(:hover, :focus-visible) { text-decoration: none; }
.suggestion .head { display: flex; gap: 8px; align-items: center; color: var(--quiet); font-size: 12px; }
fieldset { border: 0; padding: 0; margin: 12px 0 0; }
legend, .field { font-weight: 600; padding: 0; display: block; }
.field { margin-top: 12px; }
label.choice {
  display: flex; gap: 8px; align-items: start; padding: 8px 10px; margin-top: 6px;
  border: 1px solid var(--line); border-radius: 8px; cursor: pointer;
}
label.choice:has(:checked) { border-color: var(--accent); background: var(--raised); }
input[type=radio], input[type=checkbox] { accent-color: var(--accent); margin: 2px 0 0; flex: none; }
textarea {
  width: 100%; min-height: 96px; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--quiet); border-radius: 8px; padding: 8px 10px; resize: vertical; margin-top: 6px; font-weight: 400;
}
.live { visibility: visible; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@keyframes appear { from { opacity: 0; } }
@keyframes more { 0%, 90% { opacity: 1; } 100% { opacity: 0; } }
@media (max-width: 360px) {
  .row { gap: 4px; }
  .row:has(> .more) { column-gap: 12px; }
  .more { margin-inline-start: -8px; }
  button, button.primary { padding-inline: 8px; }
  .notice:has([data-name=undo]) { flex-wrap: wrap; }
  .notice:has([data-name=undo]) span { flex: 1 1 calc(100% - 40px); }
  .notice [data-name=undo] { margin-inline-start: 16px; }
}
@media print { :host { display: none !important; } }
@media (prefers-reduced-motion: reduce) { .arriving { animation: none; } }
@media (forced-colors: active) {
  .card, .notice, .pill, .suggestion { border-color: CanvasText; }
  .icon { fill: CanvasText; }
  button { border: 1px solid ButtonText; }
}
`;

  /** @type {CSSStyleSheet|null} */
  let sheet = null;

  /** The sheet, made on first use. @returns {CSSStyleSheet} */
  function get() {
    sheet ??= sheetOf(TEXT);
    return sheet;
  }

  /** @param {string} text @returns {CSSStyleSheet} */
  function sheetOf(text) {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  }

  return { TONES, FINDING, get, sheetOf };
})();
