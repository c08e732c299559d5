// What is drawn below the first screen.
import {
  bars,
  barsTable,
  boxes,
  cuts,
  cutsOf,
  flock,
  formatCount,
  formatMeasured,
  formatNumber,
  formatPercent,
  frame,
  gains,
  gainsSummary,
  gainsTable,
  labels,
  lines,
  scatter,
  surface,
  tree,
  treeSummary,
  treeTable,
} from "scrollwork/figures";
import { bill, flipper, kBounds, kShortNames, part, plane, plural, words } from "./plane.js";

const bits = { domain: [0, 1], title: "gain", unit: "bits", ticks: 2 };
const drop = { domain: [0, 0.5], title: "gain", ticks: 2 };
/** The same axis once more, beside the scatter's: its ticks need no second naming. */
const bare = (axis) => ({ ...axis, title: "", format: () => "" });
const share = (title, domain = [0, 1]) => ({ domain, title, ticks: 5, format: (v) => formatPercent(v), grid: true });
const gainAxis = (criterion) => (criterion === "entropy" ? bits : drop);

const species = ["Adelie", "Chinstrap", "Gentoo"];

export const bag = {
  title: "A bag of penguins, and how mixed it is",
  needs: ["bag"],
  layouts: { narrow: [360, 520], wide: [960, 400] },
  draw(root, { bag }, { bagAdelie }, options) {
    const { width, height, narrow } = options;
    const left = narrow ? width : 400;
    const low = narrow ? 190 : height;
    const inside = part(root, options, "bag", 0, 0, left, low);
    const sack = frame(inside.root, inside.options);
    const kinds = bag.counts.flatMap((count, label) => Array.from({ length: count }, () => label));
    const size = narrow ? 7 : 11;
    const room = { width: narrow ? 240 : 300, height: low - (narrow ? 40 : 70) };
    const box = { ...room, x: (left - room.width) / 2, y: narrow ? 28 : 46 };
    boxes(sack, { boxes: [{ id: "bag", ...box, label: "" }] });
    const inner = { x: box.x + 8, y: 0, width: box.width - 16, height: box.height - 16 };
    // They lie on the floor of the bag.
    const places = flock(inner, kinds.length, { size }).map(([x, y]) => [x, box.y + box.height - 8 - y]);
    scatter(sack, {
      data: kinds.map((label, i) => ({ x: places[i][0], y: places[i][1], label, index: i })),
      key: (d) => `${d.label}-${d.index}`,
      size,
      name: "inside",
    });
    labels(sack, {
      labels: [
        {
          id: "counts",
          x: left / 2,
          y: narrow ? 16 : 28,
          anchor: "middle",
          className: "sw-strong",
          text: bag.total === 0 ? "an empty bag" : bag.counts.map((n, i) => `${n} ${species[i]}`).join(", "),
        },
      ],
    });
    const chart = part(
      root,
      options,
      "measures",
      narrow ? 0 : left + 30,
      narrow ? low + 10 : 0,
      narrow ? width : width - left - 30,
      narrow ? height - low - 10 : height,
    );
    const plot = frame(chart.root, chart.options, {
      x: { domain: [0, 20], title: "Adelies in the bag", ticks: 5, format: formatCount },
      y: { domain: [0, 1.6], title: "impurity", ticks: 4, format: (v) => formatNumber(v, 1), grid: true },
      margin: { right: narrow ? 70 : 96 },
    });
    lines(plot, {
      series: [
        { id: "entropy", label: "entropy", points: bag.entropy.along, className: "sw-fresh" },
        { id: "gini", label: "Gini", points: bag.gini.along, className: "sw-part-test", dashed: true },
      ],
      marker: {
        key: "bagAdelie",
        value: bagAdelie,
        label: "",
        name: "Adelies in the bag",
        min: 0,
        max: 20,
        step: 1,
      },
    });
    labels(plot, {
      name: "readout",
      labels: [
        {
          id: "here",
          x: 20,
          y: 0.06,
          anchor: "end",
          className: "sw-strong",
          text:
            bag.total === 0
              ? "no penguins, no question"
              : `entropy ${formatNumber(bag.entropy.here, 2)} bits, Gini ${formatNumber(bag.gini.here, 2)}`,
        },
      ],
    });
  },
  summary: ({ bag }) =>
    bag.total === 0
      ? "An empty bag."
      : `A bag of ${bag.counts.map((n, i) => `${n} ${species[i]}`).join(", ")}: entropy ${formatNumber(bag.entropy.here, 2)} bits, Gini impurity ${formatNumber(bag.gini.here, 2)}.`,
  table: ({ bag }) => ({
    caption: "Impurity by the number of Adelies, the others as they are",
    columns: ["Adelies", "entropy (bits)", "Gini impurity"],
    rows: bag.entropy.along.map(([n, v], i) => [n, formatNumber(v, 3), formatNumber(bag.gini.along[i][1], 3)]),
  }),
};

