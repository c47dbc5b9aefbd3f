/** What the rules say of a text to share, below its field, and the tick of somebody who shares it all the same. */
const shareAdvice = (() => {
  /** @param {(one: Finding) => void} take its fix */
  function create(take) {
    const node = el('div', { role: 'status' });
    /** @type {Finding[]} */
    let findings = [];
    /** what is drawn: the same is not drawn again, so that an opened reason and a tick stay */
    let drawn = '';

    /** @param {Finding[]} seen */
    function show(seen) {
      findings = seen;
      if (drawn === JSON.stringify(seen)) return;
      drawn = JSON.stringify(seen);
      node.replaceChildren(...findings.map((one) => finding.block(one, take)));
      if (confirming().length) node.append(tick());
      if (findings.length) [node.parentElement, node].forEach(bringIn); // all of the form where it has room
    }

    function tick() {
      const input = el('input', { type: 'checkbox', 'data-name': 'anyway', on: { change: unask } });
      return el('label', { className: 'choice' }, input, t('shareAnyway'));
    }

    const confirming = () => findings.filter(({ severity }) => severity === 'confirm').map(({ rule }) => rule);
    const box = () => /** @type {HTMLInputElement|null} */ (node.querySelector('[data-name=anyway]'));

    /** With the tick or the next letter the sentence goes. */
    function unask() {
      node.querySelector('[data-name=needsTick]')?.remove();
    }

    /** Is all agreed? Else the tick is asked for. @returns {boolean} */
    function agree() {
      if (!confirming().length || box()?.checked) return true;
      unask();
      node.append(el('p', { 'data-name': 'needsTick' }, t('shareNeedsTick')));
      box()?.focus();
      bringIn(node.parentElement);
      return false;
    }

    /** The backend may know newer rules than this page. @param {Failure['error']} error */
    function refuse({ message, hint, findings: theirs = [] }) {
      drawn = '';
      show(theirs);
      drawn = ''; // with the next letter the refusal goes
      say(message, hint);
      bringIn(node.parentElement);
    }

    /** @param {string} message @param {string} [hint] */
    function say(message, hint) {
      node.prepend(el('p', { role: 'alert' }, message), hint ? el.quiet(hint) : '');
    }

    return { node, show, unask, agree, refuse, say, confirming };
  }

  /** A smooth one would end with the next letter. @param {HTMLElement|null} part */
  function bringIn(part) {
    part?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  return { create };
})();
