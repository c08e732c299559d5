/**
 * Makes an element: attributes as given (false and undefined left out), strings as text, never as markup.
 * @template {string} Tag
 * @param {Document} document
 * @param {Tag} tag
 * @param {{ [name: string]: string | number | boolean | undefined | null }} [attributes]
 * @param {...(Node | string)} children
 * @returns {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement}
 */
export function make(document, tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false && value !== undefined && value !== null)
      element.setAttribute(name, value === true ? "" : String(value));
  element.append(...children);
  return /** @type {any} */ (element);
}

/** `a.b.c` in a record of cells. @param {{ [cell: string]: any }} results @param {string} path @returns {any} */
export function follow(results, path) {
  return path.split(".").reduce((whole, part) => whole?.[part], /** @type {any} */ (results));
}

/** The cell that a dotted path starts with. @param {string} path */
export const cellOf = (path) => path.split(".")[0];

/** Writes text only where it changes: a live region would say it again. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
