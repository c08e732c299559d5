// The gallery: one page on which every figure, control and check stands beside the lines that make it.
//
// Each folder of essays/gallery/sections/ is a small essay of its own (index.html, model.js, figures.js); the page is
// all of them together, and its model and figures are written here. Sources are cut out of the very files that run.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { writeIfChanged } from "./entries.js";
import { excerpt } from "./excerpt.js";
import { attribute, escapeHtml, tokenize } from "./html.js";
import { entriesDir, essaysDir, fromProject } from "./project.js";

export const gallerySlug = "gallery";
const sectionsDir = join(essaysDir, gallerySlug, "sections");

/** Attributes that name a state key or (a path into) a cell. */
const naming = ["key", "keys", "cell", "data-cell", "state", "from", "shown"];

/**
 * @typedef {{ name: string, dir: string, group: string, title: string, html: string }} Section
 * @typedef {{ id: string, title: string, start: number, end: number, live: string }} Exhibit
 *   `start`, `end`: of the element in its section's text; `live`: what stands in its element of class live, as written
 */

/** What the build needs to know of the page, as of an essay. */
export const galleryPage = {
  slug: gallerySlug,
  dir: join(essaysDir, gallerySlug),
  kernels: "all",
  model: join(entriesDir, gallerySlug, "model.js"),
  figures: join(entriesDir, gallerySlug, "figures.js"),
  title: "Gallery",
  summary: "Every figure, control and check that an essay can use, alive, beside the lines of source that make it.",
};

/** The sections in the order of their names, so that adding one touches no other file. @returns {Section[]} */
export function readSections() {
  return readdirSync(sectionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readSection(entry.name))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}

/** @param {string} name @returns {Section} */
function readSection(name) {
  const dir = join(sectionsDir, name);
  const html = readFileSync(join(dir, "index.html"), "utf8");
  const opening = tokenize(html).find((token) => token.kind === "open");
  const group = opening && attribute(opening.text, "data-group");
  const title = /<h2>([\s\S]*?)<\/h2>/.exec(html)?.[1].trim();
  if (opening?.name !== "section" || !group || !title)
    throw new Error(
      `${fromProject(dir)}/index.html: expected <section id="${name}" data-group="…"> with an <h2> inside`,
    );
  return { name, dir, group, title, html };
}

/**
 * Writes the modules of the whole page: what the sections export, side by side.
 * @param {Section[]} sections
 */
export function writeGalleryModules(sections) {
  const from = (/** @type {string} */ file) => {
    const path = relative(join(entriesDir, gallerySlug), file).split(sep).join("/");
    return JSON.stringify(path);
  };
  const having = (/** @type {string} */ file) => sections.filter(({ dir }) => existsSync(join(dir, file)));
  const models = having("model.js").map(({ dir }, i) => {
    const exported = [
      ...readFileSync(join(dir, "model.js"), "utf8").matchAll(/^export const (state|steps|cells)\b/gm),
    ].map(([, name]) => ({ name, as: `${name}${i}` }));
    const specifiers = exported.map(({ name, as }) => `${name} as ${as}`).join(", ");
    return { exported, statement: `import { ${specifiers} } from ${from(join(dir, "model.js"))};` };
  });
  const each = (/** @type {string} */ wanted) =>
    models
      .flatMap(({ exported }) => exported.filter(({ name }) => name === wanted).map(({ as }) => `...${as}`))
      .join(", ");
  writeIfChanged(
    galleryPage.model,
    `${models.map(({ statement }) => statement).join("\n")}

export const state = { ${each("state")} };
export const steps = [${each("steps")}];
export const cells = { ${each("cells")} };
`,
  );
  writeIfChanged(
    galleryPage.figures,
    having("figures.js")
      .map(({ dir }) => `export * from ${from(join(dir, "figures.js"))};\n`)
      .join(""),
  );
}

/**
 * No two sections may give one name two meanings: they share a page, its link and its worker.
 * @param {Section[]} sections
 * @param {(file: string) => Promise<any>} loadModule
 */
export async function requireDistinctNames(sections, loadModule) {
  /** @type {Map<string, string>} */
  const owners = new Map();
  const claim = (/** @type {string} */ name, /** @type {string} */ section) => {
    const owner = owners.get(name);
    if (owner !== undefined) throw new Error(`gallery: sections ${owner} and ${section} both have a ${name}`);
    owners.set(name, section);
  };
  for (const { name, dir } of sections) {
    const load = async (/** @type {string} */ file) =>
      existsSync(join(dir, file)) ? await loadModule(join(dir, file)) : {};
    const { state = {}, cells = {}, steps = [] } = await load("model.js");
    for (const key of Object.keys(state)) claim(`state or cell "${key}"`, name);
    for (const key of Object.keys(cells)) claim(`state or cell "${key}"`, name);
    for (const { id } of steps) claim(`step "${id}"`, name);
    for (const key of Object.keys(await load("figures.js"))) claim(`figure "${key}"`, name);
  }
}

