/** `sw-choice`: one of a few values as buttons, or one of many names in a list. */
import { cellOf, follow, make } from "./dom.js";
import { freeId, keyOf, parse, radios } from "./parts.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

export const spent = ["label"];

/** @param {HTMLElement} element @param {Context} context */
export function markup(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["choice", "boolean", "number", "string"]);
  const label = element.getAttribute("label") ?? key;
  const id = freeId(document, `sw-${key}`);
  if (element.hasAttribute("from")) {
    const current = String(state[key]);
    const options = current ? [make(document, "option", { value: current }, current)] : [];
    const select = make(document, "select", { id }, ...options);
    element.replaceChildren(make(document, "label", { for: id }, label), select);
    return;
  }
  element.replaceChildren(
    make(document, "fieldset", {}, make(document, "legend", {}, label), radios(element, id, String(state[key]))),
  );
}

/**
 * `key`, `label`, `<option value>` children: radio buttons. With `from`, a dotted path to an array of strings in a
 * cell, a drop-down list filled from there; `shown`, a path to the name that is in force where the model takes another
 * than the state's.
 * @type {Connect}
 */
export function connect(element, essay) {
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
