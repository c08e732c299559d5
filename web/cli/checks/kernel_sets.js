import { parseKernelSet } from "../../build/kernel_set.js";
import { essaySlugs, read } from "../project.js";

/** @typedef {import("../check.js").Problem} Problem */

/**
 * A reader downloads what a kernel set has: so the sets made for essays have what their models name, and nothing else.
 * @type {import("../check.js").Check}
 */
export function kernelSets(files) {
  /** @type {Map<string, string>} the models of a set */
  const models = new Map();
  for (const slug of essaySlugs()) {
    const { kernels } = JSON.parse(read(`essays/${slug}/essay.json`));
    const scripts = files.filter(
      (file) =>
        file.startsWith(`essays/${slug}/`) && file.endsWith(".js") && !/\/(claims|card|figures\w*)\.js$/.test(file),
    );
    models.set(kernels, (models.get(kernels) ?? "") + scripts.map(read).join("\n"));
  }
  // Models that choose columns by name call what this calls.
  const shared = (/** @type {string} */ model) =>
    /\blabelledColumns\b/.test(model) ? read("web/figures/own_table.js") : "";
  return files
    .filter((file) => /^wasm_bindings\/sets\/\w+\.txt$/.test(file))
    .flatMap((file) => {
      const model = models.get(/(\w+)\.txt$/.exec(file)?.[1] ?? "");
      return model ? setProblems(file, read(file), model + shared(model)) : [];
    });
}

/** What every set has from the set "tables" where it is called. */
const borrowed = "datasets.readCsv";

/** @param {string} file of the set @param {string} text @param {string} model  the scripts that call it @returns {Problem[]} */
export function setProblems(file, text, model) {
  const set = parseKernelSet(text);
  const isCalled = (/** @type {string} */ name) => new RegExp(`\\b${name}\\b`).test(model);
  /** @type {Problem[]} */
  const problems = [];
  for (const [name, { members, line }] of set) {
    if (name === "*") return [];
    const [family, own] = name.split(".");
    // What classes derive from is named by them alone.
    if (family !== "base" && !isCalled(own))
      problems.push({ file, line, message: `no essay of this set calls ${name}` });
    for (const member of members)
      if (!["*", "constructor"].includes(member) && !isCalled(member))
        problems.push({ file, line, message: `no essay of this set calls ${name}.${member}` });
  }
  const called = new Set([...model.matchAll(/\bk\.([a-z_]+\.[A-Za-z]\w*)/g)].map(([, name]) => name));
  for (const name of called)
    if (!set.has(name) && name !== borrowed)
      problems.push({ file, message: `its essay calls ${name}, which the set has not: name it here` });
  return problems;
}
