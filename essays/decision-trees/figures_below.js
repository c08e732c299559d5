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
  t,
} from "scrollwork/figures";
import { bill, flipper, kBounds, kShortNames, nLeaves, nQuestions, part, plane, words } from "./plane.js";

const bits = { domain: [0, 1], title: t("gain"), unit: t("bits"), ticks: 2 };
const drop = { domain: [0, 0.5], title: t("gain"), ticks: 2 };
/** The same axis once more, beside the scatter's: its ticks need no second naming. */
const bare = (axis) => ({ ...axis, title: "", format: () => "" });
const share = (title, domain = [0, 1]) => ({ domain, title, ticks: 5, format: (v) => formatPercent(v), grid: true });
const gainAxis = (criterion) => (criterion === "entropy" ? bits : drop);

const species = [t("Adelie"), t("Chinstrap"), t("Gentoo")];

export const bag = {
  title: t("A bag of penguins, and how mixed it is"),
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
          text: bag.total === 0 ? t("an empty bag") : bag.counts.map((n, i) => `${n} ${species[i]}`).join(", "),
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
      x: { domain: [0, 20], title: t("Adelies in the bag"), ticks: 5, format: formatCount },
      y: { domain: [0, 1.6], title: t("impurity"), ticks: 4, format: (v) => formatNumber(v, 1), grid: true },
      margin: { right: narrow ? 70 : 96 },
    });
    lines(plot, {
      series: [
        { id: "entropy", label: t("entropy"), points: bag.entropy.along, className: "sw-fresh" },
        { id: "gini", label: t("Gini"), points: bag.gini.along, className: "sw-part-test", dashed: true },
      ],
      marker: {
        key: "bagAdelie",
        value: bagAdelie,
        label: "",
        name: t("Adelies in the bag"),
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
              ? t("no penguins, no question")
              : t("entropy {entropy} bits, Gini {gini}", {
                  entropy: formatNumber(bag.entropy.here, 2),
                  gini: formatNumber(bag.gini.here, 2),
                }),
        },
      ],
    });
  },
  summary: ({ bag }) =>
    bag.total === 0
      ? t("An empty bag.")
      : t("A bag of {list}: entropy {entropy} bits, Gini impurity {gini}.", {
          list: bag.counts.map((n, i) => `${n} ${species[i]}`).join(", "),
          entropy: formatNumber(bag.entropy.here, 2),
          gini: formatNumber(bag.gini.here, 2),
        }),
  table: ({ bag }) => ({
    caption: t("Impurity by the number of Adelies, the others as they are"),
    columns: [t("Adelies"), t("entropy (bits)"), t("Gini impurity")],
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
  title: t("What every first question would gain"),
  needs: ["birds", "first"],
  layouts: { narrow: [360, 470], wide: [960, 580] },
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

const kBegin = t("Drag in a chart, and this box is cut in two.");
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
  title: t("Your own tree, question by question"),
  needs: ["birds", "hand"],
  layouts: { narrow: [360, 740], wide: [960, 620] },
  draw(root, { birds, hand }, { criterion }, options) {
    const { width, height, narrow } = options;
    const left = narrow ? width : 470;
    const high = narrow ? 260 : height - 70;
    // The score above, in line with what the tree says of itself below.
    const mine = part(root, options, "tree", 0, 70, left, high);
    tree(frame(mine.root, mine.options), {
      ...handTree({ birds, hand }),
      levels: narrow ? 2 : 3,
      ...(narrow && { featureNames: kShortNames }),
    });
    const tally = part(root, options, "tally", 0, 0, left, 70);
    labels(frame(tally.root, tally.options), {
      labels: [
        {
          id: "mine",
          x: 2,
          y: 18,
          className: "sw-strong",
          text: t("you: {questions}, right about {right} of {n}", {
            questions: nQuestions(hand.asked),
            right: hand.right,
            n: hand.n,
          }),
        },
        { id: "rival", x: 2, y: 38, text: t("the greedy learner with as many: {right}", { right: hand.rival.right }) },
        { id: "begin", x: 2, y: 58, text: hand.asked ? "" : kBegin },
      ],
    });
    cutting(
      root,
      options,
      narrow
        ? { x: 0, y: high + 70, width, height: height - high - 70 }
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
    t("{tree} It is right about {right} of {n}; the greedy learner with as many questions about {rival}.", {
      tree: treeSummary(handTree({ birds, hand })),
      right: hand.right,
      n: hand.n,
      rival: hand.rival.right,
    }),
  table: ({ birds, hand }) => treeTable(handTree({ birds, hand })),
};

const dialTitles = {
  maxDepth: t("maxDepth: levels of questions"),
  minSamplesLeaf: t("minSamplesLeaf: fewest penguins in a leaf"),
  ccpAlpha: t("ccpAlpha: price of a leaf"),
};

export const prune = {
  title: t("How large a tree should be"),
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
      y: share(t("accuracy"), [0.75, 1]),
      margin: { right: narrow ? 84 : 120 },
    });
    const shown = (values) => values.map((v, i) => [i, v]).filter(([, v]) => v >= 0.75);
    lines(plot, {
      series: [
        { id: "train", label: t("training"), points: shown(train), className: "sw-part-train" },
        {
          id: "one",
          label: narrow ? t("one set") : t("one validation set"),
          points: shown(here.map((d) => d.validation)),
          className: "sw-part-validation sw-thin",
          dashed: true,
        },
        {
          id: "many",
          label: t("{nDone} folds", { nDone: scores.nDone }),
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
    t(
      "{dial} {setting}: {leaves}. Training accuracy {train}, on one validation set {validation}, cross-validated {crossValidated}.",
      {
        dial,
        setting: pruned.setting,
        leaves: nLeaves(pruned.nLeaves),
        train: formatPercent(train[pruned.at] ?? 0, 1),
        validation: formatPercent(here[pruned.at]?.validation ?? 0, 1),
        crossValidated: formatPercent(crossValidated[pruned.at] ?? 0, 1),
      },
    ),
  table: ({ scores: { settings, here, train, crossValidated } }, { dial }) => ({
    caption: t("Accuracy along the dial"),
    columns: [dial, t("leaves"), t("training"), t("one validation set"), t("cross-validated")],
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
  title: t("Two hundred trees, each grown without a twentieth of the birds"),
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
        x: { domain: [0, shaken.nShakes], title: t("trees"), ticks: 4, format: formatCount },
        margin: { left: 14, top: 14 },
      }),
      { rows: shakeRows(shaken) },
    );
  },
  summary: ({ shaken }) =>
    t(
      "{nDone} trees, each without {without} of the 342 penguins: the first question stayed in {firstSame}, the whole tree in {treeSame}; there were {kinds} different trees with {fewest} to {most} leaves.",
      {
        nDone: shaken.nDone,
        without: 342 - shaken.kept,
        firstSame: shaken.firstSame,
        treeSame: shaken.treeSame,
        kinds: shaken.kinds,
        fewest: shaken.fewest,
        most: shaken.most,
      },
    ),
  table: ({ shaken }) =>
    barsTable({
      rows: shakeRows(shaken),
      caption: t("Of two hundred trees"),
      columns: ["", t("trees")],
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
  {
    id: "first",
    label: t("same first question"),
    value: firstSame,
    text: formatCount(firstSame),
    className: "sw-fresh",
  },
  {
    id: "other",
    label: t("another first question"),
    value: nDone - firstSame,
    text: formatCount(nDone - firstSame),
    className: "sw-fresh",
  },
  { id: "whole", label: t("same whole tree"), value: treeSame, text: formatCount(treeSame), className: "sw-fresh" },
  { id: "kinds", label: t("different trees"), value: kinds, text: formatCount(kinds), className: "sw-fresh" },
];

const half = { domain: [-1, 1], tickValues: [-1, 0, 1], format: (v) => formatNumber(v, 0) };

export const chess = {
  title: t("A chessboard that no single question can begin"),
  needs: ["chess", "blind"],
  layouts: { narrow: [360, 400], wide: [960, 560] },
  draw(root, { chess, blind }, state, options) {
    const { width, height, narrow } = options;
    const gap = narrow ? 92 : 130;
    // The board stays square, in the middle of the page.
    const side = narrow ? width - gap : 470;
    const left = narrow ? 0 : (width - side - gap) / 2;
    const main = part(root, options, "plane", left, gap, side, height - gap);
    const plot = frame(main.root, main.options, {
      x: { ...half, title: t("first measurement") },
      y: { ...half, title: t("second") },
    });
    surface(plot, { surface: blind.surface });
    scatter(plot, { X: chess.X, y: chess.y, size: narrow ? 3.4 : 5 });
    cuts(plot, { nodes: blind.nodes });
    const above = part(root, options, "above", left, 0, side, gap);
    gains(frame(above.root, above.options, { x: bare(half), y: bits }), {
      splits: blind.splits,
      scatter: plot,
      feature: 0,
      featureName: t("first measurement"),
    });
    const beside = part(root, options, "side", left + side, gap, gap, height - gap);
    gains(frame(beside.root, beside.options, { x: bits, y: bare(half), margin: { left: 8, top: 30 } }), {
      splits: blind.splits,
      scatter: plot,
      feature: 1,
      featureName: t("second measurement"),
      along: "y",
    });
  },
  summary: ({ blind }) =>
    t(
      "The best first cut gains {most} bits. The tree shown has {leaves} and is right about {right} of {n}; the greedy learner needs {greedyLeaves} leaves.",
      {
        most: formatNumber(blind.most, 3),
        leaves: nLeaves(blind.nLeaves),
        right: blind.right,
        n: blind.n,
        greedyLeaves: blind.greedyLeaves,
      },
    ),
  table: ({ blind }) =>
    gainsTable({
      splits: blind.splits,
      featureNames: [t("first measurement"), t("second measurement")],
      units: ["", ""],
    }),
};

const duelRows = ({ nDone, first, feature, named, judged }) => [
  {
    id: "first",
    label: t("another first question"),
    value: first / nDone,
    text: formatPercent(first / nDone, 1),
    className: "sw-fresh",
  },
  {
    id: "feature",
    label: t("about another measurement"),
    value: feature / nDone,
    text: formatPercent(feature / nDone, 1),
    className: "sw-fresh",
  },
  {
    id: "named",
    label: t("penguins named differently"),
    value: named / judged,
    text: formatPercent(named / judged, 1),
    className: "sw-fresh",
  },
];

export const duel = {
  title: t("How often Gini and entropy disagree"),
  needs: ["duel"],
  layouts: { narrow: [360, 250], wide: [960, 260] },
  draw(root, { duel }, state, options) {
    bars(
      frame(root, options, {
        x: {
          domain: [0, 0.2],
          title: t("share, after {nDone} pairs of trees", { nDone: duel.nDone }),
          ticks: 4,
          format: (v) => formatPercent(v),
        },
        margin: { left: 14, top: 14 },
      }),
      { rows: duelRows(duel) },
    );
  },
  summary: ({ duel }) =>
    t("{nDone} pairs of trees: {list}.", {
      nDone: duel.nDone,
      list: duelRows(duel)
        .map((d) => `${d.label} ${d.text}`)
        .join(", "),
    }),
  table: ({ duel }) =>
    barsTable({
      rows: duelRows(duel),
      caption: t("Disagreements"),
      columns: ["", t("share")],
      format: (v) => formatPercent(v, 1),
    }),
};

export const turned = {
  title: t("A tilted border, and the staircase that a tree builds along it"),
  needs: ["turned"],
  layouts: { narrow: [360, 600], wide: [960, 440] },
  draw(root, { turned }, { tilt }, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 340 : height;
    const main = part(root, options, "plane", 0, 0, narrow ? width : side + 30, side);
    const plot = frame(main.root, main.options, {
      x: { ...half, title: t("first measurement") },
      y: { ...half, title: t("second") },
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
      x: { domain: [0, 45], title: t("tilt"), unit: "°", ticks: 5, format: formatCount },
      y: { domain: [0, 14], title: t("leaves"), ticks: 4, format: formatCount, grid: true },
      margin: { right: 16 },
    });
    lines(curve, {
      series: [{ id: "leaves", label: "", points: turned.leaves, className: "sw-fresh" }],
      marker: { key: "tilt", value: tilt, label: "", name: t("tilt"), min: 0, max: 45, step: 1 },
    });
  },
  summary: ({ turned }, { tilt }) =>
    t("A straight border, turned by {tilt} degrees: the tree takes {leaves}.", {
      tilt,
      leaves: nLeaves(turned.nLeaves),
    }),
  table: ({ turned }) => ({
    caption: t("Leaves by tilt"),
    columns: [t("degrees"), t("leaves")],
    rows: turned.leaves,
  }),
};

const lotteryNames = [t("2 values"), t("4 values"), t("12 values"), t("all different")];
const lotteryRows = ({ wins, nDone }) =>
  wins.map((n, i) => ({
    id: `${i}`,
    label: lotteryNames[i],
    value: n / nDone,
    text: formatPercent(n / nDone),
    className: "sw-fresh",
  }));

export const lottery = {
  title: t("Four columns of pure chance, and how often a tree asks about each first"),
  needs: ["lottery"],
  layouts: { narrow: [360, 280], wide: [960, 300] },
  draw(root, { lottery }, state, options) {
    bars(
      frame(root, options, {
        x: {
          domain: [0, 1],
          title: t("share of {nDone} trees", { nDone: lottery.nDone }),
          ticks: 5,
          format: (v) => formatPercent(v),
        },
        margin: { left: 14, top: 14 },
      }),
      { rows: lotteryRows(lottery) },
    );
  },
  summary: ({ lottery }) =>
    t("{nDone} trees on labels tossed with a coin asked first about the column with {list}.", {
      nDone: lottery.nDone,
      list: lotteryRows(lottery)
        .map((d) => `${d.label} ${d.text}`)
        .join(", "),
    }),
  table: ({ lottery }) =>
    barsTable({
      rows: lotteryRows(lottery),
      caption: t("First questions among columns of chance"),
      columns: [t("column"), t("share")],
      format: (v) => formatPercent(v),
    }),
};

const shortNames = {
  flipper_length_mm: t("flipper"),
  bill_length_mm: t("bill length"),
  bill_depth_mm: t("bill depth"),
  body_mass_g: t("mass"),
};
const contestTree = ({ measured, contest }, { smallOpened }) => ({
  open: "smallOpened",
  opened: smallOpened,
  nodes: contest.nodes,
  layout: contest.layout,
  featureNames: measured.names.map((name) => shortNames[name]),
  units: measured.names.map((name) => (name.endsWith("_g") ? "g" : "mm")),
  classNames: measured.classNames,
  noun: t("penguins"),
  format: (v) => formatMeasured(v),
});

export const contest = {
  title: t("Your smallest tree"),
  needs: ["measured", "contest"],
  layouts: { narrow: [360, 420], wide: [960, 480] },
  draw: (root, results, state, options) => tree(frame(root, options), contestTree(results, state)),
  summary: (results, state) => `${treeSummary(contestTree(results, state))} ${results.contest.message}`,
  table: (results, state) => treeTable(contestTree(results, state)),
};

/** "bill_depth_mm" as words, and its unit. */
const readable = (name) => name.replace(/_(mm|g|kg|cm)$/, "").replaceAll("_", " ");
const unitOf = (name) => /_(mm|g|kg|cm)$/.exec(name)?.[1] ?? "";

const nRows = (n) => (n === 1 ? t("1 row") : t("{count} rows", { count: formatCount(n), n }));

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
  title: t("A tree of your own table"),
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
    t(
      "{tree} It is right about {right} of {n} rows that it learned from, and, cross-validated over {nFolds} folds, about {score} of rows that it did not; {rows} left out for missing values.",
      {
        tree: treeSummary(ownTree(results, state)),
        right: results.own.right,
        n: results.own.n,
        nFolds: results.own.nFolds,
        score: formatPercent(results.own.score, 1),
        rows: nRows(results.own.nDropped),
      },
    ),
  table: (results, state) => treeTable(ownTree(results, state)),
};
