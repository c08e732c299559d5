/**
 * What the reader has done on this page: guesses, answers, stars, opened envelopes. Kept in local storage only, never
 * in a link, and erasable. Without storage (private windows, refused cookies) it lasts as long as the page.
 */
export class Progress {
  /** @type {Map<string, string | number>} */
  #entries = new Map();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #storage;
  #name;

  /** @param {() => Storage | undefined} storage may throw @param {string} page tells the essays of one site apart */
  constructor(storage, page) {
    this.#name = nameOf(page);
    try {
      this.#storage = storage();
    } catch {
      // It lasts as long as the page.
    }
    this.refresh();
  }

  /** Takes over what is stored: the page may be open in another tab, too, and an envelope is opened once in all of them. */
  refresh() {
    try {
      this.#entries = stored(this.#storage, this.#name);
    } catch {
      // No storage, or not ours: what is here stays.
    }
    this.#tell();
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {string} key */
  get(key) {
    return this.#entries.get(key);
  }

  /** @param {string} key @param {string | number} value */
  set(key, value) {
    this.#entries.set(key, value);
    this.#save();
  }

  /** Forgets everything. */
  erase() {
    this.#entries.clear();
    this.#save();
  }

  #save() {
    try {
      if (this.#entries.size) this.#storage?.setItem(this.#name, JSON.stringify(Object.fromEntries(this.#entries)));
      else this.#storage?.removeItem(this.#name);
    } catch {
      // Full or refused: it lasts as long as the page.
    }
    this.#tell();
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What the entries of a page are stored under. @param {string} page */
export const nameOf = (page) => `scrollwork:${page}`;

/**
 * The entries that are stored under a name. Whatever is there was put there by somebody: only strings and numbers under
 * plain names are taken over.
 * @param {Storage | undefined} storage @param {string} name
 * @returns {Map<string, string | number>}
 * @throws where the storage is refused, or holds no JSON
 */
export function stored(storage, name) {
  const entries = Object.entries(JSON.parse(storage?.getItem(name) ?? "{}"));
  return new Map(
    /** @type {any} */ (entries.filter(([, value]) => typeof value === "string" || Number.isFinite(value))),
  );
}
