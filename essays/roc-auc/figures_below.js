// What is drawn further down, fetched when the reader comes near it.
import {
  bars,
  curvePoint,
  distributions,
  formatCount,
  formatNumber,
  formatPercent,
  frame,
  histogram,
  labels,
  lines,
  panel,
  scatter,
  t,
} from "scrollwork/figures";
import { area, areaLabel, diagonal, handle, pairsOf, placesOf, rateAxis, rocFrame, strengthAxis } from "./curves.js";

const nResamples = (n) =>
  n === 1 ? t("1 bootstrap resample") : t("{count} bootstrap resamples", { count: formatCount(n), n });

export const doubt = {
  title: t("Curves that other samples would have shown"),
  needs: ["doubt"],
  layouts: { narrow: [360, 600], wide: [960, 440] },
  draw(root, { doubt }, state, options) {
    const { width, height, narrow } = options;
    const side = narrow ? width : height;
    const { curve, band, areas, delong, interval, truth } = doubt;
    const plot = rocFrame(root, options, "roc", { x: 0, y: 0, width: side, height: narrow ? 350 : height });
    lines(plot, {
      series: [
        diagonal,
        {
          id: "roc",
          points: pairsOf(curve.fpr, curve.tpr),
          band: Array.from(band.fpr, (x, i) => [x, band.low[i], band.high[i]]),
          className: "sw-fresh",
        },
      ],
      crosshair: true,
    });
    const lower = narrow
      ? { x: 0, y: 356, width, height: height - 356 }
      : { x: side + 40, y: 0, width: width - side - 40, height };
    const pile = panel(root, options, "pile", { ...lower, height: lower.height - 110 });
    histogram(
      frame(pile.root, pile.options, { x: { domain: [0.6, 1], format: area }, margin: { top: 18, left: 14 } }),
      {
        series: [{ id: "areas", label: "", values: areas, className: "sw-fresh" }],
        bins: 40,
        max: 50,
        rules: [{ value: truth, label: t("the truth: {truth}", { truth: area(truth) }) }],
      },
    );
    const whiskers = panel(root, options, "whiskers", { ...lower, y: lower.y + lower.height - 110, height: 110 });
    bars(
      frame(whiskers.root, whiskers.options, {
        x: { domain: [0.6, 1], title: t("area under the curve"), format: area },
        margin: { top: 14, left: 14 },
      }),
      {
        rows: [
          {
            id: "delong",
            label: t("DeLong"),
            value: delong.auc,
            low: delong.low,
            high: delong.high,
            text: t("{low} to {high}", { low: area(delong.low), high: area(delong.high) }),
          },
          {
            id: "bootstrap",
            label: t("bootstrap"),
            value: interval.estimate,
            low: interval.low,
            high: interval.high,
            text: t("{low} to {high}", { low: area(interval.low), high: area(interval.high) }),
          },
        ],
        dots: true,
      },
    );
  },
  summary: ({ doubt: { nEchoes, delong, interval, nDone, truth } }) =>
    t("{n} aircraft and {n} clouds: area {auc}. 95 % interval by DeLong {low} to {high},", {
      n: nEchoes,
      auc: area(delong.auc),
      low: area(delong.low),
      high: area(delong.high),
    }) +
    " " +
    t("by {resamples} {low} to {high}. Endless crowds have {truth}.", {
      resamples: nResamples(nDone),
      low: area(interval.low),
      high: area(interval.high),
      truth: area(truth),
    }),
  table: ({ doubt: { band } }) => ({
    caption: t("Band of curves, 95 % at each false positive rate"),
    columns: [t("false positive rate"), t("low"), t("high")],
    rows: Array.from(band.fpr, (x, i) => [formatPercent(x), formatPercent(band.low[i]), formatPercent(band.high[i])]),
  }),
};

const twinClasses = ["sw-part-train", "sw-part-test"];

