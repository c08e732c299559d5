// What the essay draws. All numbers arrive computed; here they only find their places.
import {
  bars,
  boundary,
  boxes,
  flock,
  formatCount,
  formatPercent,
  frame,
  histogram,
  labels,
  lines,
  panel,
  points,
  scatter,
  surface,
  t,
} from "scrollwork/figures";
import { describeModel, describeSettings, featureNames, kPartNames, percentAxis } from "./settings.js";

const kNames = (
  "Biscuit Mochi Pepper Olive Waffle Juniper Pickle Clementine Otis Saffron Bramble Noodle Hazel Tofu Marmalade Fig Dumpling " +
  "Willow Pumpkin Sesame Teasel Crumpet Basil Nutmeg Pretzel Poppy Chutney Maple Truffle Bean Dahlia Turnip Clover Muffin " +
  "Sorrel Pudding Tansy Radish Custard Fennel Peanut Bluebell Barley Scone Thistle Quince Mallow Porridge Gherkin Primrose " +
  "Cashew Nettle Toffee Lentil Rowan Piccalilli Sage Cobbler Yarrow Plum"
).split(" ");
const kSpecies = ["cat", "dog"];
const kSpeciesNames = [t("cat"), t("dog")];
/** The fluffier ones of each kind have drawings of their own; a drag can take an animal to the groomer. */
const symbolOf = ({ label, fluffiness, y }) => `${kSpecies[label]}${(fluffiness ?? y) >= 6 ? "-2" : ""}`;
const kParts = ["train", "validation", "test"];
const kModelNames = { logistic: t("polynomial"), knn: t("nearest neighbours"), tree: t("decision tree") };

const weightAxis = { domain: [0, 12], title: t("weight"), unit: "kg", ticks: 6 };
const fluffAxis = { domain: [0, 10], title: t("fluffiness"), ticks: 5 };
const nAnimals = (n) => (n === 1 ? t("1 animal") : t("{count} animals", { count: formatCount(n), n }));
const nDraws = (n) => (n === 1 ? t("1 draw") : t("{count} draws", { count: formatCount(n), n }));
const nShelters = (n) => (n === 1 ? t("1 shelter") : t("{count} shelters", { count: formatCount(n), n }));
const nCats = (n) => (n === 1 ? t("1 cat") : t("{count} cats", { count: formatCount(n), n }));
const nDogs = (n) => (n === 1 ? t("1 dog") : t("{count} dogs", { count: formatCount(n), n }));
const animalName = (d) => `${kNames[d.index]}, ${kSpeciesNames[d.label]}`;
const animalRow = (d) => [kNames[d.index], kSpeciesNames[d.label], d.x.toFixed(2), d.y.toFixed(2)];
const animalColumns = [t("name"), t("species"), t("weight (kg)"), t("fluffiness")];

export const shelter = {
  title: t("Cats and dogs of the shelter by weight and fluffiness"),
  needs: ["animals", "everyone", "settings"],
  layouts: { narrow: [360, 340], wide: [680, 560] },
  draw(root, { animals, everyone }, state, options) {
    const plot = frame(root, options, { x: weightAxis, y: fluffAxis });
    surface(plot, { surface: everyone.surface });
    boundary(plot, { lines: everyone.boundary });
    scatter(plot, {
      X: animals.X,
      y: animals.y,
      symbolOf,
      size: options.narrow ? 10 : 14,
      edit: "moved",
      nameOf: animalName,
      classOf: (d) => (everyone.predicted[d.index] === d.label ? "" : "is-wrong"),
    });
  },
  summary: ({ animals, everyone, settings }) =>
    t("{animals}. A {settings} has learned from all of them and gets {right} right.", {
      animals: nAnimals(animals.y.length),
      settings: describeSettings(settings),
      right: everyone.right,
    }),
  table: ({ animals, everyone }) => ({
    caption: t("The animals and what the model says of each"),
    columns: [...animalColumns, t("model says")],
    rows: points(animals.X, animals.y).map((d) => [...animalRow(d), kSpeciesNames[everyone.predicted[d.index]]]),
  }),
};