/**
 * The page's own HTML with the sections of each group, and the list of contents.
 * @param {string} html
 * @param {Section[]} sections
 */
export function galleryHtml(html, sections) {
  const placed = new Set();
  const filled = html.replaceAll(/<div data-sections="([\w-]+)"><\/div>/g, (_, group) => {
    const members = sections.filter((section) => section.group === group);
    for (const { name } of members) placed.add(name);
    return members.map(sectionHtml).join("\n");
  });
  const lost = sections.find(({ name }) => !placed.has(name));
  if (lost)
    throw new Error(`gallery: section ${lost.name} is of group "${lost.group}", which index.html has no place for`);
  return filled.replaceAll(/<ul data-contents="([\w-]+)"><\/ul>/g, (_, group) => {
    const links = sections
      .filter((section) => section.group === group)
      .map(({ name, title }) => `<li><a href="#${name}">${title}</a></li>`);
    return `<ul>${links.join("")}</ul>`;
  });
}

/** @param {Section} section */
function sectionHtml(section) {
  let { html } = section;
  // From the last to the first, so that the places of those before stay true.
  for (const exhibit of exhibitsOf(section).reverse()) {
    const closing = html.lastIndexOf("</article>", exhibit.end);
    html = html.slice(0, closing) + sourceHtml(section, exhibit) + html.slice(closing);
  }
  return html;
}

/** The `<article class="exhibit">` of a section. @param {Section} section @returns {Exhibit[]} */
export function exhibitsOf({ dir, html }) {
  /** @type {Exhibit[]} */
  const exhibits = [];
  let at = 0;
  let depth = 0;
  let liveStart = -1;
  /** @type {Exhibit | null} */
  let current = null;
  for (const { kind, name, text } of tokenize(html)) {
    if (kind === "open" && name === "article") {
      const id = attribute(text, "id");
      if (!id) throw new Error(`${fromProject(dir)}/index.html: an <article class="exhibit"> needs an id`);
      current = { id, title: "", start: at, end: at, live: "" };
    } else if (kind === "open" && name === "div") {
      if (depth++ === 0 && /\blive\b/.test(attribute(text, "class") ?? "")) liveStart = at + text.length;
    } else if (kind === "close" && name === "div") {
      if (--depth === 0 && current && liveStart >= 0) {
        current.live = html.slice(liveStart, at);
        liveStart = -1;
      }
    } else if (kind === "close" && name === "article" && current) {
      current.end = at + text.length;
      current.title = /<h3>([\s\S]*?)<\/h3>/.exec(html.slice(current.start, current.end))?.[1].trim() ?? "";
      if (!current.live || !current.title)
        throw new Error(`${fromProject(dir)}/index.html: exhibit ${current.id} needs an <h3> and a <div class="live">`);
      exhibits.push(current);
      current = null;
    }
    at += text.length;
  }
  return exhibits;
}

/** @param {Section} section @param {Exhibit} exhibit */
function sourceHtml(section, exhibit) {
  const files = sourcesOf(section, exhibit);
  const blocks = files.map(({ file, text }) => `<code><b>${file}</b>\n\n${escapeHtml(text)}</code>`);
  const label = escapeHtml(`Source of ${exhibit.title.replaceAll(/<[^>]*>/g, "")}`);
  return `<pre class="source" tabindex="0" role="group" aria-label="${label}">${blocks.join("\n\n")}</pre>`;
}

/**
 * What an exhibit is made of, file by file.
 * @param {Section} section
 * @param {Exhibit} exhibit
 * @returns {Array<{ file: string, text: string }>}
 */
export function sourcesOf({ dir }, { live }) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @type {Set<string>} */
  const figures = new Set();
  for (const { kind, name, text } of tokenize(live)) {
    if (kind !== "open") continue;
    if (name === "sw-figure") figures.add(attribute(text, "name") ?? "");
    for (const attributeName of naming)
      for (const path of attribute(text, attributeName)?.split(/\s+/) ?? []) names.add(path.split(".")[0]);
  }
  const read = (/** @type {string} */ file) =>
    existsSync(join(dir, file)) ? readFileSync(join(dir, file), "utf8") : "";
  const drawings = excerpt(read("figures.js"), { declarations: figures });
  // A drawing names the cells that it needs and the states that it reads.
  for (const [word] of drawings.matchAll(/[A-Za-z_$][\w$]*/g)) names.add(word);
  const declarations = /<sw-steps\b/.test(live) ? ["steps"] : [];
  const model = excerpt(read("model.js"), { declarations, members: names });
  return [
    { file: "index.html", text: dedent(live) },
    { file: "figures.js", text: drawings },
    { file: "model.js", text: model },
  ].filter(({ text }) => text !== "");
}

/** @param {string} text */
function dedent(text) {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join("\n");
}
