// What the essay draws. All numbers arrive computed; here they only find their places.
import {
  bars,
  confusion,
  confusionSummary,
  confusionTable,
  curvePoint,
  flock,
  formatNumber,
  formatPercent,
  frame,
  labels,
  lines,
  marker,
  panel,
  scatter,
  t,
} from "scrollwork/figures";

const kNames = [t("others"), t("hikers")];
/** What is warm besides hikers: every second one a deer. */
const kWarm = ["deer", "stone", "deer", "fox"];
const scoreAxis = { domain: [0, 10], title: t("how much like a person"), ticks: 5, format: (v) => formatNumber(v) };
const shareAxis = (title) => ({ domain: [0, 1], title, ticks: 5, format: (v) => formatPercent(v), grid: true });
const pairsOf = (x, y) => Array.from(x, (value, i) => [value, y[i]]);
const kinds = { hiker: t("hiker"), deer: t("deer"), stone: t("stone"), fox: t("fox") };
const symbolOf =
  ({ y }) =>
  (row) =>
    y[row] === 1 ? "hiker" : kWarm[row % kWarm.length];
const nameOf =
  ({ y }) =>
  (row) =>
    kinds[y[row] === 1 ? "hiker" : kWarm[row % kWarm.length]];
/** The four scores keep their colours through the essay. */
const kLooks = { precision: "sw-part-test", recall: "sw-class-2", accuracy: "sw-part-train", F1: "" };

const thresholdMarker = (threshold, label = "") => ({
  key: "threshold",
  value: threshold,
  label,
  name: t("threshold"),
  min: 0,
  max: 10,
  step: 0.05,
});

/** [recall, precision, threshold], recall rising, as `curvePoint` wants them. */
const placesOf = ({ recall, precision, thresholds }) =>
  Array.from(thresholds, (threshold, i) => [recall[i], precision[i], threshold]).filter(([, p]) => Number.isFinite(p));

/** A spot that is walked to is whole, one that is left is pale; a broken ring marks a mistake. */
const lookOf = (night, threshold) => (row) => {
  const picked = night.scores[row] >= threshold;
  return `${picked === (night.y[row] === 1) ? "" : "is-wrong"}${picked ? "" : " is-faint"}`.trim();
};

/** Dots in a row at their scores: hikers pile up above the line, all others below it. */
function inARow({ y, scores }, { left, right, middle, pitch }) {
  const places = [];
  const ends = [[], []]; // of each pile, where its levels are taken
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[a] - scores[b] || a - b);
  for (const row of order) {
    const x = left + (Math.min(10, Math.max(0, scores[row])) / 10) * (right - left);
    const levels = ends[y[row]];
    let level = 0;
    while (levels[level] > x - pitch) level++;
    levels[level] = x;
    places[row] = [x, middle + (y[row] === 1 ? -1 : 1) * pitch * (level + 0.62)];
  }
  return places;
}

/** The forest: its ground, its firs, and the drone with its light. */
function drawForest(plot, { x, y, width, height, shown, narrow }) {
  const ground = plot.layer("forest").attr("display", shown ? null : "none");
  ground
    .selectChildren("rect")
    .data([0])
    .join("rect")
    .attr("class", "sw-band sw-class-2")
    .attr("rx", 12)
    .attr("x", x)
    .attr("y", y)
    .attr("width", width)
    .attr("height", height);
  const size = narrow ? 20 : 34;
  const firs = Array.from({ length: narrow ? 10 : 22 }, (_, i) => [
    x + size / 2 + ((0.13 + 0.7548776662 * i) % 1) * (width - size),
    y + size / 2 + ((0.55 + 0.569840291 * i) % 1) * (height - size),
  ]);
  const glyphs = [
    ...firs.map(([fx, fy]) => ({
      href: "#fir",
      x: fx - size / 2,
      y: fy - size / 2,
      size,
      look: "sw-class-2 is-faint",
    })),
    { href: "#drone", x: x + width - 2.9 * size, y: y + 4, size: 2.6 * size, look: "sw-class-4" },
  ];
  ground
    .selectChildren("use")
    .data(glyphs)
    .join("use")
    .attr("class", (d) => d.look)
    .attr("href", (d) => d.href)
    .attr("x", (d) => Math.round(d.x))
    .attr("y", (d) => Math.round(d.y))
    .attr("width", (d) => d.size)
    .attr("height", (d) => (d.href === "#drone" ? d.size / 2 : d.size));
}

/** A fraction, typeset: its name above, the bar, what it comes to. Parts: [text, class]. */
function fractions(root, all, narrow) {
  const group = root.selectChildren(".fractions").data([0]).join("g").attr("class", "fractions");
  const one = group
    .selectChildren("g")
    .data(all, (d) => d.id)
    .join((enter) => {
      const made = enter.append("g");
      made.append("text").attr("class", "fraction-name");
      made.append("text").attr("class", "fraction-top").attr("text-anchor", "middle");
      made.append("path").attr("class", "sw-axis");
      made.append("text").attr("class", "fraction-bottom").attr("text-anchor", "middle");
      made.append("text").attr("class", "fraction-value");
      return made;
    })
    .attr("transform", (d) => `translate(${d.x},${d.y})`);
  const write = (name, parts, x, y) =>
    one
      .select(name)
      .attr("x", x)
      .attr("y", y)
      .selectChildren("tspan")
      .data(parts)
      .join("tspan")
      .attr("class", ([, look]) => `sw-strong ${look}`.trim())
      .text(([text]) => text);
  const middle = narrow ? 34 : 40;
  write(".fraction-name", (d) => [[narrow ? `${printed(d.id)} ${d.value}` : printed(d.id), d.look]], 0, 0);
  write(".fraction-top", (d) => d.top, middle, 22);
  write(".fraction-bottom", (d) => d.bottom, middle, 44);
  write(".fraction-value", (d) => [[narrow ? "" : `= ${d.value}`, d.look]], 88, 33);
  one.select("path").attr("d", `M0,28H${2 * middle}`);
}

