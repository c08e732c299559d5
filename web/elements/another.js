/**
 * Another value of a number's range: the reader's own die, so no seed is asked for.
 * @param {import("../runtime/state.js").Field} field @param {unknown} old
 */
export function another(field, old) {
  const { min, max, step } = /** @type {import("../runtime/state.js").NumberField} */ (field);
  const count = Math.floor((max - min) / step) + 1;
  const next = min + step * Math.floor(Math.random() * (count - 1));
  return next >= Number(old) ? next + step : next;
}

/** An error where a number has no range to draw from. @param {Element} element @param {import("../runtime/state.js").Field} field */
export function requireDraw(element, field) {
  const { min, max, step } = /** @type {import("../runtime/state.js").NumberField} */ (field);
  if (!(Number.isFinite(max - min) && step > 0))
    throw new Error(
      `<${element.localName} key="${element.getAttribute("key")}">: a draw needs min, max and step > 0 in its state, got ${min}, ${max} and ${step}`,
    );
}