/** Boxes of the yard and the three pens. */
function penBoxes({ width, height, narrow }, { counts }, filled) {
  const gap = narrow ? 8 : 16;
  const top = narrow ? 20 : 26;
  const yardHeight = narrow ? 150 : 200;
  const penTop = yardHeight + top + (narrow ? 40 : 52);
  const penWidth = (width - 2 * gap) / 3;
  const pens = counts.map(({ cats, dogs }, pen) => ({
    id: kParts[pen],
    x: pen * (penWidth + gap),
    y: penTop,
    width: penWidth,
    height: height - penTop - 2,
    label: kPartNames[pen],
    note: pen < filled ? `${cats} + ${dogs}` : "",
    className: `sw-part-${kParts[pen]}${pen < filled ? "" : " is-empty"}`,
  }));
  return { yard: { id: "yard", x: 0, y: top, width, height: yardHeight, label: t("the yard") }, pens };
}

export const pens = {
  title: t("Sixty animals walk from the yard into three pens"),
  needs: ["animals", "split"],
  layouts: { narrow: [360, 386], wide: [680, 560] },
  draw(root, { animals, split }, { pensFilled }, options) {
    const plot = frame(root, options, {});
    const { yard, pens } = penBoxes(options, split, pensFilled);
    boxes(plot, { boxes: [yard, ...pens] });
    const size = options.narrow ? 9 : 14;
    const pad = size + 4;
    const places = pens.map((pen, p) =>
      flock(
        { x: pen.x + 4, y: pen.y + 6, width: pen.width - 8, height: pen.height - 12 },
        split.counts[p].cats + split.counts[p].dogs,
        { size },
      ),
    );
    const seat = [0, 0, 0];
    // Cats first in every pen, so that the mix can be seen at a glance.
    const ordered = points(animals.X, animals.y).sort((a, b) => a.label - b.label || a.index - b.index);
    const data = ordered.map((d) => {
      const pen = split.penOf[d.index];
      const inPen = places[pen][seat[pen]++];
      const [x, y] =
        pen < pensFilled
          ? inPen
          : [
              yard.x + pad + (d.x / 12) * (yard.width - 2 * pad),
              yard.y + pad + (1 - d.y / 10) * (yard.height - 2 * pad),
            ];
      return { ...d, x, y, fluffiness: d.y };
    });
    scatter(plot, {
      data: data.sort((a, b) => a.index - b.index),
      symbolOf,
      size,
      walk: 700,
      nameOf: animalName,
    });
  },
  summary: (_, { pensFilled }) =>
    pensFilled === 0
      ? t("All animals are still in the yard.")
      : t("Filled: {pens}.", { pens: kPartNames.slice(0, pensFilled).join(", ") }),
  table: ({ animals, split }) => ({
    caption: t("Which animal the lot sends to which pen"),
    columns: [...animalColumns, t("pen")],
    rows: points(animals.X, animals.y).map((d) => [...animalRow(d), kPartNames[split.penOf[d.index]]]),
  }),
};

/** Training animals drawn in full, validation animals hollow, both on the map of the model that saw the former. */
function drawLearned(root, { animals, split, learned }, options) {
  const plot = frame(root, options, { x: weightAxis, y: fluffAxis });
  surface(plot, { surface: learned.surface });
  boundary(plot, { lines: learned.boundary });
  scatter(plot, {
    data: points(animals.X, animals.y).filter((d) => split.penOf[d.index] < 2),
    symbolOf,
    size: options.narrow ? 10 : 13,
    nameOf: (d) => `${animalName(d)}, ${kPartNames[split.penOf[d.index]]}`,
    classOf: (d) => (split.penOf[d.index] === 1 ? "is-held-out" : ""),
  });
}

export const learn = {
  title: t("The model learns from the training pen; the validation animals are hollow"),
  needs: ["animals", "split", "learned", "settings"],
  layouts: { narrow: [360, 386], wide: [680, 640] },
  draw(root, results, state, options) {
    const { width, height, narrow } = options;
    const barsHeight = narrow ? 104 : 120;
    const map = panel(root, options, "map", { x: 0, y: 0, width, height: height - barsHeight });
    drawLearned(map.root, results, map.options);
    const scores = panel(root, options, "scores", { x: 0, y: height - barsHeight, width, height: barsHeight });
    const plot = frame(scores.root, scores.options, { x: percentAxis([0, 1]), margin: { top: 14 } });
    const { train, validation } = results.learned;
    bars(plot, {
      rows: [
        { id: "train", label: t("training accuracy"), value: train, className: "sw-part-train" },
        { id: "validation", label: t("validation accuracy"), value: validation, className: "sw-part-validation" },
      ],
    });
  },
  summary: ({ learned, settings }) =>
    t("{settings}: training accuracy {train}, validation accuracy {validation}.", {
      settings: describeSettings(settings),
      train: formatPercent(learned.train),
      validation: formatPercent(learned.validation),
    }),
  table: ({ learned, settings }) => ({
    caption: t("Scores of the {settings}", { settings: describeSettings(settings) }),
    columns: [t("pen"), t("accuracy")],
    rows: [
      [kPartNames[0], formatPercent(learned.train, 1)],
      [kPartNames[1], formatPercent(learned.validation, 1)],
      [kPartNames[2], t("locked")],
    ],
  }),
};

