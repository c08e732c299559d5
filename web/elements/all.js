/**
 * All elements, for the build and for tests: no page loads this file. An element's `markup` completes what the author
 * wrote (a label, a range, a button); the build does it for a whole page, so that nothing moves when scripts arrive and
 * readers do not load it; `connect` finds it there.
 */
import * as button from "./sw-button.js";
import * as challenge from "./sw-challenge.js";
import * as check from "./sw-check.js";
import * as checkGoal from "./sw-check-goal.js";
import * as checkNumber from "./sw-check-number.js";
import * as checkOrder from "./sw-check-order.js";
import * as choice from "./sw-choice.js";
import * as csv from "./sw-csv.js";
import * as drawer from "./sw-drawer.js";
import * as figure from "./sw-figure.js";
import * as guess from "./sw-guess.js";
import * as guessCurve from "./sw-guess-curve.js";
import * as listing from "./sw-listing.js";
import * as math from "./sw-math.js";
import * as number from "./sw-number.js";
import * as player from "./sw-player.js";
import * as progress from "./sw-progress.js";
import * as reveal from "./sw-reveal.js";
import * as seed from "./sw-seed.js";
import * as share from "./sw-share.js";
import * as slider from "./sw-slider.js";
import * as steps from "./sw-steps.js";
import * as tabs from "./sw-tabs.js";
import * as term from "./sw-term.js";
import * as value from "./sw-value.js";

/**
 * @typedef {{ schema: import("../runtime/state.js").Schema, state: import("../runtime/state.js").State }} Context
 * @typedef {object} ElementModule
 * @property {(element: HTMLElement, context: Context) => void} [markup]
 * @property {readonly string[]} [spent]  attributes that have become markup: whoever reads the page does not load them twice
 * @property {import("./define.js").Connect} connect
 */

/** The module of each tag; its file is `<tag>.js`. @type {{ [tag: string]: ElementModule }} */
export const elements = {
  "sw-button": button,
  "sw-challenge": challenge,
  "sw-check": check,
  "sw-check-goal": checkGoal,
  "sw-check-number": checkNumber,
  "sw-check-order": checkOrder,
  "sw-choice": choice,
  "sw-csv": csv,
  "sw-drawer": drawer,
  "sw-figure": figure,
  "sw-guess": guess,
  "sw-guess-curve": guessCurve,
  "sw-listing": listing,
  "sw-math": math,
  "sw-number": number,
  "sw-player": player,
  "sw-progress": progress,
  "sw-reveal": reveal,
  "sw-seed": seed,
  "sw-share": share,
  "sw-slider": slider,
  "sw-steps": steps,
  "sw-tabs": tabs,
  "sw-term": term,
  "sw-value": value,
};

/** Tags that are only a part of another element. */
export const parts = new Set(["sw-reply"]);

/**
 * Completes the markup of all elements of a page, once. Values are to be filled in before.
 * @param {Document} document
 * @param {(element: Element) => Context} contextOf
 */
export function renderElements(document, contextOf) {
  const tags = Object.keys(elements).filter((tag) => elements[tag].markup);
  for (const element of document.querySelectorAll(tags.join())) {
    if (element.hasAttribute("data-ready")) continue;
    elements[element.localName].markup?.(/** @type {HTMLElement} */ (element), contextOf(element));
    for (const name of elements[element.localName].spent ?? []) element.removeAttribute(name);
    element.setAttribute("data-ready", "");
  }
}
