/**
 * The page's side: asks a worker for cells and keeps what came.
 *
 * At most one request is on its way, and at most one starts in a frame; of those made meanwhile the newest is sent next.
 * A worker that breaks or falls silent is replaced, and asked for what the page wants now; one that breaks again
 * before it has answered is given up until `retry()`.
 *
 * @typedef {import("./state.js").State} State
 * @typedef {import("./worker.js").ErrorData} ErrorData
 * @typedef {{ state: State, cells: string[], paused?: boolean }} Request
 * @typedef {{ value: unknown, error: ErrorData | null, id: number, running: boolean, run?: import("./cells.js").Run }} Result
 *   `id`: the newest request that this value answers
 * @typedef {object} Port a Worker, a MessagePort, or anything like them
 * @property {(message: import("./worker.js").ToWorker, transfer?: Transferable[]) => void} postMessage
 * @property {(type: any, listener: (event: any) => void) => void} addEventListener
 * @property {() => void} [start]
 * @property {() => void} [terminate]
 * @property {() => void} [close]
 */
import { same } from "./state.js";

export class Client {
  /** @type {Map<string, Result>} the newest answer for each cell */
  results = new Map();
  /** @type {"idle" | "starting" | "running" | "failed"} */
  status = "idle";
  /** @type {ErrorData | null} why it failed */
  error = null;
  #options;
  /** @type {Port | null} */
  #port = null;
  /** @type {Request | null} what the page wants now */
  #wanted = null;
  #changed = false;
  #onItsWay = false;
  #frameTaken = false;
  #id = 0;
  /** @type {Map<number, State>} the states of requests that have answers which may still be drawn */
  #states = new Map();
  /** @type {State} what the worker knows */
  #told = {};
  #answered = false;
  #loaded = false;
  #running = false;
  /** @type {unknown} */
  #watchdog = null;

  /**
   * @param {object} options
   * @param {() => Port} options.createPort a fresh worker
   * @param {() => Promise<ArrayBuffer | undefined>} [options.wasm] the kernel's bytes, fetched once for all workers
   * @param {(task: () => void) => void} options.frame requestAnimationFrame
   * @param {(names: string[], id: number) => void} [options.onResults] these cells answer request `id`
   * @param {() => void} [options.onStatus]
   * @param {number} [options.patience] ms of silence while work is owed, before a worker is given up; thrice as long for
   *   its first answer, which waits for its script
   */
  constructor({
    createPort,
    wasm = async () => undefined,
    frame,
    onResults = () => {},
    onStatus = () => {},
    patience = 10000,
  }) {
    this.#options = { createPort, wasm, frame, onResults, onStatus, patience };
  }

  /** Wants cells at a state, and no others any more. The first call starts the worker. @param {Request} request */
  want(request) {
    this.#wanted = request;
    this.#changed = true;
    if (this.status === "idle" && request.cells.length) this.#start();
    this.#send();
  }

  /** Starts the worker before anything is wanted: it wakes while the page finds out what is seen. */
  wake() {
    if (this.status === "idle") this.#start();
  }

