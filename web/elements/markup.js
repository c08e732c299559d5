/**
 * The markup of the elements: what the author wrote, completed (a label, a range, a button). The build does it for a
 * whole page, so that nothing moves when scripts arrive and readers do not load it; `connect` finds it there.
 */
import { sliderText } from "./controls.js";
import { make } from "./dom.js";
import { mostStars, repliesOf, starWords } from "./questions.js";

/**
 * @typedef {import("../runtime/state.js").Field} Field
 * @typedef {{ schema: import("../runtime/state.js").Schema, state: import("../runtime/state.js").State }} Context
 */

/** @param {HTMLElement} element @param {Context} context */
function slider(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["number"]);
  const field = /** @type {import("../runtime/state.js").NumberField} */ (schema[key]);
  const id = freeId(document, `sw-${key}`);
  const range = (/** @type {"min" | "max"} */ end) => element.getAttribute(end) ?? field[end];
  element.replaceChildren(
    make(document, "label", { for: id }, element.getAttribute("label") ?? key),
    make(document, "output", { for: id, "aria-live": "off" }, sliderText(element, state[key])),
    make(document, "input", {
      id,
      type: "range",
      min: range("min"),
      max: range("max"),
      step: element.getAttribute("step") ?? (field.step || "any"),
      value: Number(state[key]),
    }),
  );
}

/** @param {HTMLElement} element @param {Context} context */
function choice(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["choice", "boolean", "number", "string"]);
  const label = element.getAttribute("label") ?? key;
  const id = freeId(document, `sw-${key}`);
  if (element.hasAttribute("from")) {
    const current = String(state[key]);
    const select = make(document, "select", { id }, make(document, "option", { value: current }, current));
    element.replaceChildren(make(document, "label", { for: id }, label), select);
    return;
  }
  element.replaceChildren(
    make(document, "fieldset", { id }, make(document, "legend", {}, label), radios(element, id, String(state[key]))),
  );
}

/**
 * The radio buttons for an element's `<option>` children.
 * @param {Element} element @param {string} name of the group @param {string} [chosen]
 */
function radios(element, name, chosen) {
  const { ownerDocument: document } = element;
  const options = [...element.children].filter((child) => child.localName === "option");
  const labels = options.map((option) => {
    const optionValue = option.getAttribute("value") ?? option.textContent ?? "";
    const input = make(document, "input", { type: "radio", name, value: optionValue, checked: optionValue === chosen });
    return make(document, "label", {}, input, make(document, "span", {}, (option.textContent ?? "").trim()));
  });
  for (const option of options) option.remove();
  return make(document, "div", { class: "sw-options" }, ...labels);
}

/** The words on a button whose author gave none. @type {{ [action: string]: string }} */
const words = {
  "draw-again": "Draw again",
  reset: "Start over",
  undo: "Undo",
  run: "Pause",
  set: "Set",
  erase: "Erase my progress",
};

