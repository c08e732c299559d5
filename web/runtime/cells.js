/**
 * The cell graph: values computed from state and from each other, re-computed only where something they read changed.
 *
 * Words used here. A cell *reads* state keys and cells; the proxy that it gets as argument records them, so what it
 * depends on is known after the run and never declared. Every new value gets a *version*; a cell is *fresh* while
 * everything that it read still has the version it had. Pulling is lazy: a cell runs when somebody asks for it.
 *
 * Generator cells. The first read runs one to its first yield; `advance` goes on in slices; `publish` makes the newest
 * yields visible to readers (the worker calls it once a frame). When an input changes, the generator is closed.
 *
 * Positions. A generator cell with a state key that is declared `of` it shows the yield with that index (the last, where
 * there are fewer) and goes no further; earlier yields are kept, within a limit of memory, so that going back computes
 * nothing. One that was not kept is computed anew from the start of the run: what is shown depends on the state alone.
 *
 * Kernel handles. `k.collect` tells which objects a run made; they belong to the cell. Before they are freed, every
 * cell that read it, directly or through others, is *dropped*: its generator closed, its own handles freed, its value
 * forgotten, deepest first. So no value and no suspended generator can hold a freed handle, even one that it only
 * passes on inside a value of its own.
 */
import { History } from "./history.js";
import { effective, same, schema } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {{ delete(): void, isDeleted?(): boolean }} Handle
 * @typedef {{ collect<T>(run: () => T): { value: T, handles: Iterable<Handle> } }} Kernel
 * @typedef {(reads: any, k: any) => unknown} Cell
 * @typedef {{ at: number, made: number, ended: boolean }} Run   of a cell with a position: the index of the yield that is
 *   shown, how many there are so far, and whether there is none after them
 * @typedef {{ state: { [key: string]: unknown }, cells: { [name: string]: Cell }, steps?: readonly import("./state.js").Step[] }} Model
 *
 * @typedef {object} Node
 * @property {string} name
 * @property {Cell} run
 * @property {"empty" | "running" | "suspended" | "ready" | "failed"} status
 * @property {boolean} busy           being checked or run: meeting it again is a cycle
 * @property {unknown} value          what readers see
 * @property {unknown} newest         the newest yield, not yet published
 * @property {boolean} unpublished
 * @property {unknown} error
 * @property {number} version         of value or error
 * @property {number} checked         the epoch in which it was last found fresh
 * @property {Map<string, number>} reads        name → the version that was read
 * @property {Set<Node>} readers
 * @property {Handle[]} handles
 * @property {Iterator<unknown, unknown> | null} iterator   of an unfinished generator
 * @property {string | undefined} position   the state key that says which yield is shown
 * @property {History | null} history        of a generator with a position
 */

export class Graph {
  #k;
  #toEnd;
  #History;
  /** @type {Map<string, Node>} */
  #nodes = new Map();
  /** @type {Map<string, { value: unknown, version: number }>} */
  #state = new Map();
  #version = 0;
  /** Advances whenever something that is not a cell run may have made cells stale. */
  #epoch = 1;
  /** @type {string[]} the cells that are being checked or run, outermost first */
  #stack = [];
  /** Whether a generator failed in `advance`: news for its readers, as a yield is. */
  #failed = false;
  /** Cells that asked for what is still to come. @type {Set<Node>} */
  #waiting = new Set();

