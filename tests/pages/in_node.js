// The same essays under Node: the same model.js over the same WebAssembly module, asked for the same state.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { siteFolder } from "../server/static.js";
import { kernelFiles, loadNodeKernel } from "../../web/build/kernel.js";
import { readEssay } from "../../web/build/project.js";
import { tablePlugin } from "../../web/build/tables.js";
import { evaluate } from "../../web/runtime/cells.js";
import { schema } from "../../web/runtime/state.js";
import { parseHash } from "../../web/runtime/url.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {string} slug
 * @returns {Promise<{ model: any, steps: any[], at: (edits?: object, step?: string | null) => any, atUrl: (url: string, step?: string | null) => any }>}
 *   `at`: the final cells at a state; `atUrl`: at the state that a link holds, shown at `step`
 */
export async function essayInNode(slug) {
  const { dir, kernels } = readEssay(slug);
  // Vite reads what plain Node cannot: `import penguins from "./data/penguins.csv?table"`.
  const { module: model } = await runnerImport(join(dir, "model.js"), {
    root,
    configFile: false,
    logLevel: "silent",
    plugins: [tablePlugin()],
  });
  requireSameKernel(kernels);
  const k = await loadNodeKernel(kernels);
  const steps = model.steps ?? [];
  const at = (edits = {}, step = null) => evaluate(model, k, edits, step);
  return {
    model,
    steps,
    at,
    atUrl(url, step) {
      const { id, edits } = parseHash(new URL(url).hash, schema(model.state));
      const shown = step === undefined ? (steps.find((/** @type {any} */ one) => one.id === id)?.id ?? null) : step;
      return at(edits ?? {}, shown);
    },
  };
}

/** The site must hold the kernels that Node loads: pictures of two different builds prove nothing. @param {string} set */
function requireSameKernel(set) {
  const ours = readFileSync(kernelFiles(set).wasm);
  const files = readdirSync(siteFolder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.includes(`kernel-${set}`) && file.endsWith(".wasm"),
  );
  if (!files.some((file) => readFileSync(join(siteFolder, file)).equals(ours)))
    throw new Error(
      `the site in ${siteFolder} was built with other kernels than those in build/wasm: run ./scrollwork build`,
    );
}
