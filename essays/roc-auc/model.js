// What the essay computes: every curve, area, band and tally, in the worker and in Node alike.
import { chooseColumns, choosePositive, labelledColumns, readTable, t } from "scrollwork/figures";
import patients from "./data/concavity_and_radius.csv?table";

const kEchoes = 60; // of either kind
const kPairs = 2000;
const kResamples = 400;
/** Of the positives, and of all others, in a table of the reader's: with fewer, DeLong's interval promises far too much. */
const kFewestForInterval = 10;
/** The scale of the screen: the strength of an echo runs from 0 to 10. */
const kEnd = 10;
/** Thresholds at which the curves of endless crowds are known, from high to low. */
const kGrid = Float64Array.from({ length: 203 }, (_, i) => (i === 0 ? Infinity : i === 202 ? -Infinity : 15 - i / 10));
/** The same for densities, from low to high. */
const kStrengths = Float64Array.from({ length: 101 }, (_, i) => (kEnd * i) / 100);

const place = (value) => ({ default: value, min: 0.5, max: 9.5, step: 0.05 });
const spread = { default: 1, min: 0.3, max: 2.5, step: 0.05 };
const skew = { default: 0, min: -1.5, max: 1.5, step: 0.1 };

export const state = {
  seed: { default: 1, min: 0, max: 9999, step: 1 },
  stage: { default: 3, min: 0, max: 4, step: 1 },
  threshold: { default: 5, min: 0, max: kEnd, step: 0.05 },
  cloudPlace: place(3.6),
  airPlace: place(5.1),
  cloudSpread: spread,
  airSpread: spread,
  cloudSkew: skew,
  airSkew: skew,
  pairsAt: { of: "pairs", max: 169 },
  pairSeed: { default: 7, min: 0, max: 9999, step: 1 },
  levels: { default: 0, min: 0, max: 8, step: 1 },
  rarity: { default: 50, min: 1, max: 99, step: 1 },
  missCost: { default: 1, min: 1, max: 20, step: 1 },
  nEchoes: { default: 60, min: 10, max: 400, step: 10 },
  bootSeed: { default: 1, min: 0, max: 9999, step: 1 },
  twinSpread: { default: 2, min: 0.4, max: 2.5, step: 0.1 },
  maxFpr: { default: 5, min: 2, max: 100, step: 1 },
  temperature: { default: 1, min: 0.2, max: 4, step: 0.1 },
  aircraftIn: { default: 2, min: 2, max: 500, step: 1 },
  csv: { kind: "text", max: 2000000 },
  featureA: { default: "mean_concavity", max: 1000 },
  featureB: { default: "mean_radius", max: 1000 },
  labelColumn: { default: "diagnosis", max: 1000 },
  positive: { default: "malignant", max: 1000 },
  aimCloudSpread: spread,
  aimPlace: { default: 5, min: 0.5, max: 9.5, step: 0.05 },
  aimSpread: spread,
  aimSkew: skew,
  goal: { default: 0, min: 0, max: 2, step: 1 },
};

const usual = { cloudPlace: 3.6, airPlace: 5.1, cloudSpread: 1, airSpread: 1, cloudSkew: 0, airSkew: 0 };

export const steps = [
  { id: "knob", state: { ...usual, stage: 0 } },
  { id: "rates", state: { ...usual, stage: 1 } },
  { id: "curve", state: { ...usual, stage: 2 } },
  { id: "useless", state: { ...usual, airPlace: 3.6, stage: 2 } },
  { id: "perfect", state: { ...usual, cloudPlace: 2.4, airPlace: 7.6, stage: 2 } },
  { id: "area", state: { ...usual, stage: 3 } },
  { id: "crowds", state: { ...usual, stage: 4 } },
];

/** The crowds of the story as the kernel wants them. */
const crowdsOf = ({ cloudPlace, airPlace, cloudSpread, airSpread, cloudSkew, airSkew }) => ({
  medians: [cloudPlace, airPlace],
  scales: [cloudSpread, airSpread],
  skews: [cloudSkew, airSkew],
});