const dialTitle = { degree: t("degree"), nNeighbors: t("neighbours that vote"), maxDepth: t("depth of the tree") };

export const curve = {
  title: t("Training and validation accuracy along the dial"),
  needs: ["curve", "settings"],
  layouts: { narrow: [360, 340], wide: [960, 440] },
  draw(root, { curve, settings }, state, options) {
    const { key, settings: stops, here, average } = curve;
    const plot = frame(root, options, {
      x: {
        domain: [stops[0], stops.at(-1)],
        title: t("{dial}, stiff to supple", { dial: dialTitle[key] }),
        tickValues: stops,
        format: String,
      },
      y: { ...percentAxis([0.4, 1], t("accuracy")), grid: true },
      margin: { right: options.narrow ? 84 : 150 },
    });
    const series = (id, label, values, extra) => ({ id, label, points: stops.map((s, i) => [s, values[i]]), ...extra });
    lines(plot, {
      series: [
        series("here-train", "", here.train, { className: "sw-part-train sw-thin", dashed: true }),
        series("here-validation", "", here.validation, { className: "sw-part-validation sw-thin", dashed: true }),
        series("train", kPartNames[0], average.train, { className: "sw-part-train" }),
        series("validation", kPartNames[1], average.validation, { className: "sw-part-validation" }),
      ],
      marker: {
        key,
        value: settings[key],
        label: dialTitle[key],
        min: Math.min(...stops),
        max: Math.max(...stops),
        step: key === "nNeighbors" ? 2 : 1,
      },
    });
  },
  summary({ curve: { average, settings, model, nDone } }) {
    const at = (i) =>
      t("training {train}, validation {validation}", {
        train: formatPercent(average.train.at(i)),
        validation: formatPercent(average.validation.at(i)),
      });
    return t("{model}, averaged over {draws} of lots. At {first}: {scores}. At {last}: {lastScores}.", {
      model: kModelNames[model],
      draws: nDraws(nDone),
      first: settings[0],
      scores: at(0),
      last: settings.at(-1),
      lastScores: at(-1),
    });
  },
  table: ({ curve: { key, settings, here, average } }) => ({
    caption: t("Accuracy along the dial"),
    columns: [
      dialTitle[key],
      t("training, average"),
      t("validation, average"),
      t("training, this draw"),
      t("validation, this draw"),
    ],
    rows: settings.map((setting, i) => [
      setting,
      ...[average.train, average.validation, here.train, here.validation].map((values) => formatPercent(values[i], 1)),
    ]),
  }),
};

export const verdict = {
  title: t("The envelope"),
  needs: ["envelope", "settings", "learned"],
  layouts: { narrow: [360, 230], wide: [620, 230] },
  draw(root, { envelope, settings, learned }, state, options) {
    const plot = frame(root, options, {
      x: percentAxis([0, 1], t("accuracy; whisker: 95 % interval")),
      margin: { top: 52 },
    });
    const { recipe } = envelope;
    const choice = describeModel(recipe ?? settings);
    const features = featureNames[(recipe ?? settings).features];
    const kind = recipe ? t("You opened: {choice}", { choice }) : choice;
    labels(plot, {
      labels: [
        { id: "kind", x: 0, y: plot.top, dy: -26, text: kind, className: "sw-strong" },
        { id: "on", x: 0, y: plot.top, dy: -8, text: features ? t("on {features}", { features }) : "" },
      ],
    });
    bars(plot, {
      rows: [
        {
          id: "validation",
          label: t("validation"),
          value: recipe ? envelope.validation.accuracy : learned.validation,
          className: "sw-part-validation",
        },
        {
          id: "test",
          label: recipe ? t("test") : t("test: sealed"),
          value: recipe ? envelope.test.accuracy : NaN,
          low: envelope.test?.low,
          high: envelope.test?.high,
          className: "sw-part-test",
        },
      ],
    });
  },
  summary({ envelope: { recipe, validation, test }, settings }) {
    if (!recipe) return t("Sealed. Your choice so far: {settings}.", { settings: describeSettings(settings) });
    return (
      t("You opened: {recipe}. {right} of {n} test animals right, {accuracy},", {
        recipe: describeSettings(recipe),
        right: test.right,
        n: test.n,
        accuracy: formatPercent(test.accuracy),
      }) +
      " " +
      t("95 % interval {low} to {high}. Validation said {accuracy}.", {
        low: formatPercent(test.low),
        high: formatPercent(test.high),
        accuracy: formatPercent(validation.accuracy),
      })
    );
  },
  table: ({ envelope: { recipe, validation, test }, learned }) => ({
    caption: t("Scores of the chosen model"),
    columns: [t("pen"), t("right"), t("of"), t("accuracy"), t("95 % interval")],
    rows: recipe
      ? [validation, test].map((score, i) => [
          kPartNames[i + 1],
          score.right,
          score.n,
          formatPercent(score.accuracy, 1),
          i === 0 ? t("none: it was chosen by") : `${formatPercent(score.low)} to ${formatPercent(score.high)}`,
        ])
      : [
          [
            kPartNames[1],
            Math.round(learned.validation * learned.nValidation),
            learned.nValidation,
            formatPercent(learned.validation, 1),
            "",
          ],
          [kPartNames[2], t("sealed"), "", "", ""],
        ],
  }),
};

