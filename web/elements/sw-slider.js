/** `sw-slider`: a number of the state on a range. */
import { formatValue } from "../figures/format.js";
import { make, setText } from "./dom.js";
import { freeId, keyOf } from "./parts.js";
import { coerce } from "../runtime/state.js";

/** Of a logarithmic slider. */
const stopsInDecade = 12;

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

export const spent = ["label", "min", "max", "step", "stops", "scale"];

/** @param {HTMLElement} element @param {Context} context */
export function markup(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["number"]);
  const field = /** @type {import("../runtime/state.js").NumberField} */ (schema[key]);
  const id = freeId(document, `sw-${key}`);
  const stops = stopsOf(element, field);
  if (stops) element.setAttribute("data-stops", stops.join(" "));
  const range = (/** @type {"min" | "max"} */ end) => element.getAttribute(end) ?? field[end];
  element.replaceChildren(
    make(document, "label", { for: id }, element.getAttribute("label") ?? key),
    make(document, "output", { "aria-live": "off" }, sliderText(element, state[key])),
    make(document, "input", {
      id,
      type: "range",
      ...(stops
        ? { min: 0, max: stops.length - 1, step: 1, value: nearest(stops, Number(state[key])) }
        : {
            min: range("min"),
            max: range("max"),
            step: element.getAttribute("step") ?? (field.step || "any"),
            value: Number(state[key]),
          }),
    }),
  );
}

/**
 * The values of a slider that has no equal steps: those of `stops`, or of `scale="log"` so many to a decade, each of two
 * digits, so that a link is short and a label true.
 * @param {Element} element @param {import("../runtime/state.js").NumberField} field
 */
function stopsOf(element, field) {
  const written = element.getAttribute("stops");
  const name = `<sw-slider key="${element.getAttribute("key")}"`;
  const [min, max] = ["min", "max"].map((end) =>
    Number(element.getAttribute(end) ?? field[/** @type {"min"} */ (end)]),
  );
  /** @type {number[]} */
  let stops;
  if (written !== null) {
    stops = written.trim().split(/\s+/).map(Number);
    if (stops.length < 2 || !stops.every((stop, i) => stop >= min && stop <= max && (i === 0 || stop > stops[i - 1])))
      throw new Error(`${name} stops="${written}">: expected two or more ascending numbers from ${min} to ${max}`);
  } else if (element.getAttribute("scale") === "log") {
    if (!(min > 0 && max > min && Number.isFinite(max)))
      throw new Error(`${name} scale="log">: expected 0 < min < max, got ${min} and ${max}`);
    const [low, high] = [Math.log10(min), Math.log10(max)];
    const count = Math.max(1, Math.round((high - low) * stopsInDecade));
    const between = Array.from({ length: count + 1 }, (_, i) => 10 ** (low + ((high - low) * i) / count));
    stops = [...new Set([min, ...between.slice(1, -1).map((stop) => Number(stop.toPrecision(2))), max])];
  } else return undefined;
  for (const stop of stops)
    if (coerce(field, stop) !== stop)
      throw new Error(`${name}: ${stop} does not fit the step ${field.step} of its state`);
  return stops;
}

/**
 * `key`, `label`; `min`, `max`, `step` (the schema's); `format`, `unit`; `stops`, the values that it can take, or
 * `scale="log"`.
 * @type {Connect}
 */
export function connect(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const output = /** @type {HTMLOutputElement} */ (element.querySelector("output"));
  const stops = element.dataset.stops?.split(" ").map(Number);
  input.addEventListener("input", () =>
    essay.edit(element, { [key]: stops ? stops[Number(input.value)] : Number(input.value) }),
  );
  return essay.onState(element, (state) => {
    const place = stops ? nearest(stops, Number(state[key])) : state[key];
    if (Number(input.value) !== place) input.value = String(place);
    const text = sliderText(element, state[key]);
    setText(output, text);
    input.setAttribute("aria-valuetext", text);
  });
}

/** The place of the value that is nearest to a number. @param {number[]} stops @param {number} number */
const nearest = (stops, number) =>
  stops.reduce((best, stop, i) => (Math.abs(stop - number) < Math.abs(stops[best] - number) ? i : best), 0);

/** @param {Element} element @param {unknown} number */
const sliderText = (element, number) =>
  formatValue(number, element.getAttribute("format")) + (element.getAttribute("unit") ?? "");
