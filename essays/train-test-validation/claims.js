// Every number and ordering that the prose asserts, computed again from the kernels. A number is compared at the
// precision in which the page prints it, a string word for word.
import { dials, makeClassifier } from "./model.js";

const kSeeds = 100;
// Other shelters than the one of the page.
const kFirstSeed = 100;
const points = (share) => 100 * share;
const count = (n, holds) => Array.from({ length: n }, (_, i) => i).filter(holds).length;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const wilson = (k, right, n) => k.metrics.wilsonInterval(right, n, { confidence: 0.95 });

// What the text calls close: a reader who sees the two bars would.
const kClose = 0.06;

/**
 * By how much training accuracy is ahead of validation accuracy for a polynomial, in each of a hundred other draws of lots:
 * what a reader meets who draws the lots again. Without the maps that a step paints, which would take most of the time.
 * @param {any} run @param {any} k @param {number} degree
 */
function leadsOf(run, k, degree) {
  return Array.from({ length: kSeeds }, (_, i) => {
    const { training, validation } = run({ splitSeed: kFirstSeed + i });
    const classifier = makeClassifier(k, { model: "logistic", degree }).fit(training.X, training.y);
    const [seen, unseen] = [training, validation].map(({ X, y }) => k.metrics.accuracyScore(y, classifier.predict(X)));
    return seen - unseen;
  });
}

