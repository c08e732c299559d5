// What the first screens draw; the figures further down are in figures_below.js. All numbers arrive computed; here they only
// find their places.
import {
  confusion,
  curvePoint,
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
import {
  hiker,
  kNames,
  lookOf,
  nameOf,
  other,
  pairsOf,
  placesOf,
  prFrame,
  printed,
  shareAxis,
  symbolOf,
  thresholdPoint,
} from "./night.js";

const scoreAxis = { domain: [0, 10], title: t("how much like a person"), ticks: 5, format: (v) => formatNumber(v) };

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
  const firs = Array.from({ length: narrow ? 6 : 10 }, (_, i) => [
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

/** Who stands above the line of the row and who below it, written where few of them are. */
const sidesOf = ({ x, y }, middle, right) => [
  { id: "above", x: x.invert(14), y: y.invert(middle - 8), className: `sw-strong ${hiker}`, text: kNames[1] },
  {
    id: "below",
    x: x.invert(right),
    y: y.invert(middle + 18),
    anchor: /** @type {const} */ ("end"),
    className: `sw-strong ${other}`,
    text: kNames[0],
  },
];

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
    // On a phone a drawing of ten pixels is a blur; in the forest there is room for more.
    const drawn = !narrow || stage === 0;
    const glyphs = narrow ? {} : { symbolOf: symbolOf(night) };
    const row = { left: 14, right: width - 14, middle: upper * 0.48, pitch: narrow ? 12 : 25 };
    const box = { x: 26, y: narrow ? 30 : 60, width: width - 52, height: upper - (narrow ? 60 : 110) };
    const spotsAt = (isForest) => {
      const places = isForest
        ? night.places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])
        : inARow(night, row);
      scatter(marks, {
        data: places.map(([x, y], index) => ({
          index,
          label: night.y[index],
          x: marks.x.invert(x),
          y: marks.y.invert(y),
        })),
        ...(drawn ? { symbolOf: (d) => symbolOf(night)(d.index) } : {}),
        size: narrow ? (stage === 0 ? 9 : 5) : stage === 0 ? 14 : 11.5,
        walk: 600,
        nameOf: (d) => nameOf(night)(d.index),
        classOf: (d) => classOf(d.index),
      });
    };
    // A drawing cannot become a plain shape: new marks take over, and set out from where the others were.
    const others = root.selectChild(".sw-layer-marks").selectChildren(drawn ? "path" : "use");
    if (!others.empty()) {
      others.remove();
      spotsAt(stage > 0);
    }
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
      spotsAt(stage === 0);
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
              ...(stage === 1 ? sidesOf(marks, upper * 0.48, width - 14) : []),
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
      margin: narrow ? { right: 82, top: 74 } : { right: 96, top: 50 },
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
    // Above the plot: beside the line they would stand in the curves.
    const placeOf = (i) => (narrow ? [i % 2 ? 180 : 2, i < 2 ? 16 : 36] : [plot.left + 190 * i, 16]);
    labels(plot, {
      labels: kFour.map(([name], i) => {
        const [x, y] = placeOf(i);
        const isKnown = name !== "precision" || called.hits + called.alarms > 0;
        return {
          id: name,
          x: plot.x.invert(x),
          y: plot.y.invert(y),
          className: `sw-strong ${kLooks[name]}`.trim(),
          text: isKnown ? `${printed(name)} ${formatPercent(values[name])}` : "",
        };
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

export const dialled = {
  title: t("Precision against recall, with the curves on which F-beta is the same"),
  needs: ["curve", "dialled"],
  layouts: { narrow: [360, 400], wide: [960, 520] },
  draw(root, { curve, dialled }, { threshold }, options) {
    const { width, height, narrow } = options;
    const { isoCurves, best, bestIso, here } = dialled;
    // The words have a place above the plot: inside, at one β or another, a curve runs through every corner.
    const head = narrow ? 44 : 24;
    const plot = prFrame(root, options, "pr", { x: 0, y: head, width, height: height - head }, narrow ? 40 : 60);
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
    const above = panel(root, options, "words", { x: plot.left, y: 0, width, height: head });
    labels(frame(above.root, above.options), {
      labels: [
        {
          id: "best",
          x: 0,
          y: 14,
          className: "sw-strong sw-fresh",
          text: t("best Fβ {fbeta}, at threshold {threshold}", {
            fbeta: formatNumber(best.fbeta, 2),
            threshold: formatNumber(best.threshold, 1),
          }),
        },
        {
          id: "here",
          x: narrow ? 0 : 320,
          y: narrow ? 34 : 14,
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
