/** Where the worker keeps what pages have no business with; what content scripts may read is in chrome.storage.local. */

const NAME = 'plainspoken';
const VERSION = 3; // one more with each new store
export const STORES = ['keys', 'outbox', 'shares', 'sent', 'tips', 'outcomes', 'reminders'];

/** A key that sorts by time. @param {number} at @param {string} id */
export const keyAt = (at, id) => `${String(at).padStart(15, '0')}-${id}`;

/** @returns {Promise<IDBDatabase>} opened anew each time: the worker forgets, and an open is cheap */
function open() {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const { result: database } = request;
    STORES.filter((name) => !database.objectStoreNames.contains(name)).forEach((name) => database.createObjectStore(name));
  };
  return settled(request);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Run `work` on one store; resolves when the transaction has been written.
 * @template T @param {string} name @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>}
 */
async function inStore(name, mode, work) {
  const database = await open();
  try {
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    const [result] = await Promise.all([settled(work(transaction.objectStore(name))), written(transaction)]);
    return result;
  } finally {
    database.close(); // one left open would hold up the next version's stores
  }
}

/** @param {IDBTransaction} transaction @returns {Promise<unknown>} */
function written(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** The part that content scripts read, too. @param {keyof Stored} name @returns {Promise<Partial<Stored>>} */
export const local = (name) => chrome.storage.local.get(name);

/** The part of the browser that content scripts cannot see: token, server, outbox, prepared shares, reminders, log of what was sent. */
export const vault = {
  /** @param {string} store @param {string} key @returns {Promise<any>} */
  get: (store, key) => inStore(store, 'readonly', (s) => s.get(key)),
  /** @param {string} store @param {string} key @param {any} value */
  set: (store, key, value) => inStore(store, 'readwrite', (s) => s.put(value, key)),
  /** @param {string} store @param {string} key */
  remove: (store, key) => inStore(store, 'readwrite', (s) => s.delete(key)),
  /** Unless another has taken its place. @param {string} store @param {string} key @param {unknown} value */
  removeIf: (store, key, value) => inStore(store, 'readwrite', (s) => {
    const found = s.get(key);
    found.addEventListener('success', () => found.result === value && s.delete(key));
    return found;
  }),
  /** @param {string} store @param {string} key everything whose key sorts before it goes */
  removeBefore: (store, key) => inStore(store, 'readwrite', (s) => s.delete(IDBKeyRange.upperBound(key, true))),
  /** @param {string} store */
  clear: (store) => inStore(store, 'readwrite', (s) => s.clear()),
  /** @param {string} store @returns {Promise<any[]>} in the order of their keys */
  all: (store) => inStore(store, 'readonly', (s) => s.getAll()),
};