export const twins = {
  title: t("Two receivers with the same area, and their crowds"),
  needs: ["twins"],
  layouts: { narrow: [360, 640], wide: [960, 440] },
  draw(root, { twins }, { maxFpr }, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 350 : height;
    const plot = rocFrame(root, options, "roc", { x: 0, y: 0, width: narrow ? width : side + 10, height: side });
    const limit = maxFpr / 100;
    plot
      .layer("limit")
      .selectChildren("path")
      .data([limit])
      .join("path")
      .attr("class", "sw-band")
      .attr("d", `M${plot.left},${plot.top}H${plot.x(limit)}V${plot.bottom}H${plot.left}Z`);
    lines(plot, {
      series: [
        diagonal,
        ...twins.both.map((twin, i) => ({
          id: "AB"[i],
          points: pairsOf(twin.fpr, twin.tpr),
          className: twinClasses[i],
          dashed: i === 1,
        })),
      ],
      crosshair: true,
    });
    ["A", "B, dashed"].forEach((name, i) => {
      const part = panel(
        root,
        options,
        name[0],
        narrow
          ? { x: 0, y: side + 8 + i * 140, width, height: 140 }
          : { x: side + 50, y: 4 + (i * height) / 2, width: width - side - 50, height: height / 2 - 8 },
      );
      const crowd = frame(part.root, part.options, {
        x: i === 1 ? strengthAxis : { ...strengthAxis, title: "" },
        margin: { left: 14, top: 26 },
      });
      const [clouds, aircraft] = twins.both[i].densities;
      distributions(crowd, {
        as: "none",
        crowds: [
          { id: "clouds", index: 0, label: i === 0 ? t("clouds") : "", values: [], density: clouds, below: true },
          { id: "aircraft", index: 1, label: i === 0 ? t("aircraft") : "", values: [], density: aircraft },
        ],
      });
      labels(crowd, {
        labels: [
          {
            id: "name",
            x: 0,
            y: crowd.top,
            dy: -8,
            className: `sw-strong ${twinClasses[i]}`,
            text: t("{name}: area {auc}; up to {maxFpr}%: {partial}", {
              name,
              auc: area(twins.both[i].auc),
              maxFpr,
              partial: area(twins.partial[i]),
            }),
          },
        ],
      });
    });
  },
  summary: ({ twins: { both, partial } }, { maxFpr }) =>
    t(
      "Both curves have an area of {auc}. Up to a false positive rate of {maxFpr} % the standardised partial area is {partial} for A and {other} for B.",
      { auc: area(both[0].auc), maxFpr, partial: area(partial[0]), other: area(partial[1]) },
    ),
  table: ({ twins: { both, partial } }, { maxFpr }) => ({
    caption: t("Areas of the two receivers"),
    columns: [t("receiver"), t("whole area"), t("standardised partial area up to {maxFpr} %", { maxFpr })],
    rows: ["A", "B"].map((name, i) => [name, area(both[i].auc), area(partial[i])]),
  }),
};

export const forecasts = {
  title: t("One ranking, three degrees of confidence"),
  needs: ["forecasts"],
  layouts: { narrow: [360, 700], wide: [960, 440] },
  draw(root, { forecasts }, state, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 346 : height;
    const { roc, bins, auc, brier, error } = forecasts;
    const left = rocFrame(root, options, "roc", { x: 0, y: 0, width: narrow ? width : side + 10, height: side });
    lines(left, {
      series: [diagonal, { id: "roc", points: pairsOf(roc.fpr, roc.tpr), className: "sw-fresh" }],
    });
    areaLabel(left, t("area {auc}", { auc: formatNumber(auc, 3) }));
    const part = panel(
      root,
      options,
      "bins",
      narrow ? { x: 0, y: side + 8, width, height: side } : { x: side + 50, y: 0, width: side + 10, height },
    );
    const right = frame(part.root, part.options, {
      x: rateAxis(t("it said")),
      y: rateAxis(t("it happened")),
      margin: { right: 10 },
    });
    const points = pairsOf(bins.probPred, bins.probTrue);
    lines(right, { series: [diagonal, { id: "bins", points, className: "sw-part-test" }] });
    scatter(right, { data: points.map(([x, y], index) => ({ x, y, label: 1, index })), size: 5 });
    labels(right, {
      labels: [
        {
          id: "brier",
          x: 0.97,
          y: 0.16,
          anchor: "end",
          className: "sw-strong",
          text: t("Brier score {brier}\noff by {error} on average", {
            brier: formatNumber(brier, 3),
            error: formatPercent(error),
          }),
        },
      ],
    });
  },
  summary: ({ forecasts: { auc, brier, error } }) =>
    t("Area {auc}, bold or shy. Brier score {brier}; the probabilities are off by {error} on average.", {
      auc: formatNumber(auc, 3),
      brier: formatNumber(brier, 3),
      error: formatPercent(error),
    }),
  table: ({ forecasts: { bins } }) => ({
    caption: t("What was said and what happened"),
    columns: [t("said"), t("happened"), t("echoes")],
    rows: Array.from(bins.count, (n, i) => [formatPercent(bins.probPred[i]), formatPercent(bins.probTrue[i]), n]),
  }),
};