/** The curve of endless crowds as points, and their densities. */
function endless(k, crowds) {
  const { fpr, tpr, auc } = k.datasets.twoCrowdsCurve(kGrid, crowds);
  const { negativeDensity, positiveDensity } = k.datasets.twoCrowdsCurve(kStrengths, crowds);
  const density = (heights) => Array.from(kStrengths, (x, i) => [x, heights[i]]);
  return {
    fpr,
    tpr,
    thresholds: kGrid,
    auc,
    densities: [density(negativeDensity), density(positiveDensity)],
  };
}

/** A threshold's four counts and two rates. */
function calledAt(k, y, scores, threshold) {
  const at = k.metrics.thresholdScores(y, scores, { thresholds: [threshold] });
  const [hits, misses, alarms, quiet] = [
    at.truePositives[0],
    at.falseNegatives[0],
    at.falsePositives[0],
    at.trueNegatives[0],
  ];
  return { hits, misses, alarms, quiet, tpr: at.recall[0], fpr: 1 - at.specificity[0], precision: at.precision[0] };
}

/** Scores on a dial of so many steps; 0 leaves them as they are. */
const onDial = (scores, levels) =>
  levels < 2
    ? scores
    : scores.map((s) => {
        const step = kEnd / levels;
        return step * (0.5 + Math.min(levels - 1, Math.max(0, Math.floor(s / step))));
      });

const twins = [
  { medians: [3.6, 5.1], scales: [1, 1] },
  { medians: [3.6, 5.1], scales: [1, 2] },
];

