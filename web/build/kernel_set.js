// What a kernel set has, as wasm_bindings/sets/<set>.txt says it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "./project.js";

const folder = join(projectDir, "wasm_bindings", "sets");

/** The sets that there are. @returns {string[]} */
export const declaredSets = () =>
  readdirSync(folder)
    .flatMap((name) => /^(\w+)\.txt$/.exec(name)?.[1] ?? [])
    .sort();

/**
 * The names of a set: "family.function", "family.Class", "*" for everything; of a class the members with it.
 * @param {string} set
 * @returns {Map<string, { members: string[], line: number }>}  members: ["*"] for all of a class's
 */
export const readKernelSet = (set) => parseKernelSet(readFileSync(join(folder, `${set}.txt`), "utf8"));

/** @param {string} text @returns {ReturnType<typeof readKernelSet>} */
export function parseKernelSet(text) {
  const named = text.split("\n").flatMap((row, index) => {
    if (row === "" || row.startsWith("#")) return [];
    const [name, members = ""] = row.split(": ");
    return [/** @type {const} */ ([name, { members: members.split(" ").filter(Boolean), line: index + 1 }])];
  });
  return new Map(named);
}
