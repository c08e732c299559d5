// What the first screens draw; the figures further down are in figures_below.js. All numbers arrive computed; here they only
// find their places.
import {
  curvePoint,
  distributions,
  formatCount,
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
import { area, areaLabel, diagonal, handle, pairsOf, placesOf, rateAxis, rocFrame, strengthAxis } from "./curves.js";

const kSymbols = ["cloud", "aircraft"];
const kKinds = [t("cloud"), t("aircraft")];
const nPairs = (n) => (n === 1 ? t("1 pair") : t("{count} pairs", { count: formatCount(n), n }));

/** The threshold as the reader's handle. */
const thresholdMarker = (threshold, label = "") => ({
  key: "threshold",
  value: threshold,
  label,
  name: t("threshold"),
  min: 0,
  max: 10,
  step: 0.05,
});

/** Drawn echoes where there is room, plain marks on a phone, where drawings of twelve pixels would be a blur. */
const marksFor = ({ narrow }, size) => (narrow ? { size: 4 } : { symbols: kSymbols, size });

/** The echoes as dots on their axis, aircraft above and clouds below the line. */
function drawEchoes(root, { echoes, truth, crowds }, { threshold, stage }, options, box) {
  const part = panel(root, options, "echoes", box);
  const plot = frame(part.root, part.options, { x: strengthAxis, margin: { left: 14, top: 24 } });
  const [clouds, aircraft] = [0, 1].map((kind) => echoes.scores.filter((_, i) => echoes.y[i] === kind));
  const handles = stage >= 4;
  const crowd = (index, id, label, values) => ({
    id,
    index,
    values,
    below: index === 0,
    ...(stage >= 2 && { density: truth.densities[index] }),
    ...(handles && {
      median: handle(
        ["cloudPlace", "airPlace"][index],
        crowds.medians[index],
        t("middle of the {name}", { name: label }),
        [0.5, 9.5],
      ),
      spread: handle(
        ["cloudSpread", "airSpread"][index],
        crowds.scales[index],
        t("spread of the {name}", { name: label }),
        [0.3, 2.5],
      ),
    }),
  });
  distributions(plot, {
    crowds: [crowd(0, "clouds", t("clouds"), clouds), crowd(1, "aircraft", t("aircraft"), aircraft)],
    threshold: thresholdMarker(threshold, t("from here on: “aircraft”")),
    ...marksFor(options, stage === 0 ? 9 : 7.5),
    walk: 400,
    nameOf: (d) => kKinds[d.label],
    classOf: (d) =>
      d.value >= threshold ? (d.label === 0 ? "is-wrong" : "") : d.label === 1 ? "is-wrong" : "is-faint",
  });
  // In the corners, which the echoes of far crowds do not reach.
  labels(plot, {
    labels: [
      {
        id: "aircraft",
        x: 10,
        y: plot.top,
        dy: 30,
        anchor: "end",
        className: "sw-strong sw-class-1",
        text: t("aircraft"),
      },
      { id: "clouds", x: 0, y: plot.bottom, dy: -6, className: "sw-strong sw-class-0", text: t("clouds") },
    ],
  });
}

export const radar = {
  title: t("Echoes of aircraft and clouds, a threshold, and its place among the rates"),
  needs: ["echoes", "truth", "crowds", "roc", "called"],
  layouts: { narrow: [360, 440], wide: [680, 640] },
  draw(root, results, state, options) {
    const { width, height, narrow } = options;
    const { roc, called, echoes } = results;
    const { stage, threshold } = state;
    // The first screen has the echoes alone: no axis before its rate has a name.
    const alone = stage === 0;
    const side = narrow ? 206 : 370;
    const below = alone ? 70 : side;
    drawEchoes(root, results, state, options, { x: 0, y: 0, width, height: height - below - 6 });
    const plot = rocFrame(root, options, "roc", { x: 0, y: height - side, width: side + 24, height: side });
    plot.root.attr("display", alone ? "none" : null);
    const curve = pairsOf(roc.fpr, roc.tpr);
    lines(plot, {
      series: [
        ...(stage >= 2 ? [diagonal] : []),
        ...(stage >= 2
          ? [
              {
                id: "roc",
                points: curve,
                className: "sw-fresh",
                ...(stage >= 3 && { band: roc.fpr.length ? curve.map(([x, y]) => [x, 0, y]) : [] }),
              },
            ]
          : []),
      ],
      crosshair: stage >= 2,
    });
    if (stage >= 1)
      curvePoint(plot, {
        key: "threshold",
        value: threshold,
        at: [called.fpr, called.tpr],
        points: placesOf(roc),
        name: t("threshold, as a point on the curve"),
        text: t("false positive rate {fpr}, true positive rate {tpr}", {
          fpr: formatPercent(called.fpr),
          tpr: formatPercent(called.tpr),
        }),
        tabStop: false,
        min: 0,
        max: 10,
        step: 0.05,
      });
    const counts = panel(root, options, "counts", {
      x: alone ? 14 : side + (narrow ? 34 : 60),
      y: alone ? height - below + 16 : height - side + (narrow ? 20 : 40),
      width: width - side - 60,
      height: side,
    });
    const total = echoes.y.length / 2;
    const rate = (name, share) => (stage >= 1 ? `${narrow ? name[0] : name[1]} ${formatPercent(share)}` : "");
    const says = [
      {
        id: "hits",
        y: 0,
        index: 1,
        text: alone
          ? t("{hits} of {total} aircraft reported", { hits: called.hits, total })
          : t("{hits} of {total} aircraft", { hits: called.hits, total }),
      },
      { id: "tpr", y: 18, index: 1, text: rate([t("TPR"), t("true positive rate")], called.tpr) },
      {
        id: "alarms",
        y: alone ? 24 : 58,
        index: 0,
        text: alone
          ? t("{alarms} of {total} clouds reported, too", { alarms: called.alarms, total })
          : t("{alarms} of {total} clouds", { alarms: called.alarms, total }),
      },
      { id: "fpr", y: 76, index: 0, text: rate([t("FPR"), t("false positive rate")], called.fpr) },
    ];
    labels(frame(counts.root, counts.options), {
      labels: [
        ...says.map(({ index, ...d }) => ({ ...d, x: 0, className: `sw-strong sw-class-${index}` })),
        {
          id: "auc",
          x: 0,
          y: 116,
          className: "sw-strong",
          text: stage >= 3 ? t("area {auc}", { auc: area(roc.auc) }) : "",
        },
      ],
    });
  },
  summary: ({ called, roc, echoes }, { threshold, stage }) =>
    t("Threshold {threshold}: {hits} of {total} aircraft and {alarms} of {total} clouds are reported;", {
      threshold: formatNumber(threshold, 2),
      hits: called.hits,
      total: echoes.y.length / 2,
      alarms: called.alarms,
    }) +
    " " +
    t("true positive rate {tpr}, false positive rate {fpr}.", {
      tpr: formatPercent(called.tpr),
      fpr: formatPercent(called.fpr),
    }) +
    (stage >= 3 ? ` ${t("Area under the curve {auc}.", { auc: area(roc.auc) })}` : ""),
  table: ({ roc }) => ({
    caption: t("The curve, from the highest threshold to the lowest"),
    columns: [t("threshold"), t("false positive rate"), t("true positive rate")],
    rows: placesOf(roc).map(([x, y, cut]) => [
      Number.isFinite(cut) ? formatNumber(cut, 2) : t("above all"),
      formatPercent(x, 1),
      formatPercent(y, 1),
    ]),
  }),
};

export const pairs = {
  title: t("Pairs of one aircraft and one cloud, and the share that the aircraft wins"),
  needs: ["dial", "pairs"],
  layouts: { narrow: [360, 460], wide: [960, 380] },
  draw(root, { dial, pairs }, state, options) {
    const { width, height, narrow } = options;
    const left = narrow ? width : 460;
    const low = narrow ? 220 : height;
    const crowd = panel(root, options, "crowd", { x: 0, y: 0, width: left, height: low });
    const plot = frame(crowd.root, crowd.options, { x: strengthAxis, margin: { left: 14, top: 10 } });
    const kinds = [0, 1].map((kind) => dial.scores.filter((_, i) => dial.y[i] === kind));
    const { last } = pairs;
    distributions(plot, {
      crowds: [
        { id: "clouds", index: 0, label: t("clouds"), values: kinds[0], below: true },
        { id: "aircraft", index: 1, label: t("aircraft"), values: kinds[1] },
      ],
      ...marksFor(options, 7.5),
      walk: 300,
      nameOf: (d) => kKinds[d.label],
      classOf: (d) => (d.index === last.aircraft || d.index === last.cloud ? "is-chosen" : "is-faint"),
    });
    const run = panel(root, options, "run", {
      x: narrow ? 0 : left + 30,
      y: narrow ? low + 10 : 0,
      width: narrow ? width : width - left - 30,
      height: narrow ? height - low - 10 : height,
    });
    const chart = frame(run.root, run.options, {
      x: { domain: [0, pairs.nPairs], title: t("pairs drawn"), ticks: 4, format: formatCount },
      y: { ...rateAxis(t("won by the aircraft")), domain: [0.5, 1] },
      margin: { right: narrow ? 82 : 90 },
    });
    lines(chart, {
      series: [
        {
          id: "auc",
          label: t("area {auc}", { auc: area(dial.auc) }),
          points: [
            [0, dial.auc],
            [pairs.nPairs, dial.auc],
          ],
          className: "sw-fresh",
          dashed: true,
        },
        {
          id: "share",
          label: "",
          // A pixel's worth of pairs each.
          points: Array.from(pairs.share, (v, i) => [i + 1, Math.max(0.5, v)]).filter((_, i) => i < 60 || i % 8 === 7),
          className: "sw-part-train",
        },
      ],
    });
    const { aircraft, cloud } = last;
    const verdict =
      dial.scores[aircraft] === dial.scores[cloud]
        ? t("a tie: half a point")
        : dial.scores[aircraft] > dial.scores[cloud]
          ? t("the aircraft wins")
          : t("the cloud wins");
    labels(chart, {
      labels: [
        {
          id: "tally",
          x: pairs.nPairs,
          y: 0.5,
          dx: 0,
          dy: -34,
          anchor: "end",
          text: t("{wins} won, {ties} tied, {losses} lost\n{verdict}", {
            wins: formatCount(pairs.wins),
            ties: formatCount(pairs.ties),
            losses: formatCount(pairs.losses),
            verdict: pairs.nDone <= 40 ? verdict : t("{share} of 100", { share: formatNumber(100 * pairs.now, 1) }),
          }),
          className: "sw-strong",
        },
      ],
    });
  },
  summary: ({ dial, pairs }) =>
    t("{pairs} drawn: the aircraft won {wins}, tied {ties}, lost {losses};", {
      pairs: nPairs(pairs.nDone),
      wins: formatCount(pairs.wins),
      ties: formatCount(pairs.ties),
      losses: formatCount(pairs.losses),
    }) +
    " " +
    t("with ties counted half, {now}. The area under the curve is {auc}.", {
      now: formatPercent(pairs.now, 1),
      auc: area(dial.auc),
    }),
  table: ({ pairs }) => ({
    caption: t("Share of pairs won by the aircraft, ties counted half"),
    columns: [t("pairs drawn"), t("share")],
    rows: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
      .filter((n) => n <= pairs.nDone)
      .map((n) => [n, formatPercent(pairs.share[n - 1], 1)]),
  }),
};

export const dial = {
  title: t("A dial with few steps, and its curve"),
  needs: ["dial"],
  layouts: { narrow: [360, 580], wide: [960, 420] },
  draw(root, { dial }, state, options) {
    const { width, height, narrow } = options;
    const side = narrow ? 350 : height;
    const part = panel(
      root,
      options,
      "crowd",
      narrow ? { x: 0, y: 0, width, height: 226 } : { x: 0, y: 0, width: width - side - 60, height },
    );
    const crowd = frame(part.root, part.options, { x: strengthAxis, margin: { left: 14, top: 10 } });
    const kinds = [0, 1].map((kind) => dial.scores.filter((_, i) => dial.y[i] === kind));
    distributions(crowd, {
      crowds: [
        { id: "clouds", index: 0, label: t("clouds"), values: kinds[0], below: true },
        { id: "aircraft", index: 1, label: t("aircraft"), values: kinds[1] },
      ],
      as: "bars",
      bins: 48,
    });
    const plot = rocFrame(root, options, "roc", {
      x: narrow ? 0 : width - side - 10,
      y: height - side,
      width: narrow ? width : side + 10,
      height: side,
    });
    const points = pairsOf(dial.curve.fpr, dial.curve.tpr);
    lines(plot, { series: [diagonal, { id: "roc", points, className: "sw-fresh" }], crosshair: true });
    scatter(plot, {
      data: dial.levels < 2 ? [] : points.map(([x, y], index) => ({ x, y, label: 1, index })),
      size: 5,
    });
    const name = dial.levels < 2 ? t("a fine dial") : t("{n} steps", { n: dial.levels });
    areaLabel(plot, t("{name}: area {auc}", { name, auc: formatNumber(dial.auc, 3) }));
  },
  summary: ({ dial }) =>
    t("{levels}: area {auc}; with the fine one {fine}.", {
      levels: dial.levels < 2 ? t("A fine dial") : t("A dial of {levels} steps", { levels: dial.levels }),
      auc: formatNumber(dial.auc, 3),
      fine: formatNumber(dial.fine, 3),
    }),
  table: ({ dial: { curve } }) => ({
    caption: t("Corners of the curve"),
    columns: [t("false positive rate"), t("true positive rate")],
    rows: pairsOf(curve.fpr, curve.tpr).map((p) => p.map((v) => formatPercent(v, 1))),
  }),
};

/** The part of the line y = intercept + slope x inside the unit square. */
function insideSquare(slope, [x, y]) {
  const at = (px) => y + slope * (px - x);
  const back = (py) => x + (py - y) / slope;
  const low = at(0) >= 0 ? [0, at(0)] : [back(0), 0];
  const high = at(1) <= 1 ? [1, at(1)] : [back(1), 1];
  return [low, high];
}

/**
 * Where words of a width, viewBox units, stand by a place of the axis so that an upright line does not strike them through.
 * @returns {{ x: number, dx?: number, anchor: "start" | "middle" | "end" }}
 */
function clearOf({ x, left, right }, place, line, width) {
  const [at, upright] = [x(place), x(line)];
  const fits = (from) => from >= left && from + width <= right && (upright < from - 6 || upright > from + width + 6);
  if (fits(at - width / 2)) return { x: place, anchor: "middle" };
  if (fits(at - width)) return { x: place, anchor: "end" };
  if (fits(at)) return { x: place, anchor: "start" };
  return { x: line, ...(upright + width < right ? { dx: 10, anchor: "start" } : { dx: -10, anchor: "end" }) };
}

export const costs = {
  title: t("Lines of equal cost on the curve, and the cost of every threshold"),
  needs: ["costs"],
  layouts: { narrow: [360, 580], wide: [960, 440] },
  draw(root, { costs }, state, options) {
    const { width, height, narrow } = options;
    const { curve, bill, best, here, slope } = costs;
    const side = narrow ? 350 : height;
    const plot = rocFrame(root, options, "roc", { x: 0, y: 0, width: narrow ? width : side + 10, height: side });
    const cheapest = insideSquare(slope, [best.fpr, best.tpr]);
    const ours = insideSquare(slope, [here.fpr, here.tpr]);
    // A sheet of lines, so that one sees which way they climb; dearer by equal steps.
    const sheet = [0.2, 0.4, 0.6, 0.8]
      .map((drop) => [best.fpr, best.tpr - drop * Math.max(1, slope)])
      .filter(([x, y]) => y > -slope * (1 - x) && y < 1)
      .map(([x, y]) => insideSquare(slope, [x, y]));
    plot
      .layer("sheet")
      .selectChildren("path")
      .data(sheet)
      .join("path")
      .attr("class", "sw-leader")
      .attr("d", ([[x0, y0], [x1, y1]]) => `M${plot.x(x0)},${plot.y(y0)}L${plot.x(x1)},${plot.y(y1)}`);
    lines(plot, {
      series: [
        diagonal,
        { id: "roc", points: pairsOf(curve.fpr, curve.tpr), className: "sw-fresh" },
        { id: "cheapest", points: cheapest, className: "sw-part-test sw-thin" },
        { id: "ours", points: ours, className: "sw-part-validation sw-thin", dashed: true },
      ],
    });
    scatter(plot, { data: [{ x: best.fpr, y: best.tpr, label: 3, index: 0 }], size: 7, classOf: () => "sw-part-test" });
    curvePoint(plot, {
      key: "threshold",
      value: costs.threshold,
      at: [here.fpr, here.tpr],
      points: placesOf(curve),
      name: t("threshold, as a point on the curve"),
      text: t("false positive rate {fpr}, true positive rate {tpr}, cost {cost}", {
        fpr: formatPercent(here.fpr),
        tpr: formatPercent(here.tpr),
        cost: formatNumber(costs.cost, 2),
      }),
      min: 0,
      max: 10,
      step: 0.05,
    });
    const part = panel(
      root,
      options,
      "bill",
      narrow
        ? { x: 0, y: side + 6, width, height: height - side - 6 }
        : { x: side + 50, y: 0, width: width - side - 50, height },
    );
    const bills = frame(part.root, part.options, {
      x: strengthAxis,
      y: {
        domain: [0, 1.15 * Math.max(...bill)], // the handle's words stand above the stairs
        title: t("cost of an echo"),
        ticks: 4,
        format: (v) => formatNumber(v, 2),
        grid: true,
      },
    });
    // Between two echoes no threshold changes anything: the bill is a staircase.
    const stairs = Array.from(bill, (y, i) => [
      [Math.min(10, curve.thresholds[i - 1] ?? 10), y],
      [Math.max(0, Math.min(10, curve.thresholds[i])), y],
    ]);
    lines(bills, { series: [{ id: "bill", points: stairs.flat().reverse(), className: "sw-part-test" }] });
    marker(bills, thresholdMarker(costs.threshold, t("yours: {cost}", { cost: formatNumber(costs.cost, 2) })));
    scatter(bills, {
      data: [{ x: Math.min(10, best.threshold), y: best.expectedCost, label: 3, index: 0 }],
      size: 7,
      classOf: () => "sw-part-test",
    });
    const cheapestText = t("cheapest: {cost}", { cost: formatNumber(best.expectedCost, 2) });
    labels(bills, {
      labels: [
        {
          id: "cheapest",
          y: best.expectedCost,
          dy: 22,
          className: "sw-strong sw-part-test",
          text: cheapestText,
          ...clearOf(bills, Math.min(10, best.threshold), costs.threshold, 8 * cheapestText.length),
        },
      ],
    });
  },
  summary: ({ costs: { best, cost, slope } }) =>
    t(
      "Lines of equal cost climb with slope {slope}. The cheapest threshold reports {tpr} of the aircraft and {fpr} of the clouds and costs {expectedCost} an echo; yours costs {cost}.",
      {
        slope: formatNumber(slope, 2),
        tpr: formatPercent(best.tpr),
        fpr: formatPercent(best.fpr),
        expectedCost: formatNumber(best.expectedCost, 2),
        cost: formatNumber(cost, 2),
      },
    ),
  table: ({ costs: { best, here, cost } }) => ({
    caption: t("Cost of an echo, in false alarms"),
    columns: [t("threshold"), t("false positive rate"), t("true positive rate"), t("cost")],
    rows: [
      [t("cheapest"), formatPercent(best.fpr, 1), formatPercent(best.tpr, 1), formatNumber(best.expectedCost, 3)],
      [t("yours"), formatPercent(here.fpr, 1), formatPercent(here.tpr, 1), formatNumber(cost, 3)],
    ],
  }),
};