export const draws = {
  title: t("Test scores of three models over a thousand draws of lots"),
  needs: ["draws"],
  layouts: { narrow: [360, 520], wide: [960, 460] },
  draw(root, { draws }, state, options) {
    const { width, height, narrow } = options;
    const { scores, seats, nDone, nDraws: all, nTest, low, high } = draws;
    const seatHeight = narrow ? 150 : height;
    const titleHeight = 20; // of the axis under the last row; the bars of all three have one scale
    const left = narrow ? width : width * 0.68;
    // Few test animals allow few scores: one bin for each, centred on it.
    const lowest = Math.ceil(0.25 * nTest);
    const domain = [(lowest - 0.5) / nTest, 1 + 0.5 / nTest];
    recipeNames.forEach((name, j) => {
      const rowHeight = (height - (narrow ? seatHeight : 0) - titleHeight) / 3;
      const box = panel(root, options, `model-${j}`, {
        x: 0,
        y: j * rowHeight,
        width: left,
        height: rowHeight + (j === 2 ? titleHeight : 0),
      });
      const plot = frame(box.root, box.options, {
        x: {
          ...percentAxis(domain, j === 2 ? t("score in the envelope, {draws}", { draws: nDraws(nDone) }) : ""),
          tickValues: [0.25, 0.5, 0.75, 1],
        },
        margin: { top: 22, bottom: 24 + (j === 2 ? titleHeight : 0) },
      });
      histogram(plot, {
        series: [{ id: name, values: scores[j], className: "sw-part-test" }],
        bins: nTest - lowest + 1,
        max: 0.36 * all,
        rules:
          j === 0
            ? [
                { value: low, label: formatPercent(low) },
                { value: high, label: formatPercent(high) },
              ]
            : [],
      });
      labels(plot, { labels: [{ id: name, x: domain[0], y: plot.top, dx: 4, text: name }] });
    });
    const seatBox = narrow
      ? { x: 0, y: height - seatHeight, width, height: seatHeight }
      : { x: left + 24, y: 0, width: width - left - 24, height };
    const chart = panel(root, options, "seats", seatBox);
    const plot = frame(chart.root, chart.options, {
      x: { ...percentAxis([0, 1]), title: t("holds the best seat"), ticks: 4 },
      margin: { top: 14, left: narrow ? 14 : 0 },
    });
    bars(plot, {
      rows: recipeNames.map((name, j) => ({ id: name, label: name, value: seats[j], className: "sw-part-test" })),
    });
  },
  summary: ({ draws: { nDone, low, high, seats } }) =>
    t("{draws} of lots. The middle 95 % of the polynomial’s test scores reach from {low} to {high}.", {
      draws: nDraws(nDone),
      low: formatPercent(low),
      high: formatPercent(high),
    }) +
    " " +
    t("Best in its draw: {shares}.", {
      shares: recipeNames.map((name, j) => `${name} ${formatPercent(seats[j])}`).join(", "),
    }),
  table: ({ draws: { scores, seats } }) => ({
    caption: t("Test scores over the draws"),
    columns: [t("model"), t("mean"), t("lowest"), t("highest"), t("best in its draw")],
    rows: recipeNames.map((name, j) => [
      name,
      formatPercent(scores[j].reduce((sum, s) => sum + s, 0) / scores[j].length, 1),
      formatPercent(Math.min(...scores[j])),
      formatPercent(Math.max(...scores[j])),
      formatPercent(seats[j], 1),
    ]),
  }),
};
const recipeNames = [t("polynomial, degree 2"), t("7 nearest neighbours"), t("tree, 3 questions deep")];

