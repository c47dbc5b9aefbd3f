/**
 * Which form of a guest there is room for beside a composer, and where.
 * Its slot holds the forms: the whole picture, then a small one, if any.
 */
const berth = (() => {
  const A_LINE = 28; // of what must come, where there is hardly any window
  const LOW = 280; // a lower window has no room for the site's bar, a text, its button and a card

  /**
   * `size`: of the form without scrolling; `isInside`: on blank ground of the composer, which may be written on.
   * @typedef {{form: HTMLElement, size: Growing, spot: Spot, isInside?: boolean}} Berth
   * `host`: ours, which may stand there now
   * @typedef {{must: boolean, submit: () => Element|null, host: Element}} Needs
   */

  /**
   * All of it, in a low window only where it lies on no control of the site; else, where it must come, over the text but not over
   * the site's button; else its small form, by that button, beside, or on blank ground; else none.
   * @param {HTMLElement} slot @param {Composer} composer @param {Needs} needs
   * @param {{left: number, top: number, bottom: number}|null} now where it stays while there is room @returns {Berth|null}
   */
  function find(slot, composer, { must, submit, host }, now) {
    const clear = bounds.clear(composer);
    const frame = bounds.frame(composer);
    slot.style.setProperty('--frame', `${frame.right - frame.left}px`);
    const whole = shown(slot, 0);
    const spot = (now && spots.kept(now, whole.size, clear)) ?? spots.best(clear, start(composer, frame, whole.size), whole.size);
    const free = spot && gap.slide(spot, clear, whole.size, host);
    const isFree = free && (innerHeight >= LOW || gap.isOffControls(free, whole.size, host));
    if (spot && (isFree || must || slot.children.length < 2)) return { ...whole, spot: free ?? spot };
    if (must) return { ...whole, spot: overText(clear, submit(), start(composer, frame, whole.size), whole.size) };
    const small = shown(slot, 1);
    if (!small.form) return null;
    const rest = gap.find(clear, submit(), small.size, host) ?? spots.best(clear, start(composer, frame, small.size), small.size);
    if (rest) return { ...small, spot: gap.slide(rest, clear, small.size, host) ?? rest };
    const blank = gap.inside(clear, small.size, host);
    return blank && { ...small, spot: blank, isInside: true };
  }

  /**
   * Clear of the site's button alone; in the corner of the window where even that has no room.
   * @param {Bounds} clear @param {Element|null} submit @param {number} left @param {Growing} size
   */
  function overText(clear, submit, left, size) {
    return spots.best(bounds.row(clear, submit), left, size, A_LINE) ?? spots.corner(size);
  }

  /** Only this form is seen. @param {HTMLElement} slot @param {number} at @returns {Pick<Berth, 'form' | 'size'>} */
  function shown(slot, at) {
    const forms = /** @type {HTMLElement[]} */ ([...slot.children]);
    forms.forEach((form, index) => (form.hidden = index !== at));
    const form = forms[at];
    return { form, size: form && sizeOf(slot, form) };
  }

  /** A card has more to say when it is asked why. @param {HTMLElement} slot @param {HTMLElement} form @returns {Growing} */
  function sizeOf(slot, form) {
    const height = wholeHeight(form);
    return { width: slot.getBoundingClientRect().width, height, room: form.matches('.card') ? Math.max(height, spots.ENOUGH) : height };
  }

  /** What it would need without scrolling. @param {HTMLElement} form */
  const wholeHeight = (form) => form.scrollHeight + form.offsetHeight - form.clientHeight;

  /**
   * The left of a guest that begins where the frame around the text does; in a right-to-left editor that is at its right.
   * @param {Composer} composer @param {DOMRect} frame @param {Size} size
   */
  const start = ({ editor }, { left, right }, { width }) => (bounds.isRightToLeft(editor) ? right - width : left);

  return { find };
})();
