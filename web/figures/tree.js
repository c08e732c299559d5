// A fitted decision tree: each node a box with its question and its rows by class, each branch as thick as what passes.
//
// The nodes come as the kernels' flat columns with the places of `treeLayout`. A node is known by its place in the tree,
// not by its number, which changes when a split is put in before it: so a tree grows and shrinks under the eye, and a
// chosen node stays chosen.
import { formatCount, formatMeasured } from "./format.js";
import { present, short } from "./frame.js";
import { shapePath } from "./scatter.js";
import { makeSwitches } from "./switches.js";
import { glide, place } from "./walk.js";
import { t } from "../words/words.js";

/** Width of a letter in a box, about, of a question and of an answer, which is bolder: nothing is measured. */
const LETTER = 7;
const BOLD_LETTER = 7.4;
/** And in the lines under the tree, which are cut where the figure ends. */
const READ_LETTER = 6.4;
/** And where a reader has set letters and words wider apart, as far as WCAG 1.4.12 goes. */
const SPACED_LETTER = 8;
const LINE = 15;
const BAR = 13;
/** Of the lowest level, for which room is kept: two lines over the bar. */
const TALLEST_BOX = 2 * LINE + BAR + 11;
/** The two lines under the tree that say what the node under the eye is. */
const READOUT = 40;
const WIDEST_BOX = 184;
/** A tree that can be opened part by part is drawn as a whole where there is so much between neighbours and between levels. */
const NARROWEST = 24;
const LOWEST = BAR + 14;
/** Between the leaves of a part, and between its levels: a line of text over the bar, and a branch. */
const NARROWEST_OPENED = 60;
const OPENED_STEP = BAR + 26 + LINE;
/** Thickness of the branch that everything passes, beyond that of a branch that nothing does. */
const THICKEST = 15;

/**
 * @typedef {object} TreeColumns  the kernels' nodes; a tree for numbers has `value` in place of `counts`
 * @property {ArrayLike<number>} feature
 * @property {ArrayLike<number>} threshold
 * @property {ArrayLike<number>} left
 * @property {ArrayLike<number>} right
 * @property {ArrayLike<number>} nSamples
 * @property {ArrayLike<number>} depth
 * @property {ArrayLike<number>} [impurity]
 * @property {ArrayLike<number>} [counts]  size × classes
 * @property {number} [nClasses]
 * @property {ArrayLike<number>} [value]
 *
 * @typedef {object} TreeSpec
 * @property {TreeColumns} nodes
 * @property {{ x: ArrayLike<number>, y: ArrayLike<number>, width: number, height: number }} layout  `k.tree.treeLayout(nodes)`
 * @property {string[]} featureNames  by column
 * @property {string[]} [units]  by column
 * @property {string[]} [classNames]
 * @property {number} [levels]  room for so many levels below the root (those there are): keeps a growing tree in scale
 * @property {ArrayLike<number>} [path]  nodes that a row has come through, from the root on
 * @property {{ label: number, name?: string, symbol?: string }} [sample]  that row: a mark at the path's end
 * @property {string} [select]  key of a number state: the chosen node's place, 1 the root, 2p where p is answered yes, 2p + 1
 *   where no; 0 is none
 * @property {number} [selected]  its value
 * @property {string} [open]  key of a number state, for trees that may be too large for the figure: drawn is as much as can be
 *   read, below the node whose place the state holds (1 is the root), and the nodes on whose way it goes on open when chosen
 * @property {number} [opened]  its value
 * @property {number} [walk]  ms that a node takes to a new place (500)
 * @property {string} [noun]  what the rows are ("rows")
 * @property {(value: number, feature: number) => string} [format]  of thresholds, and with −1 of a tree's numbers
 * @property {string} [name]  of the layers ("tree")
 *
 * @typedef {object} Node
 * @property {number} index  the kernels' number
 * @property {number} place  in the tree: 1, 2, 3, …
 * @property {Node | null} parent
 * @property {number} x  middle of the box
 * @property {number} y  top of the box
 * @property {number} width
 * @property {number} height
 * @property {number} room  to the next on the level
 * @property {string[]} lines
 * @property {number} hidden  questions from here on that are not drawn; 0 of all but a node that opens
 * @property {number} onPath  how far along the path, from 1; 0 if it is not on it
 */

