// What outlives the nodes. The sites keep drafts and open boxes in their own stores too: a node that is
// mounted anew finds its state again.
import { useLayoutEffect, useReducer } from 'react';

export function createStore(state) {
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch };
      listeners.forEach((listener) => listener());
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's state; the component is drawn again when it changes. */
export function useStore(store) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => store.listen(redraw), [store]); // at once: nothing set after the first render is missed
  return store.get();
}

/** A copy of an object with some keys changed; a value of undefined removes the key. */
export function changed(object, patch) {
  const entries = Object.entries({ ...object, ...patch });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
