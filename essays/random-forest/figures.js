// What the first screens draw; the figures further down are in figures_below.js. All numbers arrive computed; here they only
// find their places.
import {
  bars,
  flock,
  formatCount,
  formatMeasured,
  formatNumber,
  formatPercent,
  frame,
  labels,
  lines,
  multiples,
  scatter,
  surface,
  treeSketch,
  t,
} from "scrollwork/figures";
import { error, kBounds, kFeatures, mass, note, part, plotIn, share, tenth, treeAxis } from "./plane.js";

const kSexes = [t("female"), t("male")];
const kUnits = ["mm", "mm", "mm", "kg"];
const depth = { domain: kBounds.slice(0, 2), title: t("bill depth"), unit: "mm", ticks: 5 };
const nJurors = (n) => (n === 1 ? t("1 juror") : t("{count} jurors", { count: formatCount(n), n }));
const nTrees = (n) => (n === 1 ? t("1 tree") : t("{count} trees", { count: formatCount(n), n }));
const birdName = (d) => `${kSexes[d.label]} ${d.index + 1}`;

/** The jury in even rows, as large as the box allows. */
function drawJury(root, options, box, { right, repeated }) {
  const plot = plotIn(root, options, "jury", box, {});
  const [, , width, height] = box;
  const count = right.length;
  const seating = Array.from({ length: Math.min(count, 12) }, (_, i) => {
    const columns = Math.ceil(count / (i + 1));
    const rows = Math.ceil(count / columns);
    return { columns, rows, spacing: Math.min(96, width / (columns + 0.26), height / rows) };
  });
  const { columns, rows, spacing } = seating.reduce((a, b) => (b.spacing > a.spacing ? b : a));
  const wide = (columns + 0.26) * spacing;
  const room = { x: (width - wide) / 2, y: (height - rows * spacing) / 2, width: wide, height: 1e4 };
  const places = flock(room, count, { size: spacing / 2.6 });
  scatter(plot, {
    data: places.map(([x, y], i) => ({ x, y, label: right[i], index: i, repeats: repeated[i] === 1 })),
    symbolOf: (d) => `juror-${d.label}`,
    size: 0.46 * spacing,
    walk: 300,
    classOf: (d) => (d.repeats ? "is-chosen" : ""),
    nameOf: (d) => t("juror {index}: {sex}", { index: d.index + 1, sex: kSexes[d.label] }),
  });
}

