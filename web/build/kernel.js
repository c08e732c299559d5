// The WebAssembly kernels in Node: the very module that the reader's browser loads, for static pictures and claims.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectDir, wasmDir } from "./project.js";

/** @type {Map<string, Promise<any>>} */
const loaded = new Map();

/** @param {string} set kernel set */
export const kernelFiles = (set) => ({
  glue: join(wasmDir, `kernel-${set}.mjs`),
  wasm: join(wasmDir, `kernel-${set}.wasm`),
});

/**
 * The kernels of a set; loaded once, and again when they have been rebuilt.
 * @param {string} set
 * @returns {Promise<any>}
 */
export async function loadNodeKernel(set) {
  const { glue, wasm } = kernelFiles(set);
  if (!existsSync(wasm) || !existsSync(glue))
    throw new Error(`there is no kernel set "${set}": ${wasm} has not been built`);
  const version = `${set}?${statSync(wasm).mtimeMs}-${statSync(glue).mtimeMs}`;
  let kernel = loaded.get(version);
  if (!kernel) {
    loaded.clear();
    kernel = load(glue, wasm, version);
    loaded.set(version, kernel);
  }
  return kernel;
}

/** @param {string} glue @param {string} wasm @param {string} version */
async function load(glue, wasm, version) {
  const { loadKernel } = await import(pathToFileURL(join(projectDir, "wasm_bindings", "kernel.js")).href);
  const { default: createModule } = await import(`${pathToFileURL(glue).href}?${version}`);
  return loadKernel({ createModule, wasmBinary: readFileSync(wasm) });
}