const [other, hiker] = ["sw-class-0", "sw-class-1"];
const share = (value, count) => (count === 0 ? "?" : formatPercent(value));

/** The fractions of the story, as far as it has come. */
function fractionsOf({ hits, alarms, misses, quiet, precision, recall, accuracy }, stage) {
  const all = [
    {
      id: "precision",
      from: 3,
      top: [[`${hits}`, hiker]],
      bottom: [
        [`${hits}`, hiker],
        [" + ", ""],
        [`${alarms}`, other],
      ],
      value: share(precision, hits + alarms),
    },
    {
      id: "recall",
      from: 4,
      top: [[`${hits}`, hiker]],
      bottom: [
        [`${hits}`, hiker],
        [" + ", ""],
        [`${misses}`, hiker],
      ],
      value: formatPercent(recall),
    },
    {
      id: "accuracy",
      from: 5,
      top: [
        [`${hits}`, hiker],
        [" + ", ""],
        [`${quiet}`, other],
      ],
      bottom: [[`${hits + alarms + misses + quiet}`, ""]],
      value: formatPercent(accuracy),
    },
  ];
  return all.filter((d) => stage >= d.from).map((d) => ({ ...d, look: kLooks[d.id] }));
}

/** Which cells of the matrix a stage speaks of, by true and called class. */
const spokenOf = {
  3: (actual, said) => said === 1,
  4: (actual) => actual === 1,
  5: (actual, said) => actual === said,
};

export const forest = {
  title: t("Warm spots in a forest at night, and the line from which on you walk to them"),
  needs: ["night", "called"],
  layouts: { narrow: [360, 440], wide: [680, 640] },
  draw(root, { night, called }, { threshold, stage }, options) {
    const { width, height, narrow } = options;
    const strip = narrow ? 78 : 96;
    const formulas = stage < 3 ? 0 : narrow ? 70 : 76;
    const upper = height - strip - formulas;
    const marks = frame(root, options);
    drawForest(marks, { x: 0, y: 0, width, height: upper - 6, shown: stage === 0, narrow });
    const classOf = lookOf(night, threshold);
    // On a phone a drawing of ten pixels is a blur.
    const glyphs = narrow ? {} : { symbolOf: symbolOf(night) };
    const size = narrow ? 5 : stage === 0 ? 14 : 11.5;
    if (stage >= 2) {
      const predicted = Array.from(night.scores, (s) => Number(s >= threshold));
      const matrix = { ...marks, bottom: upper - 4 };
      confusion(matrix, {
        y: night.y,
        predicted,
        classNames: kNames,
        order: (row) => night.scores[row],
        stops: false, // they come and go with the steps, and the summary says as much
        nameOf: nameOf(night),
        ...glyphs,
        ...(narrow && { size: 4.5 }),
      });
      const spoken = spokenOf[stage];
      root
        .selectChild(".sw-layer-confusion")
        .selectChildren(".sw-cell")
        .classed("is-picked", (d) => Boolean(spoken?.(d.actual, d.said)));
    } else {
      root.selectChild(".sw-layer-confusion").remove();
      const row = { left: 14, right: width - 14, middle: upper * 0.48, pitch: narrow ? 12 : 25 };
      const box = { x: 26, y: narrow ? 30 : 60, width: width - 52, height: upper - (narrow ? 60 : 110) };
      const places =
        stage === 0
          ? night.places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])
          : inARow(night, row);
      scatter(marks, {
        data: places.map(([x, y], index) => ({
          index,
          label: night.y[index],
          x: marks.x.invert(x),
          y: marks.y.invert(y),
        })),
        ...(narrow ? {} : { symbolOf: (d) => symbolOf(night)(d.index) }),
        size,
        walk: 600,
        nameOf: (d) => nameOf(night)(d.index),
        classOf: (d) => classOf(d.index),
      });
    }
    const words = panel(root, options, "fractions", { x: 14, y: upper + (narrow ? 16 : 22), width, height: formulas });
    const column = (width - 28) / 3;
    fractions(
      words.root,
      fractionsOf(called, stage).map((d, i) => ({ ...d, x: i * column, y: 0 })),
      narrow,
    );
    drawStrip(root, night, threshold, options, { x: 0, y: height - strip, width, height: strip }, stage);
    labels(marks, {
      labels:
        stage > 1
          ? []
          : [
              {
                id: "count",
                x: marks.x.invert(14),
                y: marks.y.invert(stage === 0 ? 24 : 16),
                className: "sw-strong",
                text: t("{walks} walks, {hits} of {hikers} hikers found", {
                  walks: called.hits + called.alarms,
                  hits: called.hits,
                  hikers: called.hits + called.misses,
                }),
              },
            ],
    });
  },
  summary: ({ night, called }, { threshold, stage }) =>
    t("Threshold {threshold}: {walks} walks, to {hits} hikers and {alarms} others; {misses} hikers are left out.", {
      threshold: formatNumber(threshold, 2),
      walks: called.hits + called.alarms,
      hits: called.hits,
      alarms: called.alarms,
      misses: called.misses,
    }) +
    (stage >= 3
      ? " " +
        t("Precision {precision}, recall {recall}, accuracy {accuracy} of {n} spots.", {
          precision: share(called.precision, called.hits + called.alarms),
          recall: formatPercent(called.recall),
          accuracy: formatPercent(called.accuracy),
          n: night.y.length,
        })
      : ""),
  table: ({ called: { hits, alarms, misses, quiet } }) => ({
    caption: t("What became of the spots"),
    columns: ["", t("left alone"), t("walked to")],
    rows: [
      [t("others"), quiet, alarms],
      [t("hikers"), misses, hits],
    ],
  }),
};

