// What the essay computes: juries, forests, their votes and their variances, in the worker and in Node alike.
import { editedPoints, t } from "scrollwork/figures";
import penguins from "./data/penguins.csv?table";

const kMeasurements = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
/** Columns of the plane: bill depth in mm, body mass in kg. */
const kPlane = [1, 3];
const kBounds = [13, 22, 2.6, 6.4];
const kSurface = { width: 108, height: 81 };
const kMostJurors = 201;
const kBirds = 333;
const kTrees = 500;
/** After so many trees the growing forest is looked at. */
const kStages = [1, 2, 3, 4, 5, 7, 10, 14, 20, ...Array.from({ length: 24 }, (_, i) => 20 * (i + 2))];
const kGrove = 12;
const kSets = 100;
const kSizes = 50;
const kRuns = 20;
/** Levels that a tree of the depth experiment may have; the last is as good as no limit. */
const kDepths = [1, 2, 3, 4, 5, 6, 8, 10, 15];
const kCounts = [1, 2, 5, 10, 20, 50, 100, 200, 300];
const kDuels = 60;
/** Where the yard of the second challenge begins: six points of either kind, [x, y]. */
const kStart = [
  [2.1, 7.2],
  [3.4, 6.1],
  [1.8, 5.6],
  [3.9, 7.6],
  [2.9, 8.3],
  [4.3, 6.6],
  [7.2, 2.4],
  [6.1, 3.9],
  [8.2, 3.6],
  [7.6, 4.6],
  [6.4, 2.2],
  [8.6, 2.3],
];
const kYard = [0, 10, 0, 10];
const kFlippers = [170, 236];

const seed = (value) => ({ default: value, min: 0, max: 9999, step: 1 });

export const state = {
  jurors: { default: 11, min: 1, max: kMostJurors, step: 2 },
  competence: { default: 0.6, min: 0.3, max: 0.9, step: 0.01 },
  influence: { default: 0, min: 0, max: 1, step: 0.05 },
  jurySeed: seed(3),
  bagSeed: seed(2),
  maxFeatures: { default: 2, min: 1, max: 4, step: 1 },
  bird: { default: 33, min: 1, max: kBirds, step: 1 },
  groveTree: { default: 0, min: -1, max: kGrove - 1, step: 1 },
  growth: { of: "growing", max: kStages.length - 1 },
  lotSeed: seed(4),
  rhoFeatures: { default: 2, min: 1, max: 4, step: 1 },
  wrong: { default: 20, min: 0, max: 40, step: 10 },
  extra: { default: "none", values: ["none", "chance", "twin"] },
  extraSeed: seed(1),
  limit: { default: 205, min: 185, max: 231, step: 1 },
  duelWrong: { default: 0, min: 0, max: 40, step: 5 },
  duelRows: { default: 230, min: 30, max: 230, step: 10 },
  duelDepth: { default: 6, min: 1, max: 12, step: 1 },
  duelLeaf: { default: 1, min: 1, max: 20, step: 1 },
  drawn: { default: [], kind: "points", bounds: kYard, max: 120, classes: 2 },
  tool: { default: "move", values: ["move", "add-0", "add-1", "remove"] },
};

export const steps = [
  { id: "jury", state: { jurors: 11, competence: 0.6, influence: 0 } },
  { id: "theorem", state: { jurors: 101, competence: 0.6, influence: 0 } },
  { id: "below-half", state: { jurors: 101, competence: 0.45, influence: 0 } },
  { id: "parrots", state: { jurors: 101, competence: 0.6, influence: 0.2 } },
];

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rowsOf = (k, { X, y }, rows) => ({
  X: k.model_selection.takeRows(X, rows),
  y: k.model_selection.takeLabels(y, rows),
});
const columnsOf = (k, X, columns) =>
  k.matrix(Array.from({ length: X.rows }, (_, i) => columns.map((j) => X.data[i * X.cols + j])));
const accuracy = (k, model, { X, y }) => k.metrics.accuracyScore(y, model.predict(X));

/** Fits a model, asks it, and lets it go: in a run of hundreds the memory of one is enough. */
function withModel(model, { X, y }, ask) {
  try {
    return ask(model.fit(X, y));
  } finally {
    model.delete();
  }
}

