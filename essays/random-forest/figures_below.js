// What is drawn further down, fetched when the reader comes near it.
import {
  bars,
  formatCount,
  formatNumber,
  formatPercent,
  frame,
  labels,
  lines,
  points,
  pointTools,
  scatter,
  surface,
  t,
} from "scrollwork/figures";
import { error, kFeatures, mass, note, plotIn, tenth, treeAxis } from "./plane.js";

const nBirds = (n) => (n === 1 ? t("1 bird") : t("{count} birds", { count: formatCount(n), n }));
const nPoints = (n) => (n === 1 ? t("1 point") : t("{count} points", { count: formatCount(n), n }));

export const deeper = {
  title: t("More trees, and deeper trees, where some labels are wrong"),
  needs: ["depths"],
  layouts: { narrow: [360, 600], wide: [960, 420] },
  draw(root, { depths }, state, options) {
    const { width, height, narrow } = options;
    const top = 0.5;
    const first = plotIn(root, options, "more", narrow ? [0, 0, width, 280] : [0, 0, width / 2 - 20, height], {
      x: treeAxis(300, t("trees, without limit")),
      y: error(t("wrong"), top),
      margin: { top: 26, right: 20 },
    });
    lines(first, {
      series: [{ id: "trees", points: depths.trees, className: "sw-fresh" }],
      crosshair: true,
    });
    const second = plotIn(
      root,
      options,
      "deeper",
      narrow ? [0, 310, width, height - 310] : [width / 2 + 20, 0, width / 2 - 20, height],
      {
        x: { domain: [1, 15], title: t("maxDepth: levels of questions"), tickValues: [1, 3, 5, 10, 15] },
        y: error(narrow ? t("wrong") : "", top),
        margin: { top: 26, right: narrow ? 80 : 90 },
      },
    );
    lines(second, {
      series: [
        { id: "tree", label: t("one tree"), points: depths.tree, className: "sw-part-train", dashed: true },
        { id: "forest", label: t("100 trees"), points: depths.forest, className: "sw-fresh" },
      ],
      crosshair: true,
    });
  },
  summary: ({ depths }, { wrong }) => {
    const at = (points, setting) => tenth(points.find(([x]) => x === setting)[1]);
    return t(
      "{wrong} % of the notes wrong, {nDone} of {nRuns} draws of lots. Trees without limit: {one} wrong with one, {many} with 300. A hundred trees of 4 levels: {shallow}; of 15 levels: {deep}.",
      {
        wrong,
        nDone: depths.nDone,
        nRuns: depths.nRuns,
        one: at(depths.trees, 1),
        many: at(depths.trees, 300),
        shallow: at(depths.forest, 4),
        deep: at(depths.forest, 15),
      },
    );
  },
  table: ({ depths }) => ({
    caption: t("Error on birds noted rightly, by depth"),
    columns: [t("maxDepth"), t("one tree"), t("100 trees")],
    rows: depths.forest.map(([d, e], i) => [d, tenth(depths.tree[i][1]), tenth(e)]),
  }),
};

const columnNames = {
  none: kFeatures,
  chance: [...kFeatures, t("a column of chance")],
  twin: [...kFeatures, t("second weighing")],
};

export const importances = {
  title: t("What the forest rests on, measured in two ways"),
  needs: ["importance"],
  layouts: { narrow: [360, 620], wide: [960, 400] },
  draw(root, { importance }, state, options) {
    const { width, height, narrow } = options;
    const names = columnNames[importance.extra];
    const rows = (value, rest) =>
      names.map((name, j) => ({
        id: name,
        label: name,
        value: value[j],
        className: j > 3 ? "sw-part-validation" : "sw-part-train",
        ...rest(j),
      }));
    const charts = [
      {
        id: "impurity",
        name: t("impurity importance"),
        axis: {
          domain: [0, 0.45],
          title: t("share of the impurity taken away"),
          ticks: 4,
          format: (v) => formatPercent(v),
        },
        rows: rows(importance.impurity, (j) => ({ text: formatPercent(importance.impurity[j]) })),
      },
      {
        id: "permutation",
        name: t("permutation importance"),
        axis: { domain: [0, 0.35], title: t("accuracy lost by shuffling"), ticks: 4, format: (v) => formatPercent(v) },
        rows: rows(importance.permutation, (j) => ({
          low: Math.max(0, importance.permutation[j] - importance.spread[j]),
          high: importance.permutation[j] + importance.spread[j],
          text: formatPercent(importance.permutation[j]),
        })),
      },
    ];
    charts.forEach(({ id, name, axis, rows: shown }, i) => {
      const box = narrow
        ? [0, (i * height) / 2, width, height / 2 - 10]
        : [i * (width / 2 + 10), 0, width / 2 - 10, height];
      const chart = plotIn(root, options, id, box, { x: axis, margin: { left: 14, right: 50, top: 34 } });
      bars(chart, { rows: shown, walk: 300 });
      labels(chart, { labels: [note("name", 0, 0, name, { y: chart.top, dy: -16 })] });
    });
  },
  summary: ({ importance }) =>
    t(
      "Impurity importance, permutation importance: {list}. The forest is right about {accuracy} of the birds kept apart.",
      {
        list: columnNames[importance.extra]
          .map(
            (name, j) =>
              `${name} ${formatPercent(importance.impurity[j])}, ${formatPercent(importance.permutation[j])}`,
          )
          .join("; "),
        accuracy: formatPercent(importance.accuracy),
      },
    ),
  table: ({ importance }) => ({
    caption: t("Importances"),
    columns: [t("column"), t("impurity"), t("permutation"), t("its spread")],
    rows: columnNames[importance.extra].map((name, j) => [
      name,
      tenth(importance.impurity[j]),
      tenth(importance.permutation[j]),
      tenth(importance.spread[j]),
    ]),
  }),
};