  /**
   * @param {{ cells: { [name: string]: Cell }, state?: { [key: string]: unknown } }} model
   * @param {Kernel} k
   * @param {State} state every key of the schema
   * @param {{ toEnd?: boolean, History?: typeof import("./history.js").History }} [options] `toEnd`: reading a generator runs it to its end
   *   (or to its position) at once; `History`: keeps the past of runs with a position, where the model has any
   */
  constructor(model, k, state, { toEnd = false, History } = {}) {
    this.#k = k;
    this.#toEnd = toEnd;
    this.#History = History;
    const positions = History?.positionsOf(model);
    for (const [name, run] of Object.entries(model.cells)) {
      if (Object.hasOwn(state, name)) throw new Error(`"${name}" is both a state key and a cell`);
      this.#nodes.set(name, {
        name,
        run,
        status: "empty",
        busy: false,
        value: undefined,
        newest: undefined,
        unpublished: false,
        error: undefined,
        version: 0,
        checked: 0,
        reads: new Map(),
        readers: new Set(),
        handles: [],
        iterator: null,
        position: positions?.get(name),
        history: null,
      });
    }
    this.set(state);
  }

  /** Takes new values of state keys; cells that read a changed one are stale. @param {State} state */
  set(state) {
    for (const [key, value] of Object.entries(state)) {
      const entry = this.#state.get(key);
      if (entry && same(entry.value, value)) continue;
      this.#state.set(key, { value, version: ++this.#version });
      this.#epoch++;
    }
  }

  /**
   * A cell at the present state, computed where it is not fresh. Never throws for what a cell throws.
   * @param {string} name
   * @returns {{ value: unknown, error: unknown, failed: boolean, version: number, done: boolean, run: Run | null }}
   *   `version` changes with every new value; `done` is false while the cell or one that it read is unfinished; `run`:
   *   of a cell with a position
   */
  read(name) {
    const node = this.#ensure(this.#cell(name));
    return {
      value: node.value,
      error: node.error,
      failed: node.status === "failed",
      version: node.version,
      done: !this.#unfinished([name]).open,
      run: node.history && { at: node.history.shown, made: node.history.made, ended: node.history.ended },
    };
  }

  /**
   * Goes on with the unfinished generators under these cells until `pause()` says so. One whose own inputs are still
   * unfinished waits for them: it would be closed at their next value anyway.
   * @param {readonly string[]} names
   * @param {() => boolean} pause asked after every yield; the clock is the caller's
   * @returns {boolean} false once nothing is left to go on with
   */
  advance(names, pause) {
    for (;;) {
      const [node] = this.#unfinished(names).ready;
      if (!node) return false;
      do {
        this.#next(node);
        if (pause()) return true;
      } while (this.#wantsMore(node));
      if (node.status === "failed") this.#failed = true;
    }
  }

  /** Lets readers see the newest yields. @returns {boolean} whether there was anything new */
  publish() {
    let any = this.#failed;
    this.#failed = false;
    for (const node of this.#nodes.values()) {
      if (!node.unpublished) continue;
      this.#show(node, node.newest);
      any = true;
    }
    if (any) this.#epoch++;
    return any;
  }

  /** What the cells that are running now ask for is still to come: whatever they make of that, `retry` forgets it. */
  wait() {
    for (const node of this.#nodes.values()) if (node.status === "running") this.#waiting.add(node);
  }

  /** What cells waited for has come, or will not: they are computed anew, unless they have been meanwhile. */
  retry() {
    for (const node of this.#waiting) this.#drop(node);
    this.#waiting.clear();
    this.#epoch++;
  }

  /** Closes all generators and frees all handles; the graph computes anew if it is read again. */
  close() {
    for (const node of this.#nodes.values()) this.#drop(node);
    this.#epoch++;
  }

  /** @param {string} name @param {string} [where] for the message */
  #cell(name, where = `cell "${name}": `) {
    const node = this.#nodes.get(name);
    if (node) return node;
    const names = [...this.#state.keys(), ...this.#nodes.keys()].join(", ");
    throw new Error(`${where}no state or cell has this name; there are: ${names}`);
  }

  /** Makes a cell fresh. @param {Node} node */
  #ensure(node) {
    if (node.checked === this.#epoch && node.status !== "empty") return node;
    if (node.busy) {
      const path = [...this.#stack.slice(this.#stack.indexOf(node.name)), node.name];
      throw new Error(`cells read each other in a cycle: ${path.join(" → ")}`);
    }
    node.busy = true;
    this.#stack.push(node.name);
    try {
      if (!this.#isFresh(node)) this.#start(node);
      else if (node.history) this.#seek(node);
      node.checked = this.#epoch;
    } finally {
      node.busy = false;
      this.#stack.pop();
    }
    return node;
  }

  /** @param {Node} node */
  #isFresh(node) {
    // In the order of reading, and only as far as nothing changed: a later read may hang on an earlier one. A copy,
    // because freshening a read can drop this very cell.
    for (const [name, version] of [...node.reads]) {
      const cell = this.#nodes.get(name);
      if (cell?.busy) return false;
      const source = cell ? this.#ensure(cell) : this.#state.get(name);
      if (source?.version !== version) return false;
    }
    return node.status !== "empty";
  }

  /** Runs a cell anew. @param {Node} node */
  #start(node) {
    this.#waiting.delete(node);
    // Handles may be inside the values of all who read this cell, so those go first. Without handles they are only
    // stale, and stay fresh if the new value turns out to be the same number, string or boolean.
    const before = node.handles.length || node.status !== "ready" ? undefined : node.value;
    if (node.handles.length) this.#drop(node);
    else this.#release(node);
    const result = this.#guard(node, () => {
      const value = node.run(this.#reads(node), this.#k);
      if (typeof (/** @type {any} */ (value)?.then) === "function")
        throw new Error(`cell "${node.name}" cannot be asynchronous`);
      if (node.position && !isGenerator(value))
        throw new Error(`state.${node.position} is the position of cell "${node.name}", which must be a generator (*)`);
      return value;
    });
    if (node.status === "failed") return;
    if (!isGenerator(result)) {
      if (before === undefined || typeof before === "object" || !Object.is(before, result)) this.#show(node, result);
      node.status = "ready";
      return;
    }
    node.iterator = /** @type {Iterator<unknown, unknown>} */ (result);
    if (this.#History && node.position) node.history = new this.#History();
    do this.#next(node);
    while (this.#toEnd && this.#wantsMore(node));
    // The first value is visible at once. (The cast: `#next` has changed the status.)
    if (/** @type {string} */ (node.status) !== "failed") this.#show(node, node.newest);
  }

  /** One slice of a generator. @param {Node} node */
  #next(node) {
    const iterator = /** @type {Iterator<unknown, unknown>} */ (node.iterator);
    node.busy = true;
    const result = this.#guard(node, () => iterator.next());
    node.busy = false;
    if (!result) return;
    // A generator that returns nothing ends on its last yield.
    if (result.done && result.value === undefined) node.newest = node.unpublished ? node.newest : node.value;
    else {
      node.newest = result.value;
      node.history?.add(result.value);
    }
    node.unpublished = true;
    node.status = result.done ? "ready" : "suspended";
    if (!result.done) return;
    node.iterator = null;
    if (node.history) node.history.ended = true;
  }

  /** Whether a generator is to go on: to its position, or else to its end. @param {Node} node */
  #wantsMore({ iterator, history, position }) {
    return iterator !== null && (!history || history.made <= this.#indexAt(position));
  }

  /** @param {string | undefined} position a state key */
  #indexAt(position) {
    return Number(this.#state.get(position ?? "")?.value);
  }

  /** Shows the yield at the position of a fresh run, or the last that there is so far. @param {Node} node */
  #seek(node) {
    while (this.#toEnd && this.#wantsMore(node)) this.#next(node);
    const { history } = node;
    if (!history) return; // it failed on the way
    const index = Math.min(this.#indexAt(node.position), history.made - 1);
    if (index < history.made - 1) node.unpublished = false;
    if (index === history.shown) return;
    if (history.has(index)) this.#show(node, history.at(index), index);
    else this.#start(node);
  }

  /**
   * Runs a piece of a cell: its handles become the cell's, its error makes the cell fail.
   * @template T @param {Node} node @param {() => T} piece @returns {T | undefined} undefined where it failed
   */
  #guard(node, piece) {
    node.status = "running";
    // The error is caught inside `collect`, so that the handles made before it are known.
    const { value: outcome, handles } = this.#k.collect(() => {
      try {
        return { value: piece() };
      } catch (error) {
        return { error };
      }
    });
    node.handles.push(...handles);
    if (!("error" in outcome)) return outcome.value;
    // Readers of earlier yields may hold its handles: they go, but what this run read stays known, so that it is tried
    // again when that changes and not before.
    const reads = node.reads;
    node.reads = new Map();
    this.#drop(node);
    node.reads = reads;
    node.status = "failed";
    node.error = outcome.error;
    node.version = ++this.#version;
    return undefined;
  }

  /** The argument of a cell: reading a property is what makes a dependency. @param {Node} node */
  #reads(node) {
    return new Proxy(Object.freeze({}), {
      get: (_, name) => {
        if (typeof name === "symbol") return undefined;
        if (node.status !== "running") throw new Error(`cell "${node.name}" reads "${name}" after its end`);
        const entry = this.#state.get(name);
        if (entry && name === node.position)
          throw new Error(`cell "${node.name}" reads its own position "${name}": the runtime shows the yield at it`);
        if (entry) {
          node.reads.set(name, entry.version);
          return entry.value;
        }
        const source = this.#cell(name, `cell "${node.name}" reads "${name}": `);
        source.readers.add(node);
        try {
          this.#ensure(source);
        } finally {
          // Also where the read fails: the cell is tried again when its source changes.
          node.reads.set(name, source.version);
        }
        if (source.status === "failed") throw source.error;
        return source.value;
      },
      ownKeys: () => {
        throw new Error(`cell "${node.name}": name each value that it reads, "...rest" is not recorded`);
      },
    });
  }

  /** @param {Node} node @param {unknown} value @param {number} [index] of the yield, the newest where not given */
  #show(node, value, index) {
    if (node.history) node.history.shown = index ?? node.history.made - 1;
    node.value = value;
    node.newest = undefined;
    node.unpublished = false;
    node.version = ++this.#version;
  }

  /** Forgets a cell's run, after all who read it. @param {Node} node */
  #drop(node) {
    const readers = [...node.readers];
    node.readers.clear();
    // A running reader is met only in a cycle; it is about to fail, and lets go then.
    for (const reader of readers) if (reader.status !== "running") this.#drop(reader);
    this.#release(node);
    node.status = "empty";
    node.value = node.error = undefined;
  }

  /** Closes a cell's generator, frees its handles and takes back what it read. @param {Node} node */
  #release(node) {
    const { iterator } = node;
    node.iterator = null;
    node.history = null;
    node.newest = undefined;
    node.unpublished = false;
    if (iterator) {
      const { handles } = this.#k.collect(() => {
        try {
          iterator.return?.();
        } catch {
          // The generator is over either way, and its cell is about to be computed anew or forgotten.
        }
      });
      node.handles.push(...handles);
    }
    for (const handle of node.handles.splice(0)) if (!handle.isDeleted?.()) handle.delete();
    for (const name of node.reads.keys()) this.#nodes.get(name)?.readers.delete(node);
    node.reads.clear();
  }

  /**
   * What is unfinished under these cells: `ready` are the generators that hang on no unfinished one themselves; `open`
   * says whether a value may still change without a change of state.
   * @param {readonly string[]} names
   */
  #unfinished(names) {
    /** @type {Node[]} */
    const ready = [];
    /** @type {Map<Node, boolean>} */
    const seen = new Map();
    const visit = (/** @type {Node} */ node) => {
      const known = seen.get(node);
      if (known !== undefined) return known;
      seen.set(node, false);
      let below = false;
      for (const name of node.reads.keys()) {
        const source = this.#nodes.get(name);
        if (source && visit(source)) below = true;
      }
      const more = this.#wantsMore(node);
      if (more && !below) ready.push(node);
      const open = below || more || node.unpublished;
      seen.set(node, open);
      return open;
    };
    const open = names.map((name) => visit(this.#cell(name))).includes(true);
    return { ready, open };
  }
}

/** @param {unknown} value */
const isGenerator = (value) => Object.prototype.toString.call(value) === "[object Generator]";

/**
 * All cells of a model at one state, for Node: claims, tests, the static build. The result has a property for each
 * state key and each cell; a cell is computed when its property is first read, generators to their end, and throws
 * what the cell throws. `close()` frees the kernel handles: their values are not to be used after it.
 * @param {Model} model
 * @param {Kernel} k
 * @param {{ [key: string]: unknown }} [overrides] edits of the state
 * @param {string | null} [step] the step whose state they edit
 * @returns {any}
 */
export function evaluate(model, k, overrides = {}, step = null) {
  const state = effective(schema(model.state), model.steps ?? [], step, overrides);
  const graph = new Graph(model, k, state, { toEnd: true, History });
  const results = { ...state, close: () => graph.close() };
  for (const name of Object.keys(model.cells)) {
    Object.defineProperty(results, name, {
      enumerable: true,
      get() {
        const { value, error, failed } = graph.read(name);
        if (failed) throw error;
        return value;
      },
    });
  }
  return results;
}
