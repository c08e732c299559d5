/** `sw-guess`: the reader commits to a guess, then sees. */
import { cellOf, follow, make, setText } from "./dom.js";
import { form, freeId, nameOf, radios } from "./parts.js";
import { progressKey, reply } from "./replies.js";
import { t } from "../words/words.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

export const spent = ["label", "min", "max", "step"];

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const id = freeId(document, nameOf(element));
  const question = [element.getAttribute("label") ?? t("Your guess")];
  const commit = make(document, "button", { type: "button" }, t("Commit"));
  if ([...element.children].some((child) => child.localName === "option")) {
    form(element, question, [radios(element, id), commit]);
    return;
  }
  const [min, max] = ["min", "max"].map((name) => Number(element.getAttribute(name)));
  if (!(max > min))
    throw new Error(
      `<sw-guess key="${element.getAttribute("key")}">: needs options, or min < max; got no option, and ${min} and ${max}`,
    );
  const middle = (min + max) / 2;
  const output = make(document, "output", { "aria-live": "off" }, `${middle}${element.getAttribute("unit") ?? ""}`);
  const input = make(document, "input", {
    id,
    type: "range",
    min,
    max,
    step: element.getAttribute("step"),
    value: middle,
    "aria-label": question[0],
  });
  form(element, question, [output, input, commit]);
}

/**
 * `key`, `label`; `<option value>` children, or `min`, `max`, `step`, `unit` and `cell` for a number; `<sw-reply for>`
 * for each option, or for `low`, `close`, `high`. `cell`: a dotted path to the truth, which is computed only once the
 * reader has committed: a number (a share, where the unit is %) that counts as close within `tolerance`, or the value
 * of the right option.
 * @type {Connect}
 */
export function connect(element, essay) {
  const key = progressKey(element);
  // The reply of an earlier visit is shown at once: the truth is computed again only where the reader comes by.
  const verdictKey = `${key}:verdict`;
  const path = element.getAttribute("cell");
  const unit = element.getAttribute("unit") ?? "";
  const range = /** @type {HTMLInputElement | null} */ (element.querySelector("input[type=range]"));
  const inputs = /** @type {HTMLInputElement[]} */ ([...element.querySelectorAll("input")]);
  const output = element.querySelector("output");
  const commit = /** @type {HTMLButtonElement} */ (element.querySelector("button"));
  /** @type {(() => void) | null} */
  let stop = null;

  /** @param {string} answer @param {unknown} truth */
  const judge = (answer, truth) => {
    if (!range) {
      reply(element, answer);
      if (typeof truth === "string") element.setAttribute("data-verdict", answer === truth ? "right" : "wrong");
      return;
    }
    if (typeof truth !== "number") return;
    const off = Number(answer) / (unit.trim() === "%" ? 100 : 1) - truth;
    const verdict =
      Math.abs(off) <= Number(element.getAttribute("tolerance") ?? 0) ? "close" : off < 0 ? "low" : "high";
    reply(element, verdict);
    if (essay.progress.get(verdictKey) !== verdict) essay.progress.set(verdictKey, verdict);
  };
  const show = () => {
    const stored = essay.progress.get(key);
    const answer = stored === undefined ? null : String(stored);
    stop?.();
    stop = null;
    for (const input of inputs) input.disabled = answer !== null;
    commit.hidden = answer !== null;
    element.toggleAttribute("data-done", answer !== null);
    element.removeAttribute("data-verdict");
    const verdict = essay.progress.get(verdictKey);
    reply(element, answer === null || verdict === undefined ? null : String(verdict));
    if (answer === null) return;
    for (const input of inputs) if (input !== range) input.checked = input.value === answer;
    if (range) range.value = answer;
    if (output) setText(output, answer + unit);
    if (!path) judge(answer, undefined);
    else
      stop = essay.watch(element, [cellOf(path)], ({ results, running, error }) => {
        // A verdict on a value that is still on its way could turn round before the reader's eyes.
        if (!running && !error) judge(answer, follow(results, path));
      });
  };
  range?.addEventListener("input", () => output && setText(output, range.value + unit));
  commit.addEventListener("click", () => {
    const answer = range ?? inputs.find((input) => input.checked);
    if (answer) essay.progress.set(key, answer.value);
    else inputs[0].focus();
  });
  show();
  const end = essay.progress.subscribe(() => {
    if ((essay.progress.get(key) !== undefined) !== element.hasAttribute("data-done")) show();
  });
  return () => {
    end();
    stop?.();
  };
}
