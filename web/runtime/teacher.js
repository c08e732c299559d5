/**
 * Teacher links: `?lock=<keys>&hide=<keys>` in an address. A locked setting is shown and cannot be changed, a hidden one has
 * no control; what the link sets, it keeps. The page says so at its top, with a way out: it is a help, not a fence.
 */
import { make } from "../elements/dom.js";
import styles from "../theme/teacher.css?url";
import { t } from "../words/words.js";

/** @typedef {import("./state.js").Schema} Schema @typedef {{ lock: string[], hide: string[] }} Rules */

const controls = "sw-slider, sw-choice, sw-csv, sw-button";

/**
 * The rules in a query: known settings only, each once.
 * @param {URLSearchParams} query @param {Schema} schema
 * @returns {Rules}
 */
export function readRules(query, schema) {
  const keys = (/** @type {string} */ name) => {
    const asked = new Set((query.get(name) ?? "").split(","));
    return Object.keys(schema).filter((key) => asked.has(key));
  };
  return { lock: keys("lock"), hide: keys("hide") };
}

/**
 * The settings that a page gives its reader a hand on, with the words that its controls use for them.
 * @param {Document} document @param {Schema} schema
 * @returns {Map<string, string>} key → words
 */
export function settingsOf(document, schema) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const element of document.querySelectorAll(controls)) {
    const key = element.getAttribute("key") ?? "";
    if (!Object.hasOwn(schema, key) || found.has(key)) continue;
    const name = element.querySelector("label, legend, button")?.textContent?.trim() || key;
    // Two settings of one name are told apart by what links call them.
    found.set(key, [...found.values()].includes(name) ? `${name} (${key})` : name);
  }
  for (const [key, { kind }] of Object.entries(schema))
    if (kind === "points") found.set(key, t("the points in the figures"));
  return found;
}

/**
 * Makes a page follow the rules. Called when the essay is alive.
 * @param {import("./page.js").Essay} essay @param {Rules} rules
 */
export function obey(essay, { lock, hide }) {
  const { document, schema, store } = essay;
  const names = settingsOf(document, schema);
  for (const key of [...lock, ...hide]) store.locked.add(key);
  for (const element of document.querySelectorAll(controls)) {
    const key = element.getAttribute("key") ?? "";
    if (hide.includes(key)) element.setAttribute("hidden", "");
    else if (lock.includes(key)) lockControl(document, element);
  }
  const list = (/** @type {string[]} */ keys) => keys.map((key) => names.get(key) ?? key).join("; ");
  const sentences = [
    ...(lock.length ? [t("Locked for this lesson: {settings}.", { settings: list(lock) })] : []),
    ...(hide.length ? [t("Left out for this lesson: {settings}.", { settings: list(hide) })] : []),
  ];
  if (sentences.length === 0) return;
  const way = new URL(document.location.href);
  way.searchParams.delete("lock");
  way.searchParams.delete("hide");
  document.head.append(make(document, "link", { rel: "stylesheet", href: styles }));
  document
    .querySelector("main")
    ?.before(
      make(
        document,
        "aside",
        { class: "sw-teacher", "aria-label": t("Teacher’s link") },
        make(
          document,
          "p",
          {},
          `${sentences.join(" ")} `,
          make(document, "a", { href: way.href }, t("Open it without this")),
        ),
      ),
    );
  essay.refresh();
}

/** @param {Document} document @param {Element} element */
function lockControl(document, element) {
  element.setAttribute("data-locked", "");
  for (const input of element.querySelectorAll("input, select, button")) input.setAttribute("disabled", "");
  const name = element.querySelector("label, legend");
  name?.append(make(document, "span", { class: "sw-locked" }, ` (${t("locked")})`));
}

/**
 * The link to a view with rules.
 * @param {string} link @param {Rules} rules
 */
export function teacherLink(link, { lock, hide }) {
  const url = new URL(link);
  for (const [name, keys] of Object.entries({ lock, hide })) {
    if (keys.length) url.searchParams.set(name, keys.join(","));
    else url.searchParams.delete(name);
  }
  return url.href.replaceAll("%2C", ",");
}
