/** A press of the site's own button or key: asked back where the card asks for it, else noted. Nothing is ever replayed. */
const submits = (() => {
  const READ_MS = 1_000; // sooner nobody has read what is asked

  /**
   * A double click, a key held down or pressed twice is one decision, made before anything could be read. Only a mouse counts its clicks;
   * what it counts may have begun elsewhere, and uncovered the button.
   * @param {UIEvent} event @param {Open[]} entries @param {string[]} texts
   */
  function isSamePress(event, entries, texts) {
    const soon = entries.some(({ held }, at) => held?.text === texts[at] && event.timeStamp - held.at < READ_MS);
    const goesOn = event.detail > 1 || (event instanceof KeyboardEvent && event.repeat);
    return goesOn ? entries.some(({ held, submitted }) => held || submitted) : event.detail === 0 && soon;
  }

  /** @param {Open} entry @param {string} text @param {UIEvent} event @returns {Press|null} */
  const asks = ({ desk }, text, { timeStamp: at }) => (desk.submitting(text) ? { text, at } : null);

  /** One after the other: only one question can be seen. @param {Open[]} entries @param {string[]} texts @param {UIEvent} event */
  function askFirst(entries, texts, event) {
    entries.forEach((entry) => (entry.held = null));
    for (const [at, entry] of entries.entries()) {
      entry.held = asks(entry, texts[at], event);
      if (entry.held) return;
    }
  }

  /** @param {Open[]} entries the posts that go out together @param {UIEvent} event of a person */
  function press(entries, event) {
    const texts = entries.map(({ composer }) => editors.read(composer));
    if (!isSamePress(event, entries, texts)) askFirst(entries, texts, event);
    if (entries.some(({ held }) => held)) stop(event);
    else entries.forEach((entry, at) => note(entry, texts[at]));
  }

  /** Where nothing stands, nothing goes out, or it went with the press before. @param {Open} entry @param {string} text */
  function note(entry, text) {
    if (text.trim()) entry.submitted = { text, at: performance.now(), desk: entry.desk };
  }

  /** @param {Event} event that the site must not hear of */
  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  return { press, stop };
})();
