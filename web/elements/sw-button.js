/** `sw-button`: one action on the state, the run or the progress. */
import { another, requireDraw } from "./another.js";
import { make, setText } from "./dom.js";
import { keyOf, parse } from "./parts.js";
import { t } from "../words/words.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

/** The words on a button whose author gave none. @type {{ [action: string]: string }} */
const words = {
  "draw-again": t("Draw again"),
  reset: t("Start over"),
  undo: t("Undo"),
  run: t("Pause"),
  set: t("Set"),
  load: t("Load the data"),
  erase: t("Erase my progress"),
};

/** @param {HTMLElement} element @param {Context} context */
export function markup(element, { schema }) {
  const action = element.getAttribute("action") ?? "";
  if (!(action in words))
    throw new Error(`<sw-button action="${action}">: expected one of ${Object.keys(words).join(", ")}`);
  if (action === "draw-again") requireDraw(element, schema[keyOf(element, schema, ["number"])]);
  if (action === "set") keyOf(element, schema, ["number", "choice", "boolean", "string"]);
  if (action === "load") {
    keyOf(element, schema, ["text"]);
    if (!element.getAttribute("file"))
      throw new Error(`<sw-button action="load">: needs a file, the path of a file of the essay`);
  }
  const content = element.textContent?.trim() ? [...element.childNodes] : [words[action]];
  element.replaceChildren(make(element.ownerDocument, "button", { type: "button" }, ...content));
}

/**
 * `action`: `draw-again` (another value of the number `key`), `reset` (of `keys`, or everything), `undo`, `set` (`key` to
 * `value`), `load` (the `file` of the essay into the text `key`), `run` (pauses and goes on with what takes long),
 * `erase` (guesses, answers, stars, what was opened; it asks for a second press).
 * @type {Connect}
 */
export function connect(element, essay) {
  const action = element.getAttribute("action");
  const key = element.getAttribute("key") ?? "";
  const control = /** @type {HTMLButtonElement} */ (element.querySelector("button"));
  const own = control.textContent ?? "";
  // Not `disabled`: the focus would be lost with it.
  const enable = (/** @type {boolean} */ enabled) => control.setAttribute("aria-disabled", String(!enabled));
  /** @type {{ [action: string]: () => void }} */
  const acts = {
    "draw-again": () => essay.edit(element, { [key]: another(essay.schema[key], essay.store.state[key]) }),
    reset: () => essay.store.reset(element.getAttribute("keys")?.split(/\s+/)),
    undo: () => essay.store.undo(),
    set: () => essay.edit(element, { [key]: parse(essay.schema[key], element.getAttribute("value") ?? "") }),
    load: async () => (await import("./load_text.js")).loadText(element, essay),
    run: () => {
      essay.pause(!essay.paused);
      setText(control, essay.paused ? t("Go on") : own);
    },
    // What is gone cannot be brought back: the button asks first.
    erase: () => {
      const sure = control.textContent === question;
      if (sure) essay.progress.erase();
      setText(control, sure ? t("Erased.") : question);
    },
  };
  const question = t("Erase for good?");
  control.addEventListener("click", () => {
    if (control.getAttribute("aria-disabled") !== "true") acts[action ?? ""]();
    essay.store.settle();
  });
  if (action === "erase") control.addEventListener("blur", () => setText(control, own));
  if (action !== "undo") return;
  const update = () => enable(essay.store.canUndo);
  update();
  return essay.store.subscribe(update);
}
