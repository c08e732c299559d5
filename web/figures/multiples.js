// Many small pictures of the same kind, side by side: the trees of a forest, one model at nine settings. One of them can be
// chosen, and is then drawn large.
import { layer, present, shifted, short } from "./frame.js";
import { makeSwitches } from "./switches.js";

const GAP = 10;
const TITLE = 18;

/**
 * @typedef {object} MultiplesSpec
 * @property {any[]} items  one a panel; a panel keeps its place in this list
 * @property {(part: { root: import("./frame.js").AnySelection, options: import("./frame.js").DrawOptions, large: boolean }, item: any, index: number) => void} draw
 *   draws one panel, small or large: `frame(part.root, part.options, …)`; a small one is not live, so that the whole of it can be pressed
 * @property {(item: any, index: number) => string} [titleOf]  printed over the panel
 * @property {(item: any, index: number) => string} [describe]  for screen readers (the title)
 * @property {number} [columns]  (as many as make the panels largest)
 * @property {number} [aspect]  width / height of the panels that `columns` is chosen for (1)
 * @property {string} [select]  key of a number state that holds the chosen panel; −1 is none
 * @property {number} [selected]  its value
 * @property {number} [enlarged]  share of the figure in which the chosen panel is drawn large (0: none)
 * @property {string} [name]  of the layer ("multiples")
 */

/** What a panel far from the screen would draw, once it comes near. @type {WeakMap<Element, () => void>} */
const waiting = new WeakMap();
/** @type {WeakSet<Element>} */
const far = new WeakSet();
/** @type {WeakMap<Document, any>} */
const observers = new WeakMap();

/**
 * @param {import("./frame.js").AnySelection} root
 * @param {import("./frame.js").DrawOptions} options
 * @param {MultiplesSpec} spec
 */
export function multiples(root, options, spec) {
  const { items, draw, titleOf, select, selected = -1, enlarged = 0, name = "multiples" } = spec;
  const { large, grid } = areas(options, enlarged);
  const boxes = gridOf(grid, items.length, spec);
  const title = titleOf ?? (() => "");
  const shown = items.map((item, index) => ({ item, index, box: boxes[index] }));
  const group = layer(root, name);
  const panel = group
    .selectChildren(".sw-multiple")
    .data(shown, /** @type {any} */ ((/** @type {any} */ d) => d.index))
    .join((enter) => {
      const made = enter.append("g");
      made.append("rect").attr("class", "sw-multiple-box").attr("rx", 4);
      made.append("text").attr("x", 4).attr("y", 13);
      made.append("g").attr("class", "sw-multiple-drawing").attr("aria-hidden", "true");
      if (options.live) made.append("rect").attr("class", "sw-hit").attr("rx", 4);
      return made;
    });
  panel
    .attr(
      "class",
      ({ index }) =>
        `sw-multiple${index === selected ? " is-picked" : ""}${options.live && select ? " sw-switch" : ""}`,
    )
    .attr("transform", ({ box }) => `translate(${short(box.x)},${short(box.y)})`);
  panel
    .selectChildren("rect")
    .attr("width", /** @type {any} */ ((/** @type {any} */ d) => short(d.box.width)))
    .attr("height", /** @type {any} */ ((/** @type {any} */ d) => short(d.box.height)));
  panel.select("text").text(({ item, index }) => title(item, index));
  const head = titleOf ? TITLE : 0;
  panel.select(".sw-multiple-drawing").attr("transform", `translate(0,${head})`);
  panel.each(
    /** @this {any} */ function ({ item, index, box }) {
      const drawing = layerIn(root, this);
      const inner = { x: box.x, y: box.y + head, width: box.width, height: box.height - head };
      const part = {
        large: false,
        root: drawing,
        options: { ...shifted(options, inner, `${name}-${index}-`), live: false, narrow: true },
      };
      whenNear(this, options, () => draw(part, item, index));
    },
  );
  if (options.live && select) {
    const describe = spec.describe ?? title;
    panel
      .attr("role", "button")
      .attr("aria-label", ({ item, index }) => describe(item, index))
      .attr("aria-pressed", ({ index }) => String(index === selected));
    makeSwitches(group, (/** @type {any} */ d) => {
      options.edit?.({ [select]: d.index === present(options, select, selected) ? -1 : d.index });
    });
  }
  if (large) drawLarge(root, options, spec, large, Math.max(0, Math.min(selected, items.length - 1)));
}

