import { join, relative } from "node:path";
import stylelint from "stylelint";
import { root } from "../project.js";

/**
 * stylelint, as its configuration in package.json says.
 * @type {import("../check.js").Check}
 */
export async function styleRules(files, fix) {
  const sheets = files.filter((path) => path.endsWith(".css")).map((path) => join(root, path));
  if (sheets.length === 0) return [];
  const { results } = await stylelint.lint({
    files: sheets,
    cwd: root,
    fix,
    globbyOptions: { expandDirectories: false },
  });
  return results.flatMap(({ source, warnings }) =>
    warnings.map(({ line, text }) => ({ file: relative(root, source ?? ""), line, message: text })),
  );
}