export const jury = {
  title: t("A jury, its verdict, and how often its majority is right"),
  needs: ["theorem", "trial"],
  layouts: { narrow: [360, 440], wide: [680, 620] },
  draw(root, { theorem, trial }, { competence, influence, jurors }, options) {
    const { width, height, narrow } = options;
    const above = narrow ? 160 : 262;
    const middle = narrow ? 34 : 56;
    drawJury(root, options, [0, 0, width, above], trial);
    const says = plotIn(root, options, "says", [0, above, width, middle], {});
    const size = narrow ? 15 : 26;
    scatter(says, {
      data: [{ x: narrow ? size : width / 2 - 214, y: middle / 2, label: 1, index: 0 }],
      symbolOf: () => "bird",
      size,
    });
    const { nRight } = trial;
    const verdict = 2 * nRight > jurors ? t("right") : t("wrong");
    labels(says, {
      labels: [
        note(
          "verdict",
          narrow ? width / 2 + 20 : width / 2 + 10,
          middle / 2 + 5,
          jurors === 1
            ? nRight
              ? t("One juror says “male”, and is right.")
              : t("One juror says “female”, and is wrong.")
            : narrow
              ? t("{nRight} “male”, {jurors} “female”: it is {verdict}.", { nRight, jurors: jurors - nRight, verdict })
              : t("{nRight} say “male”, {jurors} “female”: the majority is {verdict}.", {
                  nRight,
                  jurors: jurors - nRight,
                  verdict,
                }),
          { anchor: "middle" },
        ),
      ],
    });
    const plot = plotIn(root, options, "chance", [0, above + middle + 4, width, height - above - middle - 4], {
      x: { domain: [1, 201], title: t("jurors"), tickValues: [1, 50, 100, 150, 200], format: formatCount },
      y: { ...share(t("majority right")), ticks: 4 },
      margin: { right: narrow ? 14 : 20, top: 26 },
    });
    const points = (values) => Array.from(theorem.numbers, (n, i) => [n, values[i]]);
    const one = [
      [1, competence],
      [201, competence],
    ];
    lines(plot, {
      series: [
        { id: "one", points: one, className: "sw-thin", dashed: true },
        ...(influence > 0
          ? [{ id: "alone", points: points(theorem.alone), className: "sw-part-train sw-thin", dashed: true }]
          : []),
        { id: "majority", points: points(theorem.right), className: "sw-fresh" },
      ],
      crosshair: true,
      marker: {
        key: "jurors",
        value: jurors,
        label: "",
        name: t("number of jurors"),
        min: 1,
        max: 201,
        step: 2,
      },
    });
    const [x, y] = [200, competence];
    // The curves climb where a juror is better than a coin, and fall where she is worse.
    const isBetter = competence >= 0.5;
    const side = jurors > 100 ? -1 : 1;
    labels(plot, {
      labels: [
        { id: "one", x, y, dy: isBetter ? 16 : -8, anchor: "end", text: t("one juror") },
        note("majority", jurors, isBetter ? 0.06 : 0.88, `${nJurors(jurors)}: ${tenth(trial.majority)}`, {
          dx: 8 * side,
          anchor: side > 0 ? "start" : "end",
        }),
      ],
    });
  },
  summary: ({ trial }, { competence, influence }) =>
    t(
      "{jurors}, each right {competence} of the time{repeating}: the majority is right {majority} of the time. In this trial {nRight} of {all} are right.",
      {
        jurors: nJurors(trial.jurors),
        competence: formatPercent(competence),
        repeating:
          influence > 0
            ? " " + t("and repeating the newspaper {influence} of the time", { influence: formatPercent(influence) })
            : "",
        majority: tenth(trial.majority),
        nRight: trial.nRight,
        all: trial.jurors,
      },
    ),
  table: ({ theorem }) => ({
    caption: t("How often the majority is right"),
    columns: [t("jurors"), t("majority right"), t("if nobody repeats")],
    rows: Array.from(theorem.numbers, (n, i) => [n, tenth(theorem.right[i]), tenth(theorem.alone[i])]).filter(
      (_, i) => i < 6 || i % 10 === 0,
    ),
  }),
};

const drawnSizes = [4, 4, 6, 7.5, 9];

export const bag = {
  title: t("One juror’s file: the birds that were drawn, and the first question"),
  needs: ["birds", "plane", "bag"],
  layouts: { narrow: [360, 640], wide: [960, 460] },
  draw(root, { plane, bag }, { maxFeatures }, options) {
    const { width, height, narrow } = options;
    const left = narrow ? [0, 0, width, 350] : [0, 0, 540, height];
    const plot = plotIn(root, options, "plane", left, { x: depth, y: mass });
    surface(plot, { surface: bag.surface });
    const all = Array.from(bag.drawn, (times, index) => ({
      x: plane.X.data[2 * index],
      y: plane.X.data[2 * index + 1],
      label: plane.y[index],
      index,
      times,
    }));
    drawnSizes.forEach((size, times) =>
      scatter(plot, {
        data: all.filter((d) => Math.min(d.times, drawnSizes.length - 1) === times),
        size: narrow ? 0.65 * size : 0.85 * size,
        name: `drawn-${times}`,
        classOf: () => (times === 0 ? "is-held-out is-faint" : ""),
      }),
    );
    const right = narrow ? [0, 366, width, height - 366] : [590, 40, width - 590, height - 80];
    const chart = plotIn(root, options, "offer", right, {
      x: {
        domain: [0, 0.3],
        title: t("what the best question gains (Gini)"),
        ticks: 3,
        format: (v) => formatNumber(v, 1),
      },
      margin: { top: 30, left: 14, right: 40 },
    });
    bars(chart, {
      rows: kFeatures.map((name, j) => ({
        id: name,
        label: bag.offered.includes(j)
          ? bag.asked === j
            ? t("{name}: asked", { name })
            : t("{name}: offered", { name })
          : t("{name}: not offered", { name }),
        value: bag.best[j].gain,
        text: formatNumber(bag.best[j].gain, 2),
        className: bag.offered.includes(j) ? (bag.asked === j ? "sw-fresh" : "sw-part-train") : "is-faint",
      })),
      walk: 300,
    });
    labels(chart, {
      name: "question",
      labels: [
        note(
          "asked",
          0,
          0.3,
          `${kFeatures[bag.asked]} ≤ ${formatMeasured(bag.best[bag.asked].threshold)} ${kUnits[bag.asked]}?`,
          { x: 0, y: chart.top, dy: -14 },
        ),
      ].map((d) => ({ ...d, text: t("{maxFeatures} of 4 offered. Asks: {text}", { maxFeatures, text: d.text }) })),
    });
  },
  summary: ({ bag }) =>
    t(
      "{found} of {all} birds are in the file, {missing} ({share}) are not. Measurements offered: {offered}; the first question is about the {feature}.",
      {
        found: formatCount(bag.drawn.length - bag.missing),
        all: formatCount(bag.drawn.length),
        missing: formatCount(bag.missing),
        share: formatPercent(bag.share),
        offered: bag.offered.map((j) => kFeatures[j]).join(", "),
        feature: kFeatures[bag.asked],
      },
    ),
  table: ({ bag }) => ({
    caption: t("How often birds were drawn"),
    columns: [t("times drawn"), t("birds")],
    rows: Array.from({ length: Math.max(...bag.drawn) + 1 }, (_, times) => [
      times,
      bag.drawn.filter((d) => d === times).length,
    ]),
  }),
};