export const world = {
  title: t("The same receiver in a world with fewer aircraft"),
  needs: ["world"],
  layouts: { narrow: [360, 700], wide: [960, 440] },
  draw(root, { world }, { threshold }, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 346 : height;
    const left = rocFrame(root, options, "roc", { x: 0, y: 0, width: narrow ? width : side + 10, height: side });
    lines(left, {
      series: [diagonal, { id: "roc", points: pairsOf(world.fpr, world.tpr), className: "sw-fresh" }],
    });
    areaLabel(left, t("area {auc}", { auc: formatNumber(world.auc, 3) }));
    curvePoint(left, {
      key: "threshold",
      value: threshold,
      at: [world.here.fpr, world.here.tpr],
      points: placesOf(world),
      name: t("threshold, as a point on the curve"),
      text: t("false positive rate {fpr}, true positive rate {tpr}, precision {precision}", {
        fpr: formatPercent(world.here.fpr),
        tpr: formatPercent(world.here.tpr),
        precision: formatPercent(world.here.precision),
      }),
      min: 0,
      max: 10,
      step: 0.05,
    });
    const part = panel(
      root,
      options,
      "precision",
      narrow ? { x: 0, y: side + 8, width, height: side } : { x: side + 50, y: 0, width: side + 10, height },
    );
    const right = frame(part.root, part.options, {
      x: rateAxis(t("true positive rate (recall)")),
      y: rateAxis(t("precision")),
      margin: { right: 10 },
    });
    lines(right, {
      series: [
        {
          id: "chance",
          points: [
            [0, world.prevalence],
            [1, world.prevalence],
          ],
          className: "sw-thin",
          dashed: true,
        },
        { id: "precision", points: pairsOf(world.tpr, world.precision), className: "sw-part-test" },
      ],
    });
    scatter(right, {
      data: [{ x: world.here.tpr, y: world.here.precision, label: 0, index: 0 }],
      size: 7,
      classOf: () => "sw-fresh-mark",
    });
    labels(right, {
      labels: [
        {
          id: "precision",
          x: 0.03,
          y: 0.05,
          className: "sw-strong",
          text: t("of 100 alarms, {n} are aircraft", { n: formatNumber(100 * world.here.precision, 0) }),
        },
      ],
    });
  },
  summary: ({ world }) =>
    t(
      "One echo in {n} is an aircraft. Area {auc}; at the threshold, true positive rate {tpr}, false positive rate {fpr}, precision {precision}.",
      {
        n: formatCount(Math.round(1 / world.prevalence)),
        auc: formatNumber(world.auc, 3),
        tpr: formatPercent(world.here.tpr),
        fpr: formatPercent(world.here.fpr),
        precision: formatPercent(world.here.precision),
      },
    ),
  table: ({ world }) => ({
    caption: t("Along the threshold"),
    columns: [t("threshold"), t("false positive rate"), t("true positive rate"), t("precision")],
    rows: placesOf(world)
      .map((p, i) => [...p, world.precision[i]])
      .filter((_, i) => i % 5 === 0)
      .map(([x, y, cut, p]) => [
        Number.isFinite(cut) ? formatNumber(cut, 1) : t("none"),
        formatPercent(x, 1),
        formatPercent(y, 1),
        formatPercent(p, 1),
      ]),
  }),
};

const readable = (name) => name.replaceAll("_", " ");

/** By how much the two areas differ, and how sure that is. */
const comparison = ({ test: { difference, low, high }, fewest }) => [
  t("difference {difference}", { difference: formatNumber(difference, 3) }),
  low === undefined
    ? t("too few of a kind for an interval: under {fewest}", { fewest })
    : t("95 % interval {low} to {high}", { low: formatNumber(low, 3), high: formatNumber(high, 3) }),
];

