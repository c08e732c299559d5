/** What the elements that ask something have in common: the reply to an answer, and what it is remembered by. */

/** @param {Element} element @returns {HTMLElement[]} */
export const repliesOf = (element) => /** @type {HTMLElement[]} */ ([...element.querySelectorAll("sw-reply")]);

/** Shows the reply for this answer only. @param {Element} element @param {string | null} answer */
export function reply(element, answer) {
  for (const one of repliesOf(element)) one.hidden = one.getAttribute("for") !== answer;
}

/** What an element's answer is remembered by. @param {Element} element */
export const progressKey = (element) => `${element.localName}:${element.getAttribute("key")}`;
