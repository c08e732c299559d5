import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../project.js";

/** Essays are checked less strictly: their authors need not write types. The service worker's world has no document. */
const projects = ["tsconfig.json", "essays/tsconfig.json", "web/offline/tsconfig.json"];

/**
 * TypeScript over the JSDoc types of all JavaScript.
 * @type {import("../check.js").Check}
 */
export function types() {
  const found = projects.flatMap(problemsOf);
  // What both projects see is said once.
  return found.filter((problem, i) => found.findIndex((other) => isSame(problem, other)) === i);
}

const isSame = (/** @type {any} */ a, /** @type {any} */ b) =>
  a.file === b.file && a.line === b.line && a.message === b.message;

/**
 * @param {string} project
 * @returns {import("../check.js").Problem[]}
 */
function problemsOf(project) {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, "--project", project, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const problems = [...stdout.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+: .+)$/gm)].map(([, file, line, message]) => ({
    file,
    line: Number(line),
    message,
  }));
  // An error in tsconfig.json itself has no place in a file.
  if (status !== 0 && problems.length === 0) return [{ file: project, message: (stdout + stderr).trim() }];
  return problems;
}
