/** What LinkedIn's submit button says of the surface, where we know the language: a second opinion. */
const linkedinSubmit = (() => {
  /** @type {Record<string, Surface>} */
  const WORDS = {
    Comment: 'comment', Kommentieren: 'comment', Commenter: 'comment', Comentar: 'comment', Commenta: 'comment',
    Reply: 'reply', Antworten: 'reply', Répondre: 'reply', Responder: 'reply', Rispondi: 'reply',
  };

  /** @param {Element | null} button @param {Surface} surface */
  const agrees = (button, surface) => (WORDS[dom.text(button)] ?? surface) === surface;

  return { agrees };
})();
