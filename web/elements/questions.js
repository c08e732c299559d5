/**
 * What asks the reader something: `sw-guess` (commit, then see), `sw-check` (which answer is right, and why not the
 * others), `sw-challenge` (a goal that a cell judges), `sw-reveal` (something that is opened once). What the reader did
 * is progress, under the element's `key`: never in the state, never in a link.
 */
import { cellOf, follow, freeId, make, setText } from "./dom.js";
import { radios } from "./controls.js";

/** @typedef {import("./index.js").ElementKind} ElementKind */

/** @param {Element} element @returns {HTMLElement[]} */
const repliesOf = (element) => /** @type {HTMLElement[]} */ ([...element.querySelectorAll("sw-reply")]);

/** Shows the reply for this answer only. @param {Element} element @param {string | null} answer */
function reply(element, answer) {
  for (const one of repliesOf(element)) one.hidden = one.getAttribute("for") !== answer;
}

/** @param {Element} element @returns {string} */
function progressKey(element) {
  const key = element.getAttribute("key");
  if (!key) throw new Error(`<${element.localName}>: needs a key to remember the answer by`);
  return `${element.localName}:${key}`;
}

/**
 * The question as a fieldset, the replies hidden, and all of them in a `<noscript>`.
 * @param {HTMLElement} element @param {(string | Node)[]} question @param {(string | Node)[]} answers
 */
function form(element, question, answers) {
  const { ownerDocument: document } = element;
  const replies = repliesOf(element);
  const copies = replies.map((one) =>
    make(document, "p", {}, ...[...one.childNodes].map((node) => node.cloneNode(true))),
  );
  const live = make(document, "div", { role: "status" }, ...replies);
  for (const one of replies) one.hidden = true;
  element.replaceChildren(
    make(document, "fieldset", {}, make(document, "legend", {}, ...question), ...answers),
    live,
    make(document, "noscript", {}, make(document, "details", {}, make(document, "summary", {}, "Answers"), ...copies)),
  );
}

/**
 * `key`, `label`; `<option value>` children, or `min`, `max`, `step`, `unit` and `cell` for a number; `<sw-reply for>`
 * for each option, or for `low`, `close`, `high`. `cell`: a dotted path to the truth, which is computed only once the
 * reader has committed: a number (a share, where the unit is %) that counts as close within `tolerance`, or the value
 * of the right option.
 * @type {ElementKind}
 */
export const guess = {
  render(element) {
    const { ownerDocument: document } = element;
    const id = freeId(document, progressKey(element).replace(":", "-"));
    const question = [element.getAttribute("label") ?? "Your guess"];
    const commit = make(document, "button", { type: "button" }, "Commit");
    if ([...element.children].some((child) => child.localName === "option")) {
      form(element, question, [radios(element, id), commit]);
      return;
    }
    const [min, max] = ["min", "max"].map((name) => Number(element.getAttribute(name)));
    if (!(max > min)) throw new Error(`<sw-guess key="${element.getAttribute("key")}">: needs options, or min < max`);
    const middle = (min + max) / 2;
    const output = make(
      document,
      "output",
      { for: id, "aria-live": "off" },
      `${middle}${element.getAttribute("unit") ?? ""}`,
    );
    const input = make(document, "input", {
      id,
      type: "range",
      min,
      max,
      step: element.getAttribute("step") ?? 1,
      value: middle,
      "aria-label": question[0],
    });
    form(element, question, [output, input, commit]);
  },

  connect(element, essay) {
    const key = progressKey(element);
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
      reply(
        element,
        Math.abs(off) <= Number(element.getAttribute("tolerance") ?? 0) ? "close" : off < 0 ? "low" : "high",
      );
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
      reply(element, null);
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
      if (
        essay.progress.get(key) === undefined ? element.hasAttribute("data-done") : !element.hasAttribute("data-done")
      )
        show();
    });
    return () => {
      end();
      stop?.();
    };
  },
};

/** `key`; the question, `<option value>` children (`correct` on the right one), a `<sw-reply for>` for each. @type {ElementKind} */
export const check = {
  render(element) {
    const { ownerDocument: document } = element;
    const id = freeId(document, progressKey(element).replace(":", "-"));
    const right = element.querySelector("option[correct]")?.getAttribute("value");
    if (!right)
      throw new Error(`<sw-check key="${element.getAttribute("key")}">: one option needs the attribute correct`);
    element.setAttribute("data-right", right);
    const answers = radios(element, id);
    const question = [...element.childNodes].filter((node) => /** @type {Element} */ (node).localName !== "sw-reply");
    // A legend takes phrasing only: the words of the question's paragraphs, not the paragraphs.
    const words = question.flatMap((node) =>
      /** @type {Element} */ (node).localName === "p" ? [...node.childNodes] : [node],
    );
    form(element, words, [answers, make(document, "button", { type: "button" }, "Check")]);
  },

  connect(element, essay) {
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
  },
};

const mostStars = 3;

/** `cell` with `{ stars: 0…3, message }`; `key` remembers the best. The goal is the element's content. @type {ElementKind} */
export const challenge = {
  render(element) {
    const { ownerDocument: document } = element;
    progressKey(element);
    const stars = Array.from({ length: mostStars }, () => make(document, "span", {}, "★"));
    element.append(
      make(document, "span", { class: "sw-stars", role: "img", "aria-label": starWords(0) }, ...stars),
      make(document, "p", { class: "sw-message", role: "status" }),
    );
  },

  connect(element, essay) {
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
  },
};

/** @param {number} stars */
const starWords = (stars) => `${stars} of ${mostStars} stars`;

/**
 * `key`, `label`: a button that opens the content, once and for good. With `after`, the key of an `sw-guess` or
 * `sw-check`: it opens when that is answered (and by the button, where there is a label). With `cell` and `state`: what
 * the dotted path `cell` holds at that moment is kept under `key`, and the `text` state of that name holds it from then
 * on, so that the model can tell what was chosen when. Without scripts the content is open.
 * @type {ElementKind}
 */
export const reveal = {
  render(element, { schema }) {
    const { ownerDocument: document } = element;
    const label = element.getAttribute("label") ?? (element.hasAttribute("after") ? null : "Open");
    if (label) progressKey(element);
    const state = element.getAttribute("state");
    if (state !== null && schema[state]?.kind !== "text")
      throw new Error(`<sw-reveal state="${state}">: expected a state key that holds a text`);
    const content = make(document, "div", { class: "sw-content", hidden: true }, ...element.childNodes);
    const button = label && make(document, "button", { type: "button" }, label);
    element.replaceChildren(...(button ? [button] : []), content);
  },

  connect(element, essay) {
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
  },
};
