/** `sw-value`: shows a part of a cell or of the state as text. */
import { setText } from "./dom.js";
import { watchValue } from "./live_value.js";

/** `cell`: a dotted path into a cell or a state key; `format`; `unit`. @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const [path, format, unit] = ["cell", "format", "unit"].map((name) => element.getAttribute(name));
  return watchValue(element, essay, { path: path ?? "", format, unit }, (text) => setText(element, text));
}
