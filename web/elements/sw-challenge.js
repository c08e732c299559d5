/** `sw-challenge`: a goal that a cell judges. */
import { cellOf, follow, make, setText } from "./dom.js";
import { nameOf } from "./parts.js";
import { progressKey } from "./replies.js";
import { t } from "../words/words.js";

/** @typedef {import("./define.js").Connect} Connect @typedef {import("./all.js").Context} Context */

const mostStars = 3;

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  nameOf(element);
  const stars = Array.from({ length: mostStars }, () => make(document, "span", {}, "★"));
  element.append(
    make(document, "span", { class: "sw-stars", role: "img", "aria-label": starWords(0) }, ...stars),
    make(document, "p", { class: "sw-message", role: "status" }),
  );
}

/**
 * `cell` with `{ stars: 0…3, message }`; `key` remembers the best. The goal is the element's content. Stars are for what the
 * reader has done here: a link that somebody won with shows how, and gives none.
 * @type {Connect}
 */
export function connect(element, essay) {
  const key = progressKey(element);
  const path = element.getAttribute("cell") ?? "";
  const row = /** @type {Element} */ (element.querySelector(".sw-stars"));
  const message = /** @type {Element} */ (element.querySelector(".sw-message"));
  const best = () => Number(essay.progress.get(key) ?? 0);
  const show = () => {
    [...row.children].forEach((star, i) => star.classList.toggle("is-won", i < best()));
    row.setAttribute("aria-label", starWords(best()));
  };
  show();
  const ends = [
    essay.progress.subscribe(show),
    essay.watch(element, [cellOf(path)], ({ results, running, error }) => {
      if (error) setText(message, error.message);
      const judged = error ? undefined : follow(results, path);
      if (!judged) return;
      setText(message, String(judged.message ?? ""));
      const stars = Math.min(Math.max(Math.floor(Number(judged.stars)) || 0, 0), mostStars);
      if (!running && essay.store.canUndo && stars > best()) essay.progress.set(key, stars);
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** @param {number} stars */
const starWords = (stars) => t("{stars} of {most} stars", { stars, most: mostStars });
