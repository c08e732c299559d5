import { join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { root } from "../project.js";

/**
 * html-validate over the pages' sources, as .htmlvalidate.json says.
 * @type {import("../check.js").Check}
 */
export async function htmlRules(files) {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  /** @type {import("../check.js").Problem[]} */
  const problems = [];
  for (const file of files.filter((path) => path.endsWith(".html"))) {
    const { results } = await validator.validateFile(join(root, file));
    for (const { line, message, ruleId } of results.flatMap((result) => result.messages)) {
      problems.push({ file, line, message: `${message} (${ruleId})` });
    }
  }
  return problems;
}
