// Every number and ordering that the prose asserts, computed again from the kernels. A number is compared at the
// precision in which the page prints it, a string word for word.

const kNights = 2000;
const kHikers = 20;
const kOthers = 60;
const kCrowds = { medians: [3.4, 6], scales: [1.3, 1.4] };
const nightOf = (k, seed) => k.datasets.makeTwoCrowds({ ...kCrowds, nNegative: kOthers, nPositive: kHikers, seed });
const atEvery = (run) => run({ threshold: 0 }).called;
const bestOf = (run, beta) => run({ beta }).dialled.best;
const worldAt = (run, prevalence) => run({ detector: "ours", prevalence, threshold: 5 }).world.precision;
const inWorld = (run, i) => run({ threshold: 5 }).worlds.all[i].here;

/** The greatest recall in a world at which at least seven walks in ten are worth it. */
function keep(run, i) {
  const { recall, all } = run().worlds;
  return Math.max(...Array.from(recall).filter((_, j) => j > 0 && all[i].precision[j] >= 0.7));
}

/** The best F1 of each of many nights, and what its threshold gets on the next one: the means of both. */
function tuning(k) {
  let [tuned, untuned] = [0, 0];
  for (let i = 0; i < kNights; i++) {
    const [here, next] = [1000 + 2 * i, 1001 + 2 * i].map((seed) => nightOf(k, seed));
    const { fbeta, thresholds } = k.metrics.thresholdScores(here.y, here.scores);
    const best = Math.max(...fbeta);
    const threshold = thresholds[fbeta.indexOf(best)];
    tuned += best / kNights;
    untuned += k.metrics.thresholdScores(next.y, next.scores, { thresholds: [threshold] }).fbeta[0] / kNights;
  }
  return { tuned, untuned };
}

/** The night's calls at 5 as labels. */
const labelsAtFive = (run) => {
  const { y, scores } = run().night;
  return { y, called: Int32Array.from(scores, (s) => Number(s >= 5)) };
};

export const claims = {
  spots: (run) => run().night.y.length,
  hikers: (run) => run().night.y.filter((label) => label === 1).length,

  "seven-calls": (run) => {
    const { hits, alarms } = run({ threshold: 7 }).called;
    return hits + alarms === 2 ? "twice" : `${hits + alarms} times`;
  },
  "seven-precision": (run) => run({ threshold: 7 }).called.precision,
  "all-recall": (run) => atEvery(run).recall,
  "all-precision": (run) => atEvery(run).precision,
  "all-mean": (run) => (atEvery(run).precision + atEvery(run).recall) / 2,
  "all-f1": (run) => atEvery(run).fbeta,

  "best-one": (run) => bestOf(run, 1).threshold,
  "best-quarter": (run) => bestOf(run, 0.25).threshold,
  "best-four": (run) => bestOf(run, 4).threshold,
  "best-four-recall": (run) => bestOf(run, 4).recall,
  "best-four-precision": (run) => bestOf(run, 4).precision,

  ap: (run) => run().curve.averagePrecision,
  floor: (run) => run().curve.prevalence,
  "coin-found": (run) => run().between.here.found,
  "coin-straight": (run) => run().between.here.straight,
  "coin-right": (run) => run().between.here.precision,
  "linear-area": (run) => run().between.right.linearArea,
  "fine-gap": (run) => {
    const { area, linearArea } = run({ dial: 8 }).between.right;
    return linearArea - area;
  },
  "true-area": (run) => run().between.right.area,

  few: (run) => {
    const { hits, misses } = run({ lost: 5 }).lazy.walker;
    return hits + misses;
  },
  "bed-accuracy": (run) => run({ lost: 5, threshold: 5 }).lazy.idler.accuracy,
  "walk-accuracy": (run) => run({ lost: 5, threshold: 5 }).lazy.walker.accuracy,

  // What the square opens with is what was asked.
  "for-sale": (run) => {
    const { world, textbook } = run();
    const same = Math.abs(world.precision - textbook.precision) < 0.0005;
    return same ? 100 * textbook.precision : `${world.precision}, but asked was ${textbook.precision}`;
  },
  quarter: (run) => worldAt(run, 25),
  fiftieth: (run) => worldAt(run, 2),
  november: (run) => inWorld(run, 1),
  range: (run) => inWorld(run, 2),
  "keep-august": (run) => keep(run, 0),
  "keep-november": (run) => keep(run, 1),
  "keep-range": (run) => keep(run, 2),

  // In the guess: the rarest kind, of which no bird is found.
  unfound: (run) => {
    const { classNames, scores } = run().species;
    const rarest = scores.support.indexOf(Math.min(...scores.support));
    return classNames[rarest] === "Chinstrap" && scores.truePositives[rarest] === 0 ? "a single one" : "some";
  },
  "birds-accuracy": (run) => run().species.scores.accuracy,
  "macro-f1": (run) => run().species.scores.macro[2],
  "weighted-f1": (run) => run().species.scores.weighted[2],
  "micro-f1": (run) => run().species.scores.micro[2],
  "micro-same": (run) => {
    const { micro, accuracy } = run().species.scores;
    return micro.every((v) => Math.abs(v - accuracy) < 1e-12) ? "the same number" : "different numbers";
  },
  never: (run) =>
    Array.from({ length: 100 }, (_, splitSeed) => run({ splitSeed }).species.scores.predicted[1]).filter(
      (calls) => calls === 0,
    ).length,

  "f1-hikers": (run, k) => {
    const { y, called } = labelsAtFive(run);
    return k.metrics.f1Score(y, called);
  },
  "f1-deer": (run, k) => {
    const { y, called } = labelsAtFive(run);
    return k.metrics.f1Score(y, called, { posLabel: 0 });
  },
  mcc: (run, k) => {
    const { y, called } = labelsAtFive(run);
    return k.metrics.matthewsCorrcoef(y, called);
  },
  calls: (run) => run().called.hits + run().called.alarms,
  hits: (run) => run().called.hits,
  "wilson-low": (run, k) => k.metrics.wilsonInterval(run().called.hits, run().called.hits + run().called.alarms).low,
  "wilson-high": (run, k) => k.metrics.wilsonInterval(run().called.hits, run().called.hits + run().called.alarms).high,
  tuned: (run) => bestOf(run, 1).fbeta,
  "tuned-mean": (_, k) => tuning(k).tuned,
  untuned: (_, k) => tuning(k).untuned,

  "hunt-hikers": (run) => run().hunt.tonight.hits + run().hunt.tonight.misses,
  "hunt-level": (run) => {
    const levels = Array.from({ length: 201 }, (_, i) => i / 20);
    const found = levels
      .map((at) => run({ leftEnd: at, rightEnd: at }).hunt.tonight)
      .filter(({ misses }) => misses === 0);
    return Math.min(...found.map(({ alarms }) => alarms));
  },
};

/** What the Python listing prints. */
export const printed = [{}, { at: { threshold: 3.5, beta: 2 } }, { at: { seed: 12, threshold: 6.2, beta: 0.5 } }].map(
  (settings) => ({
    ...settings,
    numbers: ({ called, dialled: { here }, curve }) => [
      called.precision,
      called.recall,
      called.accuracy,
      here.fbeta,
      curve.averagePrecision,
    ],
  }),
);
