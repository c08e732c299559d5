// The scripts of an essay's page. They are generated: an author writes a model and drawings, never the wiring.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { elements, parts } from "../elements/all.js";
import { attribute, minifySvg, tokenize } from "./html.js";
import { kernelFiles, kernelLoader } from "./kernel.js";
import { entriesDir, projectDir, themeDir } from "./project.js";
import { inGraph } from "./translation.js";

/** What a page runs before it paints. */
const firstScreenFile = join(projectDir, "web", "runtime", "first_screen.js");

/**
 * What the wiring needs to know of a page.
 * @typedef {Pick<import("./project.js").Essay, "slug" | "dir" | "kernels" | "model" | "figures" | "below"> & { translation?: string }} Wired
 *   `translation`: the language, where it is another than the essay's own
 */

/** @param {Wired} essay */
export const entryFiles = ({ slug, kernels, translation = "" }) => ({
  kernel: join(entriesDir, `kernel-${kernels}.js`),
  page: join(entriesDir, slug, translation, "page.js"),
  below: join(entriesDir, slug, translation, "figures_below.js"),
  worker: join(entriesDir, slug, translation, "worker.js"),
});

/**
 * The elements that stand in a page, each once, in the order of their names.
 * @param {string} html
 * @param {string} [file] for the message
 */
export function elementsOf(html, file = "index.html") {
  const tags = tokenize(html).filter(({ kind, name }) => kind === "open" && name.startsWith("sw-"));
  for (const { name, line } of tags)
    if (!Object.hasOwn(elements, name) && !parts.has(name))
      throw new Error(`${file}:${line}: there is no <${name}>; there are: ${Object.keys(elements).join(", ")}`);
  return [...new Set(tags.map(({ name }) => name))].filter((name) => !parts.has(name)).sort();
}

/** Figure function → its sheets in web/theme/figures, in order. @type {Record<string, string[]>} */
const sheetsOf = {
  boundary: ["boundary"],
  drawnCurve: ["drawn_curve"],
  neighborLinks: ["links"],
  network: ["network"],
  pointTools: ["point_tools"],
  residuals: ["links"],
  confusion: ["classes", "confusion"],
  heatmap: ["heatmap"],
  multiples: ["multiples"],
  pile: ["classes", "pile"],
  tree: ["classes", "tree"],
  gains: ["tree"],
  cuts: ["tree"],
};

/** Element → others whose sheets it needs beside its own. @type {Record<string, string[]>} */
const leaningOn = { "sw-math": ["sw-term"] };

/**
 * The style sheets of elements that have one of their own: a page loads those of the elements that stand in it, and that of
 * the letter where something opens once and waits for nothing.
 * @param {string} html
 */
export function elementStyles(html) {
  const letters = tokenize(html).some(
    ({ kind, name, text }) => kind === "open" && name === "sw-reveal" && attribute(text, "after") === undefined,
  );
  const tags = new Set(elementsOf(html).flatMap((tag) => [tag, ...(leaningOn[tag] ?? [])]));
  return [...[...tags].sort().map((tag) => join("elements", `${tag}.css`)), ...(letters ? ["letter.css"] : [])]
    .map((name) => join(themeDir, name))
    .filter((file) => existsSync(file));
}

/**
 * The style sheets of figure functions that have one of their own: a page loads those of the functions that its
 * scripts import.
 * @param {string} dir  of the essay
 */
