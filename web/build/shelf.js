// The front page's shelf: a card for each essay, with a picture that the kernels draw and the words to find it by.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { decodeEntities } from "./html.js";
import { essaysDir, fromProject } from "./project.js";

/**
 * What a card says of an essay beyond its essay.json.
 * @typedef {{ terms: string, questions: number, stars: number }} Contents
 */

/** The elements that ask something. */
const questions = ["sw-guess", "sw-guess-curve", "sw-check", "sw-check-number", "sw-check-order", "sw-check-goal"];
/** Stars that a challenge can give. */
const starsEach = 3;

/**
 * The words of an essay that a reader may look for, and what there is to answer: from its page's source.
 * @param {string} html
 * @returns {Contents}
 */
export function contentsOf(html) {
  const { document } = parseHTML(html);
  const words = [...document.querySelectorAll("h2, h3, b, dfn")].map((element) =>
    decodeEntities(element.textContent).replace(/\s+/g, " ").trim(),
  );
  const keys = (/** @type {string} */ tag) =>
    new Set([...document.querySelectorAll(tag)].map((element) => element.getAttribute("key"))).size;
  return {
    terms: [...new Set(words)].join(" · "),
    questions: questions.reduce((sum, tag) => sum + keys(tag), 0),
    stars: starsEach * keys("sw-challenge"),
  };
}

/**
 * Repeats the template of `data-essays` for each essay, in their order.
 * @param {string} html
 * @param {import("./project.js").Essay[]} essays
 */
export function listEssays(html, essays) {
  const { document } = parseHTML(html);
  const list = document.querySelector("[data-essays]");
  const template = list?.querySelector("template");
  if (!list || !template)
    throw new Error(
      `${fromProject(join(essaysDir, "index.html"))}: expected an element with data-essays and a <template> in it`,
    );
  list.innerHTML = essays.map((essay, i) => cardHtml(document, template.innerHTML, essay, i + 1, essays)).join("");
  list.removeAttribute("data-essays");
  if (essays.length < 2) document.querySelector(".shelf-search")?.remove(); // nothing to be found
  return document.toString();
}

/**
 * @param {Document} document
 * @param {string} template
 * @param {import("./project.js").Essay} essay
 * @param {number} number  its place in the reading order
 * @param {import("./project.js").Essay[]} essays
 */
function cardHtml(document, template, essay, number, essays) {
  const holder = document.createElement("div");
  holder.innerHTML = template;
  const page = join(essay.dir, "index.html");
  const contents = existsSync(page) ? contentsOf(readFileSync(page, "utf8")) : { terms: "", questions: 0, stars: 0 };
  const book = holder.querySelector("[data-book]");
  for (const [name, value] of Object.entries({ book: essay.slug, ...contents }))
    book?.setAttribute(`data-${name}`, String(value));
  for (const element of holder.querySelectorAll("[data-field]")) {
    const field = element.getAttribute("data-field") ?? "";
    element.removeAttribute("data-field");
    if (field === "card") element.setAttribute("data-card", essay.slug);
    else if (field === "prerequisites") listPrerequisites(element, essay, essays);
    else element.textContent = String(field === "number" ? number : /** @type {any} */ (essay)[field]);
    if (element.localName === "a") element.setAttribute("href", `./${essay.slug}/`);
    if (element.localName === "time") element.setAttribute("datetime", String(/** @type {any} */ (essay)[field]));
  }
  return holder.innerHTML;
}

/** "Best after: …", or nothing. @param {Element} element @param {import("./project.js").Essay} essay @param {import("./project.js").Essay[]} essays */
function listPrerequisites(element, { slug, prerequisites = [] }, essays) {
  const before = prerequisites.map((name) => {
    const found = essays.find((other) => other.slug === name);
    if (!found)
      throw new Error(`essays/${slug}/essay.json: "prerequisites" names "${name}", and there is no such essay`);
    return found;
  });
  if (before.length === 0) {
    element.remove();
    return;
  }
  before.forEach((other, i) => {
    const link = element.ownerDocument.createElement("a");
    link.setAttribute("href", `./${other.slug}/`);
    link.textContent = other.title;
    element.append(i > 0 ? ", " : " ", link);
  });
}
