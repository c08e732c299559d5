/**
 * Fetches a file of the essay into a text of the state: a table that is too large to come with every page. Fetched, as
 * the table itself is, when somebody wants it.
 */
import { setText } from "./dom.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element an `sw-button` with `key` and `file` @param {import("../runtime/page.js").Essay} essay */
export async function loadText(element, essay) {
  const button = /** @type {HTMLElement} */ (element.querySelector("button"));
  const words = button.textContent ?? "";
  setText(button, t("Loading …"));
  try {
    const response = await essay.window.fetch(element.getAttribute("file") ?? "");
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    essay.edit(element, { [element.getAttribute("key") ?? ""]: await response.text() });
    essay.store.settle();
    setText(button, words);
  } catch {
    setText(button, t("Not reached. Try again"));
  }
}
