/**
 * `sw-number`: a number in the prose that the reader drags sideways, or works by keyboard, or by the two buttons that
 * come with the focus. Without scripts it is the plain number.
 */
import { formatValue } from "../figures/format.js";
import { pointerMoves } from "../figures/hand.js";
import { make, setText } from "./dom.js";
import { keyOf } from "./parts.js";

/** @typedef {import("../runtime/state.js").NumberField} NumberField */

/** Pixels that a drag over the whole range takes, and the most that one step takes. */
const dragWidth = 240;
const dragStep = 16;

/** @param {Element} element @param {unknown} number */
const textOf = (element, number) =>
  formatValue(number, element.getAttribute("format")) + (element.getAttribute("unit") ?? "");

/** @param {HTMLElement} element @param {import("./all.js").Context} context */
export function markup(element, { schema, state }) {
  const key = keyOf(element, schema, ["number"]);
  const { min, max } = /** @type {NumberField} */ (schema[key]);
  if (!Number.isFinite(max - min))
    throw new Error(`<sw-number key="${key}">: its state needs min and max, got ${min} and ${max}`);
  if (!element.hasAttribute("label")) throw new Error(`<sw-number key="${key}">: needs a label for screen readers`);
  element.textContent = textOf(element, state[key]);
}

/** `key`, a number with a range; `label`, which is not seen but heard; `format`, `unit`. @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const { document, window } = essay;
  const key = /** @type {string} */ (element.getAttribute("key"));
  const { min, max, step: ownStep } = /** @type {NumberField} */ (essay.schema[key]);
  const step = ownStep || (max - min) / 100;
  const label = element.getAttribute("label") ?? key;
  const spin = make(document, "span", {
    role: "spinbutton",
    tabindex: 0,
    "aria-label": label,
    "aria-valuemin": min,
    "aria-valuemax": max,
  });
  // For a finger that does not drag; the keyboard has the arrows, so they are no tab stops.
  const button = (/** @type {number} */ by, /** @type {string} */ text) => {
    const one = make(document, "button", { type: "button", tabindex: -1, "aria-label": `${label} ${text}` }, text);
    one.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays where it is
    one.addEventListener("click", () => add(by));
    return one;
  };
  element.replaceChildren(spin, make(document, "span", { class: "sw-number-keys" }, button(-1, "−"), button(1, "+")));

  const value = () => Number(essay.store.state[key]);
  const set = (/** @type {number} */ to) => essay.edit(element, { [key]: Math.min(Math.max(to, min), max) });
  const add = (/** @type {number} */ steps) => set(value() + steps * step);
  const forward = () => (window.getComputedStyle?.(element).direction === "rtl" ? -1 : 1);

  spin.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const large = Math.max(1, Math.round((max - min) / step / 10));
    const by = event.shiftKey ? large : 1;
    /** @type {{ [key: string]: () => void }} */
    const acts = {
      ArrowUp: () => add(by),
      ArrowDown: () => add(-by),
      ArrowRight: () => add(by * forward()),
      ArrowLeft: () => add(-by * forward()),
      PageUp: () => add(large),
      PageDown: () => add(-large),
      Home: () => set(min),
      End: () => set(max),
    };
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });
  /** @type {{ x: number, value: number } | null} */
  let grip = null;
  spin.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    grip = { x: event.clientX, value: value() };
    spin.setPointerCapture?.(event.pointerId);
    element.classList.add("is-dragged");
  });
  spin.addEventListener(pointerMoves(), (/** @type {any} */ event) => {
    if (!grip) return;
    const pixels = Math.min(dragWidth / ((max - min) / step), dragStep);
    set(grip.value + Math.round(((event.clientX - grip.x) * forward()) / pixels) * step);
  });
  const letGo = () => {
    grip = null;
    element.classList.remove("is-dragged");
  };
  spin.addEventListener("pointerup", letGo);
  spin.addEventListener("pointercancel", letGo);

  return essay.onState(element, (state) => {
    const text = textOf(element, state[key]);
    setText(spin, text);
    spin.setAttribute("aria-valuenow", String(state[key]));
    spin.setAttribute("aria-valuetext", text);
  });
}
