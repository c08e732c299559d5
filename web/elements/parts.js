/** Parts of the elements' markup: checked names, radio buttons, the form of a question. */
import { make } from "./dom.js";
import { repliesOf } from "./replies.js";
import { t } from "../words/words.js";

/** @typedef {import("../runtime/state.js").Field} Field */

/** An id that the document does not have yet, nor a group of radio buttons as its name. @param {Document} document @param {string} stem */
export function freeId(document, stem) {
  let id = stem;
  for (let n = 2; document.querySelector(`[id="${id}"],[name="${id}"]`); n++) id = `${stem}-${n}`;
  return id;
}

/** A name for an element that is remembered by its key. @param {Element} element */
export function nameOf(element) {
  const key = element.getAttribute("key");
  if (!key) throw new Error(`<${element.localName}>: needs a key to remember the answer by`);
  return `${element.localName}-${key}`;
}

/** The element's `key`, which must be a state key of one of these kinds. @param {Element} element @param {import("../runtime/state.js").Schema} schema @param {Field["kind"][]} kinds */
export function keyOf(element, schema, kinds) {
  const key = element.getAttribute("key") ?? "";
  const fits = (/** @type {string} */ name) => kinds.includes(schema[name].kind);
  if (Object.hasOwn(schema, key) && fits(key)) return key;
  const known = Object.keys(schema).filter(fits).join(", ") || "none";
  const got = Object.hasOwn(schema, key) ? `, got one that holds a ${schema[key].kind}` : "";
  throw new Error(
    `<${element.localName} key="${key}">: expected a state key that holds a ${kinds.join(" or ")}${got}; there are: ${known}`,
  );
}

/**
 * The radio buttons for an element's `<option>` children.
 * @param {Element} element @param {string} name of the group @param {string} [chosen]
 */
export function radios(element, name, chosen) {
  const { ownerDocument: document } = element;
  const options = [...element.children].filter((child) => child.localName === "option");
  const labels = options.map((option) => {
    const optionValue = option.getAttribute("value") ?? option.textContent ?? "";
    const input = make(document, "input", { type: "radio", name, value: optionValue, checked: optionValue === chosen });
    return make(document, "label", {}, input, (option.textContent ?? "").trim());
  });
  for (const option of options) option.remove();
  return make(document, "div", { class: "sw-options" }, ...labels);
}

/**
 * The words of a question, without its replies. A legend takes phrasing only: what is in paragraphs, not the paragraphs.
 * @param {Element} element
 */
export function questionOf(element) {
  const parts = [...element.childNodes].filter((node) => /** @type {Element} */ (node).localName !== "sw-reply");
  return parts.flatMap((node) => (/** @type {Element} */ (node).localName === "p" ? [...node.childNodes] : [node]));
}

/**
 * The question as a fieldset, and the replies, hidden. They stand in a `<details>` whose heading shows to readers without
 * scripts, who open it to read them all; for the others a reply opens it (replies.js).
 * @param {HTMLElement} element @param {(string | Node)[]} question @param {(string | Node)[]} answers
 */
export function form(element, question, answers) {
  const { ownerDocument: document } = element;
  const replies = repliesOf(element);
  for (const one of replies) one.hidden = true;
  const heading = make(document, "summary", { hidden: "" }, t("Answers"));
  element.replaceChildren(
    make(document, "fieldset", {}, make(document, "legend", {}, ...question), ...answers),
    make(document, "div", { role: "status" }, make(document, "details", {}, heading, ...replies)),
  );
}

/** The value that a text stands for in a field. @param {Field} field @param {string} text */
export function parse(field, text) {
  if (field.kind === "boolean") return text === "true";
  return field.kind === "number" ? Number(text) : text;
}