/** The axis of the scores with a stroke for each spot, and the threshold. */
function drawStrip(root, night, threshold, options, box, stage) {
  const part = panel(root, options, "strip", box);
  const plot = frame(part.root, part.options, { x: scoreAxis, margin: { top: options.narrow ? 12 : 20 } });
  plot
    .layer("rug")
    .selectChildren("path")
    .data(stage === 1 ? [] : [night.scores])
    .join("path")
    .attr("class", "sw-axis")
    .attr("d", (scores) => {
      // Relative steps, in order: the path is sent to every reader, in both layouts.
      const at = Array.from(scores, (s) => Math.round(plot.x(Math.min(10, Math.max(0, s))))).sort((a, b) => a - b);
      return `M0,${plot.bottom}${at.map((x, i) => `m${x - (at[i - 1] ?? 0)},${i && 8}v-8`).join("")}`;
    });
  marker(plot, {
    ...thresholdMarker(threshold, options.narrow ? t("walk from here on") : t("from here on, you walk")),
    ...(stage === 1 && { top: 34 - box.y }),
  });
}

/** A score, as one writes it. */
const printed = (name) => ({ accuracy: t("accuracy"), precision: t("precision"), recall: t("recall"), F1: "F₁" })[name];

const kFour = [
  ["accuracy", "accuracy"],
  ["precision", "precision"],
  ["recall", "recall"],
  ["F1", "f1"],
];

export const four = {
  title: t("Accuracy, precision, recall and F1 against the threshold"),
  needs: ["four", "called"],
  layouts: { narrow: [360, 400], wide: [960, 420] },
  draw(root, { four, called }, { threshold }, options) {
    const { narrow } = options;
    const plot = frame(root, options, {
      x: scoreAxis,
      y: shareAxis(t("score")),
      margin: narrow ? { right: 82, top: 74 } : { right: 96 },
    });
    lines(plot, {
      series: kFour.map(([name, key]) => ({
        id: name,
        label: printed(name),
        points: pairsOf(four.thresholds, four[key]).filter(([, v]) => Number.isFinite(v)),
        className: kLooks[name],
        dashed: name === "accuracy",
      })),
      marker: thresholdMarker(threshold),
    });
    const values = { accuracy: called.accuracy, precision: called.precision, recall: called.recall, F1: called.fbeta };
    // Beside the line, where the eye follows the hand; on a phone the curves need that place.
    const near = threshold > 6 ? "end" : "start";
    const line = (name, at) => ({ id: name, ...at, className: `sw-strong ${kLooks[name]}`.trim() });
    const ranked = kFour
      .map(([name]) => ({ name, value: values[name] }))
      .filter(({ name }) => name !== "precision" || called.hits + called.alarms > 0)
      .sort((a, b) => b.value - a.value);
    let last = plot.top - 20;
    labels(plot, {
      labels: ranked.map(({ name, value }) => {
        if (narrow) {
          const i = kFour.findIndex(([own]) => own === name);
          const [x, y] = [i % 2 ? 180 : 2, i < 2 ? 16 : 36];
          return line(name, {
            x: plot.x.invert(x),
            y: plot.y.invert(y),
            text: `${printed(name)} ${formatPercent(value)}`,
          });
        }
        last = Math.min(plot.bottom - 6, Math.max(plot.y(value) + 4, last + 17));
        const beside = { x: threshold, y: plot.y.invert(last), dx: near === "end" ? -9 : 9, anchor: near };
        return line(name, { ...beside, text: formatPercent(value) });
      }),
    });
  },
  summary: ({ called }, { threshold }) =>
    t("Threshold {threshold}: accuracy {accuracy}, precision {precision}, recall {recall}, F₁ {fbeta}.", {
      threshold: formatNumber(threshold, 2),
      accuracy: formatPercent(called.accuracy),
      precision: share(called.precision, called.hits + called.alarms),
      recall: formatPercent(called.recall),
      fbeta: formatPercent(called.fbeta),
    }),
  table: ({ four }) => ({
    caption: t("The four scores by threshold"),
    columns: [t("threshold"), ...kFour.map(([name]) => printed(name))],
    rows: Array.from(four.thresholds, (threshold, i) => [
      formatNumber(threshold, 1),
      ...kFour.map(([, key]) => (Number.isFinite(four[key][i]) ? formatPercent(four[key][i]) : t("none"))),
    ]).filter((_, i) => i % 20 === 0),
  }),
};

/** A square of recall and precision. */
function prFrame(root, options, name, box, right = 10) {
  const part = panel(root, options, name, box);
  return frame(part.root, part.options, {
    x: shareAxis(t("recall")),
    y: shareAxis(t("precision")),
    margin: { right },
  });
}

const thresholdPoint = (threshold, curve, at, text) => ({
  key: "threshold",
  value: threshold,
  at,
  points: placesOf(curve),
  name: t("threshold, as a point on the curve"),
  text,
  min: 0,
  max: 10,
  step: 0.05,
});