/** Scatter with the gains of every cut above it and beside it; `chosen` is the cut in force and its two state keys. */
function cutting(root, options, box, { birds, splits, criterion, cut, edit, within = null, behind = null, most = 0 }) {
  const { x, y, width, height } = box;
  const chart = options.narrow ? 92 : 130;
  const gain = most > 0 ? { ...gainAxis(criterion), domain: [0, most] } : gainAxis(criterion);
  const main = part(root, options, "plane", x, y + chart, width - chart, height - chart);
  const plot = frame(main.root, main.options, { x: flipper, y: bill });
  if (behind) surface(plot, { surface: behind.surface });
  scatter(plot, { X: birds.X, y: birds.y, size: options.narrow ? 3 : 4.6 });
  if (behind) cuts(plot, { nodes: behind.nodes, selected: behind.at });
  const shared = { splits, scatter: plot, cut, edit };
  const above = part(root, options, "above", x, y, width - chart, chart);
  const across = frame(above.root, above.options, { x: bare(flipper), y: gain });
  gains(across, {
    ...shared,
    feature: 0,
    featureName: options.narrow ? kShortNames[0] : flipper.title,
    ...(within && { within: [within[2], within[3]] }),
  });
  const side = part(root, options, "side", x + width - chart, y + chart, chart, height - chart);
  const upright = frame(side.root, side.options, {
    x: gain,
    y: bare(bill),
    margin: { left: 8, top: 30 },
  });
  gains(upright, {
    ...shared,
    feature: 1,
    featureName: options.narrow ? kShortNames[1] : bill.title,
    along: "y",
    ...(within && { within: [within[0], within[1]] }),
  });
  return plot;
}

const splitWords = (splits) => ({ splits, featureNames: words.featureNames, units: words.units });

export const first = {
  title: "What every first question would gain",
  needs: ["birds", "first"],
  layouts: { narrow: [360, 470], wide: [760, 580] },
  draw(root, { birds, first }, { cutFeature, cutThreshold, criterion }, options) {
    const { width, height } = options;
    cutting(
      root,
      options,
      { x: 0, y: 0, width, height },
      {
        birds,
        splits: first,
        criterion,
        cut: { feature: cutFeature, threshold: cutThreshold },
        edit: { feature: "cutFeature", threshold: "cutThreshold" },
      },
    );
  },
  summary: ({ first }) => gainsSummary(splitWords(first)),
  table: ({ first }) => gainsTable(splitWords(first)),
};

const handTree = ({ birds, hand }) => ({
  ...words,
  nodes: hand.nodes,
  layout: hand.layout,
  classNames: birds.classNames,
  select: "handNode",
  selected: hand.at,
  name: "hand",
});

export const hand = {
  title: "Your own tree, question by question",
  needs: ["birds", "hand"],
  layouts: { narrow: [360, 740], wide: [960, 620] },
  draw(root, { birds, hand }, { criterion }, options) {
    const { width, height, narrow } = options;
    const left = narrow ? width : 470;
    const high = narrow ? 260 : height - 70;
    const mine = part(root, options, "tree", 0, 0, left, high);
    tree(frame(mine.root, mine.options), {
      ...handTree({ birds, hand }),
      levels: narrow ? 2 : 3,
      ...(narrow && { featureNames: kShortNames }),
    });
    const tally = part(root, options, "tally", 0, high, left, 60);
    labels(frame(tally.root, tally.options), {
      labels: [
        {
          id: "mine",
          x: left / 2,
          y: 18,
          anchor: "middle",
          className: "sw-strong",
          text: `you: ${plural(hand.asked, "question")}, right about ${hand.right} of ${hand.n}`,
        },
        {
          id: "rival",
          x: left / 2,
          y: 38,
          anchor: "middle",
          text: `the greedy learner with as many: ${hand.rival.right}`,
        },
      ],
    });
    cutting(
      root,
      options,
      narrow
        ? { x: 0, y: high + 60, width, height: height - high - 60 }
        : { x: left + 10, y: 0, width: width - left - 10, height },
      {
        birds,
        splits: hand.splits,
        criterion,
        cut: hand.cut,
        edit: { feature: `hand${hand.at}Feature`, threshold: `hand${hand.at}Threshold` },
        within: hand.box,
        behind: hand,
        most: hand.splits.impurity, // all that a cut of this node could gain
      },
    );
  },
  summary: ({ birds, hand }) =>
    `${treeSummary(handTree({ birds, hand }))} It is right about ${hand.right} of ${hand.n}; the greedy learner with as many questions about ${hand.rival.right}.`,
  table: ({ birds, hand }) => treeTable(handTree({ birds, hand })),
};