const triesAxis = (count) => ({
  domain: [1, count],
  title: t("models tried"),
  tickValues: [1, 50, 100, 150, 200],
  format: String,
});
const overTries = (id, label, values, className) => ({
  id,
  label,
  className,
  // Every fifth of the later tries is enough to see the line, and keeps the still picture short.
  points: Array.from(values, (value, i) => [i + 1, value]).filter(([n]) => n <= 10 || n % 5 === 0),
});

export const peeking = {
  title: t("The champion’s score on the test pen, try by try"),
  needs: ["wear"],
  layouts: { narrow: [360, 260], wide: [620, 280] },
  draw(root, { wear }, { tries }, options) {
    const plot = frame(root, options, {
      x: triesAxis(wear.report.length),
      y: { ...percentAxis([0.5, 1], t("champion’s test score")), grid: true },
      margin: { right: 84 },
    });
    const series = overTries("report", formatPercent(wear.report[tries - 1]), wear.report, "sw-part-test");
    // One try is a point, not a line: it is drawn as a short step.
    lines(plot, {
      series: [
        { ...series, points: tries > 1 ? series.points.slice(0, tries) : [series.points[0], [3, series.points[0][1]]] },
      ],
      marker: { key: "tries", value: tries, label: "", min: 1, max: wear.report.length },
    });
  },
  summary: ({ wear }, { tries }) =>
    t("After {tries} the best score seen on the test pen is {report}.", {
      tries: tries === 1 ? t("one try") : t("{tries} tries", { tries }),
      report: formatPercent(wear.report[tries - 1]),
    }),
  table: ({ wear }, { tries }) => ({
    caption: t("The champion’s test score"),
    columns: [t("models tried"), t("best test score so far")],
    rows: [1, 2, 5, 10, 20, 50, 100, 200]
      .filter((n) => n <= tries)
      .map((n) => [n, formatPercent(wear.report[n - 1], 1)]),
  }),
};

export const wear = {
  title: t("The champion’s reported score, and its score in a fresh pen"),
  needs: ["wear", "optimism"],
  layouts: { narrow: [360, 560], wide: [960, 420] },
  draw(root, { wear, optimism }, state, options) {
    const { width, height, narrow } = options;
    const { worlds, nWorlds } = optimism;
    const shelters = worlds === nWorlds ? formatCount(worlds) : `${formatCount(worlds)} of ${formatCount(nWorlds)}`;
    const half = narrow ? { width, height: height / 2 } : { width: width / 2 - 10, height };
    const charts = [
      { name: "one", box: { x: 0, y: 0, ...half }, title: t("your yard"), values: wear },
      {
        name: "all",
        box: { x: narrow ? 0 : width / 2 + 10, y: narrow ? height / 2 : 0, ...half },
        title: t("average of {shelters} shelters", { shelters }),
        values: optimism,
      },
    ];
    for (const { name, box, title, values } of charts) {
      const chart = panel(root, options, name, box);
      const plot = frame(chart.root, chart.options, {
        x: triesAxis(values.report.length),
        y: { ...percentAxis([0.5, 1], title), grid: true },
        margin: { right: 84 },
      });
      lines(plot, {
        series: [
          overTries("report", t("reported"), values.report, "sw-part-test"),
          overTries("truth", t("fresh pen"), values.truth, "sw-fresh"),
        ],
      });
    }
  },
  summary: ({ wear, optimism }) =>
    t("The champion of {tries} tries reports {lastReport} and scores {lastTruth} in a fresh pen.", {
      tries: wear.report.length,
      lastReport: formatPercent(wear.lastReport),
      lastTruth: formatPercent(wear.lastTruth),
    }) +
    " " +
    t("Averaged over {shelters}, the report is {excess} too high.", {
      shelters: nShelters(optimism.worlds),
      excess: formatPercent(optimism.optimism.at(-1)),
    }),
  table: ({ wear, optimism }) => ({
    caption: t("Reported and fresh accuracy of the champion"),
    columns: [
      t("models tried"),
      t("reported, your yard"),
      t("fresh pen, your yard"),
      t("reported, average"),
      t("fresh pen, average"),
    ],
    rows: [1, 2, 5, 10, 20, 50, 100, 200].map((n) => [
      n,
      ...[wear.report, wear.truth, optimism.report, optimism.truth].map((values) => formatPercent(values[n - 1], 1)),
    ]),
  }),
};

