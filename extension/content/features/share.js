/** What a share of programme content leaves in a tab: the composer it filled, the advice it overruled, and whether it was posted. */
const share = (() => {
  /** a tracked link, as backend/shares makes them; `/r/…` alone is part of many an address */
  const LINK = /https?:\/\/[^\s/]+\/r\/([A-Za-z0-9]{10})(?![\w/-])/g;

  /** What a share fills the site's composer with. @param {string} address */
  const contentsOf = (address) => ['text', 'url'].map((name) => new URL(address).searchParams.get(name) ?? '').join(' ');
  /** from the tab's first address: the site changes it soon */
  const filled = contentsOf(location.href);
  /** rules that were overruled for that text, in the form @type {Set<string>} */
  const overruled = new Set();

  /** Asked once is enough, in the form or here. */
  async function learnOverruled() {
    const [, code] = [...filled.matchAll(LINK)][0] ?? [];
    const reply = code ? await ask.send({ type: 'shareAnyway', code }) : null;
    if (reply?.ok && reply.composeUrl && contentsOf(reply.composeUrl) === filled) reply.rules?.forEach((rule) => overruled.add(rule));
  }

  /** Was this text, to the letter, shared against this rule's advice? @param {string} rule @param {string} text */
  const isOverruled = (rule, text) => overruled.has(rule) && editors.words(text) === editors.words(filled);

  /** A post went out: tell the worker which of our links it carried. @param {string} text */
  function noteSent(text) {
    for (const [, code] of text.matchAll(LINK)) ask.send({ type: 'shareSent', code });
  }

  return { noteSent, learnOverruled, isOverruled };
})();