const dialTitles = {
  maxDepth: "maxDepth: levels of questions",
  minSamplesLeaf: "minSamplesLeaf: fewest penguins in a leaf",
  ccpAlpha: "ccpAlpha: price of a leaf",
};

export const prune = {
  title: "How large a tree should be",
  needs: ["birds", "scores", "pruned"],
  layouts: { narrow: [360, 620], wide: [960, 460] },
  draw(root, { birds, scores, pruned }, { dialAt }, options) {
    const { width, height, narrow } = options;
    const left = narrow ? width : 520;
    const low = narrow ? 300 : height;
    const chart = part(root, options, "scores", 0, 0, left, low);
    const { settings, here, train, crossValidated } = scores;
    const plot = frame(chart.root, chart.options, {
      x: {
        domain: [0, settings.length - 1],
        title: dialTitles[scores.dial],
        tickValues: settings.map((_, i) => i).filter((i) => !narrow || i % 2 === 0),
        format: (i) => String(settings[i] ?? ""),
      },
      y: share("accuracy", [0.75, 1]),
      margin: { right: narrow ? 84 : 120 },
    });
    const shown = (values) => values.map((v, i) => [i, v]).filter(([, v]) => v >= 0.75);
    lines(plot, {
      series: [
        { id: "train", label: "training", points: shown(train), className: "sw-part-train" },
        {
          id: "one",
          label: narrow ? "one set" : "one validation set",
          points: shown(here.map((d) => d.validation)),
          className: "sw-part-validation sw-thin",
          dashed: true,
        },
        {
          id: "many",
          label: narrow ? `${scores.nDone} folds` : `cross-validated, ${scores.nDone} folds`,
          points: shown(crossValidated),
          className: "sw-part-validation",
        },
      ],
      marker: {
        key: "dialAt",
        value: Math.min(dialAt, settings.length - 1),
        label: "",
        name: dialTitles[scores.dial],
        min: 0,
        max: settings.length - 1,
        step: 1,
      },
    });
    const right = part(
      root,
      options,
      "plane",
      narrow ? 0 : left + 10,
      narrow ? low + 10 : 0,
      narrow ? width : width - left - 10,
      narrow ? height - low - 10 : height,
    );
    plane(right, { birds, grown: pruned, margin: { top: 30 } });
  },
  summary: ({ scores: { here, train, crossValidated }, pruned }, { dial }) =>
    `${dial} ${pruned.setting}: ${plural(pruned.nLeaves, "leaf", "leaves")}. Training accuracy ${formatPercent(train[pruned.at] ?? 0, 1)}, ` +
    `on one validation set ${formatPercent(here[pruned.at]?.validation ?? 0, 1)}, cross-validated ${formatPercent(crossValidated[pruned.at] ?? 0, 1)}.`,
  table: ({ scores: { settings, here, train, crossValidated } }, { dial }) => ({
    caption: "Accuracy along the dial",
    columns: [dial, "leaves", "training", "one validation set", "cross-validated"],
    rows: settings.map((value, i) => [
      value,
      here[i].leaves,
      formatPercent(train[i], 1),
      formatPercent(here[i].validation, 1),
      formatPercent(crossValidated[i], 1),
    ]),
  }),
};

