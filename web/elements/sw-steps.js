/**
 * `sw-steps`: one figure and the steps beside it. Two views of the same steps: scrolled past the figure, or one at a time
 * (`view="stepper"`) with buttons and the arrow keys. The reader's choice of view holds for all of them, on later
 * visits too.
 */
import { make, setText } from "./dom.js";
import { t } from "../words/words.js";

const viewKey = "sw-steps:view";

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const bar = make(
    document,
    "div",
    { class: "sw-stepper", role: "group", "aria-label": t("Steps") },
    make(document, "button", { type: "button", class: "sw-plain", "data-by": -1 }, t("Previous")),
    make(document, "span", { role: "status" }),
    make(document, "button", { type: "button", class: "sw-plain", "data-by": 1 }, t("Next")),
    make(document, "button", { type: "button", class: "sw-plain", "aria-pressed": "false" }, t("Step by step")),
  );
  const figure = element.querySelector(":scope > sw-figure");
  if (figure) figure.after(bar);
  else element.prepend(bar);
}

/** @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const sections = essay.sectionsOf(element);
  const bar = /** @type {HTMLElement} */ (element.querySelector(":scope > .sw-stepper"));
  const position = /** @type {Element} */ (bar.querySelector("span"));
  const toggle = /** @type {HTMLElement} */ (bar.querySelector("[aria-pressed]"));
  const movers = /** @type {HTMLElement[]} */ ([...bar.querySelectorAll("[data-by]")]);
  const byDefault = element.getAttribute("view") ?? "scroll";
  bar.hidden = sections.length < 2;

  const current = () =>
    Math.max(
      0,
      sections.findIndex(({ id }) => id === element.getAttribute("current")),
    );
  const move = (/** @type {number} */ by) => {
    const target = sections[current() + by];
    if (target) essay.goTo(target.id);
  };
  const show = () => {
    const oneAtATime = element.getAttribute("view") === "stepper";
    const index = current();
    sections.forEach((section, i) => {
      section.hidden = oneAtATime && i !== index;
      if (i === index && essay.store.step === section.id) section.setAttribute("aria-current", "step");
      else section.removeAttribute("aria-current");
    });
    toggle.setAttribute("aria-pressed", String(oneAtATime));
    for (const mover of movers) {
      mover.hidden = !oneAtATime;
      mover.setAttribute("aria-disabled", String(!sections[index + Number(mover.dataset.by)]));
    }
    setText(position, oneAtATime ? t("{place} of {count}", { place: index + 1, count: sections.length }) : "");
  };
  const takeView = () => {
    const view = String(essay.progress.get(viewKey) ?? byDefault);
    if (element.getAttribute("view") === view) return;
    element.setAttribute("view", view);
    show();
  };

  for (const mover of movers) mover.addEventListener("click", () => move(Number(mover.dataset.by)));
  toggle.addEventListener("click", () => {
    essay.touch(element);
    const { id } = sections[current()];
    essay.progress.set(viewKey, element.getAttribute("view") === "stepper" ? "scroll" : "stepper");
    essay.goTo(id);
  });
  element.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (
      !by ||
      event.defaultPrevented ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      element.getAttribute("view") !== "stepper"
    )
      return;
    // Arrow keys belong to what they are pressed in: marks, sliders, radio buttons, text.
    if (/** @type {Element} */ (event.target).closest("input, select, textarea, svg")) return;
    event.preventDefault();
    move(by);
  });
  takeView();
  show();
  const ends = [essay.store.subscribe(show), essay.progress.subscribe(takeView)];
  return () => ends.forEach((end) => end());
}
