// How Node gets the bytes of a kernel module: its fetch reads no files.
import { readFile } from "node:fs/promises";
import { loadKernel } from "./kernel.js";

/**
 * @param {(options?: object) => Promise<any>} createModule
 * @param {URL} wasm
 */
export const load = async (createModule, wasm) => loadKernel({ createModule, wasmBinary: await readFile(wasm) });
