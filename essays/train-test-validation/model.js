// What the essay computes: every fit, score and histogram, in the worker and in Node alike.
import { chooseColumns, labelledColumns, movePoints, readTable, t } from "scrollwork/figures";
import penguins from "./data/penguins.csv?table";

const kBounds = [0, 12, 0, 10]; // weight in kg; fluffiness from sleek (0) to a cloud (10)
const kAnimals = 60;
const kNewcomers = 10000;
const kFewestRows = 20; // of a table: with fewer, a score in validation or test would be one of three rows or less
const kResplits = 200;
const kDraws = 1000;
const kWorlds = 200;
const kFreshPen = 500;
const kTries = 200;
const kFewest = 10; // animals in a pen that the challenge takes for one
const kSurface = { width: 120, height: 100 };
// Cats, dogs and a third species: the hues of the theme's classes, strong enough for both of its grounds.
const kPalette = [
  [240, 150, 58],
  [90, 150, 230],
  [46, 160, 135],
];
// Far from the seeds that a reader can choose, so that no fresh animal is ever one of the sixty.
const kFreshSeed = 1000000;

/** The dial of each model, from stiff to supple. */
export const dials = {
  logistic: { key: "degree", settings: [1, 2, 3, 4, 5, 6, 7, 8] },
  knn: { key: "nNeighbors", settings: [21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1] },
  tree: { key: "maxDepth", settings: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
};
/** The eight stops of the one dial in the reader's own experiment. */
const realSettings = {
  logistic: [1, 2, 3, 4, 5, 6, 7, 8],
  knn: [25, 19, 15, 11, 7, 5, 3, 1],
  tree: [1, 2, 3, 4, 5, 6, 7, 8],
};
/** The three recipes that compete for the best envelope. */
export const recipes = [
  { model: "logistic", degree: 2 },
  { model: "knn", nNeighbors: 7 },
  { model: "tree", maxDepth: 3 },
];
/** The recipes that meet a leak, from stiff to supple. */
export const leakRecipes = [
  { model: "logistic", degree: 1 },
  { model: "knn", nNeighbors: 7 },
  { model: "tree", maxDepth: 8 },
  { model: "knn", nNeighbors: 1 },
];

export const state = {
  seed: { default: 90, min: 0, max: 9999, step: 1 },
  moved: { default: [], kind: "points", bounds: kBounds, max: kAnimals },
  features: { default: "both", values: ["none", "weight", "fluffiness", "both"] },
  model: { default: "logistic", values: Object.keys(dials) },
  degree: { default: 2, min: 1, max: 8, step: 1 },
  nNeighbors: { default: 7, min: 1, max: 21, step: 2 },
  maxDepth: { default: 3, min: 0, max: 8, step: 1 },
  splitSeed: { default: 7, min: 0, max: 9999, step: 1 },
  trainShare: { default: 60, min: 40, max: 80, step: 5 },
  stratify: true,
  pensFilled: { default: 3, min: 0, max: 3, step: 1 },
  tries: { default: 1, min: 1, max: kTries, step: 1 },
  leak: { default: 100, min: 0, max: 100, step: 10 },
  drawSeed: { default: 1, min: 0, max: 9999, step: 1 },
  heavier: { default: 0, min: 0, max: 4, step: 0.5 },
  opened: { kind: "text", max: 8000 },
  csv: { kind: "text", max: 2000000 },
  realX: { default: "bill_length_mm", max: 1000 },
  realY: { default: "bill_depth_mm", max: 1000 },
  realLabel: { default: "species", max: 1000 },
  realModel: { default: "logistic", values: Object.keys(dials) },
  realSeed: { default: 7, min: 0, max: 9999, step: 1 },
  realDial: { default: 1, min: 1, max: 8, step: 1 },
  pen: { default: [], min: 0, max: kAnimals - 1, step: 1, maxLength: kAnimals },
};

export const steps = [
  { id: "meet", state: { model: "logistic", degree: 2, features: "both" } },
  { id: "by-heart", state: { model: "knn", nNeighbors: 1, features: "both" } },
  { id: "yard", state: { pensFilled: 0 } },
  { id: "training-pen", state: { pensFilled: 1 } },
  { id: "validation-pen", state: { pensFilled: 2 } },
  { id: "test-pen", state: { pensFilled: 3 } },
  { id: "none", state: { model: "logistic", features: "none", degree: 1 } },
  { id: "one-feature", state: { model: "logistic", features: "weight", degree: 1 } },
  { id: "both", state: { model: "logistic", features: "both", degree: 1 } },
  { id: "bend", state: { model: "logistic", features: "both", degree: 3 } },
  { id: "too-far", state: { model: "logistic", features: "both", degree: 8 } },
];

const columnsOf = { weight: [0], fluffiness: [1], both: [0, 1] };

/**
 * An untrained classifier for a recipe; blindfolded, it can only name the commoner species.
 * @param {any} k
 * @param {{ model: string, features?: string, degree?: number, nNeighbors?: number, maxDepth?: number }} recipe
 */
export function makeClassifier(k, { model, features = "both", degree, nNeighbors, maxDepth }) {
  if (features === "none") return new k.dummy.DummyClassifier({ strategy: "prior" });
  const select = new k.preprocessing.ColumnSelector({ columns: columnsOf[features] });
  const scale = new k.preprocessing.StandardScaler();
  const { Pipeline } = k.pipeline;
  if (model === "logistic")
    return new Pipeline([
      select,
      scale,
      new k.preprocessing.PolynomialFeatures({ degree, includeBias: false }),
      new k.linear_model.LogisticRegression({ C: 100 }),
    ]);
  if (model === "knn") return new Pipeline([select, scale, new k.neighbors.KNeighborsClassifier({ nNeighbors })]);
  return new Pipeline([select, new k.tree.DecisionTreeClassifier({ maxDepth })]);
}

const rowsOf = (k, { X, y }, indices) => ({
  X: k.model_selection.takeRows(X, indices),
  y: k.model_selection.takeLabels(y, indices),
});
const accuracy = (k, classifier, { X, y }) => k.metrics.accuracyScore(y, classifier.predict(X));

/** An accuracy with the Wilson interval of what chance allows. */
function scoreOf(k, classifier, pen) {
  const n = pen.y.length;
  const right = Math.round(n * accuracy(k, classifier, pen));
  return { right, n, accuracy: right / n, ...k.metrics.wilsonInterval(right, n, { confidence: 0.95 }) };
}

const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const column = (matrix, j, rows) => Float64Array.from({ length: rows }, (_, i) => matrix.data[i * matrix.cols + j]);

/** The value below which a share q of the values lie, by linear interpolation between order statistics. */
function quantile(values, q) {
  const sorted = Float64Array.from(values).sort();
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/** The map that a figure paints: the picture of what the classifier says, and the line where it changes its mind. */
function mapOf(k, classifier, bounds) {
  const surface = k.inspection.decisionSurface(classifier, { bounds, ...kSurface, palette: kPalette });
  const boundary = k.inspection.decisionBoundary(classifier, surface);
  const { width, height, rgba } = surface;
  return { surface: { width, height, bounds, rgba }, boundary };
}

/** The sixty animals of a seed, some of them moved by the reader. */
function shelterOf(k, seed, moved) {
  const { X, y } = k.datasets.makeShelter({ nSamples: kAnimals, seed });
  return { X: movePoints(X, moved), y, bounds: kBounds };
}

/** Lots drawn for the animals: the rows of each pen, the pen of each row, and how many cats and dogs each pen holds. */
function dealt(k, { y }, { trainShare, stratify, seed }) {
  const lots = k.model_selection.trainValTestSplit(y, { ...shares(trainShare), stratify, seed });
  const pens = [lots.train, lots.val, lots.test];
  const penOf = new Int32Array(y.length);
  pens.forEach((rows, pen) => rows.forEach((row) => (penOf[row] = pen)));
  const counts = pens.map((rows) => {
    const dogs = rows.reduce((sum, row) => sum + y[row], 0);
    return { cats: rows.length - dogs, dogs };
  });
  return { ...lots, penOf, counts };
}

/** Training takes its share; validation and test halve the rest. */
const shares = (trainShare) => ({
  trainSize: trainShare / 100,
  valSize: (100 - trainShare) / 200,
  testSize: (100 - trainShare) / 200,
});

export const cells = {
  animals: ({ seed, moved }, k) => shelterOf(k, seed, moved),

  settings: ({ features, model, degree, nNeighbors, maxDepth }) => ({ features, model, degree, nNeighbors, maxDepth }),

  /** What an envelope is opened for: the model, and the yard and the lots as they are at that moment. */
  choice({ settings, seed, moved, splitSeed, trainShare, stratify }) {
    const { features, model } = settings;
    const setting = settings[dials[model].key];
    return JSON.stringify({ features, model, setting, seed, moved, splitSeed, trainShare, stratify });
  },

  /** The flap that learned from all sixty animals. */
  everyone({ animals, settings }, k) {
    const classifier = makeClassifier(k, settings);
    classifier.fit(animals.X, animals.y);
    const predicted = classifier.predict(animals.X);
    const share = k.metrics.accuracyScore(animals.y, predicted);
    return { predicted, accuracy: share, right: Math.round(share * kAnimals), ...mapOf(k, classifier, kBounds) };
  },

  newcomers: ({ seed }, k) => k.datasets.makeShelter({ nSamples: kNewcomers, seed: kFreshSeed + seed }),

  /** What the two models of the first screen do with animals that they have never seen. */
  tomorrow({ animals, newcomers }, k) {
    const score = (recipe) => {
      const classifier = makeClassifier(k, recipe);
      classifier.fit(animals.X, animals.y);
      return { seen: accuracy(k, classifier, animals), fresh: accuracy(k, classifier, newcomers) };
    };
    const smooth = score({ model: "logistic", degree: 2 });
    const byHeart = score({ model: "knn", nNeighbors: 1 });
    return { smooth: smooth.fresh, byHeart: byHeart.fresh, smoothSeen: smooth.seen, byHeartSeen: byHeart.seen };
  },

  split: ({ animals, splitSeed, trainShare, stratify }, k) =>
    dealt(k, animals, { trainShare, stratify, seed: splitSeed }),

  training: ({ animals, split }, k) => rowsOf(k, animals, split.train),
  validation: ({ animals, split }, k) => rowsOf(k, animals, split.val),

  /** The model that learned from the training pen. It has not seen the test pen, and nothing here asks about it. */
  learned({ training, validation, settings }, k) {
    const classifier = makeClassifier(k, settings);
    classifier.fit(training.X, training.y);
    return {
      classifier,
      train: accuracy(k, classifier, training),
      validation: accuracy(k, classifier, validation),
      nValidation: validation.y.length,
      ...mapOf(k, classifier, kBounds),
    };
  },

  /**
   * Both scores along the dial: on our one draw of lots, and averaged over many draws that deal the animals of the
   * training and the validation pen anew. The test pen stays locked: choosing must not see it.
   */
  *curve({ animals, split, training, validation, model, features, stratify }, k) {
    const { key, settings } = dials[model];
    const candidates = settings.map((setting) => makeClassifier(k, { model, features, [key]: setting }));
    const here = { train: [], validation: [] };
    for (const candidate of candidates) {
      candidate.fit(training.X, training.y);
      here.train.push(accuracy(k, candidate, training));
      here.validation.push(accuracy(k, candidate, validation));
    }
    const known = rowsOf(k, animals, Int32Array.of(...split.train, ...split.val));
    const trainSize = split.train.length / known.y.length;
    const { MonteCarloCrossValidation } = k.model_selection;
    const options = { nSplits: kResplits, trainSize, valSize: 1 - trainSize, testSize: 0, stratify, seed: 1 };
    const resplits = new MonteCarloCrossValidation(options);
    const value = () => {
      const averages = (matrix) => settings.map((_, j) => mean(column(matrix, j, resplits.nDone)));
      return {
        model,
        key,
        settings,
        here,
        nDone: resplits.nDone,
        average: { train: averages(resplits.trainAccuracy), validation: averages(resplits.valAccuracy) },
      };
    };
    for (resplits.begin(known.X, known.y, candidates); !resplits.done;) {
      resplits.step(5);
      yield value();
    }
    return value();
  },

  /**
   * What is in the envelope that the reader opened: for the model, the yard and the lots of that moment, whatever has been
   * changed since; `recipe` is null while it is sealed.
   */
  envelope({ opened }, k) {
    const choice = parseChoice(opened);
    if (!choice) return { recipe: null };
    const animals = shelterOf(k, choice.seed, choice.moved);
    const split = dealt(k, animals, { ...choice, seed: choice.splitSeed });
    const [training, validation, test] = [split.train, split.val, split.test].map((rows) => rowsOf(k, animals, rows));
    const classifier = makeClassifier(k, choice.recipe);
    classifier.fit(training.X, training.y);
    return {
      recipe: choice.recipe,
      validation: scoreOf(k, classifier, validation),
      test: scoreOf(k, classifier, test),
    };
  },

  /** A thousand draws of lots, three models trained from nothing in each. */
  *draws({ animals, trainShare, stratify, drawSeed }, k) {
    const { MonteCarloCrossValidation } = k.model_selection;
    const run = new MonteCarloCrossValidation({ nSplits: kDraws, ...shares(trainShare), stratify, seed: drawSeed });
    const candidates = recipes.map((recipe) => makeClassifier(k, recipe));
    const value = () => {
      const { nDone } = run;
      const scores = recipes.map((_, j) => column(run.testAccuracy, j, nDone));
      // The seat of a round is shared between the models that are best in it.
      const seats = recipes.map(() => 0);
      for (let i = 0; i < nDone; i++) {
        const round = scores.map((s) => s[i]);
        const best = Math.max(...round);
        const winners = round.filter((s) => s === best).length;
        round.forEach((s, j) => (seats[j] += s === best ? 1 / winners / nDone : 0));
      }
      const low = quantile(scores[0], 0.025);
      const high = quantile(scores[0], 0.975);
      return { scores, seats, nDone, nDraws: kDraws, nTest, low, high, spread: 100 * (high - low) };
    };
    run.begin(animals.X, animals.y, candidates);
    const nTest = run.split(0).test.length;
    while (!run.done) {
      run.step(10);
      yield value();
    }
    return value();
  },

  /** One test pen, many models, the best one kept, and a fresh pen that nobody chose on. */
  wear({ animals, newcomers, split, splitSeed }, k) {
    const run = wearOut(k, animals, split, newcomers, splitSeed);
    run.step(kTries);
    const [report, truth] = [run.bestTestScore, run.freshScoreOfBest];
    return { report, truth, lastReport: report.at(-1), lastTruth: truth.at(-1) };
  },

  /** The same, averaged over many shelters: how optimism grows with the number of tries. */
  *optimism({ trainShare, stratify }, k) {
    const report = new Float64Array(kTries);
    const truth = new Float64Array(kTries);
    for (let world = 0; world < kWorlds; world++) {
      const animals = k.datasets.makeShelter({ nSamples: kAnimals, seed: 2 * kFreshSeed + world });
      const fresh = k.datasets.makeShelter({ nSamples: kFreshPen, seed: 3 * kFreshSeed + world });
      const lots = k.model_selection.trainValTestSplit(animals.y, { ...shares(trainShare), stratify, seed: world });
      const run = wearOut(k, animals, lots, fresh, world);
      while (!run.done) {
        run.step(20);
        if (world > 0) yield averaged(report, truth, world);
      }
      run.bestTestScore.forEach((score, i) => (report[i] += score));
      run.freshScoreOfBest.forEach((score, i) => (truth[i] += score));
      yield averaged(report, truth, world + 1);
    }
    return averaged(report, truth, kWorlds);
  },

  /** Test scores when a share of the test animals has left a copy of its slip in the training pen. */
  leaks({ animals, trainShare, stratify, leak }, k) {
    const clean = leakRecipes.map(() => 0);
    const leaky = leakRecipes.map(() => 0);
    for (let i = 0; i < kResplits; i++) {
      const lots = k.model_selection.trainValTestSplit(animals.y, { ...shares(trainShare), stratify, seed: i });
      const test = rowsOf(k, animals, lots.test);
      const copied = lots.test.slice(0, Math.round((leak / 100) * lots.test.length));
      const pens = [lots.train, Int32Array.of(...lots.train, ...copied)].map((rows) => rowsOf(k, animals, rows));
      leakRecipes.forEach((recipe, j) => {
        const classifier = makeClassifier(k, recipe);
        const [without, withCopies] = pens.map(({ X, y }) => accuracy(k, classifier.fit(X, y), test));
        clean[j] += without / kResplits;
        leaky[j] += withCopies / kResplits;
      });
    }
    return { clean, leaky, nSplits: kResplits };
  },

  /** The first screen's model among newcomers that are heavier than any yard it has seen. */
  spring({ animals, newcomers: { X, y }, heavier }, k) {
    const classifier = makeClassifier(k, { model: "logistic", degree: 2 });
    classifier.fit(animals.X, animals.y);
    const data = X.data.map((value, i) => (i % 2 === 0 ? value + heavier : value));
    return { accuracy: accuracy(k, classifier, { X: { ...X, data }, y }) };
  },

  /** The penguins, or the reader's own file. */
  table: ({ csv }, k) => readTable(k, csv || penguins),

  /** Which columns are meant: those of the state where the table has them, else the first that will do. */
  columns: ({ table, realX, realY, realLabel }) => chooseColumns(table, { x: realX, y: realY, label: realLabel }),

  /** Two measured columns and a label, dealt to pens, learned and scored. */
  real({ table, columns, realModel, realDial, realSeed }, k) {
    const { X, y, classNames, nDropped, bounds } = labelledColumns(k, table.table, columns);
    if (y.length < kFewestRows)
      throw new Error(
        t("{n} of the rows have all three values; three pens take {fewest} or more.", {
          n: y.length,
          fewest: kFewestRows,
        }),
      );
    const lots = k.model_selection.trainValTestSplit(y, { ...shares(60), stratify: true, seed: realSeed });
    const [train, validation, test] = [lots.train, lots.val, lots.test].map((rows) => rowsOf(k, { X, y }, rows));
    const setting = realSettings[realModel][realDial - 1];
    // A small table has fewer animals to ask than the stiffest stop of the dial wants.
    const recipe = {
      model: realModel,
      [dials[realModel].key]: realModel === "knn" ? Math.min(setting, train.y.length) : setting,
    };
    const classifier = makeClassifier(k, recipe);
    classifier.fit(train.X, train.y);
    const penOf = new Int32Array(y.length);
    [lots.train, lots.val, lots.test].forEach((rows, pen) => rows.forEach((row) => (penOf[row] = pen)));
    return {
      X,
      y,
      bounds,
      penOf,
      classNames,
      nDropped,
      note: table.note,
      columns,
      recipe,
      train: accuracy(k, classifier, train),
      validation: accuracy(k, classifier, validation),
      nValidation: validation.y.length,
      test: scoreOf(k, classifier, test),
      ...mapOf(k, classifier, bounds),
    };
  },

  /** A model that has seen the coat only, and the pen with which the reader makes it look good. */
  challenge({ animals, splitSeed, newcomers, pen }, k) {
    const classifier = makeClassifier(k, { model: "logistic", degree: 1, features: "fluffiness" });
    let split, predicted;
    // Lots of its own, and drawn again until it can be won: some leave too few cats or dogs that the model knows.
    for (let i = 0, known = 0; i < 20 && known < kFewest / 2; i++) {
      split = dealt(k, animals, { trainShare: 60, stratify: true, seed: splitSeed + i });
      const training = rowsOf(k, animals, split.train);
      predicted = classifier.fit(training.X, training.y).predict(animals.X);
      const right = [...split.val, ...split.test].filter((row) => predicted[row] === animals.y[row]);
      const dogs = right.filter((row) => animals.y[row] === 1).length;
      known = Math.min(dogs, right.length - dogs);
    }
    const chosen = [...new Set(pen)].filter((row) => split.penOf[row] !== 0);
    const right = chosen.filter((row) => predicted[row] === animals.y[row]).length;
    const dogs = chosen.filter((row) => animals.y[row] === 1).length;
    const n = chosen.length;
    const score = n === 0 ? 0 : right / n;
    const stars = n < kFewest || score < 0.9 ? 0 : right < n ? 1 : 2 * dogs === n ? 3 : 2;
    const message =
      n === 0
        ? t("Choose animals for your pen: click them, or press Enter on them.")
        : [
            t("{right} of {n} right.", { right, n }),
            t("{right} of {n} right. Now without a mistake.", { right, n }),
            t("Not one mistake in {n}. Now with as many cats as dogs.", { n }),
            t("A flawless, balanced test of a bad model. Nobody will ask."),
          ][stars];
    return {
      stars,
      message,
      n,
      right,
      cats: n - dogs,
      dogs,
      score,
      chosen,
      free: [...split.val, ...split.test],
      predicted,
      truth: accuracy(k, classifier, newcomers),
      ...mapOf(k, classifier, kBounds),
    };
  },

  /** The reader's model in scikit-learn's terms, with the reader's animals and lots. */
  python: ({ animals, split, settings }) => pythonOf(animals, split, settings),
};

/** What `choice` wrote, or null: the text comes from the browser's storage, where anybody may have put anything. */
function parseChoice(text) {
  try {
    const { features, model, setting, seed, moved, splitSeed, trainShare, stratify } = JSON.parse(text);
    const { key, settings } = dials[model];
    const whole = [seed, splitSeed, trainShare].every((value) => Number.isInteger(value) && value >= 0);
    const inYard = moved.every(
      (value, i) => Number.isFinite(value) && (i % 3 !== 0 || (Number.isInteger(value) && value >= 0)),
    );
    if (!state.features.values.includes(features) || !settings.includes(setting) || !whole || !inYard) return null;
    if (trainShare < state.trainShare.min || trainShare > state.trainShare.max) return null;
    return {
      recipe: { features, model, [key]: setting },
      seed,
      moved,
      splitSeed,
      trainShare,
      stratify: stratify === true,
    };
  } catch {
    return null;
  }
}

function pythonOf({ X, y }, split, { features, model, degree, nNeighbors, maxDepth }) {
  const rows = Array.from(y, (label, i) => `(${X.data[2 * i].toFixed(3)}, ${X.data[2 * i + 1].toFixed(2)}, ${label})`);
  const list = (items, width) =>
    Array.from(
      { length: Math.ceil(items.length / width) },
      (_, i) => `    ${items.slice(i * width, (i + 1) * width).join(", ")},`,
    ).join("\n");
  const scale = "StandardScaler(), ";
  const steps = {
    logistic: `${scale}PolynomialFeatures(${degree}, include_bias=False), LogisticRegression(C=100, tol=1e-8, max_iter=100_000)`,
    knn: `${scale}KNeighborsClassifier(${nNeighbors})`,
    tree: maxDepth === 0 ? "DummyClassifier()" : `DecisionTreeClassifier(max_depth=${maxDepth}, random_state=0)`,
  };
  const imports = {
    logistic: ["linear_model import LogisticRegression", "preprocessing import PolynomialFeatures, StandardScaler"],
    knn: ["neighbors import KNeighborsClassifier", "preprocessing import StandardScaler"],
    tree: [maxDepth === 0 ? "dummy import DummyClassifier" : "tree import DecisionTreeClassifier"],
  };
  const blind = features === "none";
  const columns = columnsOf[features] ?? [0, 1];
  return [
    "import numpy as np",
    ...(blind ? ["dummy import DummyClassifier"] : imports[model])
      .concat("pipeline import make_pipeline")
      .sort()
      .map((line) => `from sklearn.${line}`),
    "",
    "# weight (kg), fluffiness, 0 = cat and 1 = dog",
    `animals = np.array([\n${list(rows, 3)}\n])`,
    `X, y = animals[:, [${columns.join(", ")}]], animals[:, 2].astype(int)`,
    `train = np.array([${[...split.train].join(", ")}])`,
    `validation = np.array([${[...split.val].join(", ")}])`,
    `test = np.array([${[...split.test].join(", ")}])  # open it once`,
    "",
    `model = make_pipeline(${blind ? "DummyClassifier()" : steps[model]})`,
    "model.fit(X[train], y[train])",
    'print("training accuracy  ", model.score(X[train], y[train]))',
    'print("validation accuracy", model.score(X[validation], y[validation]))',
  ].join("\n");
}

function wearOut(k, animals, lots, fresh, seed) {
  const run = new k.model_selection.HoldoutReuse({ nTries: kTries, resample: "bootstrap", seed });
  const [train, test] = [lots.train, lots.test].map((rows) => rowsOf(k, animals, rows));
  const candidates = ["both", "weight", "fluffiness"].flatMap((features) =>
    [...recipes, { model: "logistic", degree: 1 }, { model: "tree", maxDepth: 6 }, { model: "knn", nNeighbors: 3 }].map(
      (recipe) => makeClassifier(k, { ...recipe, features }),
    ),
  );
  run.begin(train.X, train.y, test.X, test.y, fresh.X, fresh.y, candidates);
  return run;
}

function averaged(report, truth, worlds) {
  return {
    nFresh: kFreshPen,
    nWorlds: kWorlds,
    report: report.map((sum) => sum / worlds),
    truth: truth.map((sum) => sum / worlds),
    optimism: report.map((sum, i) => (sum - truth[i]) / worlds),
    worlds,
  };
}
