// The built module as every test of this folder uses it, and small helpers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { loadKernel } from "../../wasm_bindings/kernel.js";

const built = new URL("../../build/wasm/kernel-all", import.meta.url).href;

/** A kernel of its own, so that a test of memory sees its own memory only. */
export async function newKernel() {
  const { default: createModule } = await import(`${built}.mjs`);
  /** @type {any} */
  let module;
  const k = await loadKernel({
    createModule: async (options) => (module = await createModule(options)),
    wasmBinary: readFileSync(new URL(`${built}.wasm`)),
  });
  return { k, module };
}

export const { k, module } = await newKernel();

/**
 * @param {() => unknown} run
 * @param {string} code
 * @param {RegExp | string} message
 */
export function fails(run, code, message) {
  assert.throws(run, (/** @type {any} */ error) => {
    assert.ok(error instanceof Error, `an Error, not ${error}`);
    assert.equal(error.code, code, error.message);
    if (typeof message === "string") assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  });
}

/** Runs `fn` and frees what it made. @param {() => unknown} fn */
export function freeing(fn) {
  const { handles } = k.collect(fn);
  for (const handle of handles) handle.delete();
}

/** Sixty animals, for tests that need any data. */
export const animals = k.datasets.makeShelter({ nSamples: 60, seed: 7 });
