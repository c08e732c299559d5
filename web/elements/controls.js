/** What shows and sets single values of the state: `sw-value`, `sw-slider`, `sw-choice`, `sw-button`. */
import { formatValue } from "../figures/format.js";
import { cellOf, follow, make, setText } from "./dom.js";

/** @typedef {import("./index.js").Connect} Connect @typedef {import("../runtime/state.js").Field} Field */

/** `cell`: a dotted path into a cell or a state key; `format`; `unit`. @type {Connect} */
export function value(element, essay) {
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

/** `key`, `label`; `min`, `max`, `step` (the schema's); `format`, `unit`. @type {Connect} */
export function slider(element, essay) {
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

/**
 * `key`, `label`, `<option value>` children: radio buttons. With `from`, a dotted path to an array of strings in a
 * cell, a drop-down list filled from there; `shown`, a path to the name that is in force where the model takes another
 * than the state's.
 * @type {Connect}
 */
export function choice(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  const field = essay.schema[key];
  const from = element.getAttribute("from");
  const select = element.querySelector("select");
  element.addEventListener("change", (event) =>
    essay.edit(element, { [key]: parse(field, /** @type {HTMLInputElement} */ (event.target).value) }),
  );
  const ends = [
    essay.onState(element, (state) => {
      for (const input of element.querySelectorAll("input")) input.checked = input.value === String(state[key]);
      if (select) fill(select, [...select.options].map((option) => option.value).filter(Boolean), String(state[key]));
    }),
  ];
  if (select && from) {
    const shown = element.getAttribute("shown");
    ends.push(
      essay.watch(element, [from, ...(shown ? [shown] : [])].map(cellOf), ({ results, state }) => {
        const names = follow(results, from);
        if (names) fill(select, names, String((shown && follow(results, shown)) ?? state[key]));
      }),
    );
  }
  return () => ends.forEach((end) => end());
}

/** The options of a list, and which is chosen; none, if the state names another. @param {HTMLSelectElement} select @param {string[]} names @param {string} chosen */
function fill(select, names, chosen) {
  if ([...select.options].map((option) => option.value).join("\0") !== names.join("\0"))
    select.replaceChildren(...names.map((name) => make(select.ownerDocument, "option", { value: name }, name)));
  select.value = chosen;
}

/** @param {Field} field @param {string} text */
function parse(field, text) {
  if (field.kind === "boolean") return text === "true";
  return field.kind === "number" ? Number(text) : text;
}

/**
 * `action`: `draw-again` (another value of the number `key`), `reset` (of `keys`, or everything), `undo`, `set` (`key` to
 * `value`), `run` (pauses and goes on with what takes long), `erase` (guesses, answers, stars).
 * @type {Connect}
 */
export function button(element, essay) {
  const action = element.getAttribute("action");
  const key = element.getAttribute("key") ?? "";
  const control = /** @type {HTMLButtonElement} */ (element.querySelector("button"));
  const words = control.textContent ?? "";
  // Not `disabled`: the focus would be lost with it.
  const enable = (/** @type {boolean} */ enabled) => control.setAttribute("aria-disabled", String(!enabled));
  /** @type {{ [action: string]: () => void }} */
  const acts = {
    "draw-again": () => essay.edit(element, { [key]: another(essay.schema[key], essay.store.state[key]) }),
    reset: () => essay.store.reset(element.getAttribute("keys")?.split(/\s+/)),
    undo: () => essay.store.undo(),
    set: () => essay.edit(element, { [key]: parse(essay.schema[key], element.getAttribute("value") ?? "") }),
    run: () => {
      essay.pause(!essay.paused);
      setText(control, essay.paused ? "Go on" : words);
    },
    erase: () => essay.progress.erase(),
  };
  control.addEventListener("click", () => {
    if (control.getAttribute("aria-disabled") !== "true") acts[action ?? ""]();
    essay.store.settle();
  });
  if (action !== "undo") return;
  const update = () => enable(essay.store.canUndo);
  update();
  return essay.store.subscribe(update);
}

/** Another value of a number's range: the reader's own die, so no seed is asked for. @param {Field} field @param {unknown} old */
function another(field, old) {
  const { min, max, step } = /** @type {import("../runtime/state.js").NumberField} */ (field);
  const count = Math.floor((max - min) / step) + 1;
  const next = min + step * Math.floor(Math.random() * (count - 1));
  return next >= Number(old) ? next + step : next;
}
