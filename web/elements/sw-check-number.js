/** `sw-check-number`: a question whose answer is a number, within a tolerance. */
import { cellOf, follow, make } from "./dom.js";
import { form, freeId, nameOf, questionOf } from "./parts.js";
import { progressKey, repliesOf, requireReplies, showVerdict } from "./replies.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const id = freeId(document, nameOf(element));
  const name = `<sw-check-number key="${element.getAttribute("key")}">`;
  const answer = element.getAttribute("answer");
  if (element.hasAttribute("cell") === (answer !== null))
    throw new Error(`${name}: needs an answer or a cell, got ${answer === null ? "neither" : "both"}`);
  if (answer !== null && Number.isNaN(numberIn(answer)))
    throw new Error(`${name}: expected a number as the answer, got "${answer}"`);
  const tolerance = element.getAttribute("tolerance") ?? "0";
  if (!(Number(tolerance) >= 0)) throw new Error(`${name}: expected a tolerance >= 0, got "${tolerance}"`);
  requireReplies(element, ["right", "low", "high"]);
  const unit = element.getAttribute("unit") ?? "";
  const input = make(document, "input", { id, type: "text", inputmode: "decimal", autocomplete: "off", size: 8 });
  const label = make(document, "label", { for: id, class: "sw-visually-hidden" }, t("Your answer") + unit);
  form(element, questionOf(element), [
    label,
    input,
    unit,
    " ",
    make(document, "button", { type: "button" }, t("Check")),
  ]);
}

/**
 * `key`; the question; `answer`, or `cell` with a dotted path to it (a share, where the `unit` is %); `tolerance` in the
 * same measure; `<sw-reply for>` right, low, high, and any number that readers are known to give by mistake.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const key = progressKey(element);
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const path = element.getAttribute("cell");
  const tolerance = Number(element.getAttribute("tolerance") ?? 0);
  const scale = path && element.getAttribute("unit")?.trim() === "%" ? 100 : 1;
  // The slack forgives decimals that have no exact binary: 0.3 is within 0.1 of 0.2.
  const near = (/** @type {number} */ a, /** @type {number} */ b) => Math.abs(a - b) <= tolerance + 1e-9 * Math.abs(b);
  /** @type {(() => void) | null} */
  let stop = null;

  const judge = (/** @type {number} */ given, /** @type {unknown} */ truth) => {
    if (typeof truth !== "number") return;
    const right = near(given, truth);
    const known = repliesOf(element)
      .map((one) => one.getAttribute("for") ?? "")
      .find((name) => !Number.isNaN(numberIn(name)) && near(given, numberIn(name) / scale));
    showVerdict(element, right ? "right" : (known ?? (given < truth ? "low" : "high")), right);
  };
  const show = () => {
    const answer = essay.progress.get(key);
    stop?.();
    stop = null;
    showVerdict(element, null, false);
    if (answer === undefined) return;
    input.value = String(answer);
    const given = numberIn(String(answer)) / scale;
    if (!path) judge(given, numberIn(element.getAttribute("answer") ?? ""));
    else
      stop = essay.watch(element, [cellOf(path)], ({ results, running, error }) => {
        if (!running && !error) judge(given, follow(results, path));
      });
  };
  const commit = () => {
    if (Number.isNaN(numberIn(input.value))) input.focus();
    else essay.progress.set(key, input.value.trim());
  };
  element.querySelector("button")?.addEventListener("click", commit);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") commit();
  });
  // Another answer is a new try: the old reply would stand under it.
  input.addEventListener("input", () => showVerdict(element, null, false));
  show();
  const end = essay.progress.subscribe(show);
  return () => {
    end();
    stop?.();
  };
}

/** The number that a text says, with a decimal point or comma; NaN, if it says none. @param {string} text */
const numberIn = (text) => (text.trim() === "" ? NaN : Number(text.trim().replace(",", ".").replace("−", "-")));
