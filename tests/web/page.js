import { parseHTML } from "linkedom";
import { Essay } from "../../web/runtime/page.js";
import { elements, renderElements } from "../../web/elements/all.js";
import { defineElements } from "../../web/elements/define.js";
import { effective, schema } from "../../web/runtime/state.js";
import { History } from "../../web/runtime/history.js";
import { serveModel } from "../../web/runtime/worker.js";
import { fakeKernel } from "./fake_kernel.js";

// What a page fetches late is here from the start: how long an import takes is not what these tests are about.
await Promise.all(["copy_link", "csv_file", "load_text"].map((name) => import(`../../web/elements/${name}.js`)));

/**
 * A page in linkedom as the build makes it, alive, with the worker's side in the same thread: everything but layout, pixels and observers.
 * Without an IntersectionObserver everything counts as near the viewport.
 * @param {string} html of the body
 * @param {{ state?: any, steps?: any, cells?: any, figures?: any, hash?: string, storage?: Map<string, string> }} [options]
 */
export function openPage(
  html,
  { state = {}, steps = [], cells = {}, figures = {}, hash = "", storage = new Map() } = {},
) {
  const { document, window } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const stepOf = (element) => steps.find(({ id }) => element.closest(`[id="${id}"]`))?.id;
  const fields = schema(state);
  renderElements(document, (element) => ({ schema: fields, state: effective(fields, steps, stepOf(element)) }));
  const frames = [];
  const ports = [];
  const errors = [];
  const k = fakeKernel();
  Object.assign(window, {
    requestAnimationFrame: (task) => frames.push(task),
    reportError: (error) => errors.push(error),
    location: { hash, pathname: "/essay/", search: "", href: `https://essay.test/essay/${hash}` },
    history: { state: null, replaceState: (_, __, url) => (window.location.hash = url.startsWith("#") ? url : "") },
    localStorage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value),
      removeItem: (key) => storage.delete(key),
    },
    innerHeight: 800,
  });
  // linkedom has the getter only.
  Object.defineProperty(window.HTMLSelectElement.prototype, "value", {
    configurable: true,
    get() {
      return [...this.options].find((option) => option.selected)?.value ?? "";
    },
    set(value) {
      for (const option of this.options) option.selected = option.value === value;
    },
  });
  let closed = false;
  const createWorker = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    // What a test left under way may ask for a worker after its end: an open port would keep the process for ever.
    if (closed) for (const port of [port1, port2]) port.close();
    serveModel({ model: { state, cells }, History, loadKernel: async () => k, port: port2, defer: setImmediate });
    return port1;
  };
  const essay = new Essay({ model: { state, steps }, figures, createWorker, document });
  defineElements(essay, Object.fromEntries(Object.entries(elements).map(([tag, { connect }]) => [tag, connect])));
  essay.begin();
  return {
    document,
    window,
    essay,
    storage,
    errors,
    frames,
    /** Lets messages pass and frames come until nothing moves any more. */
    async settle() {
      for (let quiet = 0; quiet < 12; quiet++) {
        await new Promise(setImmediate);
        if (frames.length) quiet = 0;
        for (const task of frames.splice(0)) task(0);
      }
    },
    close() {
      closed = true;
      essay.client.stop();
      for (const port of ports) port.close();
    },
    fire: (target, type) => target.dispatchEvent(new window.Event(type, { bubbles: true })),
  };
}