/** Seven birds in ten to learn from, the others to judge by; `wrong` is the share of the former with the wrong sex noted. */
function dealt(k, sample, number, wrong = 0) {
  const lots = { trainSize: 0.7, valSize: 0.3, testSize: 0, stratify: true, seed: number };
  const { train, val } = k.model_selection.trainValTestSplit(sample.y, lots);
  const training = rowsOf(k, sample, train);
  const rng = new k.base.Rng({ seed: number });
  for (const i of training.y.keys()) if (rng.uniform() < wrong) training.y[i] = 1 - training.y[i];
  rng.delete();
  return { training, test: rowsOf(k, sample, val) };
}

const surfaceOf = (k, model, bounds = kBounds) => {
  const { width, height, rgba } = k.inspection.decisionSurface(model, { bounds, ...kSurface });
  return { width, height, rgba, bounds };
};

export const cells = {
  /** How often the majority of 1, 3, 5, … jurors is right. */
  theorem({ competence, influence }, k) {
    const numbers = Int32Array.from({ length: (kMostJurors + 1) / 2 }, (_, i) => 2 * i + 1);
    const curve = (options) => k.ensemble.majorityVote(numbers, options);
    return { numbers, right: curve({ competence, influence }), alone: curve({ competence }) };
  },

  /** One trial of the reader's jury. */
  trial({ jurors, competence, influence, jurySeed, theorem }, k) {
    const votes = k.ensemble.castVotes(jurors, { competence, influence, seed: jurySeed });
    return { ...votes, jurors, majority: theorem.right[(jurors - 1) / 2] };
  },

  /** Birds of known sex: female (0) and male (1), by four measurements; the mass in kg. */
  birds(_, k) {
    const column = (name) => penguins.columns.find((d) => d.name === name);
    const sex = column("sex");
    const rows = Array.from(penguins.lines.keys()).filter((i) => sex.codes[i] >= 0);
    const values = kMeasurements.map((name) => column(name).numbers);
    const X = k.matrix(rows.map((i) => values.map((numbers, j) => (j === 3 ? numbers[i] / 1000 : numbers[i]))));
    const y = Int32Array.from(rows, (i) => (sex.levels[sex.codes[i]] === "male" ? 1 : 0));
    const species = column("species");
    return { X, y, species: rows.map((i) => species.levels[species.codes[i]]) };
  },

  plane: ({ birds }, k) => ({ X: columnsOf(k, birds.X, kPlane), y: birds.y }),

  /** One juror's file: how often each bird was drawn, and what its first question may be about. */
  bag({ birds, plane, bagSeed, maxFeatures }, k) {
    const one = new k.ensemble.RandomForestClassifier({ nEstimators: 1, maxFeatures: "all", seed: bagSeed });
    one.begin(plane.X, plane.y);
    const drawn = one.bootstrapCounts(0);
    one.step(1);
    const rows = Array.from(drawn).flatMap((times, i) => Array.from({ length: times }, () => i));
    const file = rowsOf(k, birds, rows);
    const splits = new k.tree.TreeGrower().begin(file.X, file.y).candidateSplits(0);
    const best = kMeasurements.map((_, j) => {
      const gains = splits.gain.map((gain, i) => (splits.feature[i] === j ? gain : -1));
      const gain = Math.max(...gains);
      return { gain, threshold: splits.threshold[gains.indexOf(gain)] };
    });
    const offered = Array.from(new k.base.Rng({ seed: bagSeed }).permutation(kMeasurements.length)).slice(
      0,
      maxFeatures,
    );
    const asked = offered.reduce((a, b) => (best[b].gain > best[a].gain ? b : a));
    const missing = drawn.filter((times) => times === 0).length;
    return { drawn, missing, share: missing / drawn.length, best, offered, asked, surface: surfaceOf(k, one) };
  },

  /** Which share of the birds a file leaves out, over many files. */
  left({ birds }, k) {
    const forest = new k.ensemble.RandomForestClassifier({ nEstimators: kTrees, seed: 1 }).begin(birds.X, birds.y);
    const shares = Array.from({ length: kTrees }, (_, i) => {
      const counts = forest.bootstrapCounts(i);
      return counts.filter((times) => times === 0).length / counts.length;
    });
    return { share: mean(shares) };
  },

  /** Seven birds in ten, in all four measurements, and a forest that has learned from them. */
  lots: ({ birds, lotSeed }, k) => dealt(k, birds, lotSeed),

  forest: ({ lots, maxFeatures, lotSeed }, k) =>
    new k.ensemble.RandomForestClassifier({ nEstimators: kTrees, maxFeatures, oobScore: true, seed: lotSeed }).fit(
      lots.training.X,
      lots.training.y,
    ),

  /** The chosen bird before the first trees of the forest, and what all of them say. */
  grove({ birds, forest, bird }, k) {
    const row = k.matrix([Array.from(birds.X.data.subarray(4 * (bird - 1), 4 * bird))]);
    const votes = forest.predictTrees(row).data;
    const trees = Array.from({ length: kGrove }, (_, i) => {
      const nodes = forest.tree(i);
      return { nodes, layout: k.tree.treeLayout(nodes), path: k.tree.decisionPath(nodes, row).nodes, vote: votes[i] };
    });
    const males = votes.reduce((sum, vote) => sum + vote, 0);
    return { trees, males, nTrees: votes.length, truth: birds.y[bird - 1], species: birds.species[bird - 1], bird };
  },

  /** Five hundred trees of the plane, one after the other: what they say of it, and how often they are right. */
  *growing({ plane, lotSeed }, k) {
    const { training, test } = dealt(k, plane, lotSeed);
    const forest = new k.ensemble.RandomForestClassifier({ nEstimators: kTrees, oobScore: true, seed: lotSeed });
    forest.begin(training.X, training.y);
    const testError = [];
    for (const stage of kStages) {
      forest.step(stage - forest.nTrees);
      testError.push([stage, 1 - accuracy(k, forest, test)]);
      const oobError = Array.from(forest.oobScores, (score, i) => [i + 1, 1 - score]);
      yield {
        nTrees: stage,
        training,
        oobError,
        testError: [...testError],
        nTest: test.y.length,
        surface: surfaceOf(k, forest),
      };
    }
  },

  /** Variance and correlation of the trees' answers for each number of features, and the variance of their mean. */
  *rho({ birds }, k) {
    const { training, test } = dealt(k, birds, 1);
    const numbers = Float64Array.from(training.y);
    const runs = kMeasurements.map((_, j) =>
      new k.ensemble.ForestVariance({ nSets: kSets, nPilot: 10, seed: 1 }).begin(training.X, numbers, test.X, {
        nEstimators: 10 + kSizes,
        maxFeatures: j + 1,
      }),
    );
    const value = () => ({
      nDone: runs[3].nDone,
      nSets: kSets,
      runs: runs.map(({ treeVariance, correlation, predicted, measured }, j) => ({
        maxFeatures: j + 1,
        treeVariance,
        correlation,
        floor: correlation * treeVariance,
        chance: (1 - correlation) * treeVariance,
        predicted,
        measured,
      })),
    });
    while (!runs[3].done) {
      runs.forEach((run) => run.step(runs[3].nDone === 0 ? 2 : 3));
      yield value();
    }
    return value();
  },

  rhoHere: ({ rho, rhoFeatures }) => rho.runs[rhoFeatures - 1],

  /** Error on birds whose sex was noted rightly, after learning from notes that are partly wrong. */
  *depths({ birds, wrong }, k) {
    const sums = { forest: kDepths.map(() => 0), tree: kDepths.map(() => 0), trees: kCounts.map(() => 0) };
    for (let run = 1; run <= kRuns; run += 1) {
      const { training, test } = dealt(k, birds, run, wrong / 100);
      const error = (model) => 1 - accuracy(k, model, test);
      kDepths.forEach((maxDepth, i) => {
        const forest = new k.ensemble.RandomForestClassifier({ nEstimators: 100, maxDepth, seed: run });
        sums.forest[i] += withModel(forest, training, error);
        sums.tree[i] += withModel(new k.tree.DecisionTreeClassifier({ maxDepth }), training, error);
      });
      const growing = new k.ensemble.RandomForestClassifier({ nEstimators: kCounts.at(-1), seed: run });
      growing.begin(training.X, training.y);
      kCounts.forEach((count, i) => {
        growing.step(count - growing.nTrees);
        sums.trees[i] += error(growing);
      });
      growing.delete();
      const along = (settings, totals) => settings.map((setting, i) => [setting, totals[i] / run]);
      yield {
        nDone: run,
        nRuns: kRuns,
        forest: along(kDepths, sums.forest),
        tree: along(kDepths, sums.tree),
        trees: along(kCounts, sums.trees),
      };
    }
  },

  /** What the forest seems to rest on: by the impurity its splits took away, and by shuffling unseen columns. */
  importance({ birds, extra, extraSeed }, k) {
    const rng = new k.base.Rng({ seed: extraSeed });
    const more = { none: () => [], chance: () => [rng.uniform()], twin: ([, , , mass]) => [mass + 0.1 * rng.normal()] };
    const X = k.matrix(
      Array.from({ length: birds.X.rows }, (_, i) => {
        const row = Array.from(birds.X.data.subarray(4 * i, 4 * i + 4));
        return [...row, ...more[extra](row)];
      }),
    );
    const { training, test } = dealt(k, { X, y: birds.y }, extraSeed);
    const forest = new k.ensemble.RandomForestClassifier({ nEstimators: 300, seed: extraSeed });
    forest.fit(training.X, training.y);
    const shuffled = k.inspection.permutationImportance(forest, test.X, test.y, { nRepeats: 20, seed: extraSeed });
    return {
      impurity: forest.featureImportances,
      permutation: shuffled.importancesMean,
      spread: shuffled.importancesStd,
      accuracy: shuffled.baselineScore,
      extra,
    };
  },

  /** A forest that foretells the mass from the flipper, and has not seen the longer ones. */
  beyond({ birds, limit }, k) {
    const all = columnsOf(k, birds.X, [2, 3]);
    const rows = Array.from({ length: all.rows }, (_, i) => i);
    const seen = rows.filter((i) => all.data[2 * i] <= limit);
    const unseen = rows.filter((i) => all.data[2 * i] > limit);
    const mass = Float64Array.from(seen, (i) => all.data[2 * i + 1]);
    const flippers = k.matrix(seen.map((i) => [all.data[2 * i]]));
    const forest = new k.ensemble.RandomForestRegressor({ nEstimators: 200, minSamplesLeaf: 5, seed: 1 });
    forest.fit(flippers, mass);
    const grid = Array.from({ length: 2 * (kFlippers[1] - kFlippers[0]) + 1 }, (_, i) => kFlippers[0] + i / 2);
    const said = forest.predict(k.matrix(grid.map((x) => [x])));
    return {
      X: all,
      isSeen: Int32Array.from(rows, (i) => (all.data[2 * i] <= limit ? 1 : 0)),
      curve: grid.map((x, i) => [x, said[i]]),
      flat: said.at(-1),
      heaviest: Math.max(...mass),
      nUnseen: unseen.length,
      unseenMean: unseen.length ? mean(unseen.map((i) => all.data[2 * i + 1])) : NaN,
    };
  },

  /** The reader's tree against a forest as it comes, on the same lots, again and again. */
  *duel({ birds, duelWrong, duelRows, duelDepth, duelLeaf }, k) {
    const scores = { tree: [], forest: [] };
    const value = () => {
      const [tree, forest] = [mean(scores.tree), mean(scores.forest)];
      const lead = tree - forest;
      const done = scores.tree.length === kDuels;
      const stars = !done ? 0 : lead >= 0.03 ? 3 : lead >= 0.015 ? 2 : lead > 0 ? 1 : 0;
      const points = (100 * Math.abs(lead)).toFixed(1);
      const message = !done
        ? t("{done} of {all} rounds.", { done: scores.tree.length, all: kDuels })
        : lead > 0
          ? stars < 3
            ? t("Your tree is ahead by {points} points. Three points are the third star.", { points })
            : t("Your tree is ahead by {points} points. The forest asks for a rematch.", { points })
          : t("The forest is ahead by {points} points.", { points });
      return { tree, forest, lead, nDone: scores.tree.length, nDuels: kDuels, stars, message };
    };
    for (let round = 1; round <= kDuels; round += 1) {
      const { training, test } = dealt(k, birds, round, duelWrong / 100);
      const rng = new k.base.Rng({ seed: round });
      const few = rowsOf(k, training, rng.permutation(training.y.length).slice(0, duelRows));
      rng.delete();
      const judged = (model) => accuracy(k, model, test);
      const tree = new k.tree.DecisionTreeClassifier({ maxDepth: duelDepth, minSamplesLeaf: duelLeaf });
      scores.tree.push(withModel(tree, few, judged));
      scores.forest.push(withModel(new k.ensemble.RandomForestClassifier({ seed: round }), few, judged));
      if (round % 3 === 0) yield value();
    }
    return value();
  },

  /** The reader's own points, and a forest that is asked about each of them by the trees that have not drawn it. */
  yard({ drawn }, k) {
    const start = { X: k.matrix(kStart), y: Int32Array.from(kStart, (_, i) => (i < 6 ? 0 : 1)) };
    const { X, y, index } = editedPoints(start, drawn);
    const fewest = Math.min(...[0, 1].map((label) => y.filter((own) => own === label).length));
    if (fewest < 2)
      return { X, y, index, right: NaN, surface: null, stars: 0, message: t("Two of each kind, at least.") };
    const forest = new k.ensemble.RandomForestClassifier({ nEstimators: 200, oobScore: true, seed: 1 }).fit(X, y);
    const right = forest.oobScore;
    const enough = fewest >= 8;
    const stars = !enough ? 0 : right < 0.1 ? 3 : right < 0.3 ? 2 : right < 0.5 ? 1 : 0;
    const share = Math.round(100 * right);
    const message = !enough
      ? t("Right about {share} % out of bag. It takes eight points of each kind.", { share })
      : stars === 3
        ? t("Right about {share} % out of bag. A coin would be a better juror.", { share })
        : stars > 0
          ? t("Right about {share} % out of bag. Worse than a coin already.", { share })
          : t("Right about {share} % out of bag. A coin is right about 50 %.", { share });
    return { X, y, index, right, surface: surfaceOf(k, forest, kYard), stars, message };
  },

  python: ({ birds, competence, influence, jurors, maxFeatures }) =>
    pythonOf(birds, { competence, influence, jurors, maxFeatures }),

  /** What the listing prints, by our kernels. */
  printed: ({ birds, maxFeatures, competence, influence, jurors }, k) => [
    k.ensemble.majorityVote([jurors], { competence, influence })[0],
    new k.ensemble.RandomForestClassifier({ nEstimators: kTrees, maxFeatures, oobScore: true }).fit(birds.X, birds.y)
      .oobScore,
  ],
};

