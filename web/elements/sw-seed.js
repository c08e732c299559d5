/** `sw-seed`: the seed of what chance has a hand in, to be seen, typed and drawn again. */
import { another, requireDraw } from "./another.js";
import { make } from "./dom.js";
import { freeId, keyOf } from "./parts.js";
import { t } from "../words/words.js";

/** @typedef {import("../runtime/state.js").NumberField} NumberField */

export const spent = ["label"];

/** @param {HTMLElement} element @param {import("./all.js").Context} context */
export function markup(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["number"]);
  requireDraw(element, schema[key]);
  const { min, max, step } = /** @type {NumberField} */ (schema[key]);
  const id = freeId(document, `sw-${key}`);
  const words = element.textContent?.trim() || t("Draw again");
  element.replaceChildren(
    make(document, "label", { for: id }, element.getAttribute("label") ?? t("Seed")),
    make(document, "input", { id, type: "number", inputmode: "numeric", min, max, step, value: Number(state[key]) }),
    make(document, "button", { type: "button" }, words),
  );
}

/** `key`, a number with min, max and step; `label`; the words on its button. @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const { min, max } = /** @type {NumberField} */ (essay.schema[key]);
  const show = () => {
    input.value = String(essay.store.state[key]);
  };
  // While it is typed, only what is a seed counts; what was left unfinished goes when the field is left.
  input.addEventListener("input", () => {
    const typed = Number(input.value);
    if (input.value !== "" && Number.isInteger(typed) && typed >= min && typed <= max)
      essay.edit(element, { [key]: typed });
  });
  input.addEventListener("change", show);
  element.querySelector("button")?.addEventListener("click", () => {
    essay.edit(element, { [key]: another(essay.schema[key], essay.store.state[key]) });
    essay.store.settle();
  });
  return essay.onState(element, (state) => {
    if (Number(input.value) !== state[key]) input.value = String(state[key]);
  });
}
