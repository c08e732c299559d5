// Runs in every page before its own scripts, in whatever browser: hears what goes wrong, and takes a fingerprint of every
// value that a worker sends and of every raster that is painted. Nothing here changes what the page does. It is read as
// text and served with the page, so it imports nothing.
(() => {
  const heard = /** @type {any} */ ({ problems: [], cells: {}, asked: 0, answer: null, rasters: new WeakMap() });
  Object.defineProperty(globalThis, "ears", { value: heard });
  const tell = (/** @type {string} */ problem) => heard.problems.push(problem);

  for (const level of /** @type {const} */ (["debug", "log", "info", "warn", "error", "assert", "trace", "dir"])) {
    const original = console[level].bind(console);
    console[level] = (/** @type {any[]} */ ...words) => {
      if (level !== "assert" || !words[0]) tell(`console.${level}: ${words.map(String).join(" ")}`);
      original(...words);
    };
  }
  addEventListener("unhandledrejection", ({ reason }) => tell(`unhandled: ${reason?.stack ?? reason}`));
  addEventListener("securitypolicyviolation", (event) =>
    tell(`the policy's ${event.violatedDirective} stopped ${event.blockedURI}`),
  );
  // Those that happen to an element do not bubble; they are seen on their way down.
  addEventListener(
    "error",
    (event) => {
      const target = /** @type {any} */ (event.target);
      if (event instanceof ErrorEvent) tell(`uncaught: ${event.error?.stack ?? event.message}`);
      else tell(`did not load: ${target?.src ?? target?.href ?? target}`);
    },
    true,
  );

  /** 64 bits of FNV-1a, as two runs of 32 over the same bytes. */
  const hash = () => {
    let [a, b] = [0x811c9dc5, 0x9747b28c];
    return {
      /** @param {Uint8Array} bytes */
      add(bytes) {
        for (const byte of bytes) {
          a = Math.imul(a ^ byte, 0x01000193);
          b = Math.imul(b ^ byte, 0x01000193) ^ (a >>> 15);
        }
      },
      text: () => [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join(""),
    };
  };
  const encoder = new TextEncoder();
  /** Every bit of a value that a worker can send: numbers by their bits, objects by their keys in order. @param {any} value */
  const fingerprint = (value) => {
    const sum = hash();
    const visit = (/** @type {any} */ one) => {
      if (typeof one === "number") sum.add(new Uint8Array(Float64Array.of(one).buffer));
      else if (ArrayBuffer.isView(one)) {
        sum.add(encoder.encode(one.constructor.name));
        sum.add(new Uint8Array(one.buffer, one.byteOffset, one.byteLength));
      } else if (one !== null && typeof one === "object") {
        const entries = one instanceof Map ? [...one] : Object.entries(one);
        sum.add(encoder.encode(`{${entries.length}`));
        for (const [key, inner] of entries) (visit(key), visit(inner));
      } else sum.add(encoder.encode(`${typeof one} ${String(one)}`));
    };
    visit(value);
    return sum.text();
  };

  const putImageData = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (/** @type {any[]} */ ...args) {
    const [{ width, height, data }] = args;
    heard.rasters.set(this.canvas, `${width} x ${height} ${fingerprint(data)}`);
    return putImageData.apply(this, /** @type {any} */ (args));
  };

  globalThis.Worker = class extends Worker {
    constructor(/** @type {[any, any]} */ ...args) {
      super(...args);
      this.addEventListener("error", (event) => tell(`in a worker: ${event.message}`));
      this.addEventListener("message", ({ data }) => {
        if (data?.type !== "results") return;
        for (const [name, value] of Object.entries(data.values)) heard.cells[name] = fingerprint(value);
        for (const [name, error] of Object.entries(data.errors)) heard.cells[name] = `error: ${error.message}`;
        heard.answer = { id: data.id, running: data.running };
      });
    }
    postMessage(/** @type {[any, any]} */ ...args) {
      if (args[0]?.type === "want") [heard.asked, heard.wanted] = [args[0].id, args[0].cells];
      super.postMessage(...args);
    }
  };
})();
