/** `sw-slider`: a number of the state on a range. */
import { formatValue } from "../figures/format.js";
import { make, setText } from "./dom.js";
import { freeId, keyOf } from "./parts.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

/** @param {HTMLElement} element @param {Context} context */
export function markup(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["number"]);
  const field = /** @type {import("../runtime/state.js").NumberField} */ (schema[key]);
  const id = freeId(document, `sw-${key}`);
  const range = (/** @type {"min" | "max"} */ end) => element.getAttribute(end) ?? field[end];
  element.replaceChildren(
    make(document, "label", { for: id }, element.getAttribute("label") ?? key),
    make(document, "output", { for: id, "aria-live": "off" }, sliderText(element, state[key])),
    make(document, "input", {
      id,
      type: "range",
      min: range("min"),
      max: range("max"),
      step: element.getAttribute("step") ?? (field.step || "any"),
      value: Number(state[key]),
    }),
  );
}

/** `key`, `label`; `min`, `max`, `step` (the schema's); `format`, `unit`. @type {Connect} */
export function connect(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const output = /** @type {HTMLOutputElement} */ (element.querySelector("output"));
  input.addEventListener("input", () => essay.edit(element, { [key]: Number(input.value) }));
  return essay.onState(element, (state) => {
    if (Number(input.value) !== state[key]) input.value = String(state[key]);
    const text = sliderText(element, state[key]);
    setText(output, text);
    input.setAttribute("aria-valuetext", text);
  });
}

/** @param {Element} element @param {unknown} number */
export const sliderText = (element, number) =>
  formatValue(number, element.getAttribute("format")) + (element.getAttribute("unit") ?? "");
