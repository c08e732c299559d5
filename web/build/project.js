// Where things are, and what the essays say about themselves.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const projectDir = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
export const essaysDir = join(projectDir, "essays");
export const entriesDir = join(projectDir, "build", "entries");
export const themeDir = join(projectDir, "web", "theme");

/**
 * @typedef {object} Essay  `essay.json` and where it lies
 * @property {string} slug
 * @property {string} dir
 * @property {string} model  the file
 * @property {string} figures  the file
 * @property {string} [below]  the file of figures that are fetched when they come near, where there is one
 * @property {string} title
 * @property {string} question
 * @property {string} summary  one or two sentences: the page's description
 * @property {string} published  YYYY-MM-DD
 * @property {string} updated
 * @property {number} order  on the front page
 * @property {string[]} [prerequisites]  slugs of essays to be read before
 * @property {string} kernels  kernel set: kernel-<set>.wasm
 * @property {string} author
 * @property {string} lang
 * @property {Array<{ id: string, text: string, doi?: string, url?: string }>} references
 */

const required = ["title", "question", "summary", "published", "updated", "order", "kernels", "author", "lang"];

/**
 * One essay; throws naming the file and the field where essay.json is not as it should be.
 * @param {string} slug
 * @param {string} [folder] where the essays are
 * @returns {Essay}
 */
export function readEssay(slug, folder = essaysDir) {
  const dir = join(folder, slug);
  const file = join(dir, "essay.json");
  /** @type {any} */
  let fields;
  try {
    fields = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${fromProject(file)}: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
  for (const name of required) {
    const type = name === "order" ? "number" : "string";
    if (typeof fields[name] !== type || fields[name] === "")
      throw new Error(
        `${fromProject(file)}: "${name}" must be a ${type}, not ${JSON.stringify(fields[name]) ?? "left out"}`,
      );
  }
  for (const name of ["published", "updated"])
    if (!/^\d{4}-\d{2}-\d{2}$/.test(fields[name]))
      throw new Error(`${fromProject(file)}: "${name}" must be a date, YYYY-MM-DD, not "${fields[name]}"`);
  if (!/^[a-z]+$/.test(fields.kernels))
    throw new Error(
      `${fromProject(file)}: "kernels" must name a kernel set, such as "classification", not "${fields.kernels}"`,
    );
  const below = join(dir, "figures_below.js");
  return {
    references: [],
    ...fields,
    slug,
    dir,
    model: join(dir, "model.js"),
    figures: join(dir, "figures.js"),
    ...(existsSync(below) && { below }),
  };
}

/** All essays in their reading order; folders that begin with an underscore are not published. @returns {Essay[]} */
export function readEssays() {
  return readdirSync(essaysDir, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && !entry.name.startsWith("_") && existsSync(join(essaysDir, entry.name, "essay.json")),
    )
    .map((entry) => readEssay(entry.name))
    .sort((a, b) => a.order - b.order || a.slug.localeCompare(b.slug));
}

/** A path as messages print it. @param {string} path */
export const fromProject = (path) => relative(projectDir, path).split(sep).join("/");
