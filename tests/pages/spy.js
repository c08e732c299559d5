// What tests see of a page's inside without a hook in the product: the browser's own functions, wrapped before the page's
// scripts run. Nothing here changes what they do.
import { createHash } from "node:crypto";

/** @typedef {import("@playwright/test").Page} Page */

/**
 * @typedef {object} Spy  `window.spy` in the page
 * @property {number} frame  frames since the start
 * @property {WeakMap<HTMLCanvasElement, { columns: number, rows: number, rgba: Uint8ClampedArray }>} rasters  the last
 *   pixels that each canvas was handed
 * @property {Array<{ frame: number, what: string }>} paints  every handing over of pixels ("raster") and every redraw of
 *   a boundary ("boundary")
 * @property {string[]} compiled  WebAssembly calls of the page thread
 * @property {Worker[]} workers  all that were made
 * @property {number} received  messages from workers
 * @property {number} asked  id of the newest request for results
 * @property {{ id: number, running: string[] } | null} answer  the newest results
 * @property {Array<{ value: number, nodes: string[] }>} shifts  layout shifts without a reader's input just before
 */

/** Call before the first `goto`. @param {Page} page */
export const installSpy = (page) =>
  page.addInitScript(() => {
    /** @type {any} */
    const scope = globalThis;
    /** @type {Spy} */
    const spy = {
      frame: 0,
      rasters: new WeakMap(),
      paints: [],
      compiled: [],
      workers: [],
      received: 0,
      asked: 0,
      answer: null,
      shifts: [],
    };
    scope.spy = spy;

    const tick = () => {
      spy.frame++;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);

    const putImageData = CanvasRenderingContext2D.prototype.putImageData;
    CanvasRenderingContext2D.prototype.putImageData = function (/** @type {any[]} */ ...args) {
      const [{ width, height, data }] = args;
      spy.rasters.set(this.canvas, { columns: width, rows: height, rgba: data.slice() });
      spy.paints.push({ frame: spy.frame, what: "raster" });
      return putImageData.apply(this, /** @type {any} */ (args));
    };

    for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming", "Module", "Instance"]) {
      const original = scope.WebAssembly[name];
      scope.WebAssembly[name] = new Proxy(original, {
        apply: (target, self, args) => (spy.compiled.push(name), Reflect.apply(target, self, args)),
        construct: (target, args) => (spy.compiled.push(name), Reflect.construct(target, args)),
      });
    }

    scope.Worker = class extends Worker {
      constructor(/** @type {[any, any]} */ ...args) {
        super(...args);
        spy.workers.push(this);
        this.addEventListener("message", ({ data }) => {
          spy.received++;
          if (data?.type === "results") spy.answer = { id: data.id, running: data.running };
        });
      }
      postMessage(/** @type {[any, any]} */ ...args) {
        if (args[0]?.type === "want") spy.asked = args[0].id;
        super.postMessage(...args);
      }
    };

    const name = (/** @type {any} */ node) => node?.outerHTML?.slice(0, 120) ?? String(node?.textContent).slice(0, 60);
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries()))
        if (!entry.hadRecentInput)
          spy.shifts.push({ value: entry.value, nodes: entry.sources.map((/** @type {any} */ s) => name(s.node)) });
    }).observe({ type: "layout-shift", buffered: true });

    // A drawing writes its boundary's path anew each time: one record, one drawing.
    addEventListener("DOMContentLoaded", () => {
      new MutationObserver((records) => {
        for (const { target } of records)
          if (/** @type {Element} */ (target).matches(".sw-boundary"))
            spy.paints.push({ frame: spy.frame, what: "boundary" });
      }).observe(document, { subtree: true, attributes: true, attributeFilter: ["d"] });
    });
  });

/**
 * Waits until the page has drawn the last word on what it asked for: the newest request is answered, no generator goes
 * on, and three frames later nothing new was asked.
 * @param {Page} page
 */
export const settled = (page) =>
  page.waitForFunction(
    () =>
      new Promise((done) => {
        /** @type {Spy} */
        const spy = /** @type {any} */ (globalThis).spy;
        const still = () => spy.asked > 0 && spy.answer?.id === spy.asked && spy.answer.running.length === 0;
        const wait = (/** @type {number} */ frames) => {
          if (!still()) done(false);
          else if (frames === 0) done(true);
          else requestAnimationFrame(() => wait(frames - 1));
        };
        wait(3);
      }),
    undefined,
    { timeout: 45_000 },
  );

