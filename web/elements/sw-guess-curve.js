/**
 * `sw-guess-curve`: the reader draws the curve that she expects into a figure, commits to it, and then the true one is
 * computed and drawn beside it; a reply says where the two part. She may draw again.
 *
 * The drawing is a state of the reader's own (`own: true`): it is in no link. What she has committed to is progress, kept
 * in this browser, and holds against undoing and resetting until she draws again or erases it.
 */
import { cellOf, follow, make, setText } from "./dom.js";
import { form, keyOf, questionOf } from "./parts.js";
import { reply } from "./replies.js";
import { coerce, same } from "../runtime/state.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element @param {import("./all.js").Context} context */
export function markup(element, { schema }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["numbers"]);
  const shown = element.getAttribute("shown") ?? "";
  if (!Object.hasOwn(schema, shown) || schema[shown].kind !== "boolean")
    throw new Error(`<sw-guess-curve key="${key}" shown="${shown}">: expected a state key that holds a boolean`);
  for (const name of [key, shown])
    if (!("own" in schema[name]))
      throw new Error(`<sw-guess-curve key="${key}">: the state ${name} must say own: true, or links would tell it`);
  if (!element.getAttribute("cell"))
    throw new Error(`<sw-guess-curve key="${key}">: needs the cell that compares the curves`);
  const button = (/** @type {string} */ act, /** @type {string} */ text) =>
    make(document, "button", { type: "button", "data-act": act, hidden: act === "again" }, text);
  form(element, questionOf(element), [
    make(
      document,
      "div",
      { class: "sw-guess-buttons" },
      button("commit", t("This is my curve")),
      button("undo", t("Undo")),
      button("again", t("Draw it anew")),
    ),
    make(document, "p", { class: "sw-message", role: "status" }),
  ]);
}

/**
 * `key`, a state of numbers with `own: true`, into which a figure lets the reader draw (`drawnCurve`); `shown`, a state
 * that is true or false, with `own: true`: true once she has committed, so that the model computes nothing before; `cell`,
 * a dotted path to `{ reply, message }`: the name of the `<sw-reply for>`, and a sentence of its own. Around them the
 * question.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  // As of `sw-guess`: what waits for a guess need not know of what kind it is.
  const kept = `sw-guess:${key}`;
  const shown = /** @type {string} */ (element.getAttribute("shown"));
  const path = /** @type {string} */ (element.getAttribute("cell"));
  const message = /** @type {Element} */ (element.querySelector(".sw-message"));
  const buttons = /** @type {HTMLButtonElement[]} */ ([...element.querySelectorAll("button")]);
  const [commit, undo, again] = buttons;
  const { store, progress, schema } = essay;
  /** @type {(() => void) | null} */
  let stop = null;

  /** What the reader has committed to, or undefined. */
  const committed = () => {
    const text = progress.get(kept);
    const numbers = typeof text === "string" && text ? coerce(schema[key], text.split(",").map(Number)) : undefined;
    return Array.isArray(numbers) && numbers.length === Number(/** @type {any} */ (schema[key].default).length)
      ? numbers
      : undefined;
  };
  // Neither undone nor reset, as what was opened is not.
  const keep = () => {
    const numbers = committed();
    const wanted = { [shown]: numbers !== undefined, ...(numbers && { [key]: numbers }) };
    const { step, edits, state } = store;
    if (Object.entries(wanted).some(([name, value]) => !same(state[name], value)))
      store.restore(step, { ...edits, ...wanted });
  };
  const show = () => {
    const done = committed() !== undefined;
    if (element.hasAttribute("data-done") === done) return;
    element.toggleAttribute("data-done", done);
    commit.hidden = undo.hidden = done;
    again.hidden = !done;
    reply(element, null);
    setText(message, "");
    stop?.();
    stop = done
      ? essay.watch(element, [cellOf(path)], ({ results, running, error }) => {
          // A verdict on a curve that is still on its way could turn round before the reader's eyes.
          const judged = running || error ? undefined : follow(results, path);
          if (!judged) return;
          reply(element, judged.reply ?? null);
          setText(message, String(judged.message ?? ""));
        })
      : null;
  };
  commit.addEventListener("click", () => {
    essay.touch(element);
    progress.set(kept, /** @type {readonly number[]} */ (store.state[key]).join());
    again.focus();
  });
  undo.addEventListener("click", () => {
    essay.touch(element);
    essay.announce(store.undo() ? t("Undone.") : t("Nothing to undo."));
  });
  again.addEventListener("click", () => {
    progress.set(kept, ""); // what it has opened stays open
    commit.focus();
  });
  keep();
  show();
  const ends = [progress.subscribe(keep), progress.subscribe(show), store.subscribe(keep)];
  return () => {
    for (const end of ends) end();
    stop?.();
  };
}