const leakNames = [
  t("straight logistic cut"),
  t("7 nearest neighbours"),
  t("tree, 8 questions deep"),
  t("1 nearest neighbour"),
];

export const leak = {
  title: t("What copied slips do to the test score, average of 200 draws"),
  needs: ["leaks"],
  layouts: { narrow: [360, 330], wide: [960, 300] },
  draw(root, { leaks }, state, options) {
    const plot = frame(root, options, { x: percentAxis([0.5, 1], t("test accuracy")), margin: { top: 14 } });
    bars(plot, {
      rows: leakNames.map((label, j) => ({
        id: label,
        label,
        value: leaks.leaky[j],
        low: leaks.clean[j],
        high: leaks.leaky[j],
        text: t("{clean} clean → {leaky}", {
          clean: formatPercent(leaks.clean[j]),
          leaky: formatPercent(leaks.leaky[j]),
        }),
        className: "sw-part-test",
      })),
      dots: true,
    });
  },
  summary: ({ leaks }, { leak }) =>
    t("{leak} % of the test animals have a copy in training. {scores}.", {
      leak,
      scores: leakNames
        .map((name, j) =>
          t("{name}: {clean} clean, {leaky} now", {
            name,
            clean: formatPercent(leaks.clean[j]),
            leaky: formatPercent(leaks.leaky[j]),
          }),
        )
        .join("; "),
    }),
  table: ({ leaks }, { leak }) => ({
    caption: t("Average test accuracy"),
    columns: [t("model"), t("clean"), t("{leak} % copied", { leak })],
    rows: leakNames.map((name, j) => [name, formatPercent(leaks.clean[j], 1), formatPercent(leaks.leaky[j], 1)]),
  }),
};

export const challenge = {
  title: t("Choose a test pen that makes the coat-only model look good"),
  needs: ["animals", "challenge"],
  layouts: { narrow: [360, 400], wide: [960, 620] },
  draw(root, { animals, challenge }, state, options) {
    const { n, right, score, cats, dogs, chosen } = challenge;
    const plot = frame(root, options, { x: weightAxis, y: fluffAxis, margin: { top: 64 } });
    surface(plot, { surface: challenge.surface });
    boundary(plot, { lines: challenge.boundary });
    labels(plot, {
      labels: [
        {
          id: "score",
          x: 12,
          y: 10,
          dy: -38,
          anchor: "end",
          className: "sw-strong",
          text:
            n === 0
              ? t("your test pen is empty")
              : t("{right} of {n} right: {score} ({cats}, {dogs})", {
                  right,
                  n,
                  score: formatPercent(score),
                  cats: nCats(cats),
                  dogs: nDogs(dogs),
                }),
        },
      ],
    });
    scatter(plot, {
      data: points(animals.X, animals.y).filter((d) => challenge.free.includes(d.index)),
      symbolOf,
      size: options.narrow ? 11 : 15,
      nameOf: animalName,
      classOf: (d) => (chosen.includes(d.index) ? "is-chosen" : "is-faint"),
      pressed: (d) => chosen.includes(d.index),
      toggle(d) {
        const { pen } = options.now();
        options.edit({ pen: pen.includes(d.index) ? pen.filter((row) => row !== d.index) : [...pen, d.index] });
      },
    });
  },
  summary: ({ challenge: { n, right, cats, dogs, score, truth } }) =>
    n === 0
      ? t("Your test pen is empty.")
      : t(
          "Your test pen: {cats}, {dogs}; {right} of {n} right, {score}. Over fresh animals the model is right for {truth}.",
          {
            cats: nCats(cats),
            dogs: nDogs(dogs),
            right,
            n,
            score: formatPercent(score),
            truth: formatPercent(truth),
          },
        ),
  table: ({ animals, challenge: { chosen, predicted, free } }) => ({
    caption: t("Animals that the model has not trained on"),
    columns: [...animalColumns, t("model says"), t("in your pen")],
    rows: points(animals.X, animals.y)
      .filter((d) => free.includes(d.index))
      .map((d) => [...animalRow(d), kSpeciesNames[predicted[d.index]], chosen.includes(d.index) ? t("yes") : t("no")]),
  }),
};
