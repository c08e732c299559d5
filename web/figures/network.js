// A multi-layer perceptron: units in columns, each with the surface that it answers; weights between them, by width and
// sign. A unit can be chosen: its weights stay, the others step back.
import { short } from "./frame.js";
import { makeSwitches } from "./switches.js";
import { t } from "../words/words.js";

/** Colours of a unit's answer, above and below zero: the two classes' hues, strong enough for both grounds. */
const palette = { above: [90, 150, 230], below: [240, 150, 58] };
const largestUnit = 54;
/** Between two units of a column, viewBox units. */
const gap = 10;
const widestLink = 7;

/**
 * @typedef {object} Unit
 * @property {string} label  for screen readers, and printed at units without a surface
 * @property {number} [value]  its activation for the sample that is looked at; printed under it
 * @property {ArrayLike<number>} [surface]  what it answers to each pixel, row 0 on top
 *
 * @typedef {object} Network
 * @property {Array<{ title: string, units: Unit[] }>} layers  inputs first
 * @property {Array<{ data: ArrayLike<number>, rows: number, cols: number }>} weights  one less than layers, in x out
 * @property {{ width: number, height: number }} [pixels]  of the surfaces
 * @property {[number, number] | null} [chosen]  layer and unit
 * @property {(layer: number, unit: number) => void} [choose]  what a click or Enter on a unit does
 * @property {string} [name]  of the layer ("network")
 *
 * @typedef {{ layer: number, unit: number, x: number, y: number, spec: Unit, title: string }} Placed
 * @typedef {{ from: Placed, to: Placed, weight: number }} Link
 */

/**
 * @param {import("./frame.js").Plot} plot  a frame without axes
 * @param {Network} network
 */
export function network(plot, { layers, weights, pixels, chosen = null, choose, name = "network" }) {
  requireShapes(layers, weights);
  const { left, right, top, bottom } = plot;
  const most = Math.max(...layers.map(({ units }) => units.length));
  const room = bottom - top - 22;
  const size = Math.min(largestUnit, room / most - gap, (right - left) / (2 * layers.length));
  const placed = layers.map(({ units, title }, layer) =>
    units.map((spec, unit) => ({
      layer,
      unit,
      spec,
      title,
      x: left + size / 2 + ((right - left - size) * layer) / Math.max(1, layers.length - 1),
      y: top + 22 + (room * (unit + 0.5)) / units.length,
    })),
  );
  drawLinks(plot, linksBetween(placed, weights), size, chosen, name);
  drawTitles(plot, layers, placed, name);
  drawUnits(plot, placed.flat(), { size, chosen, choose, name });
  if (pixels) paintUnits(plot, placed.flat(), size, pixels, name);
}

/** @param {Network["layers"]} layers @param {Network["weights"]} weights */
function requireShapes(layers, weights) {
  if (weights.length !== layers.length - 1)
    throw new Error(`network: expected ${layers.length - 1} matrices of weights, got ${weights.length}`);
  weights.forEach(({ rows, cols }, i) => {
    const [into, out] = [layers[i].units.length, layers[i + 1].units.length];
    if (rows !== into || cols !== out)
      throw new Error(`network: weights[${i}]: expected ${into} x ${out}, got ${rows} x ${cols}`);
  });
}

/** @param {Placed[][]} placed @param {Network["weights"]} weights @returns {Link[]} */
const linksBetween = (placed, weights) =>
  weights.flatMap(({ data, cols }, i) =>
    placed[i].flatMap((from) => placed[i + 1].map((to) => ({ from, to, weight: data[from.unit * cols + to.unit] }))),
  );

/** @param {import("./frame.js").Plot} plot @param {Link[]} links @param {number} size @param {Network["chosen"]} chosen @param {string} name */
function drawLinks(plot, links, size, chosen, name) {
  const heaviest = Math.max(1e-12, ...links.map(({ weight }) => Math.abs(weight)));
  const isChosen = (/** @type {Placed} */ d) => chosen && d.layer === chosen[0] && d.unit === chosen[1];
  plot
    .layer(`${name}-weights`)
    .attr("aria-hidden", "true")
    .selectChildren("path")
    .data(links)
    .join("path")
    .attr("class", ({ from, to, weight }) => {
      const faint = chosen && !isChosen(from) && !isChosen(to);
      return `sw-weight ${weight < 0 ? "sw-negative" : "sw-positive"}${faint ? " is-faint" : ""}`;
    })
    .attr("stroke-width", ({ weight }) => short(0.4 + (widestLink - 0.4) * (Math.abs(weight) / heaviest)))
    .attr("d", ({ from, to }) => {
      const [x0, x1] = [from.x + size / 2, to.x - size / 2];
      const middle = short((x0 + x1) / 2);
      return `M${short(x0)},${short(from.y)}C${middle},${short(from.y)},${middle},${short(to.y)},${short(x1)},${short(to.y)}`;
    });
}

