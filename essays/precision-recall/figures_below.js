// What is drawn further down, fetched when the reader comes near it.
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
import {
  hiker,
  kNames,
  lookOf,
  nameOf,
  other,
  pairsOf,
  prFrame,
  printed,
  shareAxis,
  symbolOf,
  thresholdPoint,
} from "./night.js";

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
  layouts: { narrow: [360, 420], wide: [960, 520] },
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
  layouts: { narrow: [360, 380], wide: [960, 560] },
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