export const shaken = {
  title: "Two hundred trees, each grown without a twentieth of the birds",
  needs: ["birds", "shaken"],
  layouts: { narrow: [360, 520], wide: [960, 460] },
  draw(root, { birds, shaken }, state, options) {
    const { width, height, narrow } = options;
    const left = narrow ? width : 560;
    const low = narrow ? 300 : height;
    const main = part(root, options, "plane", 0, 0, left, low);
    const plot = frame(main.root, main.options, { x: flipper, y: bill });
    scatter(plot, { X: birds.X, y: birds.y, size: narrow ? 2.6 : 3.6, classOf: () => "is-faint" });
    plot
      .layer("all-cuts")
      .selectChildren("path")
      .data(heaped(shaken), (d) => d.id)
      .join("path")
      .attr("class", (d) => `sw-cut${d.level === 0 ? " is-picked" : " is-deep"}`)
      .attr("stroke-opacity", (d) => round(0.06 + (0.94 * d.count) / shaken.nDone, 100))
      .attr(
        "d",
        ({ line: [x0, y0, x1, y1] }) =>
          `M${round(plot.x(x0))},${round(plot.y(y0))}L${round(plot.x(x1))},${round(plot.y(y1))}`,
      );
    const chart = part(
      root,
      options,
      "tally",
      narrow ? 0 : left + 30,
      narrow ? low + 10 : 60,
      narrow ? width : width - left - 30,
      narrow ? height - low - 10 : 300,
    );
    bars(
      frame(chart.root, chart.options, {
        x: { domain: [0, shaken.nShakes], title: "trees", ticks: 4, format: formatCount },
        margin: { left: 14, top: 14 },
      }),
      { rows: shakeRows(shaken) },
    );
  },
  summary: ({ shaken }) =>
    `${shaken.nDone} trees, each without ${342 - shaken.kept} of the 342 penguins: the first question stayed in ${shaken.firstSame}, ` +
    `the whole tree in ${shaken.treeSame}; there were ${shaken.kinds} different trees with ${shaken.fewest} to ${shaken.most} leaves.`,
  table: ({ shaken }) =>
    barsTable({
      rows: shakeRows(shaken),
      caption: "Of two hundred trees",
      columns: ["", "trees"],
      format: formatCount,
    }),
};