export const cells = {
  crowds: ({ cloudPlace, airPlace, cloudSpread, airSpread, cloudSkew, airSkew }) =>
    crowdsOf({ cloudPlace, airPlace, cloudSpread, airSpread, cloudSkew, airSkew }),

  /** The echoes on the screen: clouds (0), then aircraft (1). */
  echoes: ({ crowds, seed }, k) =>
    k.datasets.makeTwoCrowds({ ...crowds, nNegative: kEchoes, nPositive: kEchoes, seed }),

  /** What endless crowds of this kind would show. */
  truth: ({ crowds }, k) => endless(k, crowds),

  roc: ({ echoes }, k) => k.metrics.rocCurve(echoes.y, echoes.scores, { dropIntermediate: false }),

  called: ({ echoes, threshold }, k) => calledAt(k, echoes.y, echoes.scores, threshold),

  /** The story's echoes, on a dial of few steps where the reader asks for one. */
  dial({ seed, levels }, k) {
    const { scores, y } = k.datasets.makeTwoCrowds({
      ...crowdsOf(usual),
      nNegative: kEchoes,
      nPositive: kEchoes,
      seed,
    });
    const read = onDial(scores, levels);
    const curve = k.metrics.rocCurve(y, read, { dropIntermediate: false });
    return { y, scores: read, fine: k.metrics.rocAucScore(y, scores), auc: curve.auc, curve, levels };
  },

  /** Pairs of one aircraft and one cloud, drawn before the reader's eyes: slowly at first. */
  *pairs({ dial, pairSeed }, k) {
    const tally = new k.metrics.PairTally({ nPairs: kPairs, seed: pairSeed });
    const value = () => {
      const { nDone, wins, ties, losses, share, positiveRows, negativeRows } = tally;
      const last = { aircraft: positiveRows[nDone - 1], cloud: negativeRows[nDone - 1] };
      return { nDone, nPairs: kPairs, wins, ties, losses, share: share.slice(0, nDone), now: share[nDone - 1], last };
    };
    for (tally.begin(dial.y, dial.scores); !tally.done;) {
      tally.step(tally.nDone < 40 ? 1 : tally.nDone < 200 ? 4 : 20);
      yield value();
    }
    return value();
  },

  /** The threshold that costs least where a share `rarity` % of the echoes are aircraft. */
  costs({ seed, threshold, rarity, missCost }, k) {
    const { scores, y } = k.datasets.makeTwoCrowds({
      ...crowdsOf(usual),
      nNegative: kEchoes,
      nPositive: kEchoes,
      seed,
    });
    const options = { costFalsePositive: 1, costFalseNegative: missCost, prevalence: rarity / 100 };
    const curve = k.metrics.rocCurve(y, scores, { dropIntermediate: false });
    const best = k.metrics.optimalThreshold(y, scores, options);
    const here = calledAt(k, y, scores, threshold);
    const cost = k.metrics.expectedCost([here.fpr], [here.tpr], options)[0];
    const bill = k.metrics.expectedCost(curve.fpr, curve.tpr, options);
    return { curve, bill, best, here, cost, slope: best.slope, threshold };
  },

  /** A sample of the reader's size, drawn again and again from itself. */
  *doubt({ seed, nEchoes, bootSeed }, k) {
    const sample = k.datasets.makeTwoCrowds({ ...crowdsOf(usual), nNegative: nEchoes, nPositive: nEchoes, seed });
    const curve = k.metrics.rocCurve(sample.y, sample.scores);
    const delong = k.metrics.delongInterval(sample.y, sample.scores);
    const truth = k.datasets.twoCrowdsCurve([], crowdsOf(usual)).auc;
    const run = new k.metrics.RocBootstrap({ nResamples: kResamples, gridSize: 51, seed: bootSeed });
    const value = () => ({
      curve,
      delong,
      truth,
      nEchoes,
      width: delong.high - delong.low,
      nDone: run.nDone,
      nResamples: kResamples,
      areas: run.auc.data.slice(0, run.nDone),
      band: run.band(),
      interval: run.interval(),
    });
    const scores = { data: sample.scores, rows: sample.scores.length, cols: 1 };
    for (run.begin(sample.y, scores); !run.done;) {
      run.step(4);
      yield value();
    }
    return value();
  },

  /** Two detectors of one area: the second one's aircraft are spread otherwise. */
  twins({ twinSpread, maxFpr }, k) {
    const [plain, other] = twins;
    const auc = k.datasets.twoCrowdsCurve([], plain).auc;
    const wide = { ...other, scales: [1, twinSpread] };
    const median = k.datasets.twoCrowdsMedianForAuc(auc, wide);
    const both = [plain, { ...wide, medians: [3.6, median] }].map((crowds) => endless(k, crowds));
    const partial = both.map(({ fpr, tpr }) => k.metrics.partialAuc(fpr, tpr, { maxFpr: maxFpr / 100 }));
    return { both, partial, auc, median };
  },

  /** Probabilities for the echoes, made bolder or shyer: their order stays. */
  forecasts({ seed, temperature }, k) {
    const crowds = crowdsOf(usual);
    const { scores, y } = k.datasets.makeTwoCrowds({ ...crowds, nNegative: 1000, nPositive: 1000, seed });
    const honest = k.datasets.twoCrowdsProbability(scores, 0.5, crowds);
    const told = k.metrics.temperatureScaled(honest, temperature);
    const roc = k.metrics.rocCurve(y, told);
    const bins = k.metrics.calibrationCurve(y, told, { nBins: 10 });
    return { roc, auc: roc.auc, bins, brier: k.metrics.brierScoreLoss(y, told), error: bins.expectedCalibrationError };
  },

  /** The same crowds where one echo in so many is an aircraft. */
  world({ aircraftIn, threshold }, k) {
    const crowds = crowdsOf(usual);
    const { fpr, tpr, auc } = k.datasets.twoCrowdsCurve(kGrid, crowds);
    const here = k.datasets.twoCrowdsCurve([threshold], crowds);
    const prevalence = 1 / aircraftIn;
    const precision = k.metrics.precisionAtPrevalence(fpr, tpr, prevalence);
    const [precisionHere] = k.metrics.precisionAtPrevalence(here.fpr, here.tpr, prevalence);
    return {
      fpr,
      tpr,
      thresholds: kGrid,
      auc,
      precision,
      prevalence,
      here: { fpr: here.fpr[0], tpr: here.tpr[0], precision: precisionHere },
    };
  },

  /** The patients, or the reader's own file. */
  table: ({ csv }, k) => readTable(k, csv || patients),

  /** Which columns are meant: those of the state where the table has them, else the first that will do. */
  columns: ({ table, featureA, featureB, labelColumn }) =>
    chooseColumns(table, { x: featureA, y: featureB, label: labelColumn }),

  /** Two measured features of the same patients, and the label that counts as positive. */
  cases({ table, columns, positive }, k) {
    const sample = labelledColumns(k, table.table, columns);
    const posLabel = choosePositive(sample.classNames, positive);
    return { ...sample, posLabel, positive: sample.classNames[posLabel] };
  },

  /** The features as scores; where the rows are too few, without intervals. */
  clinic({ cases, columns, table }, k) {
    const { X, y, classNames, posLabel } = cases;
    const positives = y.filter((label) => label === posLabel).length;
    const enough = Math.min(positives, y.length - positives) >= kFewestForInterval;
    const score = (j) => Float64Array.from({ length: X.rows }, (_, i) => X.data[2 * i + j]);
    const [a, b] = [score(0), score(1)];
    const curves = [a, b].map((s) => k.metrics.rocCurve(y, s, { posLabel }));
    const intervals = enough
      ? [a, b].map((s) => k.metrics.delongInterval(y, s, { posLabel }))
      : curves.map(({ auc }) => ({ auc }));
    const test = enough ? k.metrics.delongTest(y, a, b, { posLabel }) : { difference: curves[0].auc - curves[1].auc };
    const { note } = table;
    return { curves, intervals, test, classNames, posLabel, columns, fewest: kFewestForInterval, note };
  },

  /** The curve to hit, and the reader's. */
  aim({ goal, aimCloudSpread, aimPlace, aimSpread, aimSkew }, k) {
    const targets = [
      { medians: [3.6, 5.3], scales: [1, 1], skews: [0, 0] },
      { medians: [3.6, 5.6], scales: [1, 2.2], skews: [0, 0] },
      { medians: [3.6, 4.5], scales: [1, 0.5], skews: [0, 1] },
    ];
    const crowds = { medians: [3.6, aimPlace], scales: [aimCloudSpread, aimSpread], skews: [0, aimSkew] };
    const [wanted, mine] = [targets[goal], crowds].map((c) => endless(k, c));
    const gap = greatestGap(wanted, mine);
    const stars = gap < 0.01 ? 3 : gap < 0.025 ? 2 : gap < 0.06 ? 1 : 0;
    const points = (100 * gap).toFixed(1);
    const message = [
      t("{points} points apart. Move and bend the crowds.", { points }),
      t("{points} points apart. Now under two and a half.", { points }),
      t("{points} points apart. Now under one.", { points }),
      t("{points} points apart. Nobody can tell them by their curves.", { points }),
    ][stars];
    return { wanted, mine, crowds, gap, stars, message };
  },

  python: ({ echoes, threshold }) => pythonOf(echoes, threshold),
};

