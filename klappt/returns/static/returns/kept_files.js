// Files that were chosen and are not stored yet: this browser keeps them whole, by the same names as the texts.
const BASE = "klappt-kept";
const STORE = "files";

let last = Promise.resolve(); // one after the other: what was thrown away is not there again

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function done(mode, act) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

function inTurn(mode, act) {
  const mine = last.then(() => done(mode, act));
  last = mine.catch(() => {});
  return mine;
}

// A copy: the browser itself would only note where on the disk the file lies, and that may be gone tomorrow.
export async function keepFile(key, file) {
  const copy = new File([await file.arrayBuffer()], file.name, { type: file.type, lastModified: file.lastModified });
  return inTurn("readwrite", (store) => store.put(copy, key));
}

export const keptFile = (key) => inTurn("readonly", (store) => store.get(key));
export const dropFile = (key) => inTurn("readwrite", (store) => store.delete(key));

// Chosen again, as if its owner had just done it.
export async function giveBack(key, input) {
  const file = await keptFile(key);
  if (!file || !input) return;
  const carrier = new DataTransfer();
  carrier.items.add(file);
  input.files = carrier.files;
}

// What no text refers to any more.
export async function sweep(isWanted) {
  const keys = await inTurn("readonly", (store) => store.getAllKeys());
  await Promise.all(keys.filter((key) => !isWanted(key)).map(dropFile));
}