/** A copy of what the spy has seen, without what cannot leave the page. @param {Page} page */
export const seen = (page) =>
  page.evaluate(() => {
    const { frame, paints, compiled, workers, received, asked, answer, shifts } = /** @type {any} */ (globalThis).spy;
    return { frame, paints, compiled, nWorkers: workers.length, received, asked, answer, shifts };
  });

/**
 * The pixels that a canvas of a figure was last handed; null before the first. Fails if what the canvas holds now is not
 * those pixels, up to what its premultiplied memory can keep.
 * @param {import("@playwright/test").Locator} figure the `sw-figure`
 * @returns {Promise<{ width: number, height: number, rgba: Buffer } | null>}
 */
async function pixelsOf(figure) {
  const raster = await figure.evaluate((element) => {
    const canvas = element.querySelector("canvas");
    const handed = canvas && /** @type {Spy} */ (/** @type {any} */ (globalThis).spy).rasters.get(canvas);
    if (!handed) return null;
    const { columns, rows, rgba } = handed;
    if (canvas.width !== columns || canvas.height !== rows)
      throw new Error(`a canvas of ${canvas.width} x ${canvas.height} for ${columns} x ${rows} pixels`);
    // Through a copy: reading a canvas itself again and again would change how the browser keeps it.
    const copy = /** @type {OffscreenCanvasRenderingContext2D} */ (
      new OffscreenCanvas(columns, rows).getContext("2d", { willReadFrequently: true })
    );
    copy.drawImage(canvas, 0, 0);
    const held = copy.getImageData(0, 0, columns, rows).data;
    for (let at = 0; at < rgba.length; at += 4) {
      const alpha = rgba[at + 3];
      const far = [0, 1, 2].some((c) => alpha > 0 && Math.abs(held[at + c] - rgba[at + c]) > 255 / alpha);
      if (far || held[at + 3] !== alpha)
        throw new Error(`pixel ${at / 4} of the canvas holds ${held.slice(at, at + 4)}, not ${rgba.slice(at, at + 4)}`);
    }
    let text = "";
    for (const byte of rgba) text += String.fromCharCode(byte);
    return { width: columns, height: rows, text: btoa(text) };
  });
  return raster && { width: raster.width, height: raster.height, rgba: Buffer.from(raster.text, "base64") };
}

/** @param {{ width: number, height: number, rgba: ArrayLike<number> }} surface */
const digest = ({ width, height, rgba }) =>
  `${width} x ${height}, ${createHash("sha256").update(Uint8Array.from(rgba)).digest("hex")}`;

/** The pixels of a figure as a short text that is equal for equal pixels only; null before the first. @param {import("@playwright/test").Locator} figure */
export async function rasterOf(figure) {
  const pixels = await pixelsOf(figure);
  return pixels && digest(pixels);
}

/**
 * In what the pixels of a figure differ from a surface that the kernels gave in Node; "" where they are the same.
 * @param {import("@playwright/test").Locator} figure
 * @param {{ width: number, height: number, rgba: ArrayLike<number> }} surface
 */
export async function rasterDifference(figure, { width, height, rgba }) {
  const shown = await pixelsOf(figure);
  if (!shown) return "nothing was painted yet";
  if (shown.width !== width || shown.height !== height)
    return `${shown.width} x ${shown.height} pixels, not ${width} x ${height}`;
  const pixel = (/** @type {ArrayLike<number>} */ bytes, /** @type {number} */ i) =>
    Array.from({ length: 4 }, (_, c) => bytes[4 * i + c]).join(" ");
  const different = Array.from({ length: width * height }, (_, i) => i).filter(
    (i) => pixel(shown.rgba, i) !== pixel(rgba, i),
  );
  const [first] = different;
  return different.length
    ? `${different.length} pixels, the first at ${first % width}, ${Math.floor(first / width)}: ${pixel(shown.rgba, first)}, not ${pixel(rgba, first)}`
    : "";
}