/**
 * @param {import("./frame.js").Plot} plot  without axes: the tree takes the whole of it
 * @param {TreeSpec} spec
 */
export function tree(plot, spec) {
  const { walk = 500, sample, name = "tree" } = spec;
  const duration = plot.options.live && !plot.options.reducedMotion ? walk : 0;
  const nodes = arrange(plot, spec);
  const first = plot.root.selectChild(`.sw-layer-${name}-branches`).empty();
  drawBranches(plot, name, nodes, spec, first ? 0 : duration);
  drawNodes(plot, spec, nodes, first ? 0 : duration);

  // Of a path that goes on where nothing is drawn, the last node that is.
  const end = nodes.reduce(
    (last, d) => (d.onPath > (last?.onPath ?? 0) ? d : last),
    /** @type {Node | undefined} */ (undefined),
  );
  plot
    .layer(`${name}-sample`)
    .selectChildren(".sw-mark")
    .data(sample && end ? [sample] : [])
    .join((enter) => enter.append(sample?.symbol ? "use" : "path"))
    .attr("class", (d) => `sw-mark sw-class-${d.label} sw-falling`)
    .each(
      /** @this {any} */ function (d) {
        const size = d.symbol ? 13 : 8;
        if (d.symbol) {
          this.setAttribute("href", `#${d.symbol}`);
          for (const side of ["x", "y"]) this.setAttribute(side, `${-size}`);
          for (const side of ["width", "height"]) this.setAttribute(side, `${2 * size}`);
        } else this.setAttribute("d", shapePath(d.label, size));
        if (end) place(this, end.x, end.y + 1 - (d.symbol ? size : 8), duration);
      },
    );
}

/**
 * The tree in a sentence or two, with the way of the sample if there is one.
 * @param {TreeSpec} spec
 */
export function treeSummary(spec) {
  const { nodes, path = [], sample, noun = t("rows") } = spec;
  const all = walkThrough(nodes);
  const leaves = all.filter((d) => isLeaf(nodes, d.index)).length;
  const count = formatCount(nodes.nSamples[0]);
  const questions =
    leaves === 2 ? t("1 question") : t("{count} questions", { count: formatCount(leaves - 1), n: leaves - 1 });
  const size =
    leaves === 1
      ? t("A tree that asks nothing of {count} {noun}.", { count, noun })
      : t("A tree of {questions} and {leaves} over {count} {noun}. It asks first: {question}?", {
          questions,
          leaves: t("{count} leaves", { count: formatCount(leaves), n: leaves }),
          count,
          noun,
          question: question(spec, 0),
        });
  if (!path.length) return size;
  const answers = Array.from(path)
    .slice(1)
    .map((index, i) => `${question(spec, path[i])}: ${index === nodes.left[path[i]] ? t("yes") : t("no")}`);
  const end = path[path.length - 1];
  return `${size} ${sample?.name ?? t("The chosen one")}: ${[...answers, isLeaf(nodes, end) ? answer(spec, end) : t("and on")].join("; ")}.`;
}

/**
 * One row a node, in the order of the questions.
 * @param {TreeSpec & { caption?: string }} spec
 * @returns {import("./table.js").TableTwin}
 */
export function treeTable(spec) {
  const { nodes, classNames = [], caption = t("The tree, node by node"), noun = t("rows") } = spec;
  return {
    caption,
    columns: [t("answers so far"), t("asks or says"), noun, ...(nodes.counts ? classNames : [])],
    rows: walkThrough(nodes).map(({ index, place }) => [
      [...place.toString(2)]
        .slice(1)
        .map((bit) => (bit === "0" ? t("yes") : t("no")))
        .join(", ") || t("none"),
      isLeaf(nodes, index) ? answer(spec, index) : `${question(spec, index)}?`,
      nodes.nSamples[index],
      ...countsOf(spec, index),
    ]),
  };
}

/** @param {TreeColumns} nodes @param {number} index */
const isLeaf = (nodes, index) => nodes.left[index] < 0;