const round = (value, parts = 10) => Math.round(value * parts) / parts;
/** The cuts of the first three levels of all trees, each once, with the number of trees that make it. */
function heaped({ trees }) {
  const found = new Map();
  for (const cut of trees.flatMap((nodes) => cutsOf(nodes, kBounds)).filter((d) => d.level < 3)) {
    const id = `${cut.level}:${cut.line.join()}`;
    found.set(id, { ...cut, id, count: (found.get(id)?.count ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.level - a.level);
}
const shakeRows = ({ firstSame, nDone, treeSame, kinds }) => [
  { id: "first", label: "same first question", value: firstSame, text: formatCount(firstSame), className: "sw-fresh" },
  {
    id: "other",
    label: "another first question",
    value: nDone - firstSame,
    text: formatCount(nDone - firstSame),
    className: "sw-fresh",
  },
  { id: "whole", label: "same whole tree", value: treeSame, text: formatCount(treeSame), className: "sw-fresh" },
  { id: "kinds", label: "different trees", value: kinds, text: formatCount(kinds), className: "sw-fresh" },
];

const half = { domain: [-1, 1], tickValues: [-1, 0, 1], format: (v) => formatNumber(v, 0) };

export const chess = {
  title: "A chessboard that no single question can begin",
  needs: ["chess", "blind"],
  layouts: { narrow: [360, 400], wide: [680, 560] },
  draw(root, { chess, blind }, state, options) {
    const { width, height, narrow } = options;
    const gap = narrow ? 92 : 130;
    const main = part(root, options, "plane", 0, gap, width - gap, height - gap);
    const plot = frame(main.root, main.options, {
      x: { ...half, title: "first measurement" },
      y: { ...half, title: "second" },
    });
    surface(plot, { surface: blind.surface });
    scatter(plot, { X: chess.X, y: chess.y, size: narrow ? 3.4 : 5 });
    cuts(plot, { nodes: blind.nodes });
    const above = part(root, options, "above", 0, 0, width - gap, gap);
    gains(frame(above.root, above.options, { x: bare(half), y: bits }), {
      splits: blind.splits,
      scatter: plot,
      feature: 0,
      featureName: "first measurement",
    });
    const side = part(root, options, "side", width - gap, gap, gap, height - gap);
    gains(frame(side.root, side.options, { x: bits, y: bare(half), margin: { left: 8, top: 30 } }), {
      splits: blind.splits,
      scatter: plot,
      feature: 1,
      featureName: "second measurement",
      along: "y",
    });
  },
  summary: ({ blind }) =>
    `The best first cut gains ${formatNumber(blind.most, 3)} bits. The tree shown has ${plural(blind.nLeaves, "leaf", "leaves")} and is right about ${blind.right} of ${blind.n}; the greedy learner needs ${blind.greedyLeaves} leaves.`,
  table: ({ blind }) =>
    gainsTable({ splits: blind.splits, featureNames: ["first measurement", "second measurement"], units: ["", ""] }),
};

const duelRows = ({ nDone, first, feature, named, judged }) => [
  {
    id: "first",
    label: "another first question",
    value: first / nDone,
    text: formatPercent(first / nDone, 1),
    className: "sw-fresh",
  },
  {
    id: "feature",
    label: "about another measurement",
    value: feature / nDone,
    text: formatPercent(feature / nDone, 1),
    className: "sw-fresh",
  },
  {
    id: "named",
    label: "penguins named differently",
    value: named / judged,
    text: formatPercent(named / judged, 1),
    className: "sw-fresh",
  },
];

export const duel = {
  title: "How often Gini and entropy disagree",
  needs: ["duel"],
  layouts: { narrow: [360, 250], wide: [720, 260] },
  draw(root, { duel }, state, options) {
    bars(
      frame(root, options, {
        x: {
          domain: [0, 0.2],
          title: `share, after ${duel.nDone} pairs of trees`,
          ticks: 4,
          format: (v) => formatPercent(v),
        },
        margin: { left: 14, top: 14 },
      }),
      { rows: duelRows(duel) },
    );
  },
  summary: ({ duel }) =>
    `${duel.nDone} pairs of trees: ${duelRows(duel)
      .map((d) => `${d.label} ${d.text}`)
      .join(", ")}.`,
  table: ({ duel }) =>
    barsTable({
      rows: duelRows(duel),
      caption: "Disagreements",
      columns: ["", "share"],
      format: (v) => formatPercent(v, 1),
    }),
};

export const turned = {
  title: "A tilted border, and the staircase that a tree builds along it",
  needs: ["turned"],
  layouts: { narrow: [360, 600], wide: [960, 440] },
  draw(root, { turned }, { tilt }, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 340 : height;
    const main = part(root, options, "plane", 0, 0, narrow ? width : side + 30, side);
    const plot = frame(main.root, main.options, {
      x: { ...half, title: "first measurement" },
      y: { ...half, title: "second" },
    });
    surface(plot, { surface: turned.surface });
    scatter(plot, { X: turned.X, y: turned.y, size: narrow ? 3.2 : 4.6 });
    cuts(plot, { nodes: turned.nodes });
    const chart = part(
      root,
      options,
      "leaves",
      narrow ? 0 : side + 60,
      narrow ? side + 10 : 0,
      narrow ? width : width - side - 60,
      narrow ? height - side - 10 : height,
    );
    const curve = frame(chart.root, chart.options, {
      x: { domain: [0, 45], title: "tilt", unit: "°", ticks: 5, format: formatCount },
      y: { domain: [0, 14], title: "leaves", ticks: 4, format: formatCount, grid: true },
      margin: { right: 16 },
    });
    lines(curve, {
      series: [{ id: "leaves", label: "", points: turned.leaves, className: "sw-fresh" }],
      marker: { key: "tilt", value: tilt, label: "", name: "tilt", min: 0, max: 45, step: 1 },
    });
  },
  summary: ({ turned }, { tilt }) =>
    `A straight border, turned by ${tilt} degrees: the tree takes ${plural(turned.nLeaves, "leaf", "leaves")}.`,
  table: ({ turned }) => ({
    caption: "Leaves by tilt",
    columns: ["degrees", "leaves"],
    rows: turned.leaves,
  }),
};

const lotteryNames = ["2 values", "4 values", "12 values", "all different"];
const lotteryRows = ({ wins, nDone }) =>
  wins.map((n, i) => ({
    id: `${i}`,
    label: lotteryNames[i],
    value: n / nDone,
    text: formatPercent(n / nDone),
    className: "sw-fresh",
  }));

export const lottery = {
  title: "Four columns of pure chance, and how often a tree asks about each first",
  needs: ["lottery"],
  layouts: { narrow: [360, 280], wide: [720, 300] },
  draw(root, { lottery }, state, options) {
    bars(
      frame(root, options, {
        x: { domain: [0, 1], title: `share of ${lottery.nDone} trees`, ticks: 5, format: (v) => formatPercent(v) },
        margin: { left: 14, top: 14 },
      }),
      { rows: lotteryRows(lottery) },
    );
  },
  summary: ({ lottery }) =>
    `${lottery.nDone} trees on labels tossed with a coin asked first about the column with ${lotteryRows(lottery)
      .map((d) => `${d.label} ${d.text}`)
      .join(", ")}.`,
  table: ({ lottery }) =>
    barsTable({
      rows: lotteryRows(lottery),
      caption: "First questions among columns of chance",
      columns: ["column", "share"],
      format: (v) => formatPercent(v),
    }),
};

const shortNames = {
  flipper_length_mm: "flipper",
  bill_length_mm: "bill length",
  bill_depth_mm: "bill depth",
  body_mass_g: "mass",
};
const contestTree = ({ measured, contest }, { smallOpened }) => ({
  open: "smallOpened",
  opened: smallOpened,
  nodes: contest.nodes,
  layout: contest.layout,
  featureNames: measured.names.map((name) => shortNames[name]),
  units: measured.names.map((name) => (name.endsWith("_g") ? "g" : "mm")),
  classNames: measured.classNames,
  noun: "penguins",
  format: (v) => formatMeasured(v),
});

export const contest = {
  title: "Your smallest tree",
  needs: ["measured", "contest"],
  layouts: { narrow: [360, 420], wide: [960, 480] },
  draw: (root, results, state, options) => tree(frame(root, options), contestTree(results, state)),
  summary: (results, state) => `${treeSummary(contestTree(results, state))} ${results.contest.message}`,
  table: (results, state) => treeTable(contestTree(results, state)),
};

/** "bill_depth_mm" as words, and its unit. */
const readable = (name) => name.replace(/_(mm|g|kg|cm)$/, "").replaceAll("_", " ");
const unitOf = (name) => /_(mm|g|kg|cm)$/.exec(name)?.[1] ?? "";

const ownTree = ({ own: { nodes, layout, columns, classNames } }, { ownOpened }) => ({
  nodes,
  layout,
  classNames,
  featureNames: [columns.x, columns.y].map(readable),
  units: [columns.x, columns.y].map(unitOf),
  open: "ownOpened",
  opened: ownOpened,
});

export const own = {
  title: "A tree of your own table",
  needs: ["own"],
  layouts: { narrow: [360, 640], wide: [960, 480] },
  draw(root, results, state, options) {
    const { width, height, narrow } = options;
    const { own } = results;
    const [x0, x1, y0, y1] = own.bounds;
    const [left, high] = narrow ? [width, 280] : [480, height];
    const above = part(root, options, "tree", 0, 0, left, high);
    tree(frame(above.root, above.options), ownTree(results, state));
    const [x, y] = narrow ? [0, high] : [left + 10, 0];
    const below = part(root, options, "plane", x, y, width - x, height - y);
    const plot = frame(below.root, below.options, {
      x: { domain: [x0, x1], title: readable(own.columns.x), unit: unitOf(own.columns.x), ticks: 5 },
      y: { domain: [y0, y1], title: readable(own.columns.y), unit: unitOf(own.columns.y), ticks: 5 },
    });
    surface(plot, { surface: own.surface });
    scatter(plot, { X: own.X, y: own.y, size: narrow ? 3.2 : 4.6 });
    cuts(plot, { nodes: own.nodes });
  },
  summary: (results, state) =>
    `${treeSummary(ownTree(results, state))} It is right about ${results.own.right} of ${results.own.n} rows that it learned from, ` +
    `and, cross-validated over ${results.own.nFolds} folds, about ${formatPercent(results.own.score, 1)} of rows that it did not; ` +
    `${plural(results.own.nDropped, "row")} left out for missing values.`,
  table: (results, state) => treeTable(ownTree(results, state)),
};