export const claims = {
  animals: (run) => run().animals.y.length,
  "smooth-right": (run) => run.step("meet").everyone.right,
  "by-heart-perfect": (run) => run.step("by-heart").everyone.accuracy,
  islands: (run) => {
    const { closed } = run.step("by-heart").everyone.boundary;
    return closed.some((ring) => ring === 1) ? "an island" : "no island";
  },
  "fresh-count": (run) => run().newcomers.y.length,
  "fresh-smooth": (run) => run().tomorrow.smooth,
  "fresh-by-heart": (run) => run().tomorrow.byHeart,
  "gap-smooth": (run) => points(run().tomorrow.smoothSeen - run().tomorrow.smooth),
  "gap-by-heart": (run) => points(run().tomorrow.byHeartSeen - run().tomorrow.byHeart),
  "by-heart-worse": (run) =>
    count(kSeeds, (i) => {
      const { byHeart, smooth } = run({ seed: kFirstSeed + i }).tomorrow;
      return byHeart < smooth;
    }),

  "pen-sizes": (run) => {
    const { train, val, test } = run().split;
    return `${train.length}, ${val.length} and ${test.length}`;
  },
  lopsided: (run) =>
    count(1000, (splitSeed) => {
      const { cats, dogs } = run({ stratify: false, splitSeed }).split.counts[2];
      return Math.abs(cats / (cats + dogs) - 0.5) > 0.1;
    }) / 1000,

  "curve-splits": (run) => run().curve.nDone,
  "degree-train-low": (run) => run().curve.average.train[0],
  "degree-train-high": (run) => run().curve.average.train.at(-1),
  "degree-validation-low": (run) => run().curve.average.validation[0],
  "degree-validation-second": (run) => run().curve.average.validation[1],
  "degree-slide": (run) => {
    const { validation } = run().curve.average;
    const slide = validation.slice(1);
    // A rise of a point within the slide is the luck of two hundred draws.
    return slide.every((score, i) => i === 0 || score < slide[i - 1] + 0.01) && slide.at(-1) < slide[0] - 0.05
      ? "sinks"
      : "wavers";
  },
  "knn-stiff": (run) => {
    const { settings, average } = run({ model: "knn" }).curve;
    return settings[0] === 21 ? average.validation[0] : `with ${settings[0]}`;
  },
  "knn-best": (run) => {
    const { settings, average } = run({ model: "knn" }).curve;
    const best = average.validation.indexOf(Math.max(...average.validation));
    return settings[best] === 5 ? average.validation[best] : `best at ${settings[best]}`;
  },
  "knn-supple": (run) => {
    const { settings, average } = run({ model: "knn" }).curve;
    return settings.at(-1) === 1 ? average.validation.at(-1) : `with ${settings.at(-1)}`;
  },
  "overfits-everywhere": (run, k) =>
    count(kSeeds, (i) => {
      const { training, newcomers } = run({ seed: kFirstSeed + i });
      const [modest, supple] = [2, 8].map((degree) => {
        const classifier = makeClassifier(k, { model: "logistic", degree });
        classifier.fit(training.X, training.y);
        return k.metrics.accuracyScore(newcomers.y, classifier.predict(newcomers.X));
      });
      return supple < modest;
    }),
  "our-yard": (run) => run().seed,
  "degree-validation-high": (run) => run().curve.average.validation.at(-1),
  "one-animal": (run) => points(1 / run().learned.nValidation),

  "one-beats-none": (run, k) => {
    const better = count(kSeeds, (i) => {
      const { training, newcomers } = run({ seed: kFirstSeed + i });
      const scores = ["none", "weight"].map((features) => {
        const classifier = makeClassifier(k, { model: "logistic", degree: 1, features });
        classifier.fit(training.X, training.y);
        return k.metrics.accuracyScore(newcomers.y, classifier.predict(newcomers.X));
      });
      return scores[1] > scores[0];
    });
    return better === kSeeds ? "every one" : `${better}`;
  },
  "both-gap": (run) => {
    const { train, validation } = run.step("both").learned;
    return Math.abs(train - validation) < kClose ? "close together" : "apart";
  },
  "both-close": (run, k) => leadsOf(run, k, 1).filter((lead) => Math.abs(lead) < kClose).length,
  "both-lead": (run, k) => points(mean(leadsOf(run, k, 1))),
  // In our draw, and as a rule: a reader who draws again sees the same.
  "bend-training": (run, k) => {
    const higher = ({ training }) => {
      const [straight, bent] = [1, 3].map((degree) => {
        const classifier = makeClassifier(k, { model: "logistic", degree }).fit(training.X, training.y);
        return k.metrics.accuracyScore(training.y, classifier.predict(training.X));
      });
      return bent > straight;
    };
    const often = count(kSeeds, (i) => higher(run({ splitSeed: kFirstSeed + i })));
    return higher(run()) && often >= 95 ? "rises" : `rises in ${often}`;
  },
  "too-far-island": (run) =>
    run.step("too-far").learned.boundary.closed.some((ring) => ring === 1) ? "a small island" : "no island",
  "too-far-gap": (run) => {
    const { train, validation } = run.step("too-far").learned;
    return train - validation > 0.2 ? "part ways" : "stay together";
  },
  "too-far-lead": (run, k) => points(mean(leadsOf(run, k, 8))),
  "too-far-wider": (run, k) => {
    const straight = leadsOf(run, k, 1);
    return leadsOf(run, k, 8).filter((lead, i) => lead > straight[i]).length;
  },

  "too-far-corner": (run) => {
    const { learned, animals } = run.step("too-far");
    const [corner] = learned.classifier.predict([[11.5, 1]]);
    const catsThere = animals.y.filter((label, i) => label === 0 && animals.X.data[2 * i] > 8).length;
    return corner === 0 && catsThere === 0 ? "no cat" : `class ${corner}, ${catsThere} cats`;
  },
  "dials-training": (run) =>
    Object.keys(dials).every((model) => {
      const { train } = run({ model }).curve.average;
      return train.at(-1) > train[0] && train.at(-1) === Math.max(...train);
    })
      ? "rises"
      : "varies",

  "test-count": (run) => run().split.test.length,
  // How often it holds the truth, for pens of twelve and models that are right for a half to all of tomorrow's animals.
  "wilson-holds": (_, k) => {
    const n = 12;
    const intervals = Array.from({ length: n + 1 }, (_, right) => wilson(k, right, n));
    const shares = Array.from({ length: 50 }, (_, i) => 0.505 + i / 100);
    const holds = mean(
      shares.map((p) => {
        let chance = (1 - p) ** n; // of this many right
        return intervals.reduce((sum, { low, high }, right) => {
          const held = low <= p && p <= high ? chance : 0;
          chance *= ((n - right) / (right + 1)) * (p / (1 - p));
          return sum + held;
        }, 0);
      }),
    );
    return Math.round(20 * holds) === 19 ? "nineteen times in twenty" : `${holds}`;
  },
  "wilson-low": (_, k) => wilson(k, 10, 12).low,
  "wilson-high": (_, k) => wilson(k, 10, 12).high,
  "wilson-four-times": (_, k) => {
    const width = ({ low, high }) => high - low;
    const ratio = width(wilson(k, 40, 48)) / width(wilson(k, 10, 12));
    return ratio > 0.45 && ratio < 0.55 ? "halve" : `multiply by ${ratio}`;
  },

  "draws-low": (run) => run().draws.low,
  "draws-high": (run) => run().draws.high,
  "seat-logistic": (run) => run().draws.seats[0],
  "seat-knn": (run) => run().draws.seats[1],
  "seat-tree": (run) => run().draws.seats[2],

  "wear-worlds": (run) => run().optimism.worlds,
  "wear-fresh": (run) => run().optimism.nFresh,
  "wear-one": (run) =>
    Math.abs(run().optimism.optimism[0]) < 0.01 ? "within a point" : `to ${points(run().optimism.optimism[0])}`,
  "wear-ten": (run) => points(run().optimism.optimism[9]),
  "wear-all": (run) => points(run().optimism.optimism[199]),

  // Our gap against those of a hundred other shelters, a third of a second each: no more of them than it takes to know.
  "wear-here": (run) => {
    const gap = ({ lastReport, lastTruth }) => lastReport - lastTruth;
    const ours = gap(run().wear);
    let smaller = 0;
    for (let i = 0; i < kSeeds && smaller <= kSeeds / 2; i++)
      if (gap(run({ seed: kFirstSeed + i }).wear) < ours) smaller++;
    return smaller > kSeeds / 2 ? "worse than most" : `worse than ${smaller} of ${kSeeds}`;
  },

  "leak-splits": (run) => run().leaks.nSplits,
  "leak-clean": (run) => run({ leak: 100 }).leaks.clean[3],
  "leak-full": (run) => run({ leak: 100 }).leaks.leaky[3],
  "leak-straight": (run) => points(run({ leak: 100 }).leaks.leaky[0] - run({ leak: 100 }).leaks.clean[0]),

  // The two that remember every animal gain more than the two that do not, in our yard and in five others.
  "leak-flatters": (run) => {
    const flatters = (seed) => {
      const { clean, leaky } = run({ seed, leak: 100 }).leaks;
      const [straight, seven, tree, one] = leaky.map((score, j) => score - clean[j]);
      return Math.min(tree, one) > Math.max(straight, seven);
    };
    const others = count(5, (i) => flatters(kFirstSeed + i));
    return flatters(run().seed) && others === 5 ? "most" : `in ${others} of 5`;
  },
  "leak-clean-rank": (run) => {
    const { clean } = run({ leak: 100 }).leaks;
    return clean[3] === Math.min(...clean) ? "last" : "not last";
  },
  "leak-full-rank": (run) => {
    const { leaky } = run({ leak: 100 }).leaks;
    return leaky[3] > Math.max(...leaky) - 1e-9 ? "first" : "not first";
  },

  "penguins-validation": (run) => run().real.validation,
  "penguins-lowest": (run) =>
    Math.min(...Array.from({ length: 20 }, (_, i) => run({ realSeed: kFirstSeed + i }).real.validation)),
  "penguins-n": (run) => run().real.nValidation,
  "penguin-rows": (run) => run().table.table.lines.length,
  "penguin-missing": (run) => run().real.nDropped,
  "spring-two": (run) => run({ heavier: 2 }).spring.accuracy,
  "bad-model-truth": (run) => run().challenge.truth,

  "twelve-lucky": () => 0.9 ** 12,
  "twelve-low": (_, k) => wilson(k, 12, 12).low,
  "twelve-coin": () => 2 ** 12,
};

/** What the Python listing prints: training and validation accuracy, at settings of each kind. */
export const printed = [
  {},
  { at: { model: "logistic", degree: 1, features: "weight" } },
  { at: { model: "knn", nNeighbors: 7 } },
  { at: { model: "knn", nNeighbors: 1, moved: [3, 6, 4] } },
  { at: { model: "tree", maxDepth: 3, features: "both" } },
  { at: { model: "tree", maxDepth: 0 } },
  { at: { features: "none" } },
  { at: { seed: 11, splitSeed: 5, trainShare: 50, stratify: false } },
].map((settings) => ({ ...settings, numbers: ({ learned }) => [learned.train, learned.validation] }));