/** Every node with its place, depth first. @param {TreeColumns} nodes */
function walkThrough(nodes) {
  /** @type {Array<{ index: number, place: number, parent: number }>} */
  const found = [];
  const open = [{ index: 0, place: 1, parent: -1 }];
  for (let node = open.pop(); node; node = open.pop()) {
    const { index, place } = node;
    found.push(node);
    if (isLeaf(nodes, index)) continue;
    open.push({ index: nodes.right[index], place: 2 * place + 1, parent: index });
    open.push({ index: nodes.left[index], place: 2 * place, parent: index });
  }
  return found;
}

/** @param {TreeSpec} spec @param {number} index "bill length ≤ 43.4 mm" */
const question = (spec, index) => questionParts(spec, index).join(" ");

/** @param {TreeSpec} spec @param {number} index @returns {[string, string]} */
function questionParts({ nodes, featureNames, units, format = formatMeasured }, index) {
  const feature = nodes.feature[index];
  const unit = units?.[feature] ? ` ${units[feature]}` : "";
  return [
    featureNames[feature] ?? t("column {place}", { place: feature + 1 }),
    `≤ ${format(nodes.threshold[index], feature)}${unit}`,
  ];
}

/** @param {TreeSpec} spec @param {number} index what a leaf says */
function answer(spec, index) {
  const { nodes, classNames = [], format = formatMeasured } = spec;
  if (nodes.value) return format(nodes.value[index], -1);
  const label = commonest(spec, index);
  return classNames[label] ?? t("class {name}", { name: label });
}

/** @param {TreeSpec} spec @param {number} index @returns {number[]} rows by class; none in a tree for numbers */
function countsOf({ nodes: { counts, nClasses = 0 } }, index) {
  return counts ? Array.from({ length: nClasses }, (_, label) => counts[index * nClasses + label]) : [];
}

/** @param {TreeSpec} spec @param {number} index */
function commonest(spec, index) {
  const counts = countsOf(spec, index);
  return counts.indexOf(Math.max(...counts));
}

/**
 * The part of a tree that is drawn where the whole has no room: from the node that was opened on as many levels as can be
 * read, and of those as many nodes as find room side by side.
 * @param {ReturnType<typeof walkThrough>} all
 * @param {TreeSpec} spec
 * @param {{ slots: number, levels: number }} room  leaves side by side, levels below the first
 * @returns {Map<number, { x: number, y: number, hidden: number }>}  by node: x in slots, y in levels
 */
function openedPart(all, { nodes, opened = 1 }, { slots, levels }) {
  const asking = new Map(all.filter((d) => !isLeaf(nodes, d.index)).map((d) => [d.place, d.index]));
  // What was opened may be gone, or be a leaf now.
  let top = opened;
  while (top > 1 && !asking.has(top)) top >>= 1;
  /** @type {Set<number>} */
  const unfolded = new Set();
  let ends = 1;
  let level = [top];
  for (let depth = 0; depth < levels && level.length > 0; depth++) {
    const now = level.filter((place) => asking.has(place)).slice(0, slots - ends);
    for (const place of now) unfolded.add(place);
    ends += now.length;
    level = now.flatMap((place) => [2 * place, 2 * place + 1]);
  }
  const part = new Map();
  let at = 0;
  /** @param {number} place @param {number} index @param {number} y @returns {number} */
  const put = (place, index, y) => {
    const open = unfolded.has(place);
    const x = open
      ? (put(2 * place, nodes.left[index], y + 1) + put(2 * place + 1, nodes.right[index], y + 1)) / 2
      : at++;
    part.set(index, { x, y, hidden: open ? 0 : questionsFrom(nodes, index) });
    return x;
  };
  put(top, asking.get(top) ?? 0, 0);
  return part;
}

/** @param {TreeColumns} nodes @param {number} index @returns {number} */
const questionsFrom = (nodes, index) =>
  isLeaf(nodes, index) ? 0 : 1 + questionsFrom(nodes, nodes.left[index]) + questionsFrom(nodes, nodes.right[index]);

