/** `sw-reveal`: something that is opened once. */
import { cellOf, follow, make } from "./dom.js";
import { nameOf } from "./parts.js";
import { progressKey } from "./replies.js";
import { t } from "../words/words.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

export const spent = ["label"];

/** @param {HTMLElement} element @param {Context} context */
export function markup(element, { schema }) {
  const { ownerDocument: document } = element;
  const label = element.getAttribute("label") ?? (element.hasAttribute("after") ? null : t("Open"));
  if (label) nameOf(element);
  const state = element.getAttribute("state");
  if (state !== null && schema[state]?.kind !== "text")
    throw new Error(`<sw-reveal state="${state}">: expected a state key that holds a text`);
  const content = make(document, "div", { class: "sw-content", hidden: true }, ...element.childNodes);
  const button = label && make(document, "button", { type: "button" }, label);
  element.replaceChildren(...(button ? [button] : []), content);
}

/**
 * `key`, `label`: a button that opens the content, once and for good. With `after`, the key of an `sw-guess`,
 * `sw-guess-curve` or `sw-check`: it opens when that is answered (and by the button, where there is a label). With `cell` and `state`: what
 * the dotted path `cell` holds at that moment is kept under `key`, and the `text` state of that name holds it from then
 * on, so that the model can tell what was chosen when. Without scripts and on paper the content is open, but for what tells
 * of such a choice: nobody has made one yet, and the sentence would have holes.
 * @type {Connect}
 */
export function connect(element, essay) {
  const after = element.getAttribute("after");
  const path = element.getAttribute("cell");
  const state = element.getAttribute("state");
  const button = /** @type {HTMLButtonElement | null} */ (element.querySelector(":scope > button"));
  const own = button ? progressKey(element) : "";
  const keys = [...(button ? [own] : []), ...(after ? [`sw-guess:${after}`, `sw-check:${after}`] : [])];
  const content = /** @type {HTMLElement} */ (element.querySelector(":scope > .sw-content"));
  /** @type {unknown} */
  let present;
  const show = () => {
    const open = keys.some((key) => essay.progress.get(key) !== undefined);
    content.hidden = !open;
    if (button) button.hidden = open;
  };
  // What was opened is no edit of the reader's: it can neither be undone nor reset, only erased with the progress.
  const keep = () => {
    const kept = String(essay.progress.get(own) ?? "");
    const { step, edits } = essay.store;
    if (state && essay.store.state[state] !== kept) essay.store.restore(step, { ...edits, [state]: kept });
  };
  button?.addEventListener("click", () => {
    if (path && present === undefined) return;
    essay.progress.set(own, path ? String(present) : "open");
    content.tabIndex = -1;
    content.focus();
  });
  show();
  keep();
  const ends = [essay.progress.subscribe(show), essay.progress.subscribe(keep), essay.store.subscribe(keep)];
  if (path)
    ends.push(
      essay.watch(element, [cellOf(path)], ({ results, error }) => {
        present = error ? undefined : follow(results, path);
      }),
    );
  return () => ends.forEach((end) => end());
}
