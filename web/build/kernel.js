// The WebAssembly kernels in Node: the very module that the reader's browser loads, for static pictures and claims.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectDir } from "./project.js";

/** Set → its kernels, and of which build. @type {Map<string, { version: string, kernel: Promise<any> }>} */
const loaded = new Map();

/** What CMake has built, until `useKernels` names another place. */
let place = {
  modules: join(projectDir, "build", "wasm"),
  loader: join(projectDir, "wasm_bindings", "kernel.js"),
};

/** Takes the kernels, and what loads them, from an unpacked npm package. @param {string} folder */
export function useKernels(folder) {
  place = { modules: folder, loader: join(folder, "kernel.js") };
}

/** The folder of the modules, whether or not they have been built. */
export const kernelsDir = () => place.modules;

/** The script that makes kernels of a module. */
export const kernelLoader = () => place.loader;

/** The kernel sets that are there. @returns {string[]} */
export function kernelSets() {
  const names = existsSync(place.modules) ? readdirSync(place.modules) : [];
  return names
    .flatMap((name) => /^kernel-(\w+)\.wasm$/.exec(name)?.[1] ?? [])
    .filter((set) => names.includes(`kernel-${set}.mjs`))
    .sort();
}

/** @param {string} set kernel set */
export const kernelFiles = (set) => ({
  glue: join(place.modules, `kernel-${set}.mjs`),
  wasm: join(place.modules, `kernel-${set}.wasm`),
});

/**
 * The kernels of a set as a model has them: where the set cannot read a table, it has `readCsv` of the set "tables", which
 * a page fetches when it is first called.
 * @param {string} set
 * @returns {Promise<any>}
 */
export async function loadNodeKernel(set) {
  const k = await loadKernelSet(set);
  if (k.datasets?.readCsv) return k;
  const { readCsv } = (await loadKernelSet("tables")).datasets;
  return { ...k, datasets: { ...k.datasets, readCsv } };
}

/**
 * The kernels that a set has itself; loaded once, and again when they have been rebuilt.
 * @param {string} set
 * @returns {Promise<any>}
 */
export async function loadKernelSet(set) {
  const { glue, wasm } = kernelFiles(set);
  if (!existsSync(wasm) || !existsSync(glue))
    throw new Error(
      `there is no kernel set "${set}": ${wasm} has not been built; there are: ${kernelSets().join(", ") || "none"}`,
    );
  const version = `${set}?${statSync(wasm).mtimeMs}-${statSync(glue).mtimeMs}`;
  let known = loaded.get(set);
  if (known?.version !== version) {
    known = { version, kernel: load(glue, wasm, version) };
    loaded.set(set, known);
  }
  return known.kernel;
}

/** @param {string} glue @param {string} wasm @param {string} version */
async function load(glue, wasm, version) {
  const { loadKernel } = await import(pathToFileURL(place.loader).href);
  const { default: createModule } = await import(`${pathToFileURL(glue).href}?${version}`);
  return loadKernel({ createModule, wasmBinary: readFileSync(wasm) });
}