/**
 * Places the nodes and chooses what each box has room to say: the question on one line, on two, its threshold, nothing.
 * @param {import("./frame.js").Plot} plot
 * @param {TreeSpec} spec
 * @returns {Node[]}
 */
function arrange({ left, right, top, bottom }, spec) {
  const { nodes, layout, path = [], open } = spec;
  const room = bottom - READOUT - TALLEST_BOX - top - 14;
  const all = walkThrough(nodes);
  const part =
    open && ((right - left) / (layout.width + 1) < NARROWEST || room / layout.height < LOWEST)
      ? openedPart(all, spec, {
          slots: Math.floor((right - left) / NARROWEST_OPENED),
          levels: Math.max(1, Math.floor(room / OPENED_STEP)),
        })
      : new Map(all.map(({ index }) => [index, { x: layout.x[index], y: layout.y[index], hidden: 0 }]));
  const places = [...part.values()];
  const height = Math.max(...places.map(({ y }) => y));
  const levels = part.size < all.length ? height : (spec.levels ?? height);
  const pitch = (right - left) / (Math.max(...places.map(({ x }) => x)) + 1);
  const step = Math.min(130, room / Math.max(1, levels, height));
  // A leaf by itself stands where the answers to a first question will, nearer to what is said of it.
  const down = height === 0 ? step : 0;
  const along = Array.from(path);
  /** @type {Map<number, Node>} */
  const byIndex = new Map();
  for (const { index, place, parent } of all) {
    const at = part.get(index);
    if (!at) continue;
    byIndex.set(index, {
      index,
      place,
      parent: byIndex.get(parent) ?? null,
      x: left + (at.x + 0.5) * pitch,
      y: top + 14 + down + at.y * step,
      width: 0,
      height: 0,
      room: 0,
      lines: [],
      hidden: at.hidden,
      onPath: along.indexOf(index) + 1,
    });
  }
  const drawn = [...byIndex.values()];
  /** @type {Map<number, Node[]>} */
  const levelOf = new Map();
  for (const node of drawn) levelOf.set(node.y, [...(levelOf.get(node.y) ?? []), node]);
  for (const level of levelOf.values()) {
    level.sort((a, b) => a.x - b.x);
    level.forEach((node, i) => {
      // A box stays in the figure and in its half of the way to its neighbours.
      const sides = [
        i ? node.x - level[i - 1].x : 2 * (node.x - left),
        i + 1 < level.length ? level[i + 1].x - node.x : 2 * (right - node.x),
      ];
      node.room = Math.min(...sides);
      node.width = Math.max(6, Math.min(WIDEST_BOX, node.room - (node.room > 40 ? 8 : 3)));
    });
  }
  const mostLines = Math.max(0, Math.floor((step - BAR - 26) / LINE));
  for (const node of drawn) {
    // Where nothing stands below there is room for a name and a number.
    const isFree = !drawn.some(
      (other) => other.y > node.y && Math.abs(other.x - node.x) < (other.room + node.width) / 2,
    );
    node.lines = fitting(spec, node, isFree ? Math.max(2, mostLines) : mostLines);
    node.width = Math.min(node.width, Math.max(64, 20 + BOLD_LETTER * Math.max(0, ...node.lines.map((d) => d.length))));
    const bar = nodes.counts ? BAR + 8 : 6;
    node.height = bar + LINE * node.lines.length + (node.lines.length ? 3 : 0);
  }
  return drawn;
}

/** @param {TreeSpec} spec @param {Node} node @param {number} mostLines @returns {string[]} */
function fitting(spec, { index, width, hidden }, mostLines) {
  const { nodes } = spec;
  const isEnd = isLeaf(nodes, index);
  const letter = isEnd ? BOLD_LETTER : LETTER;
  const count = formatCount(nodes.nSamples[index]);
  const parts = isEnd
    ? [answer(spec, index), nodes.value ? t("of {count}", { count }) : `${count} ${spec.noun ?? t("rows")}`]
    : questionParts(spec, index);
  const bare = isEnd ? "" : parts[1].split(" ").slice(0, 2).join(" ");
  // A name and a number do not stand on one line: "Adelie 342" would be read as so many Adelies.
  const says = t("says {answer}", { answer: parts[0] });
  const versions = isEnd
    ? nodes.value
      ? [[parts.join(" ")], parts, [parts[1]]]
      : [[says, parts[1]], parts, [parts[0], count], [says], [parts[0]], [count]]
    : hidden
      ? [[t("{n} more", { n: hidden })], [`+${hidden}`]]
      : [[parts.join(" ")], parts, [...parts[0].split(" "), parts[1]], [parts[1]], [bare]];
  const fits = (/** @type {string[]} */ lines) =>
    lines.length <= mostLines && lines.every((line) => line.length * letter <= width - 6);
  return versions.find(fits) ?? [];
}

