import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../project.js";

/**
 * TypeScript over the JSDoc types of all JavaScript, as tsconfig.json says.
 * @type {import("../check.js").Check}
 */
export function types() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, "--project", root, "--pretty", "false"], {
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
  if (status !== 0 && problems.length === 0) return [{ file: "tsconfig.json", message: (stdout + stderr).trim() }];
  return problems;
}
