/** What the elements that ask something have in common: the reply to an answer, and what it is remembered by. */

/** @param {Element} element @returns {HTMLElement[]} */
export const repliesOf = (element) => /** @type {HTMLElement[]} */ ([...element.querySelectorAll("sw-reply")]);

/** Shows the reply for this answer only. @param {Element} element @param {string | null} answer */
export function reply(element, answer) {
  for (const one of repliesOf(element)) {
    one.hidden = one.getAttribute("for") !== answer;
    if (!one.hidden) one.closest("details")?.setAttribute("open", "");
  }
}

/** What an element's answer is remembered by. @param {Element} element */
export const progressKey = (element) => `${element.localName}:${element.getAttribute("key")}`;

/**
 * Shows the reply to an answer and whether that is right; nothing, where there is none.
 * @param {Element} element @param {string | null} name of the reply; one that was not written falls back to "wrong"
 * @param {boolean} right
 */
export function showVerdict(element, name, right) {
  const written = repliesOf(element).some((one) => one.getAttribute("for") === name);
  reply(element, name === null || written ? name : "wrong");
  for (const one of repliesOf(element)) one.classList.toggle("is-wrong", !right);
  if (name === null) element.removeAttribute("data-verdict");
  else element.setAttribute("data-verdict", right ? "right" : "wrong");
}

/**
 * The replies that a question cannot do without.
 * @param {Element} element @param {string[]} names
 */
export function requireReplies(element, names) {
  const written = repliesOf(element).map((one) => one.getAttribute("for"));
  const missing = names.find((name) => !written.includes(name));
  if (missing)
    throw new Error(`<${element.localName} key="${element.getAttribute("key")}">: needs a <sw-reply for="${missing}">`);
}