  /** The page has drawn what came: the next partial values may. */
  drawn() {
    this.#port?.postMessage({ type: "drawn" });
    if (this.#running) this.#watch(true);
  }

  /** Starts anew after a failure. */
  retry() {
    if (this.status === "failed") this.#start();
  }

  /** Ends the worker. */
  stop() {
    this.#end();
    this.#setStatus("idle");
  }

  /** The state of a request whose answers are in `results`. @param {number} id @returns {State} */
  stateOf(id) {
    return this.#states.get(id) ?? {};
  }

  #start() {
    this.#end();
    this.#told = {};
    this.#answered = false;
    this.#loaded = false;
    this.#onItsWay = false;
    this.#changed = true;
    this.#setStatus("starting");
    /** @type {Port} */
    let port;
    try {
      port = this.#options.createPort();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#port = port;
    // A worker that was replaced may still have a message on its way.
    const ifCurrent = (/** @type {(event: any) => void} */ act) => (/** @type {any} */ event) => {
      if (this.#port === port) act(event);
    };
    port.addEventListener(
      "message",
      ifCurrent(({ data }) => this.#receive(data)),
    );
    port.addEventListener(
      "messageerror",
      ifCurrent(() => this.#crash({ message: "a message could not be read" })),
    );
    port.addEventListener(
      "error",
      ifCurrent((event) => {
        event.preventDefault?.();
        this.#crash({ message: event.message ?? "the worker could not be loaded" });
      }),
    );
    port.start?.();
    this.#options.wasm().then(
      ifCurrent((wasmBinary) => {
        this.#loaded = true;
        port.postMessage({ type: "start", wasmBinary });
        this.#watch(this.#onItsWay);
      }),
      ifCurrent((error) => this.#fail(error)),
    );
    this.#send();
  }

  #send() {
    if (!this.#port || !this.#wanted || !this.#changed || this.#onItsWay || this.#frameTaken) return;
    const { state, cells, paused = false } = this.#wanted;
    if (this.#id === 0 && cells.length === 0) return; // an answer to nothing would keep the first question waiting
    this.#changed = false;
    this.#onItsWay = true;
    this.#frameTaken = true;
    this.#options.frame(() => {
      this.#frameTaken = false;
      this.#send();
    });
    const id = ++this.#id;
    this.#states.set(id, state);
    const changes = Object.fromEntries(
      Object.entries(state).filter(([key, value]) => !(key in this.#told) || !same(value, this.#told[key])),
    );
    this.#told = state;
    this.#port.postMessage({ type: "want", id, changes, cells, paused });
    this.#watch(true);
  }

  /** @param {import("./worker.js").FromWorker} message */
  #receive(message) {
    if (message.type === "broken") {
      this.#crash(message.error);
      return;
    }
    const { id, values, errors, kept, running, runs } = message;
    if (id > this.#id || !this.#states.has(id)) return;
    this.#answered = true;
    if (id === this.#id) this.#onItsWay = false;
    this.#setStatus("running");
    const names = [...Object.keys(values), ...Object.keys(errors), ...kept];
    for (const name of names) {
      const last = this.results.get(name);
      const value = name in values ? values[name] : last?.value;
      const error = name in values ? null : (errors[name] ?? last?.error ?? null);
      this.results.set(name, { value, error, id, running: running.includes(name), ...(runs && { run: runs[name] }) });
    }
    for (const old of this.#states.keys()) if (old < id) this.#states.delete(old);
    this.#running = running.length > 0 && !this.#wanted?.paused;
    this.#watch(this.#onItsWay);
    this.#options.onResults(names, id);
    this.#send();
  }

  /** Expects to hear from the worker, or no longer does. @param {boolean} owed */
  #watch(owed) {
    clearTimeout(/** @type {any} */ (this.#watchdog));
    // While the kernel is on its way, the network sets the pace.
    if (!owed || !this.#loaded) return;
    const patience = this.#options.patience * (this.#answered ? 1 : 3);
    this.#watchdog = setTimeout(() => this.#crash({ message: "the worker fell silent" }), patience);
  }

  /** @param {ErrorData} error */
  #crash(error) {
    if (this.#answered) this.#start();
    else this.#fail(error);
  }

  /** @param {any} error */
  #fail(error) {
    this.#end();
    this.error = { code: error?.code, message: String(error?.message ?? error) };
    this.#setStatus("failed");
  }

  #end() {
    clearTimeout(/** @type {any} */ (this.#watchdog));
    const port = this.#port;
    this.#port = null;
    (port?.terminate ?? port?.close)?.call(port);
  }

  /** @param {Client["status"]} status */
  #setStatus(status) {
    if (status === this.status) return;
    this.status = status;
    if (status !== "failed") this.error = null;
    this.#options.onStatus();
  }
}