/** @param {HTMLElement} element @param {Context} context */
function button(element, { schema }) {
  const action = element.getAttribute("action") ?? "";
  if (!(action in words))
    throw new Error(`<sw-button action="${action}">: expected one of ${Object.keys(words).join(", ")}`);
  if (action === "draw-again") {
    const { min, max, step } = /** @type {any} */ (schema[keyOf(element, schema, ["number"])]);
    if (!(Number.isFinite(max - min) && step > 0))
      throw new Error(`<sw-button key="${element.getAttribute("key")}">: a draw needs min, max and step`);
  }
  if (action === "set") keyOf(element, schema, ["number", "choice", "boolean", "string"]);
  const content = element.textContent?.trim() ? [...element.childNodes] : [words[action]];
  element.replaceChildren(make(element.ownerDocument, "button", { type: "button" }, ...content));
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

/** @param {HTMLElement} element */
function guess(element) {
  const { ownerDocument: document } = element;
  const id = freeId(document, nameOf(element));
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
}

/** @param {HTMLElement} element */
function check(element) {
  const { ownerDocument: document } = element;
  const id = freeId(document, nameOf(element));
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
}

/** @param {HTMLElement} element */
function challenge(element) {
  const { ownerDocument: document } = element;
  nameOf(element);
  const stars = Array.from({ length: mostStars }, () => make(document, "span", {}, "★"));
  element.append(
    make(document, "span", { class: "sw-stars", role: "img", "aria-label": starWords(0) }, ...stars),
    make(document, "p", { class: "sw-message", role: "status" }),
  );
}

/** @param {HTMLElement} element @param {Context} context */
function reveal(element, { schema }) {
  const { ownerDocument: document } = element;
  const label = element.getAttribute("label") ?? (element.hasAttribute("after") ? null : "Open");
  if (label) nameOf(element);
  const state = element.getAttribute("state");
  if (state !== null && schema[state]?.kind !== "text")
    throw new Error(`<sw-reveal state="${state}">: expected a state key that holds a text`);
  const content = make(document, "div", { class: "sw-content", hidden: true }, ...element.childNodes);
  const button = label && make(document, "button", { type: "button" }, label);
  element.replaceChildren(...(button ? [button] : []), content);
}

/** @param {HTMLElement} element @param {Context} context */
function csv(element, { schema }) {
  const { ownerDocument: document } = element;
  const id = freeId(document, `sw-${keyOf(element, schema, ["text"])}`);
  element.replaceChildren(
    make(
      document,
      "div",
      { class: "sw-drop" },
      make(document, "label", { for: id }, element.getAttribute("label") ?? "Choose a CSV file, or drop one here"),
      make(document, "input", { id, type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain" }),
    ),
    make(document, "p", { class: "sw-message", role: "status" }),
    make(
      document,
      "button",
      { type: "button", class: "sw-plain", hidden: true },
      element.getAttribute("back") ?? "Back to our own data",
    ),
  );
}

/** @param {HTMLElement} element */
function share(element) {
  const { ownerDocument: document } = element;
  const label = element.textContent?.trim() || "Copy a link to this";
  element.replaceChildren(
    make(document, "button", { type: "button" }, label),
    make(document, "span", { class: "sw-message", role: "status" }),
    make(document, "input", { type: "text", readonly: true, hidden: true, "aria-label": "Link" }),
  );
}

/** @param {HTMLElement} element */
function steps(element) {
  const { ownerDocument: document } = element;
  const bar = make(
    document,
    "div",
    { class: "sw-stepper", role: "group", "aria-label": "Steps" },
    make(document, "button", { type: "button", class: "sw-plain", "data-by": -1 }, "Previous"),
    make(document, "span", { role: "status" }),
    make(document, "button", { type: "button", class: "sw-plain", "data-by": 1 }, "Next"),
    make(document, "button", { type: "button", class: "sw-plain", "aria-pressed": "false" }, "Step by step"),
  );
  const figure = element.querySelector(":scope > sw-figure");
  if (figure) figure.after(bar);
  else element.prepend(bar);
}

/** An id that the document does not have yet. @param {Document} document @param {string} stem */
function freeId(document, stem) {
  let id = stem;
  for (let n = 2; document.getElementById(id); n++) id = `${stem}-${n}`;
  return id;
}

/** A name for an element that is remembered by its key. @param {Element} element */
function nameOf(element) {
  const key = element.getAttribute("key");
  if (!key) throw new Error(`<${element.localName}>: needs a key to remember the answer by`);
  return `${element.localName}-${key}`;
}

/** The element's `key`, which must be a state key of one of these kinds. @param {Element} element @param {import("../runtime/state.js").Schema} schema @param {Field["kind"][]} kinds */
function keyOf(element, schema, kinds) {
  const key = element.getAttribute("key") ?? "";
  if (!Object.hasOwn(schema, key) || !kinds.includes(schema[key].kind))
    throw new Error(`<${element.localName} key="${key}">: expected a state key that holds a ${kinds.join(" or ")}`);
  return key;
}

/** @type {{ [tag: string]: (element: HTMLElement, context: Context) => void }} */
const renderers = {
  "sw-slider": slider,
  "sw-choice": choice,
  "sw-button": button,
  "sw-guess": guess,
  "sw-check": check,
  "sw-challenge": challenge,
  "sw-reveal": reveal,
  "sw-csv": csv,
  "sw-share": share,
  "sw-steps": steps,
};

/**
 * Completes the markup of all elements of a page, once. Values are to be filled in before.
 * @param {Document} document
 * @param {(element: Element) => Context} contextOf
 */
export function renderElements(document, contextOf) {
  for (const element of document.querySelectorAll(Object.keys(renderers).join())) {
    if (element.hasAttribute("data-ready")) continue;
    renderers[element.localName](/** @type {HTMLElement} */ (element), contextOf(element));
    element.setAttribute("data-ready", "");
  }
}