export const dialled = {
  title: t("Precision against recall, with the curves on which F-beta is the same"),
  needs: ["curve", "dialled"],
  layouts: { narrow: [360, 400], wide: [960, 520] },
  draw(root, { curve, dialled }, { threshold }, options) {
    const { width, height, narrow } = options;
    const { isoCurves, best, bestIso, here } = dialled;
    const plot = prFrame(root, options, "pr", { x: 0, y: 0, width, height }, narrow ? 40 : 60);
    lines(plot, {
      series: [
        ...isoCurves.map(({ value, recall, precision }) => ({
          id: `iso-${value}`,
          label: formatNumber(value, 1),
          points: inside(recall, precision),
          className: "sw-thin sw-part-train",
          dashed: true,
        })),
        { id: "best", points: inside(bestIso.recall, bestIso.precision), className: "sw-fresh sw-thin" },
        { id: "curve", points: pairsOf(curve.recall, curve.precision), className: "" },
      ],
    });
    scatter(plot, {
      data: [{ x: best.recall, y: best.precision, label: 3, index: 0 }],
      size: 7,
      classOf: () => "sw-fresh-mark",
    });
    labels(plot, {
      labels: [
        {
          id: "best",
          x: 0.03,
          y: 0.05,
          className: "sw-strong sw-fresh",
          text: t("best Fβ {fbeta}, at threshold {threshold}", {
            fbeta: formatNumber(best.fbeta, 2),
            threshold: formatNumber(best.threshold, 1),
          }),
        },
        {
          id: "here",
          x: 0.03,
          y: narrow ? 0.13 : 0.11,
          className: "sw-strong",
          text: t("yours {fbeta}, at {threshold}", {
            fbeta: formatNumber(here.fbeta, 2),
            threshold: formatNumber(threshold, 1),
          }),
        },
      ],
    });
    curvePoint(
      plot,
      thresholdPoint(
        threshold,
        curve,
        [here.recall, here.precision],
        t("recall {recall}, precision {precision}, F-beta {fbeta}", {
          recall: formatPercent(here.recall),
          precision: formatPercent(here.precision),
          fbeta: formatNumber(here.fbeta, 2),
        }),
      ),
    );
  },
  summary: ({ dialled: { beta, best, here } }, { threshold }) =>
    t(
      "Beta {beta}. The best threshold is {threshold}: recall {recall}, precision {precision}, F-beta {fbeta}. At {own}: recall {ownRecall}, precision {ownPrecision}, F-beta {ownFbeta}.",
      {
        beta: formatNumber(beta),
        threshold: formatNumber(best.threshold, 1),
        recall: formatPercent(best.recall),
        precision: formatPercent(best.precision),
        fbeta: formatNumber(best.fbeta, 2),
        own: formatNumber(threshold, 2),
        ownRecall: formatPercent(here.recall),
        ownPrecision: formatPercent(here.precision),
        ownFbeta: formatNumber(here.fbeta, 2),
      },
    ),
  table: ({ curve }) => ({
    caption: t("The curve, from the highest threshold to the lowest"),
    columns: [t("threshold"), t("recall"), t("precision")],
    rows: placesOf(curve).map(([recall, precision, threshold]) => [
      formatNumber(threshold, 2),
      formatPercent(recall),
      formatPercent(precision),
    ]),
  }),
};

/** The part of an iso-curve that lies in the square. */
const inside = (recall, precision) => pairsOf(recall, precision).filter(([, p]) => Number.isFinite(p));

export const area = {
  title: t("Average precision: the area under a staircase"),
  needs: ["curve"],
  layouts: { narrow: [360, 360], wide: [960, 420] },
  draw(root, { curve }, state, options) {
    const { width, height } = options;
    const plot = prFrame(root, options, "pr", { x: 0, y: 0, width, height });
    // Recall rises at hikers only: each counts with the precision there.
    const steps = pairsOf(curve.recall, curve.precision).filter(([r], i) => r > (curve.recall[i - 1] ?? 0));
    const stairs = steps.flatMap(([r, p], i) => [
      [steps[i - 1]?.[0] ?? 0, p],
      [r, p],
    ]);
    lines(plot, {
      series: [
        {
          id: "chance",
          points: [
            [0, curve.prevalence],
            [1, curve.prevalence],
          ],
          className: "sw-thin",
          dashed: true,
        },
        { id: "stairs", points: stairs, band: stairs.map(([x, y]) => [x, 0, y]), className: "sw-fresh" },
      ],
    });
    labels(plot, {
      labels: [
        {
          id: "area",
          x: 0.5,
          y: 0.45,
          anchor: "middle",
          className: "sw-strong",
          text: t("average precision {averagePrecision}", {
            averagePrecision: formatNumber(curve.averagePrecision, 2),
          }),
        },
        { id: "chance", x: 0.03, y: curve.prevalence, dy: -8, text: t("a detector that knows nothing") },
      ],
    });
  },
  summary: ({ curve }) =>
    t("Average precision {averagePrecision}; a detector that knows nothing has about {prevalence}.", {
      averagePrecision: formatNumber(curve.averagePrecision, 2),
      prevalence: formatPercent(curve.prevalence),
    }),
  table: ({ curve }) => ({
    caption: t("Steps of the curve"),
    columns: [t("recall"), t("precision")],
    rows: pairsOf(curve.recall, curve.precision).map((p) => p.map((v) => formatPercent(v, 1))),
  }),
};