/** How often the majority is right, in Python; where some repeat the paper, once for each thing that it may say. */
function majorityInPython({ competence, influence, jurors }) {
  const majority = (competent) => `binom.sf(${(jurors - 1) / 2}, ${jurors}, ${competent})`;
  if (influence === 0) return [`print("majority right ", ${majority(competence)})`];
  return [
    `competence, influence = ${competence}, ${influence}  # how often a juror is right, and repeats the paper`,
    "alone = (1 - influence) * competence",
    `paper_right, paper_wrong = ${majority("alone + influence")}, ${majority("alone")}`,
    'print("majority right ", competence * paper_right + (1 - competence) * paper_wrong)',
  ];
}

function pythonOf({ X, y }, { competence, influence, jurors, maxFeatures }) {
  const cell = (i) =>
    `(${[0, 1, 2, 3].map((j) => X.data[4 * i + j].toFixed(j === 3 ? 3 : 1).replace(/\.0$/, "")).join(", ")})`;
  const flock = (name, label) => {
    const cells = Array.from(y.keys())
      .filter((i) => y[i] === label)
      .map(cell);
    const lines = Array.from({ length: Math.ceil(cells.length / 4) }, (_, r) => cells.slice(4 * r, 4 * r + 4));
    return `${name} = [\n${lines.map((line) => `    ${line.join(", ")},`).join("\n")}\n]`;
  };
  return [
    "from scipy.stats import binom",
    "from sklearn.ensemble import RandomForestClassifier",
    "",
    ...majorityInPython({ competence, influence, jurors }),
    "",
    "# bill length, bill depth, flipper length in mm; body mass in kg",
    flock("females", 0),
    flock("males", 1),
    "X = females + males",
    'y = ["female"] * len(females) + ["male"] * len(males)',
    "",
    `forest = RandomForestClassifier(n_estimators=${kTrees}, max_features=${maxFeatures}, oob_score=True, random_state=0)`,
    "forest.fit(X, y)",
    'print("right out of bag", forest.oob_score_)',
  ].join("\n");
}
