import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attribute, decodeEntities, tokenize } from "../../build/html.js";
import { essaySlugs, ownFiles, read, root } from "../project.js";
import { inCitedOrder, referenceProblems } from "./references.js";
import { prose } from "./words.js";

/** @typedef {import("../check.js").Problem} Problem */

/**
 * American spelling → British: what an essay in British English does not want. Names that the field spells its own way
 * stand in code.
 */
const american = new Map(
  Object.entries({
    analyze: "analyse",
    behavior: "behaviour",
    center: "centre",
    color: "colour",
    favor: "favour",
    favorite: "favourite",
    generalize: "generalise",
    gray: "grey",
    labeled: "labelled",
    labeling: "labelling",
    labor: "labour",
    license: "licence",
    maximize: "maximise",
    minimize: "minimise",
    modeled: "modelled",
    modeling: "modelling",
    neighbor: "neighbour",
    neighbors: "neighbours",
    normalize: "normalise",
    optimize: "optimise",
    organize: "organise",
    randomize: "randomise",
    recognize: "recognise",
    regularize: "regularise",
    standardize: "standardise",
    summarize: "summarise",
    traveler: "traveller",
    visualize: "visualise",
  }),
);

/**
 * What an essay's files say to each other: links that lead somewhere, ids once, steps and figures that are there, settings
 * and references that are used, references in the order of the text, one spelling.
 * @type {import("../check.js").Check}
 */
export function essayFiles(files, fix) {
  const slugs = [...essaySlugs(), "_template"].filter((slug) => files.includes(`essays/${slug}/index.html`));
  if (fix) for (const slug of slugs) orderReferences(`essays/${slug}/index.html`);
  return slugs.flatMap((slug) => essayProblems(slug, { slugs: essaySlugs(), read, all: ownFiles() }));
}

/** @param {string} file */
function orderReferences(file) {
  const html = read(file);
  const ordered = inCitedOrder(html);
  if (ordered !== html) writeFileSync(join(root, file), ordered);
}

/**
 * @param {string} slug
 * @param {{ slugs: string[], read: (file: string) => string, all: string[] }} project
 * @returns {Problem[]}
 */
export function essayProblems(slug, { slugs, read, all }) {
  const file = (/** @type {string} */ name) => `essays/${slug}/${name}`;
  const text = (/** @type {string} */ name) => (all.includes(file(name)) ? read(file(name)) : "");
  const [page, model, figures, below] = ["index.html", "model.js", "figures.js", "figures_below.js"].map(text);
  return [
    ...linkProblems(file("index.html"), page, slugs),
    ...referenceProblems(file("index.html"), page),
    ...spellingProblems(file("index.html"), page),
    ...stateProblems(file("model.js"), model, [page, figures, below, text("card.js"), text("claims.js")].join("\n")),
    ...figureProblems(file("figures.js"), figures, page),
    ...figureProblems(file("figures_below.js"), below, page),
    ...jsonProblems(file("essay.json"), text("essay.json"), page, slugs),
  ];
}

/** @param {string} file @param {string} html @param {string[]} slugs @returns {Problem[]} */
function linkProblems(file, html, slugs) {
  const tags = tokenize(html).filter(({ kind }) => kind === "open");
  /** @type {Map<string, number>} */
  const ids = new Map();
  /** @type {Problem[]} */
  const problems = [];
  for (const { text, line } of tags) {
    const id = attribute(text, "id");
    if (id === undefined) continue;
    if (ids.has(id)) problems.push({ file, line, message: `id "${id}" is taken: line ${ids.get(id)}` });
    else ids.set(id, line);
  }
  for (const { name, text, line } of tags) {
    const href = name === "a" ? decodeEntities(attribute(text, "href") ?? "") : "";
    const own = /^#([^?]+)/.exec(href);
    if (own && !ids.has(decodeURIComponent(own[1])))
      problems.push({ file, line, message: `the link "${href}" leads nowhere: no element has that id` });
    const other = /^\.\.\/([\w-]+)\//.exec(href);
    if (other && ![...slugs, "kernels", "gallery"].includes(other[1]))
      problems.push({ file, line, message: `the link "${href}" leads nowhere: there is no essay "${other[1]}"` });
    if (href.startsWith("http:")) problems.push({ file, line, message: `the link "${href}" is not https` });
  }
  return problems;
}

