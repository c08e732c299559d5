/** `sw-check`: which answer is right, and why not the others. */
import { make } from "./dom.js";
import { form, freeId, nameOf, questionOf, radios } from "./parts.js";
import { progressKey, repliesOf, reply } from "./replies.js";
import { t } from "../words/words.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const id = freeId(document, nameOf(element));
  const right = element.querySelector("option[correct]")?.getAttribute("value");
  if (!right)
    throw new Error(
      `<sw-check key="${element.getAttribute("key")}">: one option needs the attribute correct, and a value; got ${element.querySelectorAll("option[correct]").length} of ${element.querySelectorAll("option").length} that are correct`,
    );
  element.setAttribute("data-right", right);
  const answers = radios(element, id);
  form(element, questionOf(element), [answers, make(document, "button", { type: "button" }, t("Check"))]);
}

/** `key`; the question, `<option value>` children (`correct` on the right one), a `<sw-reply for>` for each. @type {Connect} */
export function connect(element, essay) {
  const key = progressKey(element);
  const right = element.getAttribute("data-right");
  const inputs = [...element.querySelectorAll("input")];
  const show = () => {
    const answer = essay.progress.get(key) ?? null;
    for (const input of inputs) if (answer !== null || input.checked) input.checked = input.value === answer;
    reply(element, answer === null ? null : String(answer));
    for (const one of repliesOf(element)) one.classList.toggle("is-wrong", one.getAttribute("for") !== right);
    if (answer === null) element.removeAttribute("data-verdict");
    else element.setAttribute("data-verdict", answer === right ? "right" : "wrong");
  };
  element.querySelector("button")?.addEventListener("click", () => {
    const answer = inputs.find((input) => input.checked);
    if (answer) essay.progress.set(key, answer.value);
    else inputs[0].focus();
  });
  // Another choice is a new try: the old reply would stand under the wrong answer.
  element.addEventListener("change", () => reply(element, null));
  show();
  return essay.progress.subscribe(show);
}
