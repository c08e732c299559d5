/**
 * `sw-term`: words that light up the marks they speak of, while they are pointed at, focused or tapped. Without scripts
 * they are emphasised words.
 */
import { figureOf, makeLamp, requireMarks } from "./lit_marks.js";

/** @param {HTMLElement} element */
export const markup = (element) => requireMarks(element, "marks");

/**
 * `marks`: classes of which a mark has one; `figure`: the name of a figure, else the one beside the words (in the same
 * `sw-steps`) or the next one on the page.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const figure = figureOf(element, element.getAttribute("figure"), essay.document);
  if (!figure) return undefined;
  const marks = element.getAttribute("marks") ?? "";
  return makeLamp(element, essay, { figure, marks, words: () => element.textContent ?? undefined });
}