export const between = {
  title: t("Between two thresholds: a straight line among the rates, a sagging one for precision"),
  needs: ["between"],
  layouts: { narrow: [360, 690], wide: [960, 440] },
  draw(root, { between }, { found }, options) {
    const { width, height, narrow } = options;
    const { roc, right, points, here } = between;
    const side = narrow ? 340 : height;
    const part = panel(
      root,
      options,
      "roc",
      narrow ? { x: 0, y: side + 8, width, height: side } : { x: width - side - 10, y: 0, width: side + 10, height },
    );
    const rates = frame(part.root, part.options, {
      x: shareAxis(t("false positive rate")),
      y: shareAxis(t("recall (true positive rate)")),
      margin: { right: 10 },
    });
    lines(rates, { series: [{ id: "roc", points: pairsOf(roc.fpr, roc.tpr), className: "sw-part-train" }] });
    scatter(rates, {
      data: pairsOf(roc.fpr, roc.tpr).map(([x, y], index) => ({ x, y, label: 1, index })),
      size: 5,
    });
    scatter(rates, {
      data: [{ x: here.fpr, y: here.recall, label: 3, index: 0 }],
      size: 7,
      classOf: () => "sw-fresh-mark",
      name: "here",
    });
    const plot = prFrame(root, options, "pr", { x: 0, y: 0, width: narrow ? width : side + 10, height: side });
    const chords = [[0, points.precision[0]], ...pairsOf(points.recall, points.precision)];
    const sagging = pairsOf(right.recall, right.precision);
    const place = ([x, y]) => `${plot.x(x).toFixed(1)},${plot.y(y).toFixed(1)}`;
    plot
      .layer("gap")
      .selectChildren("path")
      .data([0])
      .join("path")
      .attr("class", "sw-band sw-part-validation")
      .attr("d", `M${[...chords.map(place), ...sagging.map(place).reverse()].join("L")}Z`);
    lines(plot, {
      series: [
        { id: "straight", points: chords, className: "sw-part-validation sw-thin", dashed: true },
        { id: "right", points: sagging, className: "sw-fresh" },
      ],
    });
    scatter(plot, {
      data: pairsOf(points.recall, points.precision).map(([x, y], index) => ({ x, y, label: 1, index })),
      size: 5,
    });
    labels(plot, {
      labels: [
        {
          id: "straight",
          x: 0.03,
          y: 0.12,
          className: "sw-strong sw-part-validation",
          text: t("straight, wrong: area {linearArea}, here {straight}", {
            linearArea: formatNumber(right.linearArea, 3),
            straight: formatPercent(here.straight),
          }),
        },
        {
          id: "right",
          x: 0.03,
          y: 0.05,
          className: "sw-strong sw-fresh",
          text: t("right: area {area}, here {precision}", {
            area: formatNumber(right.area, 3),
            precision: formatPercent(here.precision),
          }),
        },
      ],
    });
    curvePoint(plot, {
      key: "found",
      value: found,
      at: [here.recall, here.precision],
      points: sagging.map(([r, p]) => [r, p, Math.round(r * 20)]),
      name: t("hikers found on average"),
      text: t("{found} of 20 hikers, precision {precision}, by the straight line {straight}", {
        found,
        precision: formatPercent(here.precision),
        straight: formatPercent(here.straight),
      }),
      min: 1,
      max: 20,
      step: 1,
    });
  },
  summary: ({ between: { right, here } }, { dial }) =>
    t(
      "A dial of {dial} steps. With {found} of 20 hikers found on average, precision is {precision}; the straight line says {straight}. Area {area}, by straight lines {linearArea}.",
      {
        dial,
        found: here.found,
        precision: formatPercent(here.precision),
        straight: formatPercent(here.straight),
        area: formatNumber(right.area, 3),
        linearArea: formatNumber(right.linearArea, 3),
      },
    ),
  table: ({ between: { points } }) => ({
    caption: t("What the dial can do"),
    columns: [t("recall"), t("precision")],
    rows: pairsOf(points.recall, points.precision).map((p) => p.map((v) => formatPercent(v, 1))),
  }),
};

const kScores = [
  ["accuracy", "accuracy"],
  ["precision", "precision"],
  ["recall", "recall"],
  ["F1", "fbeta"],
];

export const lazy = {
  title: t("A hundred spots, and two ways to spend the night"),
  needs: ["lazy"],
  layouts: { narrow: [360, 560], wide: [960, 400] },
  draw(root, { lazy }, { threshold }, options) {
    const { width, height, narrow } = options;
    const box = narrow ? { x: 0, y: 0, width, height: 250 } : { x: 0, y: 0, width: 470, height };
    const marks = frame(root, options);
    const inner = { x: 4, y: 26, width: box.width - 8, height: box.height - 34 };
    const places = flock(inner, 100, { size: narrow ? 9 : 14 });
    // Hikers first, so that one sees how many they are.
    const order = Array.from(lazy.y, (_, i) => i).sort((a, b) => lazy.y[b] - lazy.y[a] || a - b);
    const classOf = lookOf(lazy, threshold);
    const data = order.map((row, seat) => ({
      index: seat,
      row,
      label: lazy.y[row],
      x: marks.x.invert(places[seat][0]),
      y: marks.y.invert(places[seat][1]),
    }));
    scatter(marks, {
      data,
      ...(narrow ? { size: 5 } : { size: 13, symbolOf: (d) => symbolOf(lazy)(d.row) }),
      nameOf: (d) => nameOf(lazy)(d.row),
      classOf: (d) => classOf(d.row),
    });
    labels(marks, {
      labels: [
        {
          id: "who",
          x: marks.x.invert(4),
          y: marks.y.invert(16),
          className: "sw-strong",
          text: t("{hits} hikers among 100 spots", { hits: lazy.walker.hits + lazy.walker.misses }),
        },
      ],
    });
    const part = panel(
      root,
      options,
      "bars",
      narrow ? { x: 0, y: 256, width, height: height - 256 } : { x: 510, y: 0, width: width - 510, height },
    );
    bars(
      frame(part.root, part.options, {
        x: { domain: [0, 1], format: (v) => formatPercent(v) },
        margin: { top: 10, left: 14, right: 66 },
      }),
      {
        rows: kScores.map(([name, key]) => ({
          id: name,
          label: printed(name),
          series: [
            { id: "walker", label: t("you, with the detector"), value: lazy.walker[key], className: "sw-fresh" },
            {
              id: "idler",
              label: t("a friend, in bed"),
              value: lazy.idler[key],
              className: "sw-part-train",
              ...(name === "precision" && { text: t("no calls") }),
            },
          ],
        })),
        walk: 200,
      },
    );
  },
  summary: ({ lazy: { walker, idler } }) =>
    t(
      "{hits} hikers among 100 spots. With the detector: accuracy {accuracy}, precision {precision}, recall {recall}. In bed: accuracy {idleAccuracy}, recall {idleRecall}.",
      {
        hits: walker.hits + walker.misses,
        accuracy: formatPercent(walker.accuracy),
        precision: formatPercent(walker.precision),
        recall: formatPercent(walker.recall),
        idleAccuracy: formatPercent(idler.accuracy),
        idleRecall: formatPercent(idler.recall),
      },
    ),
  table: ({ lazy: { walker, idler } }) => ({
    caption: t("Both nights"),
    columns: [t("score"), t("with the detector"), t("in bed")],
    rows: kScores.map(([name, key]) => [printed(name), formatPercent(walker[key]), formatPercent(idler[key])]),
  }),
};