/** @param {import("./frame.js").Plot} plot @param {Network["layers"]} layers @param {Placed[][]} placed @param {string} name */
function drawTitles(plot, layers, placed, name) {
  const anchor = (/** @type {number} */ i) => (i === 0 ? "start" : i === layers.length - 1 ? "end" : "middle");
  plot
    .layer(`${name}-titles`)
    .attr("aria-hidden", "true")
    .selectChildren("text")
    .data(layers)
    .join("text")
    .attr("class", "sw-axis-title")
    .attr("text-anchor", (_, i) => anchor(i))
    .attr("x", (_, i) => short(i === 0 ? plot.left : i === layers.length - 1 ? plot.right : placed[i][0].x))
    .attr("y", plot.top + 12)
    .text(({ title }) => title);
}

/**
 * @param {import("./frame.js").Plot} plot
 * @param {Placed[]} units
 * @param {{ size: number, chosen: Network["chosen"], choose: Network["choose"], name: string }} spec
 */
function drawUnits(plot, units, { size, chosen, choose, name }) {
  const live = Boolean(plot.options.live && choose);
  const half = short(size / 2);
  const group = plot.layer(name);
  const key = (/** @type {Placed} */ d) => `${d.layer}-${d.unit}`;
  const node = group
    .selectChildren(".sw-unit")
    .data(units, /** @type {any} */ (key))
    .join((enter) => {
      const made = enter.append("g");
      if (live) {
        made.attr("role", "button").attr("tabindex", "-1");
        made.append("rect").attr("class", "sw-hit");
      }
      made.append("rect").attr("class", "sw-unit-frame").attr("rx", 5);
      made.append("text").attr("class", "sw-unit-label").attr("text-anchor", "middle");
      made.append("text").attr("class", "sw-unit-value").attr("text-anchor", "middle");
      return made;
    });
  const isChosen = (/** @type {Placed} */ d) => Boolean(chosen && d.layer === chosen[0] && d.unit === chosen[1]);
  node
    .attr("class", (d) => `sw-unit${live ? " sw-switch" : ""}${isChosen(d) ? " is-chosen" : ""}`)
    .attr("transform", (d) => `translate(${short(d.x)},${short(d.y)})`);
  node
    .select(".sw-hit")
    .attr("x", -half - 4)
    .attr("y", -half - 4)
    .attr("width", 2 * half + 8)
    .attr("height", 2 * half + 8);
  node
    .select(".sw-unit-frame")
    .attr("x", -half)
    .attr("y", -half)
    .attr("width", 2 * half)
    .attr("height", 2 * half);
  node
    .select(".sw-unit-label")
    .attr("y", 4)
    .text((d) => (d.spec.surface ? "" : d.spec.label));
  node
    .select(".sw-unit-value")
    .attr("y", half + 13)
    .text((d) => (d.spec.value === undefined ? "" : d.spec.value.toFixed(2)));
  if (!live) return;
  node
    .attr("aria-pressed", (d) => String(isChosen(d)))
    .attr("aria-label", (d) => [d.title, d.spec.label, d.spec.value?.toFixed(2)].filter(Boolean).join(", "));
  makeSwitches(group, (d) => choose?.(d.layer, d.unit));
}

/** Pictures of surfaces, by the numbers that they were made of. @type {WeakMap<object, Uint8ClampedArray>} */
const painted = new WeakMap();

/** @param {import("./frame.js").Plot} plot @param {Placed[]} units @param {number} size @param {{ width: number, height: number }} pixels @param {string} name */
function paintUnits(plot, units, size, { width, height }, name) {
  for (const { layer, unit, x, y, spec } of units) {
    if (!spec.surface) continue;
    plot.options.raster?.({
      key: `${name}-${layer}-${unit}`,
      x: x - size / 2 + 1,
      y: y - size / 2 + 1,
      width: size - 2,
      height: size - 2,
      columns: width,
      rows: height,
      rgba: pictureOf(spec.surface),
    });
  }
}

/** The strongest answer is opaque, none at all is paper. @param {ArrayLike<number>} surface */
function pictureOf(surface) {
  const known = painted.get(surface);
  if (known) return known;
  const rgba = new Uint8ClampedArray(4 * surface.length);
  let most = 1e-12;
  for (let i = 0; i < surface.length; i++) most = Math.max(most, Math.abs(surface[i]));
  for (let i = 0; i < surface.length; i++) {
    rgba.set(surface[i] < 0 ? palette.below : palette.above, 4 * i);
    rgba[4 * i + 3] = Math.round((255 * Math.abs(surface[i])) / most);
  }
  painted.set(surface, rgba);
  return rgba;
}

/**
 * The weights as a table twin.
 * @param {Pick<Network, "layers" | "weights">} network
 * @returns {import("./table.js").TableTwin}
 */
export function networkTable({ layers, weights }) {
  const nameOf = (/** @type {number} */ layer, /** @type {number} */ unit) =>
    `${layers[layer].title}, ${layers[layer].units[unit].label}`;
  return {
    caption: t("Weights"),
    columns: [t("from"), t("to"), t("weight")],
    rows: weights.flatMap(({ data, rows, cols }, i) =>
      Array.from({ length: rows * cols }, (_, at) => [
        nameOf(i, Math.floor(at / cols)),
        nameOf(i + 1, at % cols),
        data[at].toFixed(3),
      ]),
    ),
  };
}
