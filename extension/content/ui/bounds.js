/** What of a composer a guest goes by, in pixels of the window: what it leaves free, and the edges it lines up with. */
const bounds = (() => {
  const PADDING = 24; // at most, between a text and the frame drawn around it, or a composer and the edge of its dialog

  /**
   * The site's box around the editor, as far as it is seen; where its dialog ends close by, up to there.
   * @param {Composer} composer @returns {Bounds}
   */
  function clear({ box, layer }) {
    const { left, top, right, bottom } = box.getBoundingClientRect();
    if (!(layer instanceof Element) || layer === document.body) return { left, top, right, bottom };
    const dialog = layer.getBoundingClientRect();
    return {
      left: left < dialog.left + PADDING ? dialog.left : left,
      top: top < dialog.top + PADDING ? dialog.top : top,
      right: right > dialog.right - PADDING ? dialog.right : right,
      bottom: bottom > dialog.bottom - PADDING ? dialog.bottom : bottom,
    };
  }

  /**
   * Of that, the line with the site's button; its lower edge where there is none; what is above the window is no line.
   * @param {Bounds} all @param {Element|null} button @returns {Bounds}
   */
  function row(all, button) {
    const { top, bottom } = button?.getBoundingClientRect() ?? { top: all.bottom, bottom: all.bottom };
    return { ...all, top, bottom: Math.max(bottom, 0) };
  }

  /**
   * The frame drawn around the text: it begins where no other thing, such as the picture of who writes, stands before it.
   * @param {Composer} composer @returns {DOMRect}
   */
  function frame({ editor, box }) {
    const edge = isRightToLeft(editor) ? 'right' : 'left';
    const text = editor.getBoundingClientRect();
    let found = text;
    for (let at = editor.parentElement; at && box.contains(at); at = at.parentElement) {
      const around = at.getBoundingClientRect();
      if (around.width && Math.abs(around[edge] - text[edge]) > PADDING) break;
      if (around.width) found = around; // none: it is drawn by its children alone
    }
    return found;
  }

  /** @param {Element} editor */
  const isRightToLeft = (editor) => getComputedStyle(editor).direction === 'rtl';

  return { clear, row, frame, isRightToLeft };
})();