const voteTitle = ({ vote }, i) => `${i + 1}: ${kSexes[vote]}`;

/** The way of the bird through the chosen tree, in words; as much of it as there is room for. */
function answersOf(tree, most = 7) {
  if (!tree) return [];
  const { nodes, path } = tree;
  const answers = Array.from(path)
    .slice(1)
    .map((next, i) => {
      const [feature, threshold] = [nodes.feature[path[i]], nodes.threshold[path[i]]];
      const answer = next === nodes.left[path[i]] ? t("yes") : t("no");
      return `${kFeatures[feature]} ≤ ${formatMeasured(threshold)} ${kUnits[feature]}? ${answer}`;
    });
  return answers.length > most ? [...answers.slice(0, most - 1), t("… and on")] : answers;
}

export const grove = {
  title: t("Twelve trees, and the way of one bird through each"),
  needs: ["birds", "plane", "grove"],
  layouts: { narrow: [360, 1110], wide: [960, 640] },
  draw(root, { plane, grove }, { groveTree }, options) {
    const { width, height, narrow } = options;
    const side = narrow ? width : 340;
    const plot = plotIn(root, options, "plane", [0, 0, side, narrow ? 270 : 320], { x: depth, y: mass });
    scatter(plot, {
      X: plane.X,
      y: plane.y,
      size: narrow ? 3.6 : 4.2,
      nameOf: birdName,
      toggle: (d) => options.edit?.({ bird: d.index + 1 }),
      pressed: (d) => d.index + 1 === grove.bird,
      classOf: (d) => (d.index + 1 === grove.bird ? "" : "is-faint"),
    });
    const chosen = { x: plane.X.data[2 * (grove.bird - 1)], y: plane.X.data[2 * (grove.bird - 1) + 1] };
    scatter(plot, {
      data: [{ ...chosen, label: grove.truth, index: 0 }],
      size: 9,
      name: "chosen",
      walk: 300,
    });
    const tally = plotIn(root, options, "tally", [0, narrow ? 280 : 350, side, 130], {
      x: { ...share(t("of all trees say so")), ticks: 4, grid: false },
      margin: { top: 10, left: 14, right: 44 },
    });
    bars(tally, {
      rows: [1, 0].map((sex) => {
        const votes = sex ? grove.males : grove.nTrees - grove.males;
        return {
          id: kSexes[sex],
          label: `${kSexes[sex]}: ${formatCount(votes)}`,
          value: votes / grove.nTrees,
          index: sex,
        };
      }),
      walk: 300,
    });
    const verdict = Number(2 * grove.males > grove.nTrees);
    const words = plotIn(root, options, "words", [0, narrow ? 416 : 486, side, 154], {});
    labels(words, {
      labels: [
        note(
          "verdict",
          14,
          18,
          t("{species} no. {bird}, a {sex}: the forest is {verdict}.", {
            species: grove.species,
            bird: grove.bird,
            sex: kSexes[grove.truth],
            verdict: verdict === grove.truth ? t("right") : t("wrong"),
          }),
        ),
        ...answersOf(grove.trees[groveTree]).map((text, i) => ({ id: `answer-${i}`, x: 14, y: 42 + 18 * i, text })),
      ],
    });
    const trees = part(
      root,
      options,
      "trees",
      narrow ? [0, 580, width, height - 580] : [side + 30, 0, width - side - 30, height],
    );
    multiples(trees.root, trees.options, {
      items: grove.trees,
      titleOf: voteTitle,
      describe: (d, i) => t("tree {i} says {sex}", { i: i + 1, sex: kSexes[d.vote] }),
      select: "groveTree",
      selected: groveTree,
      columns: narrow ? 3 : 4,
      draw({ root: place, options: size }, item) {
        const margin = { left: 3, right: 3, top: 2, bottom: 5 };
        treeSketch(frame(place, size, { margin }), item);
      },
    });
  },
  summary: ({ grove }) =>
    t("{species} no. {bird}, a {sex}: {males} of {nTrees} trees say male. Of the first twelve: {list}.", {
      species: grove.species,
      bird: grove.bird,
      sex: kSexes[grove.truth],
      males: formatCount(grove.males),
      nTrees: formatCount(grove.nTrees),
      list: grove.trees.map(voteTitle).join(", "),
    }),
  table: ({ grove }) => ({
    caption: t("The first twelve trees"),
    columns: [t("tree"), t("asks first about"), t("leaves"), t("questions asked"), t("says")],
    rows: grove.trees.map(({ nodes, path, vote }, i) => [
      i + 1,
      kFeatures[nodes.feature[0]],
      Array.from(nodes.left).filter((left) => left < 0).length,
      path.length - 1,
      kSexes[vote],
    ]),
  }),
};

