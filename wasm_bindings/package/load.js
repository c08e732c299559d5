// How a browser gets the bytes of a kernel module: from beside the script that asks for it.
import { loadKernel } from "./kernel.js";

/**
 * @param {(options?: object) => Promise<any>} createModule
 * @param {URL} wasm
 */
export async function load(createModule, wasm) {
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`the kernels could not be loaded: ${wasm} answered ${response.status}`);
  // Not compiled while it streams: servers that do not know application/wasm are many.
  return loadKernel({ createModule, wasmBinary: await response.arrayBuffer() });
}
