/** Copies the link of what is seen now. Fetched when somebody wants it. */
import { setText } from "./dom.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element an `sw-share` @param {import("../runtime/page.js").Essay} essay */
export async function copyLink(element, essay) {
  const message = /** @type {HTMLElement} */ (element.querySelector("span"));
  const field = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const link = essay.link(element);
  field.hidden = true;
  setText(message, "");
  try {
    await essay.window.navigator.clipboard.writeText(link);
    setText(message, t("Copied."));
  } catch {
    field.value = link;
    field.hidden = false;
    field.select();
    setText(message, t("This is the link:"));
  }
}
