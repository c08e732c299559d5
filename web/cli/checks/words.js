import { read } from "../project.js";

/** Words that tell a reader who does not see it yet that they should: the sentence is better without them. */
const unwelcome = /\b(simply|obviously|just|of course|needless to say)\b/gi;

/**
 * The prose of pages and of the folders' explanations does without words that hurry the reader.
 * @type {import("../check.js").Check}
 */
export function plainWords(files) {
  return files
    .filter((file) => /\.(html|md)$|^essays\/.*\/essay\.json$/.test(file))
    .flatMap((file) =>
      prose(file, read(file))
        .split("\n")
        .flatMap((text, index) =>
          [...text.matchAll(unwelcome)].map(([word]) => ({
            file,
            line: index + 1,
            message: `"${word}": say it without`,
          })),
        ),
    );
}

/**
 * The words that are read, each on the line where it stands: everything else becomes blank.
 * @param {string} file
 * @param {string} text
 */
export function prose(file, text) {
  const blank = (/** @type {string} */ match) => match.replace(/[^\n]/g, " ");
  if (file.endsWith(".html")) {
    return text
      .replace(/<!--[\s\S]*?-->/g, blank)
      .replace(/<(script|style|code|pre|cite)\b[\s\S]*?<\/\1>/g, blank)
      .replace(/<[^>]*>/g, blank);
  }
  if (file.endsWith(".md")) return text.replace(/^```[\s\S]*?^```/gm, blank).replace(/`[^`\n]*`|"[^"\n]*"/g, blank);
  return text;
}