/** @param {string} file @param {string} html @returns {Problem[]} */
function spellingProblems(file, html) {
  if (!/<html[^>]*\slang="en-GB"/.test(html)) return [];
  // A title that is quoted keeps its author's spelling.
  return prose(file, html)
    .replace(/“[^”]*”/g, (quoted) => quoted.replace(/[^\n]/g, " "))
    .split("\n")
    .flatMap((row, index) =>
      [...row.matchAll(/\b[a-z]+\b/gi)].flatMap(([word]) => {
        const better = american.get(word.toLowerCase());
        return better ? [{ file, line: index + 1, message: `"${word}": British spelling is "${better}"` }] : [];
      }),
    );
}

/** Settings that nothing reads, and steps without an element. @param {string} file @param {string} model @param {string} others @returns {Problem[]} */
function stateProblems(file, model, others) {
  const lineAt = (/** @type {number} */ index) => model.slice(0, index).split("\n").length;
  const declared = /^export const state = \{\n([\s\S]*?)^\};/m.exec(model);
  const start = declared ? declared.index + declared[0].indexOf("\n") + 1 : 0;
  const rest = declared ? model.slice(0, start) + model.slice(start + declared[1].length) : model;
  const unused = [...(declared?.[1] ?? "").matchAll(/^ {2}(\w+)(?=[:,])/gm)]
    .filter(([, key]) => !new RegExp(`\\b${key}\\b`).test(rest) && !new RegExp(`\\b${key}\\b`).test(others))
    .map(({ 1: key, index }) => ({ file, line: lineAt(start + index), message: `the setting "${key}" is never used` }));
  const stepless = [...model.matchAll(/\{ id: "([\w-]+)"/g)]
    .filter(([, id]) => !others.includes(`id="${id}"`))
    .map(({ 1: id, index }) => ({
      file,
      line: lineAt(index),
      message: `the step "${id}" has no element in index.html`,
    }));
  return [...unused, ...stepless];
}

/** @param {string} file @param {string} figures @param {string} page @returns {Problem[]} */
function figureProblems(file, figures, page) {
  return [...figures.matchAll(/^export const (\w+) = \{\n {2}title:/gm)]
    .filter(([, name]) => !page.includes(`name="${name}"`))
    .map(({ 1: name, index }) => ({
      file,
      line: figures.slice(0, index).split("\n").length,
      message: `the figure "${name}" stands nowhere in index.html`,
    }));
}

/** @param {string} file @param {string} json @param {string} page @param {string[]} slugs @returns {Problem[]} */
function jsonProblems(file, json, page, slugs) {
  if (!json) return [];
  const { references = [], prerequisites = [] } = JSON.parse(json);
  const lineOf = (/** @type {string} */ needle) => json.slice(0, Math.max(0, json.indexOf(needle))).split("\n").length;
  return [
    ...references
      .filter(
        (/** @type {{ id: string, doi?: string }} */ { id, doi }) =>
          !page.includes(`"${id}"`) && !page.includes(`"#${id}"`) && !(doi && page.includes(doi)),
      )
      .map((/** @type {{ id: string }} */ { id }) => ({
        file,
        line: lineOf(`"id": "${id}"`),
        message: `the reference "${id}" is neither listed nor cited in index.html`,
      })),
    ...prerequisites
      .filter((/** @type {string} */ slug) => !slugs.includes(slug))
      .map((/** @type {string} */ slug) => ({
        file,
        line: lineOf(`"${slug}"`),
        message: `there is no essay "${slug}"`,
      })),
  ];
}