export const melt = {
  title: t("Five hundred trees growing: the plane, and the errors"),
  needs: ["growing"],
  layouts: { narrow: [360, 660], wide: [960, 460] },
  draw(root, { growing }, state, options) {
    const { width, height, narrow } = options;
    const left = narrow ? [0, 0, width, 350] : [0, 0, 530, height];
    const plot = plotIn(root, options, "plane", left, { x: depth, y: mass, margin: { top: 26 } });
    surface(plot, { surface: growing.surface });
    scatter(plot, { X: growing.training.X, y: growing.training.y, size: narrow ? 2.8 : 4 });
    labels(plot, {
      labels: [note("trees", kBounds[1], kBounds[3], nTrees(growing.nTrees), { dy: -10, anchor: "end" })],
    });
    const right = narrow ? [0, 364, width, height - 364] : [570, 0, width - 570, height];
    const chart = plotIn(root, options, "errors", right, {
      x: treeAxis(500),
      y: error(t("wrong"), 0.36),
      margin: { right: narrow ? 92 : 112, top: 26 },
    });
    lines(chart, {
      series: [
        { id: "oob", label: t("out of bag"), points: growing.oobError, className: "sw-fresh" },
        { id: "test", label: t("test set"), points: growing.testError, className: "sw-part-test", dashed: true },
      ],
      crosshair: true,
    });
  },
  summary: ({ growing }) =>
    t("{nTrees}: out-of-bag error {oobError}, error on {nTest} birds kept apart {testError}.", {
      nTrees: nTrees(growing.nTrees),
      oobError: tenth(growing.oobError.at(-1)[1]),
      nTest: growing.nTest,
      testError: tenth(growing.testError.at(-1)[1]),
    }),
  table: ({ growing }) => ({
    caption: t("Errors as the forest grows"),
    columns: [t("trees"), t("out of bag"), t("test set")],
    rows: growing.testError.map(([n, e]) => [n, tenth(growing.oobError[n - 1][1]), tenth(e)]),
  }),
};

const kDots = [1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50];
const thousandth = (v) => formatNumber(v, 3);

