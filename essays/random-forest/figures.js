// What the essay draws. All numbers arrive computed; here they only find their places.
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
  panel,
  points,
  pointTools,
  scaleLog,
  scatter,
  surface,
  treeSketch,
  t,
} from "scrollwork/figures";

const kSexes = [t("female"), t("male")];
const kFeatures = [t("bill length"), t("bill depth"), t("flipper length"), t("body mass")];
const kUnits = ["mm", "mm", "mm", "kg"];
const kBounds = [13, 22, 2.6, 6.4];
const depth = { domain: kBounds.slice(0, 2), title: t("bill depth"), unit: "mm", ticks: 5 };
const mass = { domain: kBounds.slice(2), title: t("body mass"), unit: "kg", ticks: 4 };
const share = (title, domain = [0, 1]) => ({ domain, title, ticks: 5, format: (v) => formatPercent(v), grid: true });
const error = (title, top) => ({ ...share(title, [0, top]), ticks: 4 });
/** Panel of a figure by its box, as one call. */
const part = (root, options, name, [x, y, width, height]) => panel(root, options, name, { x, y, width, height });
const plotIn = (root, options, name, box, axes) => {
  const made = part(root, options, name, box);
  return frame(made.root, made.options, axes);
};
const note = (id, x, y, text, rest = {}) => ({ id, x, y, text, className: "sw-strong", ...rest });
const nJurors = (n) => (n === 1 ? t("1 juror") : t("{count} jurors", { count: formatCount(n), n }));
const nTrees = (n) => (n === 1 ? t("1 tree") : t("{count} trees", { count: formatCount(n), n }));
const nBirds = (n) => (n === 1 ? t("1 bird") : t("{count} birds", { count: formatCount(n), n }));
const nPoints = (n) => (n === 1 ? t("1 point") : t("{count} points", { count: formatCount(n), n }));
const birdName = (d) => `${kSexes[d.label]} ${d.index + 1}`;
const tenth = (v) => formatPercent(v, 1);

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

const treeAxis = (most, title = t("trees")) => ({
  domain: [1, most],
  scale: scaleLog,
  title,
  tickValues: [1, 10, 100, most],
  format: formatCount,
});

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
        margin: { top: 26, right: narrow ? 76 : 90 },
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
  layouts: { narrow: [360, 360], wide: [820, 460] },
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
  layouts: { narrow: [360, 190], wide: [760, 200] },
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
  layouts: { narrow: [360, 380], wide: [760, 520] },
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
