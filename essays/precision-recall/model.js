// What the essay computes: every count, score, curve and average, in the worker and in Node alike.
import { chooseColumns, choosePositive, labelledColumns, readTable, t } from "scrollwork/figures";
import penguins from "./data/measurements.csv?table";

const kHikers = 20;
const kOthers = 60;
/** The detector's score of a spot runs from 0 to 10. */
const kEnd = 10;
/** The detector's two crowds of scores: what is no hiker, and hikers. */
const kCrowds = { medians: [3.4, 6], scales: [1.3, 1.4] };
/** The better detector that is for sale: at 5 it finds nine hikers in ten and calls one in ten of the others. */
const kForSale = { medians: [3.7184, 6.2816], scales: [1, 1] };
/** Thresholds from low to high, at which curves over the threshold are known. */
const kGrid = Float64Array.from({ length: 101 }, (_, i) => (kEnd * i) / 100);
/** The same from high to low, with both ends: what curves of endless crowds are made of. */
const kFalling = Float64Array.of(Infinity, ...Array.from({ length: 241 }, (_, i) => 11 - i / 20), -Infinity);
/** One hiker in so many spots, in the three worlds. */
const kWorlds = [
  { name: t("the trail in August"), oneIn: 4 },
  { name: t("the valley in November"), oneIn: 40 },
  { name: t("the whole range"), oneIn: 400 },
];
/** So many walks stand for a world's calls. */
const kWalks = 40;
/** A threshold that no score reaches. */
const kNever = 1000;

export const state = {
  seed: { default: 2, min: 0, max: 9999, step: 1 },
  stage: { default: 5, min: 0, max: 5, step: 1 },
  threshold: { default: 5, min: 0, max: kEnd, step: 0.05 },
  beta: { default: 1, min: 0.25, max: 4, step: 0.25 },
  dial: { default: 3, min: 2, max: 8, step: 1 },
  found: { default: 15, min: 1, max: kHikers, step: 1 },
  lost: { default: 20, min: 1, max: 60, step: 1 },
  detector: { default: "sale", values: ["sale", "ours"] },
  prevalence: { default: 1, min: 0.5, max: 80, step: 0.5 },
  measures: { default: "depth-mass", values: ["depth-mass", "flipper-mass", "bill"] },
  score: { default: "recall", values: ["precision", "recall", "F1"] },
  splitSeed: { default: 1, min: 0, max: 9999, step: 1 },
  csv: { kind: "text", max: 2000000 },
  featureA: { default: "bill_length_mm", max: 1000 },
  featureB: { default: "body_mass_g", max: 1000 },
  labelColumn: { default: "species", max: 1000 },
  positive: { default: "Chinstrap", max: 1000 },
  leftEnd: { default: 7.5, min: 0, max: kEnd, step: 0.05 },
  rightEnd: { default: 7.5, min: 0, max: kEnd, step: 0.05 },
};

export const steps = [
  { id: "spots", state: { stage: 0 } },
  { id: "line", state: { stage: 1 } },
  { id: "boxes", state: { stage: 2 } },
  { id: "precision", state: { stage: 3 } },
  { id: "recall", state: { stage: 4 } },
  { id: "accuracy", state: { stage: 5 } },
];

/** A night's spots: others (0) come first, then hikers (1). */
const nightOf = (k, seed, nNegative = kOthers, nPositive = kHikers) =>
  k.datasets.makeTwoCrowds({ ...kCrowds, nNegative, nPositive, seed });

/** The four counts and the scores at one threshold. */
function calledAt(k, { y, scores }, threshold, beta = 1) {
  const at = k.metrics.thresholdScores(y, scores, { thresholds: [threshold], beta });
  return {
    hits: at.truePositives[0],
    alarms: at.falsePositives[0],
    misses: at.falseNegatives[0],
    quiet: at.trueNegatives[0],
    precision: at.precision[0],
    recall: at.recall[0],
    accuracy: at.accuracy[0],
    fbeta: at.fbeta[0],
    fpr: 1 - at.specificity[0],
  };
}