/** @param {import("./frame.js").Plot} plot @param {string} name @param {Node[]} nodes @param {TreeSpec} spec @param {number} duration */
function drawBranches(plot, name, nodes, { nodes: { nSamples } }, duration) {
  const branches = nodes.flatMap((d) => (d.parent ? [{ ...d, parent: d.parent }] : []));
  const group = plot.layer(`${name}-branches`);
  group
    .selectChildren("path")
    .data(branches, placeOf)
    .join("path")
    .attr("class", (d) => `sw-branch${d.onPath ? " is-on-path" : ""}`)
    .attr("stroke-width", (d) => short(1.5 + (THICKEST * nSamples[d.index]) / nSamples[nodes[0].index]))
    .each(
      /** @this {any} */ function (d) {
        const from = d.parent;
        const start = [from.x, from.y + from.height];
        if (!this.hasAttribute("d")) glide(this, [...start, ...start], curve);
        glide(this, [...start, d.x, d.y], curve, duration);
      },
    );
  // The first question says which side is which; the others follow it.
  group
    .selectChildren("text")
    .data(
      branches.filter((d) => !d.parent.parent),
      placeOf,
    )
    .join("text")
    .attr("class", "sw-branch-label")
    .attr("text-anchor", (d) => (d.place % 2 ? "start" : "end"))
    .text((d) => (d.place % 2 ? t("no") : t("yes")))
    .each(
      /** @this {any} */ function (d) {
        // Beside the box, over the branch, which only goes down from there.
        const { x, y, width, height } = d.parent;
        place(this, x + (d.place % 2 ? 1 : -1) * (width / 2 + 7), y + height - 2, duration);
      },
    );
}

/** @param {any} d */
const placeOf = (d) => d.place;

/** @type {import("./walk.js").Write} */
function curve(node, [fromX, fromY, toX, toY]) {
  const middle = short((fromY + toY) / 2);
  const [x, y] = [short(toX), short(toY)];
  node.setAttribute("d", `M${short(fromX)},${short(fromY)}C${short(fromX)},${middle},${x},${middle},${x},${y}`);
}

