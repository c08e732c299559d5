// Marks that are switches: a click, Enter or Space turns one on or off. One tab stop for the layer, as for movable marks;
// the arrow keys go to the nearest mark in their direction, because that is where the eye looks for it.

/** @type {WeakMap<Element, (datum: any) => void>} */
const toggles = new WeakMap();

const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * Makes the `.sw-switch` children of `layer` switches.
 * @param {import("./frame.js").AnySelection} layer
 * @param {((datum: any) => void) | undefined} toggle  of the latest draw
 */
export function makeSwitches(layer, toggle) {
  const node = layer.node();
  if (!toggles.has(node)) listen(node);
  toggles.set(node, toggle ?? (() => {}));
  const marks = [...node.children];
  if (!marks.some((mark) => mark.getAttribute("tabindex") === "0")) marks[0]?.setAttribute("tabindex", "0");
}

/** @param {Element} layer */
function listen(layer) {
  /** @param {Event} event */
  const markOf = (event) => /** @type {any} */ (event.target).closest(".sw-switch");
  /** @param {any} mark */
  const flip = (mark) => toggles.get(layer)?.(mark.__data__);
  /** @param {any} mark */
  const focus = (mark) => {
    for (const other of layer.children) other.setAttribute("tabindex", other === mark ? "0" : "-1");
    mark.focus();
  };
  layer.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (!mark) return;
    focus(mark);
    flip(mark);
  });
  layer.addEventListener("keydown", (/** @type {any} */ event) => {
    const mark = markOf(event);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = directions[/** @type {keyof typeof directions} */ (event.key)];
    if (event.key === "Enter" || event.key === " ") flip(mark);
    else if (direction) focus(nearest(layer, mark, direction) ?? mark);
    else return;
    event.preventDefault();
  });
}

/**
 * The mark that lies nearest in a direction: a step aside counts double.
 * @param {Element} layer @param {Element} from @param {number[]} direction
 */
function nearest(layer, from, [dx, dy]) {
  const centre = (/** @type {Element} */ mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const [x, y] = centre(from);
  /** @type {Element | null} */
  let best = null;
  let least = Infinity;
  for (const mark of layer.children) {
    const [markX, markY] = centre(mark);
    const ahead = (markX - x) * dx + (markY - y) * dy;
    const aside = Math.abs((markX - x) * dy) + Math.abs((markY - y) * dx);
    if (mark === from || ahead <= 0 || ahead + 2 * aside >= least) continue;
    least = ahead + 2 * aside;
    best = mark;
  }
  return best;
}