export function figureStyles(dir) {
  const sheets = readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .sort()
    .flatMap((name) => [
      ...readFileSync(join(dir, name), "utf8").matchAll(/import\s*\{([^}]*)\}\s*from\s*["']scrollwork\/figures["']/g),
    ])
    .flatMap(([, names]) => names.split(",").flatMap((name) => sheetsOf[name.trim()] ?? []));
  return [...new Set(sheets)].map((name) => join(themeDir, "figures", `${name}.css`));
}

/** Where an essay's drawn symbols are, and those that only its figures further down show. @param {string} dir  of the essay */
export const artOf = (dir) => join(dir, "art");
export const lateArtOf = (/** @type {string} */ dir) => join(artOf(dir), "below");

/** The drawings of a folder that hold symbols, as they stand at the start of the body. @param {string} art */
export function symbolsIn(art) {
  if (!existsSync(art)) return "";
  return readdirSync(art)
    .filter((name) => name.endsWith(".svg"))
    .sort()
    .map((name) => minifySvg(readFileSync(join(art, name), "utf8")))
    .filter((drawing) => drawing.includes("<symbol"))
    .map((drawing) => drawing.replace(' xmlns="http://www.w3.org/2000/svg"', "").replaceAll(/>\s+</g, "><").trim())
    .join("");
}

/** What drawn symbols have in common, where the essay has some, and its own colours. @param {string} dir  of the essay */
export const ownStyles = (dir) => [
  ...(existsSync(artOf(dir)) ? [join(themeDir, "art.css")] : []),
  ...[join(dir, "theme.css")].filter((file) => existsSync(file)),
];

/**
 * Writes what a page has beside the theme as one sheet: a small file for each would be compressed by itself, and asked for
 * by itself.
 * @param {Wired} essay @param {string[]} sheets
 * @returns {string[]} the sheet, if there is anything in it
 */
export function writeStyles(essay, sheets) {
  if (sheets.length === 0) return [];
  const file = join(dirname(entryFiles(essay).page), "page.css");
  const address = (/** @type {string} */ sheet) => relative(dirname(file), sheet).split(sep).join("/");
  writeIfChanged(file, sheets.map((sheet) => `@import ${JSON.stringify(address(sheet))};\n`).join(""));
  return [file];
}

/**
 * Imports what a module exports as one object: by the names, where the module spells them out. What `import *` makes would be
 * a part of the script, and what makes it one more file of every page.
 * @param {string} name  of the object
 * @param {string} file  of the module, with or without a query
 * @param {string} address  as the importing script writes it
 */
export function importAs(name, file, address) {
  const source = readFileSync(file.replace(/\?.*$/, ""), "utf8");
  const exported = [...source.matchAll(/^export (.*)/gm)].map(([, rest]) => rest);
  const names = exported.flatMap((rest) => /^(?:const|function) (\w+)/.exec(rest)?.[1] ?? []);
  return names.length < exported.length
    ? `import * as ${name} from ${address};`
    : `import { ${names.map((own) => `${own} as ${name}_${own}`).join(", ")} } from ${address};
const ${name} = { ${names.map((own) => `${own}: ${name}_${own}`).join(", ")} };`;
}

/**
 * Writes an essay's entries where they are not there yet or have changed.
 * @param {Wired} essay
 * @param {string} [html]  the page, where it is more than the essay's index.html
 */
export function writeEntries(essay, html = readFileSync(join(essay.dir, "index.html"), "utf8")) {
  const { kernel, page, below, worker } = entryFiles(essay);
  const folder = dirname(page);
  const { glue, wasm } = kernelFiles(essay.kernels);
  const from = (/** @type {string} */ path, start = folder) => {
    const address = relative(start, path).split(sep).join("/");
    return JSON.stringify(address.startsWith(".") ? address : `./${address}`);
  };
  const web = (/** @type {string} */ path) => from(join(projectDir, "web", path));
  const inLanguage = (/** @type {string} */ path) => from(inGraph(join(projectDir, "web", path), essay.translation));

  // A chunk of its own, the first script of the page: on a slow line the kernels' bytes, the largest file, are on their way
  // several round trips earlier. So it imports nothing. (A preload link would do so, too, but a reader without scripts
  // would pay for it.) What the first paint waits for is a part of it rather than one more file.
  writeIfChanged(
    kernel,
    `${readFileSync(firstScreenFile, "utf8")}
import wasmUrl from ${from(wasm, dirname(kernel)).replace(/"$/, '?url"')};

export async function fetchWasm() {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(\`the kernel could not be loaded (\${response.status})\`);
  return response.arrayBuffer();
}
export const wasm = fetchWasm();
wasm.catch(() => {}); // the page meets the same failure, says so and offers to try again
`,
  );
  const tags = elementsOf(html, `essays/${essay.slug}/index.html`);
  const nameOf = (/** @type {string} */ tag) => tag.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const lateSymbols = symbolsIn(lateArtOf(essay.dir));
  if (essay.below && lateSymbols)
    writeIfChanged(
      below,
      `document.body.insertAdjacentHTML("afterbegin", ${JSON.stringify(lateSymbols)});
export * from ${from(essay.below)};
`,
    );
  // The page needs the model's state and steps only; naming them lets the bundler leave out its cells and data.
  writeIfChanged(
    page,
    `import { startPage } from ${inLanguage("runtime/page.js")};${essay.below ? `\nimport { fetchedWhenNear } from ${web("elements/below.js")};` : ""}
${tags.map((tag) => `import { connect as ${nameOf(tag)} } from ${inLanguage(`elements/${tag}.js`)};`).join("\n")}
${importAs("figures", essay.figures, from(essay.figures))}
import * as model from ${from(essay.model)};
import { fetchWasm, wasm } from ${from(kernel)};

startPage({
  figures,
  elements: { ${tags.map((tag) => `"${tag}": ${nameOf(tag)}`).join(", ")} },
  model: { state: model.state, steps: model.steps },
  fetchWasm,
  wasm,${essay.below ? `\n  below: fetchedWhenNear(() => import(${from(lateSymbols ? below : essay.below)})),` : ""}
  createWorker: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }),
});
`,
  );
  // Its glue is that of all sets, so the address is enough. (A script by import() would be remembered, where it did not
  // come, by some browsers until the page is loaded anew.)
  const borrows = essay.kernels !== "all" && (tags.includes("sw-csv") || html.includes('action="load"'));
  writeIfChanged(
    worker,
    `import { History } from ${web("runtime/history.js")};
import { serveModel } from ${web("runtime/worker.js")};
${importAs("model", essay.model, from(essay.model))}
import { loadKernel } from ${from(kernelLoader())};
import createModule from ${from(glue)};${
      borrows
        ? `\nimport tablesUrl from ${from(kernelFiles("tables").wasm).replace(/"$/, '?url"')};
import { tablesNotReached } from ${inLanguage("words/tables.js")};`
        : ""
    }

serveModel({
  model,
  History,
  loadKernel: (wasmBinary) => loadKernel({ createModule, wasmBinary }),${borrows ? `\n  fetchTables: () => fetch(tablesUrl),\n  tablesNotReached,` : ""}
});
`,
  );
}

/** A file that is the same keeps its date: the bundler watches it. @param {string} file @param {string} text */
export function writeIfChanged(file, text) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