/** @param {import("./frame.js").Plot} plot @param {TreeSpec} spec @param {Node[]} nodes @param {number} duration */
function drawNodes(plot, spec, nodes, duration) {
  const { select, selected = 0, open, name = "tree" } = spec;
  const { live, edit, announce } = plot.options;
  const group = plot.layer(name);
  const box = group
    .selectChildren(".sw-node")
    .data(nodes, placeOf)
    .join((enter) => {
      const made = enter.append("g");
      if (live) made.append("rect").attr("class", "sw-hit").attr("rx", 6);
      made.append("rect").attr("class", "sw-node-box").attr("rx", 6);
      made.append("g").attr("class", "sw-node-bar");
      made.append("text").attr("text-anchor", "middle");
      // A new node comes out of its parent.
      made.each(
        /** @this {any} */ function (d) {
          if (d.parent && duration) place(this, d.parent.x, d.parent.y);
        },
      );
      return made;
    });
  box
    .attr("class", (d) => {
      const leaf = isLeaf(spec.nodes, d.index)
        ? ` is-leaf${spec.nodes.counts ? ` sw-class-${commonest(spec, d.index)}` : ""}`
        : "";
      return `sw-node${leaf}${d.onPath ? " is-on-path" : ""}${d.place === selected ? " is-picked" : ""}${live ? " sw-switch" : ""}`;
    })
    .each(
      /** @this {any} */ function (d) {
        place(this, d.x, d.y, duration);
      },
    );
  box
    .select(".sw-node-box")
    .attr("x", (d) => short(-d.width / 2))
    .attr("width", (d) => short(d.width))
    .attr("height", (d) => d.height);
  box
    .select("text")
    .selectChildren("tspan")
    .data((d) => d.lines)
    .join("tspan")
    .attr("x", 0)
    .attr("y", (_, i) => LINE * (i + 1))
    .text((line) => line);
  box
    .selectChildren(".sw-node-more")
    .data((/** @type {Node} */ d) => (d.hidden ? [d] : []))
    .join("path")
    .attr("class", "sw-node-more")
    .attr("d", (/** @type {Node} */ d) => `M-7,${short(d.height + 3)}l7,6l7,-6`);
  drawBars(box, spec);
  drawReadout(plot, spec, nodes.find(({ place }) => place === selected) ?? nodes[0]);
  if (!live) return;

  const chosenHere = (/** @type {any} */ d) => drawReadout(plot, spec, d);
  box
    .attr("role", (d) => (select || d.hidden ? "button" : "img"))
    .attr("aria-pressed", (d) => (select ? String(d.place === selected) : null))
    .attr("aria-expanded", (d) => (d.hidden ? "false" : null))
    .attr("aria-label", (d) => said(spec, d))
    .on("pointerenter focus", (_, d) => chosenHere(d))
    .on("pointerleave blur", () => chosenHere(nodes.find(({ place }) => place === selected) ?? nodes[0]));
  // As far as the neighbours allow, a finger's breadth.
  box
    .select(".sw-hit")
    .attr("x", (d) => short(-Math.max(d.width, Math.min(44, d.room)) / 2))
    .attr("y", (d) => Math.min(0, short((d.height - 44) / 2)))
    .attr("width", (d) => short(Math.max(d.width, Math.min(44, d.room))))
    .attr("height", (d) => Math.max(44, d.height));
  const choose = (/** @type {Node} */ d) =>
    open && d.hidden
      ? edit?.({ [open]: d.place })
      : select
        ? edit?.({ [select]: d.place === present(plot.options, select, selected) ? 0 : d.place })
        : announce?.(said(spec, d));
  makeSwitches(group, choose, (d, key) => neighbour(nodes, d, key));
  if (open) drawWayBack(plot, spec, nodes[0], group);
}

/**
 * Beside a part of a tree, the way back to the whole. @param {import("./frame.js").Plot} plot @param {TreeSpec} spec
 * @param {Node} top @param {import("./frame.js").AnySelection} group  of the nodes
 */
function drawWayBack(plot, { open = "", name = "tree" }, top, group) {
  const layer = plot.layer(`${name}-back`);
  const wasFocused = layer.node().contains(layer.node().ownerDocument.activeElement);
  layer
    .selectChildren("g")
    .data(top.place > 1 ? [top.place] : [])
    .join((enter) => {
      const made = enter.append("g").attr("class", "sw-switch sw-node").attr("role", "button");
      made.append("rect").attr("class", "sw-hit").attr("rx", 6).attr("width", 84).attr("height", 44);
      made.append("rect").attr("class", "sw-node-box").attr("rx", 6).attr("y", 8).attr("width", 84).attr("height", 28);
      made.append("text").attr("x", 42).attr("y", 26).attr("text-anchor", "middle").text(t("whole tree"));
      return made;
    })
    .attr("transform", `translate(${short(plot.left)},${short(plot.top)})`);
  makeSwitches(layer, () => plot.options.edit?.({ [open]: 1 }));
  // Who went back by the keyboard stands on the first node again.
  if (wasFocused && top.place === 1) group.node().firstElementChild?.focus();
}

/** Up is the parent, down the answer yes, left and right the next on the level. @param {Node[]} nodes @param {Node} node @param {string} key */
function neighbour(nodes, { place, parent, y }, key) {
  if (key === "ArrowUp") return parent;
  if (key === "ArrowDown") return nodes.find((d) => d.place === 2 * place);
  const level = nodes.filter((d) => d.y === y).sort((a, b) => a.x - b.x);
  return level[level.findIndex((d) => d.place === place) + (key === "ArrowRight" ? 1 : -1)];
}

