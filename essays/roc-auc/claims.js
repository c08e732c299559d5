// Every number and ordering that the prose asserts, computed again from the kernels. A number is compared at the
// precision in which the page prints it, a string word for word.
import allFeatures from "./data/breast_cancer.csv?raw";

const kNights = 2000;
const usual = { medians: [3.6, 5.1], scales: [1, 1], skews: [0, 0] };
const night = (k, n, seed) => k.datasets.makeTwoCrowds({ ...usual, nNegative: n, nPositive: n, seed });
const even = (run) => run({ rarity: 50, missCost: 1 }).costs.best;
const rare = (run) => run({ rarity: 10, missCost: 1 }).costs.best;

/** The height of a curve, known by its points, at a false positive rate. */
function heightAt({ fpr, tpr }, x) {
  const i = fpr.findIndex((value) => value >= x);
  return tpr[i - 1] + ((x - fpr[i - 1]) / (fpr[i] - fpr[i - 1])) * (tpr[i] - tpr[i - 1]);
}

export const claims = {
  echoes: (run) => run().roc.nPositive,
  auc: (run) => run.step("area").roc.auc,
  "auc-perfect": (run) => run.step("perfect").roc.auc,
  // The crowds, moved by the same amount, keep their order.
  shift: (run) => {
    const here = run.step("crowds").roc.auc;
    return [0.5, 1.5, 3].every(
      (by) => run.step("crowds", { cloudPlace: 3.6 + by, airPlace: 5.1 + by }).roc.auc === here,
    )
      ? "stays"
      : "moves";
  },
  sags: (run) => {
    const { fpr, tpr } = run.step("crowds", { airSpread: 2 }).truth;
    return fpr.some((x, i) => tpr[i] < x - 0.01) ? "sags below" : "stays above";
  },

  "all-pairs": (run) => run().roc.nPositive * run().roc.nNegative,
  "pairs-equal": (run) => {
    const { scores, y } = run.step("area").echoes;
    const [clouds, aircraft] = [0, 1].map((label) => scores.filter((_, i) => y[i] === label));
    const won = Array.from(aircraft).reduce((sum, a) => sum + clouds.filter((c) => a > c).length, 0);
    return won / (clouds.length * aircraft.length) === run.step("area").roc.auc ? "exactly" : "not quite";
  },
  "dial-fine": (run) => run().dial.fine,
  "dial-three": (run) => run({ levels: 3 }).dial.auc,

  "even-tpr": (run) => even(run).tpr,
  "even-fpr": (run) => even(run).fpr,
  "rare-tpr": (run) => rare(run).tpr,
  "rare-fpr": (run) => (rare(run).fpr === 0 ? "none" : `${rare(run).fpr}`),
  "rare-dear": (run) => {
    const { threshold } = run({ rarity: 10, missCost: 9 }).costs.best;
    return threshold === even(run).threshold ? "back" : `at ${threshold}`;
  },

  resamples: (run) => run().doubt.nDone,
  "delong-low": (run) => run().doubt.delong.low,
  "delong-high": (run) => run().doubt.delong.high,
  "boot-low": (run) => run().doubt.interval.low,
  "boot-high": (run) => run().doubt.interval.high,
  "many-low": (run) => run({ nEchoes: 400 }).doubt.delong.low,
  "many-high": (run) => run({ nEchoes: 400 }).doubt.delong.high,
  coverage: (run, k) => {
    const { truth } = run().doubt;
    const held = Array.from({ length: kNights }, (_, i) => {
      const { y, scores } = night(k, 60, 100 + i);
      const { low, high } = k.metrics.delongInterval(y, scores);
      return low <= truth && truth <= high ? 1 : 0;
    });
    return held.reduce((sum, one) => sum + one, 0) / kNights;
  },

  "twin-area": (run) => run().twins.both[1].auc,
  "twin-a": (run) => heightAt(run().twins.both[0], 0.05),
  "twin-b": (run) => heightAt(run().twins.both[1], 0.05),
  "partial-a": (run) => run().twins.partial[0],
  "partial-b": (run) => run().twins.partial[1],

  "bold-off": (run) => 100 * run({ temperature: 0.2 }).forecasts.error,
  "honest-off": (run) => 100 * run({ temperature: 1 }).forecasts.error,
  "brier-honest": (run) => run({ temperature: 1 }).forecasts.brier,
  "brier-bold": (run) => run({ temperature: 0.2 }).forecasts.brier,
  "temperature-area": (run) => {
    const { auc } = run({ temperature: 1 }).forecasts;
    return [0.2, 0.5, 2, 4].every((temperature) => run({ temperature }).forecasts.auc === auc) ? "not moved" : "moved";
  },
  "precision-two": (run) => run({ aircraftIn: 2 }).world.here.precision,
  "precision-hundred": (run) => run({ aircraftIn: 100 }).world.here.precision,
  "clear-sky": (run, k) => {
    const { scores, y } = run.step("area").echoes;
    const empty = 9 * 60;
    const all = Float64Array.of(...scores, ...new Float64Array(empty).fill(-10));
    return k.metrics.rocAucScore(Int32Array.of(...y, ...new Int32Array(empty)), all);
  },

  patients: (run) => run().table.table.lines.length,
  malignant: (run) => run().clinic.curves[0].nPositive,
  concavity: (run) => run().clinic.intervals[0].auc,
  radius: (run) => run().clinic.intervals[1].auc,
  "clinic-cross": (run) => {
    const [a, b] = run().clinic.curves;
    const lead = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5].map((x) => heightAt(a, x) - heightAt(b, x));
    return Math.min(...lead) < -0.01 && Math.max(...lead) > 0.01 ? "cross" : `do not cross: ${lead}`;
  },
  "best-feature": (run) => {
    const { numbers } = run({ csv: allFeatures }).table;
    const areas = numbers.map((name) => {
      const featureB = name === "mean_radius" ? "mean_area" : "mean_radius";
      return run({ csv: allFeatures, featureA: name, featureB }).clinic.intervals[0].auc;
    });
    const best = Math.max(...areas);
    return numbers[areas.indexOf(best)] === "worst_perimeter" ? best : numbers[areas.indexOf(best)];
  },
  features: (run) => run({ csv: allFeatures }).table.numbers.length,
  backwards: (run) => {
    const { numbers } = run({ csv: allFeatures }).table;
    const below = numbers.filter((name) => {
      const featureB = name === "mean_radius" ? "mean_area" : "mean_radius";
      return run({ csv: allFeatures, featureA: name, featureB }).clinic.intervals[0].auc < 0.5;
    });
    return below.length === 3 ? "three" : `${below.length}`;
  },
  difference: (run) => {
    const { low, high } = run().clinic.test;
    return Math.abs(high + low) < 0.001 ? high : `${low} to ${high}`;
  },
};

/** What the Python listing prints: the area, the share of pairs won, which is the same, and the four counts at the threshold. */
export const printed = [
  {},
  { at: { threshold: 3.5 } },
  { at: { seed: 12, threshold: 6.2, cloudPlace: 5, airSpread: 2 } },
].map((settings) => ({
  ...settings,
  same: [0, 1],
  numbers: ({ roc, called: { quiet, alarms, misses, hits } }) => [roc.auc, roc.auc, quiet, alarms, misses, hits],
}));
