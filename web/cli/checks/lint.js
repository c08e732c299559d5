import { join, relative } from "node:path";
import { ESLint } from "eslint";
import { root } from "../project.js";

/**
 * ESLint, as eslint.config.js says.
 * @type {import("../check.js").Check}
 */
export async function lintRules(files, fix) {
  const sources = files.filter((path) => /\.m?js$/.test(path)).map((path) => join(root, path));
  if (sources.length === 0) return [];
  const results = await new ESLint({ cwd: root, fix }).lintFiles(sources);
  if (fix) await ESLint.outputFixes(results);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, ruleId }) => ({
      file: relative(root, filePath),
      line,
      message: `${message} (${ruleId})`,
    })),
  );
}
