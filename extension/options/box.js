/**
 * @param {string} label @param {boolean} checked @param {(on: boolean) => void} change @param {string} name
 * @param {boolean} [open] may it be changed now?
 */
export function box(label, checked, change, name, open = true) {
  const input = el('input', { type: 'checkbox', checked, disabled: !open, 'data-name': name, on: { change: () => change(input.checked) } });
  return el('label', { className: 'choice' }, input, label);
}
