/**
 * `sw-tabs`: several views of one thing, one at a time. Without scripts and on paper they stand one below the other, each
 * under its name.
 */
import { make } from "./dom.js";
import { freeId, keyOf } from "./parts.js";
import { t } from "../words/words.js";

export const spent = ["label"];

/** @param {HTMLElement} element @param {import("./all.js").Context} context */
export function markup(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const panels = [...element.children];
  const key = element.hasAttribute("key") ? keyOf(element, schema, ["choice"]) : null;
  if (panels.length < 2 || !panels.every((panel) => panel.getAttribute("data-tab")))
    throw new Error(
      `<sw-tabs>: expected two or more children, each with data-tab="name of the view"; got ${panels.filter((panel) => panel.getAttribute("data-tab")).length} of ${panels.length} that have it`,
    );
  const chosen = key ? panels.findIndex((panel) => panel.getAttribute("data-value") === state[key]) : 0;
  if (chosen < 0) throw new Error(`<sw-tabs key="${key}">: no child has data-value="${key && state[key]}"`);
  const tabs = panels.map((panel, i) => {
    const name = /** @type {string} */ (panel.getAttribute("data-tab"));
    const id = (panel.id ||= freeId(document, "sw-panel"));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `${id}-tab`);
    panel.classList.add("sw-content");
    panel.toggleAttribute("hidden", i !== chosen);
    panel.prepend(make(document, "p", { class: "sw-tab-name", "aria-hidden": "true" }, name));
    return make(
      document,
      "button",
      {
        type: "button",
        id: `${id}-tab`,
        role: "tab",
        "aria-controls": id,
        "aria-selected": String(i === chosen),
        tabindex: i === chosen ? undefined : -1,
      },
      name,
    );
  });
  const list = make(document, "div", { class: "sw-tablist", role: "tablist" }, ...tabs);
  list.setAttribute("aria-label", element.getAttribute("label") ?? t("Views"));
  element.prepend(list);
}

/**
 * Children with `data-tab`, the name of the view; `label` of them all. With `key`, a choice of the state, the children's
 * `data-value`s are its values, so that the view is in the link; without, it is the reader's own for this visit.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const key = element.getAttribute("key");
  const tabs = /** @type {HTMLElement[]} */ ([...element.querySelectorAll(":scope > .sw-tablist > button")]);
  const panels = /** @type {HTMLElement[]} */ ([...element.querySelectorAll(":scope > [role=tabpanel]")]);

  const show = (/** @type {number} */ chosen) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
      panels[i].hidden = i !== chosen;
    });
  };
  const choose = (/** @type {number} */ i) => {
    if (key) essay.edit(element, { [key]: /** @type {string} */ (panels[i].getAttribute("data-value")) });
    else show(i);
  };
  tabs.forEach((tab, i) => tab.addEventListener("click", () => choose(i)));
  element.querySelector(":scope > .sw-tablist")?.addEventListener("keydown", (/** @type {any} */ event) => {
    const at = tabs.indexOf(event.target);
    const forward = essay.window.getComputedStyle?.(element).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: tabs.length - 1 }[
      /** @type {string} */ (event.key)
    ];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  });
  if (!key) return;
  return essay.onState(element, (state) =>
    show(panels.findIndex((panel) => panel.getAttribute("data-value") === state[key])),
  );
}
