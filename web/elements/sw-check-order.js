/** `sw-check-order`: things to be put into an order, by buttons that move them. */
import { make } from "./dom.js";
import { form, nameOf, questionOf } from "./parts.js";
import { progressKey, repliesOf, requireReplies, showVerdict } from "./replies.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const options = [...element.children].filter((child) => child.localName === "option");
  const name = `<sw-check-order key="${element.getAttribute("key")}">`;
  nameOf(element);
  if (options.length < 2)
    throw new Error(`${name}: needs two or more <option value>, in the right order; got ${options.length}`);
  const values = options.map((option) => option.getAttribute("value") ?? "");
  const odd = values.find((value, i) => !/^[\w-]+$/.test(value) || values.indexOf(value) < i);
  if (odd !== undefined)
    throw new Error(`${name}: each <option> needs a value of its own, of letters and digits; got "${odd}"`);
  requireReplies(element, ["right", "wrong"]);
  element.setAttribute("data-right", values.join());
  const items = options.map((option) => {
    const text = (option.textContent ?? "").trim();
    const button = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ words) =>
      make(
        document,
        "button",
        { type: "button", class: "sw-plain", "data-by": by, "aria-label": `${text}: ${words}` },
        sign,
      );
    return make(
      document,
      "li",
      { "data-value": option.getAttribute("value") },
      make(document, "span", {}, text),
      button(-1, "↑", t("up")),
      button(1, "↓", t("down")),
    );
  });
  for (const option of options) option.remove();
  // Every other one first: never the right order, and the same for all readers.
  const mixed = [...items.filter((_, i) => i % 2), ...items.filter((_, i) => i % 2 === 0)];
  const list = make(document, "ol", { class: "sw-order" }, ...mixed);
  form(element, questionOf(element), [list, make(document, "button", { type: "button" }, t("Check"))]);
}

/**
 * `key`; the question; `<option value>`s in the right order; `<sw-reply for>` right, wrong, and `b,a` for who puts b
 * before a.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const key = progressKey(element);
  const right = element.getAttribute("data-right") ?? "";
  const list = /** @type {HTMLElement} */ (element.querySelector(".sw-order"));
  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const order = () => items().map((item) => item.dataset.value ?? "");

  const enable = () =>
    items().forEach((item, i, all) => {
      const [up, down] = item.querySelectorAll("button");
      up.setAttribute("aria-disabled", String(i === 0));
      down.setAttribute("aria-disabled", String(i === all.length - 1));
    });
  list.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
    const item = button?.closest("li");
    if (!button || !item || button.getAttribute("aria-disabled") === "true") return;
    const up = button.dataset.by === "-1";
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (up) other?.before(item);
    else other?.after(item);
    enable();
    button.focus();
    showVerdict(element, null, false);
    const place = items().indexOf(/** @type {HTMLElement} */ (item)) + 1;
    essay.announce(
      t("{name}: {place} of {count}", { name: item.querySelector("span")?.textContent, place, count: items().length }),
    );
  });
  const show = () => {
    const answer = essay.progress.get(key);
    if (answer === undefined) return showVerdict(element, null, false);
    const given = String(answer).split(",");
    // What was stored may be of an older edition of the question.
    if ([...given].sort().join() !== right.split(",").sort().join()) return showVerdict(element, null, false);
    for (const value of given) list.append(...items().filter((item) => item.dataset.value === value));
    enable();
    const isRight = given.join() === right;
    const swapped = repliesOf(element)
      .map((one) => one.getAttribute("for") ?? "")
      .find((name) => {
        const [first, second] = name.split(",").map((value) => given.indexOf(value));
        return second !== undefined && first >= 0 && second >= 0 && first < second;
      });
    showVerdict(element, isRight ? "right" : (swapped ?? "wrong"), isRight);
  };
  element.querySelector("fieldset > button")?.addEventListener("click", () => essay.progress.set(key, order().join()));
  enable();
  show();
  return essay.progress.subscribe(show);
}
