import { serveModel } from "../../../web/runtime/worker.js";
import { loadKernel } from "../../../wasm_bindings/kernel.js";
import createModule from "../../../build/wasm/kernel-classification.mjs";
import * as model from "./model.js";

serveModel({ model, loadKernel: (wasmBinary) => loadKernel({ createModule, wasmBinary }) });