export const mosaic = {
  title: t("A world as a square: its hikers on the left, all others on the right, the walks filled in"),
  needs: ["world"],
  layouts: { narrow: [360, 380], wide: [960, 480] },
  draw(root, { world }, { prevalence }, options) {
    const plot = frame(root, options, {
      x: {
        domain: [0, 100],
        title: t("share of hikers among the spots"),
        unit: "%",
        ticks: 5,
        format: (v) => formatNumber(v),
      },
      y: { ...shareAxis(""), grid: false },
      margin: { right: 14, top: 46 },
    });
    const [left, split, right] = [0, prevalence, 100].map((v) => plot.x(v));
    const [bottom, top] = [0, 1].map((v) => plot.y(v));
    const [hit, alarm] = [world.tpr, world.fpr].map((v) => plot.y(v));
    const parts = [
      { id: "hikers", x: left, width: split - left, y: top, height: bottom - top, look: `sw-band ${hiker}` },
      { id: "others", x: split, width: right - split, y: top, height: bottom - top, look: `sw-band ${other}` },
      { id: "hits", x: left, width: split - left, y: hit, height: bottom - hit, look: `sw-bar ${hiker}` },
      { id: "alarms", x: split, width: right - split, y: alarm, height: bottom - alarm, look: `sw-bar ${other}` },
    ];
    plot
      .layer("mosaic")
      .selectChildren("rect")
      .data(parts, (d) => d.id)
      .join("rect")
      .attr("class", (d) => d.look)
      .attr("x", (d) => d.x.toFixed(1))
      .attr("width", (d) => Math.max(0, d.width).toFixed(1))
      .attr("y", (d) => d.y.toFixed(1))
      .attr("height", (d) => Math.max(0, d.height).toFixed(1));
    marker(plot, {
      key: "prevalence",
      value: prevalence,
      label: "",
      name: t("share of hikers among the spots"),
      min: 0.5,
      max: 80,
      step: 0.5,
      top: plot.top - 8,
    });
    const far = prevalence > 55;
    labels(plot, {
      labels: [
        {
          id: "precision",
          x: 100,
          y: 1,
          dy: -26,
          anchor: "end",
          className: "sw-strong",
          text: t("of 100 walks, {hikers} end at a hiker", { hikers: formatNumber(100 * world.precision, 0) }),
        },
        {
          id: "alarms",
          x: 100,
          y: world.fpr,
          dx: -8,
          dy: -8,
          anchor: "end",
          className: `sw-strong ${other}`,
          text: t("to {fpr} of the others", { fpr: formatPercent(world.fpr) }),
        },
        {
          id: "hits",
          x: prevalence,
          y: world.tpr,
          dx: far ? -10 : 10,
          dy: far ? -8 : 4,
          anchor: far ? "end" : "start",
          className: `sw-strong ${hiker}`,
          text: t("walk to {tpr} of the hikers", { tpr: formatPercent(world.tpr) }),
        },
      ],
    });
  },
  summary: ({ world: { share: hikers, tpr, fpr, precision } }) =>
    t(
      "{hikers} of the spots are hikers. You walk to {tpr} of the hikers and to {fpr} of the others: precision {precision}.",
      {
        hikers: formatPercent(hikers, 1),
        tpr: formatPercent(tpr),
        fpr: formatPercent(fpr),
        precision: formatPercent(precision, 1),
      },
    ),
  table: ({ world: { share: hikers, rest, tpr, fpr, precision } }) => ({
    caption: t("The four numbers of the formula"),
    columns: [
      t("share of hikers"),
      t("share of others"),
      t("true positive rate"),
      t("false positive rate"),
      t("precision"),
    ],
    rows: [[hikers, rest, tpr, fpr, precision].map((v) => formatPercent(v, 1))],
  }),
};

