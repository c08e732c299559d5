/**
 * The worker's side: serves a model's cells over a message port.
 *
 * One request says it all: "these cells, at this state". The reply repeats its id. A newer request takes the place of
 * one that was not begun. Generators go on in slices of a few milliseconds, with the message queue looked at between
 * them, and their partial values are sent only after the page has drawn the last ones: so at most one a frame.
 *
 * Few readers bring a file, so what reads one (`k.datasets.readCsv`) is a module of its own. A cell that calls it is no
 * failed cell: it is left out of the replies, as one that is still computed, until the module has been fetched, and is
 * then computed anew. Where it cannot be fetched the cell fails, and asks again with the next request.
 *
 * @typedef {{ type: "start", wasmBinary?: ArrayBuffer }} StartMessage
 * @typedef {{ type: "want", id: number, changes: import("./state.js").State, cells: string[], paused: boolean }} WantMessage
 *   `changes`: state keys that differ from the last request, all keys the first time
 * @typedef {{ type: "drawn" }} DrawnMessage
 * @typedef {StartMessage | WantMessage | DrawnMessage} ToWorker
 *
 * @typedef {{ code?: string, message: string }} ErrorData
 * @typedef {object} ResultsMessage everything that request `id` wants, as it is now
 * @property {"results"} type
 * @property {number} id
 * @property {{ [name: string]: unknown }} values     cells with a new value
 * @property {{ [name: string]: ErrorData }} errors   cells that failed
 * @property {string[]} kept                          cells whose last value still holds
 * @property {string[]} running                       cells that have more to come
 * @property {{ [name: string]: import("./cells.js").Run }} [runs]   how far those with a position have come
 * @typedef {{ type: "broken", error: ErrorData }} BrokenMessage the worker is of no more use
 * @typedef {ResultsMessage | BrokenMessage} FromWorker
 */
import { Graph } from "./cells.js";
import { copyOut } from "./copy.js";

/** Milliseconds of generator work between two looks at the message queue. */
const slice = 8;

/** What a cell fails with that waits for the tables' kernels. */
const awaited = new Error("the part that reads files is on its way");

/**
 * @param {object} options
 * @param {import("./cells.js").Model} options.model
 * @param {(wasmBinary?: ArrayBuffer) => Promise<import("./cells.js").Kernel>} options.loadKernel
 * @param {() => Promise<Response>} [options.fetchTables] the module that reads a reader's file, where the model's own does not
 * @param {string} [options.tablesNotReached] what a cell fails with where that module does not come, in the page's language
 * @param {typeof import("./history.js").History} [options.History] for a model in which a run has a position
 * @param {any} [options.port] the worker itself, or any message port
 * @param {() => number} [options.now] in milliseconds
 * @param {(task: () => void) => void} [options.defer] runs a task after the messages that have arrived
 */