/** The rows of each node by class, side by side; where there is room, each part wears its class's shape. @param {any} box @param {TreeSpec} spec */
function drawBars(box, spec) {
  const parts = box
    .select(".sw-node-bar")
    .attr("transform", (/** @type {Node} */ d) => `translate(${short(-d.width / 2 + 4)},${short(d.height - BAR - 4)})`)
    .selectChildren("g")
    .data(
      (/** @type {Node} */ d) => {
        const counts = countsOf(spec, d.index);
        const whole = counts.reduce((sum, count) => sum + count, 0);
        const width = d.width - 8;
        let at = 0;
        return counts.flatMap((count, label) => {
          if (count === 0) return [];
          const part = { label, x: at, width: Math.max(1, (count / whole) * width) };
          at += part.width;
          return [part];
        });
      },
      (/** @type {any} */ d) => d.label,
    )
    .join((/** @type {any} */ enter) => {
      const made = enter.append("g");
      made.append("path");
      return made;
    });
  parts.attr("class", (/** @type {any} */ d) => `sw-class-${d.label}`);
  parts
    .select(":scope > path")
    .attr("class", "sw-node-part")
    .attr(
      "d",
      (/** @type {any} */ d) =>
        `M${short(d.x)},0h${short(Math.max(1, d.width - 1))}v${BAR}h${-short(Math.max(1, d.width - 1))}Z`,
    );
  parts
    .selectChildren(".sw-node-shape")
    .data((/** @type {any} */ d) => (d.width >= 14 ? [d] : []))
    .join("path")
    .attr("class", "sw-node-shape")
    .attr("d", (/** @type {any} */ d) => shapePath(d.label, 3.5))
    .attr("transform", (/** @type {any} */ d) => `translate(${short(d.x + (d.width - 1) / 2)},${BAR / 2})`);
}

/**
 * Question or answer, and the rows by class: each line in its versions, the longest first.
 * @param {TreeSpec} spec @param {Node} node
 * @returns {string[][]}
 */
function readout(spec, { index, hidden, onPath }) {
  const { nodes, classNames = [], noun = t("rows") } = spec;
  const counts = countsOf(spec, index)
    .map((count, label) => `${formatCount(count)} ${classNames[label] ?? t("of class {name}", { name: label })}`)
    .join(", ");
  const says = isLeaf(nodes, index)
    ? t("A leaf, which says {answer}", { answer: answer(spec, index) })
    : `${question(spec, index)}?`;
  const whole = `${formatCount(nodes.nSamples[index])} ${noun}`;
  const from = hidden === 1 ? t("1 question from here") : t("{n} questions from here", { n: hidden });
  const more = hidden ? ` (${from})` : "";
  const path = onPath ? ` (${t("on the path")})` : "";
  return [
    [says + more + path, says + more, says],
    [counts ? `${whole}: ${counts}` : whole, counts || whole],
  ];
}

/** All of it. @param {TreeSpec} spec @param {Node} node */
const said = (spec, node) =>
  readout(spec, node)
    .map(([whole]) => whole)
    .join(" ");

/** @param {import("./frame.js").Plot} plot @param {TreeSpec} spec @param {Node} node */
function drawReadout(plot, spec, node) {
  const room = plot.right - plot.left;
  const most = Math.floor(room / READ_LETTER);
  const shown = readout(spec, node).map(
    (versions) => versions.find((line) => line.length * SPACED_LETTER <= room) ?? versions.at(-1) ?? "",
  );
  plot
    .layer(`${spec.name ?? "tree"}-readout`)
    .attr("aria-hidden", "true")
    .selectChildren("text")
    .data(shown)
    .join("text")
    .attr("class", (_, i) => (i ? "sw-axis-title" : "sw-strong"))
    .attr("x", plot.left + 2)
    .attr("y", (_, i) => plot.bottom - 22 + 17 * i)
    .text((line) => (line.length > most ? `${line.slice(0, most - 1)}…` : line));
}