/** The panel's own place to draw. @param {import("./frame.js").AnySelection} root @param {Element} node */
function layerIn(root, node) {
  return root.select(() => node.querySelector(":scope > .sw-multiple-drawing"));
}

/** @param {import("./frame.js").AnySelection} root @param {import("./frame.js").DrawOptions} options @param {MultiplesSpec} spec @param {{ x: number, y: number, width: number, height: number }} box @param {number} index */
function drawLarge(root, options, { items, draw, titleOf, name = "multiples" }, box, index) {
  if (!items.length) return;
  const group = layer(root, `${name}-large`).attr("transform", `translate(${short(box.x)},${short(box.y)})`);
  const item = items[index];
  group
    .selectChildren("text")
    .data(titleOf ? [titleOf(item, index)] : [])
    .join("text")
    .attr("class", "sw-strong")
    .attr("x", 4)
    .attr("y", 13)
    .text((d) => d);
  const head = titleOf ? TITLE : 0;
  const drawing = layer(group, "drawing").attr("transform", `translate(0,${head})`);
  const inner = { x: box.x, y: box.y + head, width: box.width, height: box.height - head };
  draw({ large: true, root: drawing, options: shifted(options, inner, `${name}-large-`) }, item, index);
}

/** The large panel beside the grid, on a phone above it. @param {import("./frame.js").DrawOptions} options @param {number} share */
function areas({ width, height, narrow }, share) {
  if (!(share > 0)) return { large: null, grid: { x: 0, y: 0, width, height } };
  const part = Math.round((narrow ? height : width) * share);
  return narrow
    ? {
        large: { x: 0, y: 0, width, height: part - GAP },
        grid: { x: 0, y: part, width, height: height - part },
      }
    : {
        large: { x: 0, y: 0, width: part - GAP, height },
        grid: { x: part, y: 0, width: width - part, height },
      };
}

/** @param {{ x: number, y: number, width: number, height: number }} area @param {number} count @param {MultiplesSpec} spec */
function gridOf(area, count, { columns, aspect = 1, titleOf }) {
  const head = titleOf ? TITLE : 0;
  const sizeAt = (/** @type {number} */ n) => {
    const rows = Math.ceil(count / n);
    const width = (area.width - (n - 1) * GAP) / n;
    const height = (area.height - (rows - 1) * GAP) / rows;
    return { n, width, height, fits: Math.min(width, (height - head) * aspect) };
  };
  const choices = Array.from({ length: Math.max(1, count) }, (_, i) => sizeAt(i + 1));
  const { n, width, height } = columns ? sizeAt(columns) : choices.reduce((a, b) => (b.fits > a.fits ? b : a));
  return Array.from({ length: count }, (_, i) => ({
    x: area.x + (i % n) * (width + GAP),
    y: area.y + Math.floor(i / n) * (height + GAP),
    width,
    height,
  }));
}

/**
 * Draws a panel, or keeps its newest picture back while it is far from the screen. The first picture is drawn at once: it
 * takes the place of a static one, which was complete.
 * @param {any} node
 * @param {import("./frame.js").DrawOptions} options
 * @param {() => void} draw
 */
function whenNear(node, { live }, draw) {
  const document = node.ownerDocument;
  const { IntersectionObserver } = document.defaultView ?? {};
  if (far.has(node)) return void waiting.set(node, draw);
  draw();
  if (!live || !IntersectionObserver) return;
  let observer = observers.get(document);
  if (!observer) observers.set(document, (observer = new IntersectionObserver(onMoved, { rootMargin: "50% 0%" })));
  observer.observe(node);
}

/** @param {IntersectionObserverEntry[]} entries */
function onMoved(entries) {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting && target.isConnected) far.add(target);
    else far.delete(target);
    if (!isIntersecting) continue;
    waiting.get(target)?.();
    waiting.delete(target);
  }
}
