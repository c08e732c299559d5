// Marks that are switches: a click, Enter or Space turns one on or off. One tab stop for the layer, as for movable marks;
// the arrow keys go to the nearest mark in their direction, because that is where the eye looks for it, or where the figure
// says that a key leads.

/** @type {WeakMap<Element, { toggle: (datum: any) => void, neighbour?: (datum: any, key: string) => any }>} */
const switches = new WeakMap();

const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * Makes the `.sw-switch` children of `layer` switches.
 * @param {import("./frame.js").AnySelection} layer
 * @param {((datum: any) => void) | undefined} toggle  of the latest draw
 * @param {(datum: any, key: string) => any} [neighbour]  the datum to which an arrow key leads, undefined for none
 */
export function makeSwitches(layer, toggle, neighbour) {
  const node = layer.node();
  if (!switches.has(node)) listen(node);
  switches.set(node, { toggle: toggle ?? (() => {}), neighbour });
  const marks = [...node.children];
  if (!marks.some((mark) => mark.getAttribute("tabindex") === "0")) marks[0]?.setAttribute("tabindex", "0");
}

/** @param {Element} layer */
function listen(layer) {
  /** @param {Event} event */
  const markOf = (event) => /** @type {any} */ (event.target).closest(".sw-switch");
  /** @param {any} mark */
  const flip = (mark) => switches.get(layer)?.toggle(mark.__data__);
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
    else if (direction) focus(next(layer, mark, event.key) ?? mark);
    else return;
    event.preventDefault();
  });
}

/** @param {Element} layer @param {any} mark @param {string} key */
function next(layer, mark, key) {
  const { neighbour } = switches.get(layer) ?? {};
  if (!neighbour) return nearest(layer, mark, directions[/** @type {keyof typeof directions} */ (key)]);
  const wanted = neighbour(mark.__data__, key);
  return wanted && [...layer.children].find((/** @type {any} */ other) => other.__data__ === wanted);
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