export const worlds = {
  title: t("One detector, one threshold, three worlds"),
  needs: ["worlds"],
  layouts: { narrow: [360, 700], wide: [960, 470] },
  draw(root, { worlds }, { threshold }, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 350 : height;
    const plot = prFrame(root, options, "pr", { x: 0, y: 0, width: narrow ? width : side + 20, height: side }, 14);
    const { recall, all, here, thresholds } = worlds;
    lines(plot, {
      series: [
        {
          id: "same",
          points: [
            [here.recall, 0],
            [here.recall, 1],
          ],
          className: "sw-thin",
          dashed: true,
        },
        ...all.map(({ name, precision }, i) => ({
          id: name,
          points: pairsOf(recall, precision).slice(1),
          className: ["sw-fresh", "sw-part-test", "sw-part-train"][i],
        })),
      ],
    });
    scatter(plot, {
      data: all.slice(1).map((d, i) => ({ x: here.recall, y: d.here, label: 3, index: i })),
      size: 6,
      classOf: () => "sw-fresh-mark",
    });
    curvePoint(
      plot,
      thresholdPoint(
        threshold,
        { recall, precision: all[0].precision, thresholds },
        [here.recall, all[0].here],
        t("recall {recall}; precision {list}", {
          recall: formatPercent(here.recall),
          list: all.map((d) => t("{share} on {world}", { share: formatPercent(d.here), world: d.name })).join(", "),
        }),
      ),
    );
    const pitch = (height - (narrow ? side + 14 : 10)) / 3;
    all.forEach((d, i) =>
      drawWalks(
        root,
        options,
        d,
        i,
        worlds,
        narrow
          ? { x: 0, y: side + 14 + i * pitch, width, height: pitch }
          : { x: side + 60, y: 6 + i * pitch, width: width - side - 60, height: pitch },
      ),
    );
  },
  summary: ({ worlds: { all, here } }) =>
    t("Recall {recall} and false positive rate {fpr} everywhere.", {
      recall: formatPercent(here.recall),
      fpr: formatPercent(here.fpr),
    }) +
    " " +
    all
      .map((d) => t("One hiker in {oneIn}: precision {here}.", { oneIn: d.oneIn, here: formatPercent(d.here, 1) }))
      .join(" "),
  table: ({ worlds: { all, here } }) => ({
    caption: t("The same threshold in three worlds"),
    columns: [t("world"), t("one hiker in"), t("recall"), t("false positive rate"), t("precision")],
    rows: all.map((d) => [
      d.name,
      d.oneIn,
      formatPercent(here.recall),
      formatPercent(here.fpr),
      formatPercent(d.here, 1),
    ]),
  }),
};

/** Forty of a world's walks: those that end at a hiker first. */
function drawWalks(root, options, { name, oneIn, here, hikers }, i, { walks }, box) {
  const part = panel(root, options, `walks-${i}`, box);
  const plot = frame(part.root, part.options);
  const { narrow } = options;
  const size = narrow ? 5 : 11;
  const places = flock({ x: 0, y: 42, width: box.width, height: box.height - 48 }, walks, { size: narrow ? 5.5 : 10 });
  scatter(plot, {
    data: places.map(([x, y], index) => ({
      index,
      label: index < hikers ? 1 : 0,
      x: plot.x.invert(x),
      y: plot.y.invert(y),
    })),
    key: (d) => `${d.index}-${d.label}`,
    size,
    ...(narrow ? {} : { symbolOf: (d) => ["deer", "hiker"][d.label] }),
    nameOf: (d) => kNames[d.label],
  });
  labels(plot, {
    labels: [
      {
        id: "name",
        x: 0,
        y: plot.y.invert(16),
        className: `sw-strong ${["sw-fresh", "sw-part-test", "sw-part-train"][i]}`,
        text: t("{name}: one hiker in {oneIn} spots", { name, oneIn }),
      },
      {
        id: "precision",
        x: 0,
        y: plot.y.invert(34),
        text:
          hikers === 1
            ? t("precision {share}: of {walks} walks, 1 ends at a hiker", { share: formatPercent(here), walks })
            : t("precision {share}: of {walks} walks, {count} end at a hiker", {
                share: formatPercent(here),
                walks,
                count: hikers,
              }),
      },
    ],
  });
}

const kAverages = [
  ["macro", t("macro: every kind counts the same")],
  ["weighted", t("weighted: every kind by its birds")],
  ["micro", t("micro: every bird counts the same")],
];

export const species = {
  title: t("Three kinds of penguin, judged one by one and on average"),
  needs: ["species"],
  layouts: { narrow: [360, 740], wide: [960, 480] },
  draw(root, { species }, { score }, options) {
    const { width, height, narrow } = options;
    const left = panel(
      root,
      options,
      "matrix",
      narrow ? { x: 0, y: 0, width, height: 360 } : { x: 0, y: 0, width: 540, height },
    );
    confusion(frame(left.root, left.options), {
      y: species.y,
      predicted: species.predicted,
      classNames: species.classNames,
    });
    const part = panel(
      root,
      options,
      "bars",
      narrow ? { x: 0, y: 372, width, height: height - 372 } : { x: 590, y: 0, width: width - 590, height },
    );
    const { scores, classNames } = species;
    const [key, at] = { precision: ["precision", 0], recall: ["recall", 1], F1: ["fbeta", 2] }[score];
    bars(
      frame(part.root, part.options, {
        x: { domain: [0, 1], title: printed(score), format: (v) => formatPercent(v) },
        margin: { top: 10, left: 14, right: 50 },
      }),
      {
        rows: [
          ...classNames.map((name, i) => ({ id: name, label: name, value: scores[key][i], index: i })),
          ...kAverages.map(([id, label]) => ({ id, label, value: scores[id][at], className: "sw-fresh" })),
        ],
        walk: 300,
      },
    );
  },
  summary: ({ species: { y, predicted, classNames, scores } }) =>
    t("{confusion} F₁: macro {macro}, weighted {weighted}, micro {micro}.", {
      confusion: confusionSummary({ y, predicted, classNames, noun: t("penguins") }),
      macro: formatPercent(scores.macro[2]),
      weighted: formatPercent(scores.weighted[2]),
      micro: formatPercent(scores.micro[2]),
    }),
  table: ({ species: { y, predicted, classNames } }) => confusionTable({ y, predicted, classNames }),
};

