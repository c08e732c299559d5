/**
 * What asks the reader something: `sw-guess` (commit, then see), `sw-check` (which answer is right, and why not the
 * others), `sw-challenge` (a goal that a cell judges), `sw-reveal` (something that is opened once). What the reader did
 * is progress, under the element's `key`: never in the state, never in a link.
 */
import { cellOf, follow, setText } from "./dom.js";

/** @typedef {import("./index.js").Connect} Connect */

/** @param {Element} element @returns {HTMLElement[]} */
export const repliesOf = (element) => /** @type {HTMLElement[]} */ ([...element.querySelectorAll("sw-reply")]);

/** Shows the reply for this answer only. @param {Element} element @param {string | null} answer */
function reply(element, answer) {
  for (const one of repliesOf(element)) one.hidden = one.getAttribute("for") !== answer;
}

/** What an element's answer is remembered by. @param {Element} element */
const progressKey = (element) => `${element.localName}:${element.getAttribute("key")}`;

/**
 * `key`, `label`; `<option value>` children, or `min`, `max`, `step`, `unit` and `cell` for a number; `<sw-reply for>`
 * for each option, or for `low`, `close`, `high`. `cell`: a dotted path to the truth, which is computed only once the
 * reader has committed: a number (a share, where the unit is %) that counts as close within `tolerance`, or the value
 * of the right option.
 * @type {Connect}
 */
export function guess(element, essay) {
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
    if (essay.progress.get(key) === undefined ? element.hasAttribute("data-done") : !element.hasAttribute("data-done"))
      show();
  });
  return () => {
    end();
    stop?.();
  };
}

/** `key`; the question, `<option value>` children (`correct` on the right one), a `<sw-reply for>` for each. @type {Connect} */
export function check(element, essay) {
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

export const mostStars = 3;

/** `cell` with `{ stars: 0…3, message }`; `key` remembers the best. The goal is the element's content. @type {Connect} */
export function challenge(element, essay) {
  const key = progressKey(element);
  const path = element.getAttribute("cell") ?? "";
  const row = /** @type {Element} */ (element.querySelector(".sw-stars"));
  const message = /** @type {Element} */ (element.querySelector(".sw-message"));
  const best = () => Number(essay.progress.get(key) ?? 0);
  const show = () => {
    [...row.children].forEach((star, i) => star.classList.toggle("is-won", i < best()));
    row.setAttribute("aria-label", starWords(best()));
  };
  show();
  const ends = [
    essay.progress.subscribe(show),
    essay.watch(element, [cellOf(path)], ({ results, running, error }) => {
      if (error) setText(message, error.message);
      const judged = error ? undefined : follow(results, path);
      if (!judged) return;
      setText(message, String(judged.message ?? ""));
      const stars = Math.min(Math.max(Math.floor(Number(judged.stars)) || 0, 0), mostStars);
      if (!running && stars > best()) essay.progress.set(key, stars);
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** @param {number} stars */
export const starWords = (stars) => `${stars} of ${mostStars} stars`;

/**
 * `key`, `label`: a button that opens the content, once and for good. With `after`, the key of an `sw-guess` or
 * `sw-check`: it opens when that is answered (and by the button, where there is a label). With `cell` and `state`: what
 * the dotted path `cell` holds at that moment is kept under `key`, and the `text` state of that name holds it from then
 * on, so that the model can tell what was chosen when. Without scripts the content is open.
 * @type {Connect}
 */
export function reveal(element, essay) {
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
