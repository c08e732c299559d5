/**
 * `sw-progress`: what the reader has done on all pages of this site (guesses, answers, stars), to be taken along as a
 * file, brought back, or erased. It never leaves the browser but by the reader's own hand.
 */
import { make, setText } from "./dom.js";
import { freeId } from "./parts.js";
import { t } from "../words/words.js";

const prefix = "scrollwork:";
const fileName = "scrollwork-progress.json";
const format = "scrollwork-progress";
/** Characters that a file may have; a page's progress takes a few hundred. */
const longest = 1e6;

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const id = freeId(document, "sw-progress-file");
  const button = (/** @type {string} */ act, /** @type {string} */ words) =>
    make(document, "button", { type: "button", "data-act": act }, words);
  element.replaceChildren(
    button("save", t("Save my progress")),
    make(document, "label", { for: id }, t("Bring it back")),
    make(document, "input", { id, type: "file", accept: ".json,application/json" }),
    button("erase", t("Erase my progress")),
    make(document, "p", { class: "sw-message", role: "status" }),
  );
}

/** @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const { document, window } = essay;
  const message = /** @type {Element} */ (element.querySelector(".sw-message"));
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const own = prefix + window.location.pathname;

  /** The pages of this site that have something stored. */
  const names = () => Object.keys(window.localStorage).filter((name) => name.startsWith(prefix));
  const act = (/** @type {() => string} */ task) => {
    try {
      setText(message, task());
    } catch {
      setText(message, t("This browser does not let pages store anything."));
    }
  };
  element.querySelector("[data-act=save]")?.addEventListener("click", () =>
    act(() => {
      const pages = Object.fromEntries(
        names().map((name) => [name.slice(prefix.length), JSON.parse(window.localStorage.getItem(name) ?? "{}")]),
      );
      const text = JSON.stringify({ format, version: 1, pages }, null, 1);
      const href = window.URL.createObjectURL(new window.Blob([text], { type: "application/json" }));
      make(document, "a", { href, download: fileName }).click();
      setTimeout(() => window.URL.revokeObjectURL(href), 1000);
      return t("Saved as {file}.", { file: fileName });
    }),
  );
  element.querySelector("[data-act=erase]")?.addEventListener("click", () =>
    act(() => {
      for (const name of names()) window.localStorage.removeItem(name);
      essay.progress.erase();
      return t("Erased.");
    }),
  );
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    const text = file.size > longest ? "" : await file.text();
    input.value = "";
    const pages = pagesIn(text);
    if (!pages) {
      setText(
        message,
        t("{file} holds no progress of these pages. Choose a file that “{save}” has written.", {
          file: file.name,
          save: t("Save my progress"),
        }),
      );
      return;
    }
    act(() => {
      for (const [page, entries] of pages)
        if (prefix + page !== own)
          window.localStorage.setItem(prefix + page, JSON.stringify(Object.fromEntries(entries)));
        else for (const [key, value] of entries) essay.progress.set(key, value);
      return pages.length === 1
        ? t("Brought back: one page.")
        : t("Brought back: {count} pages.", { count: pages.length });
    });
  });
}

/**
 * The pages and entries of a progress file, which anybody may have written: strings and finite numbers only.
 * @param {string} text
 * @returns {[string, [string, string | number][]][] | null} null where it is none
 */
export function pagesIn(text) {
  try {
    const { format: found, pages } = JSON.parse(text);
    if (found !== format || typeof pages !== "object" || pages === null) return null;
    return Object.entries(pages)
      .filter(([page, entries]) => page.startsWith("/") && typeof entries === "object" && entries !== null)
      .map(([page, entries]) => [
        page,
        /** @type {any} */ (
          Object.entries(entries).filter(([, value]) => typeof value === "string" || Number.isFinite(value))
        ),
      ]);
  } catch {
    return null;
  }
}
