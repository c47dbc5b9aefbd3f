// Which model stands behind which editor element.
const models = new WeakMap();

/** `model` offers text(): the plain text, one line per block, and clear(). */
export const register = (element, model) => models.set(element, model);

export const modelOf = (element) => models.get(element);

/** What the editor library believes to hold, as opposed to what the DOM shows. Throws for any other element. */
export function modelText(element) {
  const model = models.get(element);
  if (!model) throw new Error('modelText needs the contenteditable element of an editor on this page');
  return model.text();
}
