/** Looks hooks up: the best tier that finds something wins, and what hit is counted by name and tier, never with content. */
/** @param {SiteHooks} table */
const hook = (table) => {
  /** @type {Record<string, number[]>} */
  const hits = Object.fromEntries(Object.entries(table).map(([name, tiers]) => [name, tiers.map(() => 0)]));

  /**
   * The first truthy answer of `ask` over the tiers of a hook; null when none is.
   * @template T
   * @param {string} name
   * @param {(selector: string) => T} ask
   * @returns {T | null}
   */
  const firstTier = (name, ask) => {
    for (const [tier, selector] of (table[name] ?? []).entries()) {
      const answer = attempt(ask, selector);
      if (!answer) continue;
      hits[name][tier] += 1;
      return answer;
    }
    return null;
  };

  return {
    /** @param {ParentNode} root @param {string} name @returns {Element[]} root itself included */
    all: (root, name) => firstTier(name, (selector) => below(root, selector)) ?? [],
    /** @param {ParentNode} root @param {string} name @returns {Element | null} */
    first: (root, name) => firstTier(name, (selector) => root.querySelector(selector)),
    /** @param {Element} element @param {string} name @returns {Element | null} */
    closest: (element, name) => firstTier(name, (selector) => element.closest(selector)),
    /** @param {Element} element @param {string} name */
    matches: (element, name) => firstTier(name, (selector) => element.matches(selector)) === true,
    hits: () => structuredClone(hits),
  };

  /** @param {ParentNode} root @param {string} selector */
  function below(root, selector) {
    const found = [...root.querySelectorAll(selector)];
    if (root instanceof Element && root.matches(selector)) found.unshift(root);
    return found.length ? found : null;
  }

  /**
   * A served selector that this browser cannot read is a tier without a hit.
   * @template T
   * @param {(selector: string) => T} ask
   * @param {string} selector
   */
  function attempt(ask, selector) {
    try {
      return ask(selector);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
};