/** Where the spots lie on the map, in [0, 1]²: spread evenly, without a pattern that the eye would find. */
const placesOf = (count) =>
  Array.from({ length: count }, (_, i) => [(0.31 + 0.7548776662 * (i + 1)) % 1, (0.77 + 0.569840291 * (i + 1)) % 1]);

/** The index of the largest number, the first on ties. */
const argMax = (values) => values.reduce((best, v, i) => (v > values[best] ? i : best), 0);

/** The height at x of a line through points whose x rises or stays: of the last one there. */
function heightAt(xs, ys, x) {
  const next = xs.findIndex((v) => v > x);
  if (next <= 0) return ys[next === 0 ? 0 : xs.length - 1];
  return ys[next - 1] + ((x - xs[next - 1]) / (xs[next] - xs[next - 1])) * (ys[next] - ys[next - 1]);
}

/** Scores on a dial of so many steps. */
const onDial = (scores, steps) =>
  scores.map((s) => Math.min(steps - 1, Math.max(0, Math.floor((s / kEnd) * steps))) + 0.5);

const reversed = (values) => Float64Array.from(values).reverse();

export const cells = {
  night: ({ seed }, k) => ({ ...nightOf(k, seed), places: placesOf(kOthers + kHikers) }),

  called: ({ night, threshold }, k) => calledAt(k, night, threshold),

  /** Accuracy, precision, recall and F1 at every threshold. */
  four({ night }, k) {
    const at = k.metrics.thresholdScores(night.y, night.scores, { thresholds: kGrid });
    // Where nothing is called there is nothing to be right about.
    const precision = at.precision.map((p, i) => (at.truePositives[i] + at.falsePositives[i] === 0 ? NaN : p));
    return { thresholds: kGrid, accuracy: at.accuracy, precision, recall: at.recall, f1: at.fbeta };
  },

  /** The curve from the highest threshold to the lowest, so that recall rises. */
  curve({ night }, k) {
    const { precision, recall, thresholds, averagePrecision } = k.metrics.precisionRecallCurve(night.y, night.scores);
    return {
      recall: reversed(recall).slice(1),
      precision: reversed(precision).slice(1),
      thresholds: reversed(thresholds),
      averagePrecision,
      prevalence: kHikers / (kHikers + kOthers),
    };
  },

  /** F-beta: its iso-curves, the best threshold of the night, and the one in force. */
  dialled({ night, threshold, beta }, k) {
    const recalls = Float64Array.from({ length: 201 }, (_, i) => i / 200);
    const isoCurves = [0.2, 0.4, 0.6, 0.8].map((value) => ({
      value,
      recall: recalls,
      precision: k.metrics.fBetaIsoCurve(recalls, value, { beta }),
    }));
    const all = k.metrics.thresholdScores(night.y, night.scores, { beta });
    const i = argMax(all.fbeta);
    const best = {
      threshold: all.thresholds[i],
      recall: all.recall[i],
      precision: all.precision[i],
      fbeta: all.fbeta[i],
    };
    const bestIso = k.metrics.fBetaIsoCurve(recalls, best.fbeta, { beta });
    return {
      beta,
      isoCurves,
      best,
      bestIso: { recall: recalls, precision: bestIso },
      here: calledAt(k, night, threshold, beta),
    };
  },

  /** A detector with a dial of few steps, and what lies between two of them. */
  between({ night, dial, found }, k) {
    const scores = onDial(night.scores, dial);
    const roc = k.metrics.rocCurve(night.y, scores, { dropIntermediate: false });
    const right = k.metrics.precisionRecallInterpolation(night.y, scores);
    const at = k.metrics.thresholdScores(night.y, scores);
    // The first threshold calls nothing, and precision of nothing is nothing: the line begins at the height of the next.
    const points = { recall: at.recall.slice(1), precision: at.precision.slice(1) };
    const recall = found / kHikers;
    const straight = (x) => heightAt([0, ...points.recall], [points.precision[0], ...points.precision], x);
    return {
      roc,
      right,
      points,
      averagePrecision: k.metrics.averagePrecisionScore(night.y, scores),
      here: {
        found,
        recall,
        precision: heightAt(right.recall, right.precision, recall),
        straight: straight(recall),
        fpr: heightAt(roc.tpr, roc.fpr, recall),
      },
    };
  },

  /** A hundred spots, as many hikers among them as the reader likes; the detector beside one who stays in bed. */
  lazy({ seed, lost, threshold }, k) {
    const night = nightOf(k, seed, 100 - lost, lost);
    const walker = calledAt(k, night, threshold);
    const idler = calledAt(k, night, kNever);
    const ahead = idler.accuracy > walker.accuracy;
    const stars = !ahead ? 0 : walker.recall >= 0.7 ? 3 : walker.recall >= 0.5 ? 2 : 1;
    const message = [
      t("You are right more often."),
      t("He is ahead, but you leave most out."),
      t("He is ahead, and you find half."),
      t("The sleeper wins."),
    ][stars];
    return { ...night, walker, idler, stars, message };
  },

  /** The same two rates in a world with another share of hikers. */
  world({ detector, threshold, prevalence }, k) {
    const { fpr, tpr } = k.datasets.twoCrowdsCurve([threshold], detector === "ours" ? kCrowds : kForSale);
    const share = prevalence / 100;
    const [precision] = k.metrics.precisionAtPrevalence(fpr, tpr, share);
    return { tpr: tpr[0], fpr: fpr[0], share, rest: 1 - share, precision };
  },

  /** The reader's first guess: 90 % of the hikers, 10 % of the rest, one spot in a hundred. */
  textbook: (_, k) => ({ precision: k.metrics.precisionAtPrevalence([0.1], [0.9], 0.01)[0] }),

  /** One detector in three worlds. */
  worlds({ threshold }, k) {
    const { fpr, tpr, auc } = k.datasets.twoCrowdsCurve(kFalling, kCrowds);
    const here = k.datasets.twoCrowdsCurve([threshold], kCrowds);
    const all = kWorlds.map(({ name, oneIn }) => {
      const precision = k.metrics.precisionAtPrevalence(fpr, tpr, 1 / oneIn);
      const [precisionHere] = k.metrics.precisionAtPrevalence(here.fpr, here.tpr, 1 / oneIn);
      return { name, oneIn, precision, here: precisionHere, hikers: Math.round(kWalks * precisionHere) };
    });
    return {
      recall: tpr,
      fpr,
      thresholds: kFalling,
      auc,
      all,
      walks: kWalks,
      here: { recall: here.tpr[0], fpr: here.fpr[0] },
    };
  },

  /** The penguins: half of them teach, the other half are judged. */
  species({ measures, splitSeed }, k) {
    const [x, y] = {
      "depth-mass": ["bill_depth_mm", "body_mass_g"],
      "flipper-mass": ["flipper_length_mm", "body_mass_g"],
      bill: ["bill_length_mm", "bill_depth_mm"],
    }[measures];
    const sample = labelledColumns(k, penguins, { x, y, label: "species" });
    const { train, test } = k.model_selection.trainValTestSplit(sample.y, {
      trainSize: 0.5,
      valSize: 0,
      testSize: 0.5,
      stratify: true,
      seed: splitSeed,
    });
    const rowsOf = (rows) => [k.model_selection.takeRows(sample.X, rows), k.model_selection.takeLabels(sample.y, rows)];
    const model = new k.naive_bayes.GaussianNB().fit(...rowsOf(train));
    const [X, labels] = rowsOf(test);
    const predicted = model.predict(X);
    const matrix = k.metrics.confusionMatrix(labels, predicted, { nClasses: sample.classNames.length });
    const scores = k.metrics.confusionScores({ ...matrix, data: Float64Array.from(matrix.data) });
    return { y: labels, predicted, classNames: sample.classNames, scores };
  },

  /** The penguins, or the reader's own file. */
  table: ({ csv }, k) => readTable(k, csv || penguins),

  /** Which columns are meant: those of the state where the table has them, else the first that will do. */
  columns: ({ table, featureA, featureB, labelColumn }) =>
    chooseColumns(table, { x: featureA, y: featureB, label: labelColumn }),

  /** Two columns as scores of the same cases. */
  own({ table, columns, positive }, k) {
    const { X, y, classNames } = labelledColumns(k, table.table, columns);
    const posLabel = choosePositive(classNames, positive);
    const curves = [0, 1].map((j) => {
      const scores = Float64Array.from({ length: X.rows }, (_, i) => X.data[2 * i + j]);
      const { recall, precision, averagePrecision } = k.metrics.precisionRecallCurve(y, scores, { posLabel });
      return {
        recall: reversed(recall).slice(1),
        precision: reversed(precision).slice(1),
        averagePrecision,
      };
    });
    // At recall 1 by calling everything, precision is the share of positives.
    const nPositive = y.filter((label) => label === posLabel).length;
    const { note } = table;
    return { curves, classNames, positive: classNames[posLabel], prevalence: nPositive / y.length, columns, note };
  },

  /** Heat and movement of the challenge's spots, tonight and on another night. */
  sensors: (_, k) => {
    const night = (seed) => {
      const size = { nNegative: 48, nPositive: 12 };
      const heat = k.datasets.makeTwoCrowds({ medians: [4, 5.6], scales: [1.7, 1.3], ...size, seed });
      const motion = k.datasets.makeTwoCrowds({ medians: [4, 6.4], scales: [1.5, 1.2], ...size, seed: seed + 1000 });
      return { y: heat.y, heat: heat.scores, motion: motion.scores };
    };
    return { tonight: night(23), other: night(48) };
  },

  /** What the reader's line picks: the spots above it. */
  hunt({ sensors, leftEnd, rightEnd }, k) {
    const judge = ({ y, heat, motion }) => {
      const above = motion.map((m, i) => m - (leftEnd + ((rightEnd - leftEnd) * heat[i]) / kEnd));
      return { above, ...calledAt(k, { y, scores: above }, 0) };
    };
    const [tonight, other] = [sensors.tonight, sensors.other].map(judge);
    const { hits, misses, alarms } = tonight;
    const stars = misses > 0 ? 0 : alarms <= 9 ? 3 : alarms <= 13 ? 2 : alarms <= 19 ? 1 : 0;
    const calls = alarms === 1 ? t("1 false call") : t("{count} false calls", { count: alarms });
    const message =
      misses > 0
        ? t("{hits} of {all} hikers found, {calls}.", { hits, all: hits + misses, calls })
        : t(
            "All {hits} hikers found, {calls}. On another night the same line finds {found} of {there}, with {alarms} false.",
            { hits, calls, found: other.hits, there: other.hits + other.misses, alarms: other.alarms },
          );
    return { tonight, other, stars, message };
  },

  python: ({ night, threshold, beta }) => pythonOf(night, threshold, beta),
};

function pythonOf({ scores, y }, threshold, beta) {
  const list = (values) =>
    Array.from(
      { length: Math.ceil(values.length / 12) },
      (_, i) => `    ${values.slice(i * 12, (i + 1) * 12).join(", ")},`,
    ).join("\n");
  const read = Array.from(scores, (s) => s.toFixed(2));
  return [
    "import numpy as np",
    "from sklearn.metrics import accuracy_score, average_precision_score, fbeta_score, precision_score, recall_score",
    "",
    `others = np.array([\n${list(read.filter((_, i) => y[i] === 0))}\n])`,
    `hikers = np.array([\n${list(read.filter((_, i) => y[i] === 1))}\n])`,
    "score = np.concatenate([others, hikers])",
    "truth = np.repeat([0, 1], [len(others), len(hikers)])",
    "",
    `walk = score >= ${threshold.toFixed(2)}`,
    'print("precision", precision_score(truth, walk, zero_division=0))',
    'print("recall   ", recall_score(truth, walk))',
    'print("accuracy ", accuracy_score(truth, walk))',
    `print("F-beta   ", fbeta_score(truth, walk, beta=${beta}, zero_division=0))`,
    'print("average precision", average_precision_score(truth, score))',
  ].join("\n");
}