export function serveModel({
  model,
  loadKernel,
  fetchTables,
  tablesNotReached,
  History,
  port = globalThis,
  now = () => performance.now(),
  defer = deferrer(),
}) {
  /** @type {Graph | null} */
  let graph = null;
  /** @type {import("./cells.js").Kernel | null} */
  let kernel = null;
  /** @type {import("./state.js").State} */
  const state = {};
  /** @type {WantMessage | null} the request that is being served */
  let want = null;
  let begun = false;
  let drawn = true;
  let scheduled = false;
  let broken = false;
  /** Where the tables' kernels are. @type {"not asked for" | "on their way" | "not reached"} */
  let tables = "not asked for";
  /** @type {Map<string, number>} the version of each cell that the page has */
  const sent = new Map();

  port.addEventListener("message", (/** @type {{ data: ToWorker }} */ { data }) => {
    if (data.type === "start") {
      loadKernel(data.wasmBinary).then((k) => {
        kernel = k;
        if (fetchTables) borrowTables(k);
        schedule();
      }, breakDown);
      return;
    }
    if (data.type === "drawn") drawn = true;
    if (data.type === "want") {
      Object.assign(state, data.changes);
      if (tables === "not reached") {
        tables = "not asked for";
        graph?.retry();
      }
      want = data;
      begun = false;
    }
    schedule();
  });
  port.start?.();

  /** @param {any} k  kernels without `readCsv`: the first who calls it has it fetched */
  function borrowTables(k) {
    (k.datasets ??= {}).readCsv = () => {
      graph?.wait(); // also where it was not reached: the next request asks again
      if (tables === "not reached") throw new Error(tablesNotReached);
      if (tables === "not asked for") {
        tables = "on their way";
        loadTables()
          .then(
            ({ datasets }) => Object.assign(k.datasets, datasets),
            () => (tables = "not reached"),
          )
          .then(() => {
            graph?.retry();
            begun = false;
            schedule();
          });
      }
      throw awaited;
    };
  }

  /** @returns {Promise<any>} */
  async function loadTables() {
    const response = await /** @type {() => Promise<Response>} */ (fetchTables)();
    if (!response.ok) throw response;
    return loadKernel(await response.arrayBuffer());
  }

  function schedule() {
    if (scheduled || !kernel || !want || broken) return;
    scheduled = true;
    defer(() => {
      scheduled = false;
      try {
        work();
      } catch (error) {
        breakDown(error);
      }
    });
  }

  function work() {
    const request = /** @type {WantMessage} */ (want);
    const k = /** @type {import("./cells.js").Kernel} */ (kernel);
    graph ??= new Graph(model, k, state, { History });
    if (!begun) {
      graph.set(state);
      begun = true;
      send(graph, request);
    } else if (drawn && graph.publish()) {
      send(graph, request);
    }
    if (request.paused || broken) return;
    const end = now() + slice;
    // The last values of all wait for the page to have drawn those before: its message brings us back here. It cannot
    // have come already, for whatever goes on here has just been sent or published.
    if (graph.advance(request.cells, () => now() >= end)) schedule();
  }

  /** @param {Graph} graph @param {WantMessage} request */
  function send(graph, { id, cells }) {
    /** @type {ResultsMessage} */
    const message = { type: "results", id, values: {}, errors: {}, kept: [], running: [] };
    /** @type {Set<ArrayBuffer>} */
    const transfer = new Set();
    for (const name of cells) {
      const { value, error, failed, version, done, run } = graph.read(name);
      if (failed && error === awaited) continue;
      if (run) (message.runs ??= {})[name] = run;
      if (!done) message.running.push(name);
      if (sent.get(name) === version) {
        message.kept.push(name);
      } else if (failed) {
        if (isTrap(error)) return breakDown(error);
        message.errors[name] = toData(error);
      } else {
        message.values[name] = copyOut(value, transfer);
      }
      sent.set(name, version);
    }
    drawn = false;
    port.postMessage(message, [...transfer]);
  }

  /** @param {unknown} error */
  function breakDown(error) {
    broken = true;
    port.postMessage({ type: "broken", error: toData(error) });
  }
}

/**
 * A trap (out of memory, unreachable) leaves the kernel's memory as it was in the middle of a function: not a failed
 * cell, but the end of this worker.
 * @param {unknown} error
 */
function isTrap(error) {
  return (
    error instanceof WebAssembly.RuntimeError || /** @type {any} */ (error)?.cause instanceof WebAssembly.RuntimeError
  );
}

/** @param {any} error @returns {ErrorData} */
function toData(error) {
  return { code: typeof error?.code === "string" ? error.code : undefined, message: String(error?.message ?? error) };
}

/** A task after the waiting messages, without the 4 ms that nested timers take. */
function deferrer() {
  const { port1, port2 } = new MessageChannel();
  /** @type {(() => void)[]} */
  const tasks = [];
  port1.onmessage = () => tasks.shift()?.();
  return (/** @type {() => void} */ task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}
