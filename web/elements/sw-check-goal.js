/** `sw-check-goal`: something to be made happen in the figures; whether it did, the kernels say. */
import { cellOf, follow, make, setText } from "./dom.js";
import { form, nameOf, questionOf } from "./parts.js";
import { progressKey, requireReplies, showVerdict } from "./replies.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  nameOf(element);
  if (!element.getAttribute("cell"))
    throw new Error(`<sw-check-goal key="${element.getAttribute("key")}">: needs the cell that judges`);
  requireReplies(element, ["right", "wrong"]);
  form(element, questionOf(element), [
    make(document, "button", { type: "button" }, t("Check")),
    make(document, "p", { class: "sw-message", role: "status" }),
  ]);
}

/**
 * `key`; what is to be done; `cell`, a dotted path to `{ done, reply, message }`: whether it is, the name of the
 * `<sw-reply for>` if it is not, a line of text; replies for right and wrong.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const key = progressKey(element);
  const path = element.getAttribute("cell") ?? "";
  const message = /** @type {Element} */ (element.querySelector(".sw-message"));
  /** @type {{ done?: unknown, reply?: unknown, message?: unknown } | undefined} */
  let judged;
  let asked = false;

  const show = () => {
    const answer = essay.progress.get(key);
    showVerdict(element, answer === undefined ? null : String(answer), answer === "right");
  };
  const answer = () => {
    if (!asked || !judged) return;
    asked = false;
    setText(message, String(judged.message ?? ""));
    essay.progress.set(key, judged.done === true ? "right" : String(judged.reply ?? "wrong"));
  };
  element.querySelector("button")?.addEventListener("click", () => {
    // While it is being computed, the answer waits for it.
    asked = true;
    answer();
  });
  show();
  const ends = [
    essay.progress.subscribe(show),
    essay.watch(element, [cellOf(path)], ({ results, running, error }) => {
      judged = running || error ? undefined : follow(results, path);
      if (error) setText(message, error.message);
      answer();
    }),
  ];
  return () => ends.forEach((end) => end());
}
