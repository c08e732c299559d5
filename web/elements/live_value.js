/** A number or a text of the state or of a cell, formatted, wherever it stands: in a sentence or under a symbol. */
import { formatValue } from "../figures/format.js";
import { cellOf, follow } from "./dom.js";

/**
 * Calls `show` with the text now or as soon as it is known, and whenever it changes.
 * @param {Element} element  whose place on the page decides when it is computed
 * @param {import("../runtime/page.js").Essay} essay
 * @param {{ path: string, format: string | null, unit: string | null }} value  `path`: dotted, into a cell or a state key
 * @param {(text: string) => void} show
 * @returns {() => void} ends it
 */
export function watchValue(element, essay, { path, format, unit }, show) {
  const tell = (/** @type {any} */ values) => show(formatValue(follow(values, path), format) + (unit ?? ""));
  const name = cellOf(path);
  if (Object.hasOwn(essay.schema, name)) return essay.onState(element, tell);
  return essay.watch(element, [name], ({ results, error }) => {
    if (!error) tell(results);
  });
}