const readable = (name) => name.replaceAll("_", " ");

export const own = {
  title: t("Two columns as scores of the same cases"),
  needs: ["own"],
  layouts: { narrow: [360, 420], wide: [760, 500] },
  draw(root, { own }, state, options) {
    const { width, height, narrow } = options;
    const { curves, columns, prevalence } = own;
    const names = [columns.x, columns.y].map(readable);
    const looks = ["sw-fresh", "sw-part-train"];
    const plot = prFrame(root, options, "pr", { x: 0, y: 0, width, height: height - 54 }, narrow ? 14 : 20);
    lines(plot, {
      series: [
        {
          id: "chance",
          points: [
            [0, prevalence],
            [1, prevalence],
          ],
          className: "sw-thin",
          dashed: true,
        },
        ...curves.map(({ recall, precision }, i) => ({
          id: names[i],
          points: pairsOf(recall, precision),
          className: looks[i],
          dashed: i === 1,
        })),
      ],
      crosshair: true,
    });
    const notes = panel(root, options, "notes", {
      x: narrow ? 34 : 70,
      y: height - 30,
      width: 10,
      height: 10,
    });
    labels(frame(notes.root, notes.options), {
      labels: names.map((name, i) => ({
        id: `name-${i}`,
        x: 0,
        y: 10 - 20 * i,
        className: `sw-strong ${looks[i]}`,
        text: `${i === 1 ? t("{name} (dashed)", { name }) : name}: ${narrow ? t("AP") : t("average precision")} ${formatNumber(curves[i].averagePrecision, 2)}`,
      })),
    });
  },
  summary: ({ own: { curves, columns, positive, prevalence } }) =>
    t("{positive} against the rest, {prevalence} of the cases.", { positive, prevalence: formatPercent(prevalence) }) +
    " " +
    [columns.x, columns.y]
      .map((name, i) =>
        t("{name}: average precision {averagePrecision}.", {
          name: readable(name),
          averagePrecision: formatNumber(curves[i].averagePrecision, 2),
        }),
      )
      .join(" "),
  table: ({ own: { curves, columns } }) => ({
    caption: t("Average precision of both columns"),
    columns: [t("column"), t("average precision")],
    rows: [columns.x, columns.y].map((name, i) => [readable(name), formatNumber(curves[i].averagePrecision, 3)]),
  }),
};

export const hunt = {
  title: t("Heat and movement of sixty spots, and a line above which you walk"),
  needs: ["sensors", "hunt"],
  layouts: { narrow: [360, 380], wide: [760, 540] },
  draw(root, { sensors: { tonight }, hunt: judged }, { leftEnd, rightEnd }, options) {
    const { narrow } = options;
    const plot = frame(root, options, {
      x: { domain: [0, 10], title: t("heat"), ticks: 5, format: (v) => formatNumber(v) },
      y: { domain: [0, 10], title: t("movement"), ticks: 5, format: (v) => formatNumber(v) },
      margin: { right: 24 },
    });
    lines(plot, {
      series: [
        {
          id: "line",
          points: [
            [0, leftEnd],
            [10, rightEnd],
          ],
          className: "sw-fresh",
        },
      ],
    });
    const { above } = judged.tonight;
    scatter(plot, {
      data: Array.from(tonight.y, (label, index) => ({
        index,
        label,
        x: tonight.heat[index],
        y: tonight.motion[index],
      })),
      ...(narrow ? { size: 5 } : { size: 11, symbolOf: (d) => symbolOf(tonight)(d.index) }),
      nameOf: (d) => nameOf(tonight)(d.index),
      classOf: ({ index, label }) =>
        `${above[index] >= 0 === (label === 1) ? "" : "is-wrong"}${above[index] >= 0 ? "" : " is-faint"}`.trim(),
    });
    scatter(plot, {
      data: [
        { index: 0, label: 3, x: 0, y: leftEnd },
        { index: 1, label: 3, x: 10, y: rightEnd },
      ],
      size: 8,
      name: "ends",
      nameOf: (d) => [t("left end of the line"), t("right end of the line")][d.index],
      classOf: () => "sw-fresh-mark",
      move: (d, x, y) => options.edit?.({ [["leftEnd", "rightEnd"][d.index]]: y }),
    });
    labels(plot, {
      labels: [
        {
          id: "count",
          x: 10,
          y: 10,
          dy: -10,
          anchor: "end",
          className: "sw-strong",
          text: t("{hits} of 12 hikers, {alarms} false calls", {
            hits: judged.tonight.hits,
            alarms: judged.tonight.alarms,
          }),
        },
      ],
    });
  },
  summary: ({ hunt: { tonight } }) =>
    t("Above the line: {hits} of {hikers} hikers and {alarms} others.", {
      hits: tonight.hits,
      hikers: tonight.hits + tonight.misses,
      alarms: tonight.alarms,
    }),
  table: ({ hunt: { tonight, other: next } }) => ({
    caption: t("What the line picks"),
    columns: [t("night"), t("hikers found"), t("hikers missed"), t("false calls"), t("precision"), t("recall")],
    rows: [
      [t("tonight"), tonight],
      [t("another"), next],
    ].map(([name, d]) => [name, d.hits, d.misses, d.alarms, formatPercent(d.precision), formatPercent(d.recall)]),
  }),
};