/** The greatest difference in true positive rate at the same false positive rate. */
function greatestGap(a, b) {
  const heightOf = ({ fpr, tpr }, x) => {
    const i = Math.max(
      1,
      fpr.findIndex((value) => value >= x),
    );
    const run = fpr[i] - fpr[i - 1];
    return run === 0 ? tpr[i] : tpr[i - 1] + ((x - fpr[i - 1]) / run) * (tpr[i] - tpr[i - 1]);
  };
  return Math.max(
    ...Array.from({ length: 99 }, (_, i) => (i + 1) / 100).map((x) => Math.abs(heightOf(a, x) - heightOf(b, x))),
  );
}

function pythonOf({ scores, y }, threshold) {
  const list = (values) =>
    Array.from(
      { length: Math.ceil(values.length / 12) },
      (_, i) => `    ${values.slice(i * 12, (i + 1) * 12).join(", ")},`,
    ).join("\n");
  const strengths = Array.from(scores, (s) => s.toFixed(2));
  return [
    "import numpy as np",
    "from sklearn.metrics import confusion_matrix, roc_auc_score, roc_curve",
    "",
    `clouds = np.array([\n${list(strengths.filter((_, i) => y[i] === 0))}\n])`,
    `aircraft = np.array([\n${list(strengths.filter((_, i) => y[i] === 1))}\n])`,
    "score = np.concatenate([clouds, aircraft])",
    "truth = np.repeat([0, 1], [len(clouds), len(aircraft)])",
    "",
    "fpr, tpr, thresholds = roc_curve(truth, score)",
    'print("area under the curve", roc_auc_score(truth, score))',
    "wins = (aircraft[:, None] > clouds) + 0.5 * (aircraft[:, None] == clouds)  # a tie counts half",
    'print("pairs won           ", np.mean(wins))',
    `print(confusion_matrix(truth, score >= ${threshold.toFixed(2)}))  # rows: cloud, aircraft`,
  ].join("\n");
}
