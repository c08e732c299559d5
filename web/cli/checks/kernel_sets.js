import { parseKernelSet } from "../../build/kernel_set.js";
import { essaySlugs, read } from "../project.js";

/** @typedef {import("../check.js").Problem} Problem */

/**
 * A reader downloads what a kernel set has: so a set made for essays has what their models name, and nothing else. One that
 * has whole classes is for essays to come.
 * @type {import("../check.js").Check}
 */
export function kernelSets(files) {
  /** @type {Map<string, string>} the models of a set */
  const models = new Map();
  /** @type {Problem[]} */
  const problems = [];
  for (const slug of essaySlugs()) {
    const { kernels } = JSON.parse(read(`essays/${slug}/essay.json`));
    const listed = `wasm_bindings/sets/${kernels}.txt`;
    const scripts = files.filter(
      (file) =>
        file.startsWith(`essays/${slug}/`) && file.endsWith(".js") && !/\/(claims|card|figures\w*)\.js$/.test(file),
    );
    for (const file of files.includes(listed) ? scripts : [])
      problems.push(...missingNames(file, read(file), listed, read(listed)));
    models.set(listed, (models.get(listed) ?? "") + scripts.map(read).join("\n"));
  }
  // Models that choose columns by name call what this calls.
  const shared = (/** @type {string} */ model) =>
    /\blabelledColumns\b/.test(model) ? read("web/figures/own_table.js") : "";
  for (const [file, model] of models)
    if (files.includes(file)) problems.push(...idleNames(file, read(file), model + shared(model)));
  return problems;
}

/** What every set has from the set "tables" where it is called. */
const borrowed = "datasets.readCsv";

/**
 * What a script calls and its kernel set has not.
 * @param {string} file @param {string} script @param {string} setFile @param {string} set  its text
 * @returns {Problem[]}
 */
export function missingNames(file, script, setFile, set) {
  const names = parseKernelSet(set);
  if (names.has("*")) return [];
  return [...script.matchAll(/\bk\.([a-z_]+\.[A-Za-z]\w*)/g)]
    .filter(([, name]) => !names.has(name) && name !== borrowed)
    .map(({ 1: name, index }) => ({
      file,
      line: script.slice(0, index).split("\n").length,
      message: `${name} is not in the kernel set of this essay: name it in ${setFile}`,
    }));
}

/** What a set has and no essay of it calls. @param {string} file of the set @param {string} text @param {string} model  the scripts that call it @returns {Problem[]} */
export function idleNames(file, text, model) {
  const set = parseKernelSet(text);
  const isWhole = set.has("*") || [...set.values()].some(({ members }) => members.includes("*"));
  if (isWhole) return [];
  const isCalled = (/** @type {string} */ name) => new RegExp(`\\b${name}\\b`).test(model);
  return [...set].flatMap(([name, { members, line }]) => {
    const [family, own] = name.split(".");
    const idle = [
      // What classes derive from is named by them alone.
      ...(family === "base" || isCalled(own) ? [] : [name]),
      ...members.filter((member) => member !== "constructor" && !isCalled(member)).map((member) => `${name}.${member}`),
    ];
    return idle.map((each) => ({ file, line, message: `no essay of this set calls ${each}` }));
  });
}
