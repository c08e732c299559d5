/** `sw-value`: shows a part of a cell or of the state as text. */
import { formatValue } from "../figures/format.js";
import { cellOf, follow, setText } from "./dom.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

/** `cell`: a dotted path into a cell or a state key; `format`; `unit`. @type {Connect} */
export function connect(element, essay) {
  const path = element.getAttribute("cell") ?? "";
  const show = (/** @type {any} */ values) =>
    setText(
      element,
      formatValue(follow(values, path), element.getAttribute("format")) + (element.getAttribute("unit") ?? ""),
    );
  const name = cellOf(path);
  if (Object.hasOwn(essay.schema, name)) return essay.onState(element, show);
  return essay.watch(element, [name], ({ results, error }) => {
    if (!error) show(results);
  });
}