export const clinic = {
  title: t("Two features as scores of the same patients"),
  needs: ["clinic"],
  layouts: { narrow: [360, 560], wide: [960, 520] },
  draw(root, { clinic }, state, options) {
    const { width, height, narrow } = options;
    const { curves, intervals, columns } = clinic;
    const side = narrow ? 340 : height;
    const plot = rocFrame(root, options, "roc", { x: 0, y: 0, width: narrow ? width : side + 10, height: side });
    const names = [columns.x, columns.y].map(readable);
    const classes = ["sw-part-train", "sw-part-test"];
    lines(plot, {
      series: [
        diagonal,
        ...curves.map((curve, i) => ({
          id: names[i],
          points: pairsOf(curve.fpr, curve.tpr),
          className: classes[i],
          dashed: i === 1,
        })),
      ],
      crosshair: true,
    });
    const part = panel(
      root,
      options,
      "areas",
      narrow
        ? { x: 0, y: side + 10, width, height: height - side - 10 }
        : { x: side + 50, y: 60, width: width - side - 50, height: 240 },
    );
    const low = Math.min(0.5, ...intervals.map((d) => d.low ?? d.auc));
    const chart = frame(part.root, part.options, {
      x: { domain: [Math.floor(low * 10) / 10, 1], title: t("area; whisker: 95 % interval"), format: area },
      margin: { top: 14, left: 14 },
    });
    bars(chart, {
      rows: intervals.map((d, i) => ({
        id: names[i],
        label: names[i],
        value: d.auc,
        low: d.low,
        high: d.high,
        text: `${formatNumber(d.auc, 3)}`,
        className: classes[i],
      })),
      dots: true,
    });
    const note = panel(root, options, "test", {
      x: narrow ? 14 : side + 64,
      y: narrow ? height - 4 : 350,
      width: 10,
      height: 10,
    });
    labels(frame(note.root, note.options), {
      labels: narrow
        ? []
        : [
            {
              id: "test",
              x: 0,
              y: 0,
              text: comparison(clinic).join("\n"),
              className: "sw-strong",
            },
          ],
    });
  },
  summary: ({ clinic }) => {
    const { columns, intervals, classNames, posLabel } = clinic;
    const [difference, interval] = comparison(clinic);
    return t("{name} against the rest. {x}: area {auc}; {y}: area {other}; {difference}, {interval}.", {
      name: classNames[posLabel],
      x: readable(columns.x),
      auc: formatNumber(intervals[0].auc, 3),
      y: readable(columns.y),
      other: formatNumber(intervals[1].auc, 3),
      difference,
      interval,
    });
  },
  table: ({ clinic: { columns, intervals } }) => ({
    caption: t("Areas with their 95 % intervals (DeLong)"),
    columns: [t("feature"), t("area"), t("low"), t("high")],
    rows: intervals.map((d, i) => [
      readable([columns.x, columns.y][i]),
      ...[d.auc, d.low, d.high].map((v) => (v === undefined ? t("none") : formatNumber(v, 3))),
    ]),
  }),
};

export const aim = {
  title: t("Bend the crowds until their curve lies on the dashed one"),
  needs: ["aim"],
  layouts: { narrow: [360, 560], wide: [960, 460] },
  draw(root, { aim }, state, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 330 : height;
    const crowd = panel(
      root,
      options,
      "crowd",
      narrow ? { x: 0, y: 0, width, height: 226 } : { x: 0, y: 30, width: width - side - 40, height: height - 60 },
    );
    const { crowds, mine, wanted } = aim;
    distributions(frame(crowd.root, crowd.options, { x: strengthAxis, margin: { left: 14, top: 24 } }), {
      as: "none",
      crowds: [
        {
          id: "clouds",
          index: 0,
          label: t("clouds"),
          values: [],
          density: mine.densities[0],
          below: true,
          centre: crowds.medians[0],
          spread: handle("aimCloudSpread", crowds.scales[0], t("spread of the clouds"), [0.3, 2.5]),
        },
        {
          id: "aircraft",
          index: 1,
          label: t("aircraft"),
          values: [],
          density: mine.densities[1],
          median: handle("aimPlace", crowds.medians[1], t("middle of the aircraft"), [0.5, 9.5]),
          spread: handle("aimSpread", crowds.scales[1], t("spread of the aircraft"), [0.3, 2.5]),
        },
      ],
    });
    const plot = rocFrame(root, options, "roc", {
      x: narrow ? 0 : width - side,
      y: height - side,
      width: narrow ? width : side,
      height: side,
    });
    lines(plot, {
      series: [
        diagonal,
        { id: "mine", points: pairsOf(mine.fpr, mine.tpr), className: "sw-fresh" },
        { id: "wanted", points: pairsOf(wanted.fpr, wanted.tpr), className: "sw-part-test", dashed: true },
      ],
    });
  },
  summary: ({ aim }) =>
    t("The wanted curve has an area of {auc}, yours {mine}; they differ by {gap} points at most.", {
      auc: area(aim.wanted.auc),
      mine: area(aim.mine.auc),
      gap: formatNumber(100 * aim.gap, 1),
    }),
  table: ({ aim: { wanted, mine } }) => ({
    caption: t("True positive rate of both curves by threshold"),
    columns: [
      t("wanted: false positive rate"),
      t("true positive rate"),
      t("yours: false positive rate"),
      t("true positive rate"),
    ],
    rows: Array.from(wanted.fpr, (x, i) =>
      [x, wanted.tpr[i], mine.fpr[i], mine.tpr[i]].map((v) => formatPercent(v, 1)),
    ),
  }),
};
