import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check as isPretty, format, resolveConfig } from "prettier";
import { root } from "../project.js";

/** HTML and JSON are left out: the lines of prose, of references and of presets are their authors'. */
const prettierFiles = /\.(m?js|ts|css|ya?ml)$/;
const clangFiles = /\.(h|cc)$/;

/** The clang-format that package-lock.json pins: Debian 12's and 13's own disagree on the same file. */
const clangFormat = join(root, "node_modules", "clang-format", "index.js");

/**
 * JavaScript, CSS and YAML are as Prettier writes them, C++ as clang-format does.
 * @type {import("../check.js").Check}
 */
export async function formatting(files, fix) {
  /** @type {import("../check.js").Problem[]} */
  const problems = [];
  const options = await resolveConfig(join(root, "package.json"));
  for (const file of files.filter((path) => prettierFiles.test(path))) {
    const path = join(root, file);
    const text = readFileSync(path, "utf8");
    try {
      if (await isPretty(text, { ...options, filepath: path })) continue;
      if (fix) writeFileSync(path, await format(text, { ...options, filepath: path }));
      else problems.push({ file, message: "is not formatted; ./scrollwork check --fix does it" });
    } catch (error) {
      problems.push({ file, message: `cannot be read: ${/** @type {Error} */ (error).message.split("\n")[0]}` });
    }
  }
  const sources = files.filter((path) => clangFiles.test(path));
  if (sources.length === 0) return problems;
  if (fix) execFileSync(process.execPath, [clangFormat, "-i", ...sources], { cwd: root });
  else {
    const { stderr } = spawnSync(process.execPath, [clangFormat, "--dry-run", ...sources], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    /** @type {Map<string, number>} the first line of each file that would change */
    const first = new Map();
    for (const [, file, line] of stderr.matchAll(/^(.+?):(\d+):\d+: warning: code should be clang-formatted/gm)) {
      if (!first.has(file)) first.set(file, Number(line));
    }
    for (const [file, line] of first)
      problems.push({ file, line, message: "is not formatted; ./scrollwork check --fix does it" });
  }
  return problems;
}