export const beyond = {
  title: t("Body mass foretold from the flipper, beyond the longest flipper seen"),
  needs: ["birds", "beyond"],
  layouts: { narrow: [360, 360], wide: [960, 460] },
  draw(root, { birds, beyond }, { limit }, options) {
    const { narrow } = options;
    const plot = frame(root, options, {
      x: { domain: [170, 236], title: t("flipper length"), unit: "mm", ticks: 5 },
      y: mass,
      margin: { top: 30, right: 20 },
    });
    scatter(plot, {
      X: beyond.X,
      y: birds.y,
      size: narrow ? 3 : 4.2,
      classOf: (d) => (d.x <= limit ? "" : "is-held-out"),
    });
    const [seen, unseen] = [beyond.curve.filter(([x]) => x <= limit), beyond.curve.filter(([x]) => x >= limit)];
    lines(plot, {
      series: [
        { id: "seen", points: seen, className: "sw-fresh" },
        { id: "unseen", points: unseen, className: "sw-fresh", dashed: true },
      ],
      crosshair: true,
      marker: {
        key: "limit",
        value: limit,
        label: t("seen up to {limit} mm", { limit }),
        name: t("longest flipper seen"),
        min: 185,
        max: 231,
        step: 1,
      },
    });
  },
  summary: ({ beyond }, { limit }) =>
    t("Learned from flippers up to {limit} mm. For all longer ones the forest says {flat} kg;", {
      limit,
      flat: formatNumber(beyond.flat, 2),
    }) +
    " " +
    (beyond.nUnseen
      ? t("the {nUnseen} there weigh {unseenMean} kg on average.", {
          nUnseen: nBirds(beyond.nUnseen),
          unseenMean: formatNumber(beyond.unseenMean, 2),
        })
      : t("there is no bird there.")),
  table: ({ beyond }) => ({
    caption: t("What the forest says"),
    columns: [t("flipper (mm)"), t("mass (kg)")],
    rows: beyond.curve.filter((_, i) => i % 8 === 0).map(([x, y]) => [x, formatNumber(y, 2)]),
  }),
};

export const duel = {
  title: t("Your tree against a forest"),
  needs: ["duel"],
  layouts: { narrow: [360, 190], wide: [960, 200] },
  draw(root, { duel }, state, options) {
    const plot = frame(root, options, {
      x: {
        domain: [0.5, 1],
        title: t("right about birds not learned from"),
        ticks: 5,
        format: (v) => formatPercent(v),
      },
      margin: { left: 14, right: 60, top: 10 },
    });
    bars(plot, {
      rows: [
        { id: "tree", label: t("your tree"), value: duel.tree, text: tenth(duel.tree), className: "sw-fresh" },
        {
          id: "forest",
          label: t("the forest: 100 trees, as they come"),
          value: duel.forest,
          text: tenth(duel.forest),
          className: "sw-part-train",
        },
      ],
    });
  },
  summary: ({ duel }) =>
    t("{nDone} of {nDuels} rounds: your tree is right about {tree}, the forest about {forest}.", {
      nDone: duel.nDone,
      nDuels: duel.nDuels,
      tree: tenth(duel.tree),
      forest: tenth(duel.forest),
    }),
  table: ({ duel }) => ({
    caption: t("Right about birds not learned from"),
    columns: [t("model"), t("right")],
    rows: [
      [t("your tree"), tenth(duel.tree)],
      [t("the forest"), tenth(duel.forest)],
    ],
  }),
};

export const yard = {
  title: t("Your own points, and what a forest makes of them"),
  needs: ["yard"],
  layouts: { narrow: [360, 380], wide: [960, 560] },
  draw(root, { yard }, { tool }, options) {
    const { X, y, index } = yard;
    const plot = frame(root, options, {
      x: { domain: [0, 10], title: t("east"), ticks: 5 },
      y: { domain: [0, 10], title: t("north"), ticks: 5 },
    });
    if (yard.surface) surface(plot, { surface: yard.surface });
    scatter(plot, { X, y, index, edit: "drawn" });
    pointTools(plot, {
      data: points(X, y, index),
      edit: "drawn",
      tool,
      toolKey: "tool",
      classNameOf: (label) => [t("the round kind"), t("the square kind")][label],
    });
  },
  summary: ({ yard }) =>
    t("{points}, {round} of them round.", {
      points: nPoints(yard.y.length),
      round: formatCount(yard.y.filter((label) => label === 0).length),
    }) +
    " " +
    (Number.isNaN(yard.right)
      ? t("Too few for a forest.")
      : t("Out of bag the forest is right about {right}.", { right: formatPercent(yard.right) })),
  table: ({ yard: { X, y, index } }) => ({
    caption: t("The points"),
    columns: [t("point"), t("kind"), t("east"), t("north")],
    rows: points(X, y, index).map((d) => [
      d.index + 1,
      d.label ? t("square") : t("round"),
      formatNumber(d.x, 2),
      formatNumber(d.y, 2),
    ]),
  }),
};