export const formula = {
  title: t("The variance of a mean of trees, by the formula and measured"),
  needs: ["rho", "rhoHere"],
  layouts: { narrow: [360, 660], wide: [960, 460] },
  draw(root, { rho, rhoHere }, state, options) {
    const { width, height, narrow } = options;
    const left = narrow ? [0, 0, width, 330] : [0, 0, 560, height];
    const plot = plotIn(root, options, "variance", left, {
      x: { domain: [1, 50], title: t("trees in the forest"), tickValues: [1, 10, 20, 30, 40, 50] },
      y: { domain: [0, 0.16], title: t("variance"), ticks: 4, format: (v) => formatNumber(v, 2), grid: true },
      margin: { right: narrow ? 60 : 86, top: 26 },
    });
    const floor = [1, 50].map((b) => [b, rhoHere.floor]);
    lines(plot, {
      series: [
        { id: "floor", label: "ρσ²", points: floor, className: "sw-part-validation", dashed: true },
        {
          id: "formula",
          label: "",
          points: Array.from(rhoHere.predicted, (v, i) => [i + 1, v]),
          className: "sw-fresh",
        },
      ],
      crosshair: true,
    });
    scatter(plot, {
      data: kDots.map((b) => ({ x: b, y: rhoHere.measured[b - 1], label: 1, index: b })),
      size: narrow ? 4 : 5.5,
      walk: 300,
    });
    labels(plot, {
      labels: [
        note("line", 50, 0.1, t("line: the formula\nsquares: measured"), { anchor: "end" }),
        {
          id: "runs",
          x: 50,
          y: 0.1,
          dy: 40,
          anchor: "end",
          text: t("{nDone} of {nSets} forests", { nDone: rho.nDone, nSets: rho.nSets }),
        },
      ],
    });
    const charts = [
      {
        id: "correlation",
        title: narrow ? t("correlation ρ") : t("correlation ρ of two trees"),
        domain: [0, 0.15],
        value: (d) => d.correlation,
      },
      {
        id: "tree",
        title: narrow ? t("variance σ²") : t("variance σ² of one tree"),
        domain: [0, 0.16],
        value: (d) => d.treeVariance,
      },
    ];
    charts.forEach(({ id, title, domain, value }, i) => {
      const box = narrow ? [i * 184, 346, 176, height - 346] : [610, (i * height) / 2, width - 610, height / 2 - 8];
      const chart = plotIn(root, options, id, box, {
        x: { domain, title, ticks: 2 },
        margin: { top: 4, left: 10, right: 46 },
      });
      bars(chart, {
        rows: rho.runs.map((d) => ({
          id: `${d.maxFeatures}`,
          label: narrow
            ? t("{maxFeatures} of 4", { maxFeatures: d.maxFeatures })
            : t("maxFeatures {maxFeatures}", { maxFeatures: d.maxFeatures }),
          value: value(d),
          text: thousandth(value(d)),
          className: d === rhoHere || d.maxFeatures === rhoHere.maxFeatures ? "sw-fresh" : "sw-part-train",
        })),
      });
    });
  },
  summary: ({ rho, rhoHere }) =>
    t(
      "maxFeatures {maxFeatures}, {nDone} forests: one tree’s variance {variance}, correlation of two trees {correlation}. Fifty trees: {predicted} by the formula, {measured} measured; no number of trees falls below {floor}.",
      {
        maxFeatures: rhoHere.maxFeatures,
        nDone: rho.nDone,
        variance: thousandth(rhoHere.treeVariance),
        correlation: thousandth(rhoHere.correlation),
        predicted: thousandth(rhoHere.predicted[49]),
        measured: thousandth(rhoHere.measured[49]),
        floor: thousandth(rhoHere.floor),
      },
    ),
  table: ({ rho }) => ({
    caption: t("By the number of measurements that a question may choose from"),
    columns: [t("maxFeatures"), "σ²", "ρ", "ρσ²", t("50 trees, formula"), t("50 trees, measured")],
    rows: rho.runs.map((d) => [
      d.maxFeatures,
      ...[d.treeVariance, d.correlation, d.floor, d.predicted[49], d.measured[49]].map((v) => formatNumber(v, 4)),
    ]),
  }),
};
