// What the essay computes: every tree, gain, score and tally, in the worker and in Node alike.
import { chooseColumns, labelledColumns, movePoints, readTable, t } from "scrollwork/figures";
import penguins from "./data/penguins.csv?table";

const kBounds = [170, 236, 30, 62]; // flipper length and bill length in mm
const kBirds = 342;
const kSurface = { width: 132, height: 96 };
const kPalette = [
  [240, 150, 58],
  [90, 150, 230],
  [46, 160, 135],
  [147, 85, 196],
  [110, 116, 126],
];
const kOwnClasses = 5;
const kShakes = 200;
const kFolds = 10;
const kRepeats = 10;
const kDuels = 500;
const kLotteries = 500;
const kCoins = 100; // rows in each lottery
const kMirrored = 40; // points in a quarter of the chessboard
const kTilted = 200;
const kCandidates = ["flipper_length_mm", "bill_length_mm", "bill_depth_mm", "body_mass_g"];

/** Settings that each dial of the pruning figure stops at, from the smallest tree to the largest. */
export const dials = {
  maxDepth: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  minSamplesLeaf: [100, 80, 60, 40, 30, 20, 15, 10, 5, 3, 2, 1],
  ccpAlpha: [0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.015, 0.01, 0.005, 0.002, 0],
};
/** How many values each column of chance can take; 0 is a number of its own for every row. */
export const ladders = [2, 4, 12, 0];

/** Nodes that the reader can cut: three levels of questions. */
const kHandPlaces = [1, 2, 3, 4, 5, 6, 7];

const place = { default: 0, min: 0, max: 7, step: 1 };
const seed = (value) => ({ default: value, min: 0, max: 9999, step: 1 });
const handFeature = { default: -1, min: -1, max: 1, step: 1 };
const handThreshold = { default: 206.5, min: 30, max: 236, step: 0.05 };

export const state = {
  moved: { default: [], kind: "points", bounds: kBounds, max: kBirds },
  questions: { default: 2, min: 0, max: 26, step: 1 },
  cut: { default: 0, min: 0, max: 230.5, step: 0.5 }, // the reader's own line across the flippers; 0 is none
  criterion: { default: "entropy", values: ["entropy", "gini"] },
  bird: { default: 14, min: 1, max: kBirds, step: 1 },
  bagAdelie: { default: 6, min: 0, max: 20, step: 1 },
  bagChinstrap: { default: 6, min: 0, max: 20, step: 1 },
  bagGentoo: { default: 0, min: 0, max: 20, step: 1 },
  cutFeature: { default: 1, min: 0, max: 1, step: 1 },
  cutThreshold: { default: 48, min: 30, max: 236, step: 0.05 },
  handNode: { ...place, default: 1 },
  ...Object.fromEntries(
    kHandPlaces.flatMap((p) => [
      [`hand${p}Feature`, handFeature],
      [`hand${p}Threshold`, handThreshold],
    ]),
  ),
  dial: { default: "maxDepth", values: Object.keys(dials) },
  dialAt: { default: 4, min: 0, max: 11, step: 1 },
  splitSeed: seed(7),
  shakeSeed: seed(1),
  board: { default: 0, min: 0, max: 3, step: 1 },
  duelSeed: seed(2),
  tilt: { default: 0, min: 0, max: 45, step: 1 },
  lotterySeed: seed(5),
  small: { default: "four", values: ["four", "plane"] },
  smallCriterion: { default: "gini", values: ["gini", "entropy"] },
  smallLeaves: { default: 20, min: 2, max: 20, step: 1 },
  smallDepth: { default: 10, min: 1, max: 10, step: 1 },
  smallRows: { default: 1, min: 1, max: 30, step: 1 },
  opened: { default: 1, min: 1, max: 4194303, step: 1 },
  smallOpened: { default: 1, min: 1, max: 4095, step: 1 },
  csv: { kind: "text", max: 2000000 },
  ownX: { default: "bill_length_mm", max: 1000 },
  ownY: { default: "bill_depth_mm", max: 1000 },
  ownLabel: { default: "species", max: 1000 },
  ownDepth: { default: 3, min: 0, max: 12, step: 1 },
  ownRows: { default: 1, min: 1, max: 40, step: 1 },
  ownOpened: { default: 1, min: 1, max: 16383, step: 1 },
};

export const steps = [
  { id: "your-question", state: { questions: 0, cut: 190 } },
  { id: "one-question", state: { questions: 1 } },
  { id: "two-questions", state: { questions: 2 } },
  { id: "no-news", state: { questions: 3 } },
  { id: "by-heart", state: { questions: 26 } },
];

const rowsOf = (k, { X, y }, indices) => ({
  X: k.model_selection.takeRows(X, indices),
  y: k.model_selection.takeLabels(y, indices),
});
const accuracy = (k, tree, { X, y }) => k.metrics.accuracyScore(y, tree.predict(X));

/**
 * Cross-validation, fold by fold: each candidate learns from nine tenths of the rows and is judged on the tenth that it has
 * not seen, until all ten have had their turn; then the rows are dealt again. Yields the mean accuracies so far.
 */
function* crossValidation(k, sample, candidates, { nSplits = kFolds, nRepeats = kRepeats } = {}) {
  const folds = new k.model_selection.RepeatedStratifiedKFold({ nSplits, nRepeats, seed: 1 }).split(sample.y);
  const sums = { train: candidates.map(() => 0), test: candidates.map(() => 0) };
  for (const [i, fold] of folds.entries()) {
    const [training, rest] = [fold.train, fold.test].map((rows) => rowsOf(k, sample, rows));
    candidates.forEach((tree, j) => {
      tree.fit(training.X, training.y);
      sums.train[j] += accuracy(k, tree, training);
      sums.test[j] += accuracy(k, tree, rest);
    });
    const average = (values) => values.map((sum) => sum / (i + 1));
    yield { nDone: i + 1, nFolds: folds.length, train: average(sums.train), test: average(sums.test) };
  }
}

/** The mean accuracy over all folds of one candidate. */
function crossValidated(k, sample, options, dealing) {
  const tree = new k.tree.DecisionTreeClassifier(options);
  let last = null;
  for (const value of crossValidation(k, sample, [tree], dealing)) last = value;
  return last.test[0];
}

/** Fits a tree, asks it, and lets it go: in a run of hundreds the memory of one is enough. */
function withTree(k, options, { X, y }, ask) {
  const tree = new k.tree.DecisionTreeClassifier(options);
  try {
    return ask(tree.fit(X, y));
  } finally {
    tree.delete();
  }
}

/** What a figure draws of a tree: its columns, where the nodes go, and how often it is right about these rows. */
function drawn(k, tree, sample) {
  const { nodes } = tree;
  const right = Math.round(accuracy(k, tree, sample) * sample.y.length);
  return { nodes, layout: k.tree.treeLayout(nodes), nLeaves: tree.nLeaves, right, n: sample.y.length };
}

const mapOf = (k, tree, bounds) => {
  const { width, height, rgba } = k.inspection.decisionSurface(tree, { bounds, ...kSurface, palette: kPalette });
  return { width, height, rgba, bounds };
};

/** Index of the node at a place of the tree (1 the root, 2p yes, 2p + 1 no); -1 where the tree does not reach it. */
function nodeAt({ left, right }, placeInTree) {
  const answers = [...placeInTree.toString(2)].slice(1);
  return answers.reduce((node, bit) => (node < 0 ? -1 : bit === "0" ? left[node] : right[node]), 0);
}

/** The part of the plane that reaches a place: [x0, x1, y0, y1]. */
function boxAt({ feature, threshold, left, right }, placeInTree) {
  const box = [...kBounds];
  let node = 0;
  for (const bit of [...placeInTree.toString(2)].slice(1)) {
    box[2 * feature[node] + (bit === "0" ? 1 : 0)] = threshold[node];
    node = bit === "0" ? left[node] : right[node];
  }
  return box;
}

/** Whether a cut leaves birds on both sides: what an earlier one, or the reader's hand, has emptied is no question any more. */
function divides(splits, feature, threshold) {
  const known = splits.threshold.filter((_, i) => splits.feature[i] === feature);
  return known.some((other) => other >= threshold) && known.some((other) => other <= threshold);
}

/** What a first tree asks first, in few words. */
const firstQuestion = ({ feature, threshold }) => `${feature[0]}:${threshold[0]}`;
const wholeTree = ({ feature, threshold }) => `${feature.join()}|${threshold.join()}`;

export const cells = {
  birds({ moved }, k) {
    const names = { x: "flipper_length_mm", y: "bill_length_mm", label: "species" };
    const { X, y, classNames } = labelledColumns(k, penguins, names);
    return { X: movePoints(X, moved), y, classNames };
  },

  /** The greedy tree after so many questions, or the one that the reader asks. */
  grown({ birds, questions, cut, criterion }, k) {
    const grower = new k.tree.TreeGrower({ criterion }).begin(birds.X, birds.y);
    if (questions > 0) grower.step(questions);
    else if (cut > 0 && divides(grower.candidateSplits(0), 0, cut)) grower.split(0, 0, cut);
    const tree = grower.tree();
    return { ...drawn(k, tree, birds), surface: mapOf(k, tree, kBounds), depth: tree.depth };
  },

  /** The way of one bird through the tree. */
  way({ birds, grown, bird }, k) {
    const row = Array.from(birds.X.data.subarray(2 * (bird - 1), 2 * bird));
    return { path: k.tree.decisionPath(grown.nodes, k.matrix([row])).nodes, label: birds.y[bird - 1] };
  },

  /** The reader's bag, and what each number of Adelies in it would make of it. */
  bag({ bagAdelie, bagChinstrap, bagGentoo }, k) {
    const counts = [bagAdelie, bagChinstrap, bagGentoo];
    const total = counts.reduce((sum, n) => sum + n, 0);
    const others = bagChinstrap + bagGentoo;
    const numbers = Array.from({ length: 21 }, (_, n) => n).filter((n) => n + others > 0);
    const bags = numbers.map((n) => [n, bagChinstrap, bagGentoo]);
    const measure = (criterion) => ({
      here: total > 0 ? k.tree.impurity([counts], { criterion })[0] : 0,
      along: bags.length > 0 ? Array.from(k.tree.impurity(bags, { criterion }), (v, i) => [numbers[i], v]) : [],
    });
    return { counts, total, entropy: measure("entropy"), gini: measure("gini") };
  },

  /** Every first question there is, in bits and in Gini's measure. */
  first: ({ birds, criterion }, k) => new k.tree.TreeGrower({ criterion }).begin(birds.X, birds.y).candidateSplits(0),

  /** The best a first question can gain from each of the two measurements. */
  peaks({ first }) {
    const best = [0, 1].map((f) => Math.max(...first.gain.filter((_, i) => first.feature[i] === f)));
    return { flipper: best[0], bill: best[1], winner: best[0] > best[1] ? "flipper" : "bill" };
  },

  /** The tree that the reader has cut by hand, node by node, and what could be asked at the chosen one. */
  hand(read, k) {
    const { birds, criterion, handNode } = read;
    const cuts = kHandPlaces.map((p) => [read[`hand${p}Feature`], read[`hand${p}Threshold`]]);
    const grower = new k.tree.TreeGrower({ criterion }).begin(birds.X, birds.y);
    let asked = 0;
    cuts.forEach(([feature, threshold], i) => {
      const node = feature < 0 ? -1 : nodeAt(grower.nodes, i + 1);
      if (node < 0) return;
      if (!divides(grower.candidateSplits(node), feature, threshold)) return;
      grower.split(node, feature, threshold);
      asked += 1;
    });
    const tree = grower.tree();
    const node = nodeAt(tree.nodes, handNode || 1);
    const at = node < 0 ? 1 : handNode || 1;
    const [feature, threshold] = cuts[at - 1];
    const rival = new k.tree.TreeGrower({ criterion }).begin(birds.X, birds.y).step(asked).tree();
    return {
      ...drawn(k, tree, birds),
      asked,
      at,
      splits: grower.candidateSplits(Math.max(0, node)),
      cut: feature < 0 ? null : { feature, threshold },
      box: boxAt(tree.nodes, at),
      surface: mapOf(k, tree, kBounds),
      rival: drawn(k, rival, birds),
    };
  },

  /** The lots of the pruning figure: who teaches and who judges. */
  lots: ({ birds, splitSeed }, k) =>
    k.model_selection.trainValTestSplit(birds.y, {
      trainSize: 0.7,
      valSize: 0.3,
      testSize: 0,
      stratify: true,
      seed: splitSeed,
    }),

  /** Along a dial: what one draw of lots says, and cross-validation on all birds. */
  *scores({ birds, lots, dial, criterion }, k) {
    const settings = dials[dial];
    const candidates = settings.map((value) => new k.tree.DecisionTreeClassifier({ criterion, [dial]: value }));
    const [training, validation] = [lots.train, lots.val].map((rows) => rowsOf(k, birds, rows));
    const here = candidates.map((tree) => {
      tree.fit(training.X, training.y);
      return { train: accuracy(k, tree, training), validation: accuracy(k, tree, validation), leaves: tree.nLeaves };
    });
    for (const { nDone, nFolds, train, test } of crossValidation(k, birds, candidates))
      if (nDone % 5 === 0) yield { dial, settings, here, nDone, nFolds, train, crossValidated: test };
  },

  /** The tree at the dial's setting, grown on the training rows. */
  pruned({ birds, lots, dial, dialAt, criterion }, k) {
    const settings = dials[dial];
    const at = Math.min(dialAt, settings.length - 1);
    const tree = new k.tree.DecisionTreeClassifier({ criterion, [dial]: settings[at] });
    const training = rowsOf(k, birds, lots.train);
    tree.fit(training.X, training.y);
    return { ...drawn(k, tree, training), setting: settings[at], at, surface: mapOf(k, tree, kBounds) };
  },

  /** Two hundred times a twentieth of the birds is left out, and the tree grown anew. */
  *shaken({ birds, shakeSeed, criterion }, k) {
    const rng = new k.base.Rng({ seed: shakeSeed });
    const whole = new k.tree.DecisionTreeClassifier({ criterion }).fit(birds.X, birds.y);
    const usual = { first: firstQuestion(whole.nodes), tree: wholeTree(whole.nodes), answers: whole.predict(birds.X) };
    const n = birds.y.length;
    const kept = n - Math.round(n / 20);
    const run = { nDone: 0, nShakes: kShakes, kept, firstSame: 0, treeSame: 0, changed: 0 };
    const trees = []; // their cuts lie over each other in the drawing
    const shapes = new Set();
    const leaves = [];
    while (run.nDone < kShakes) {
      const rows = rng.permutation(n).slice(0, kept).sort();
      withTree(k, { criterion }, rowsOf(k, birds, rows), (tree) => {
        const { nodes } = tree;
        const { feature, threshold, left, right, depth } = nodes;
        run.firstSame += firstQuestion(nodes) === usual.first ? 1 : 0;
        run.treeSame += wholeTree(nodes) === usual.tree ? 1 : 0;
        run.changed += tree.predict(birds.X).filter((label, i) => label !== usual.answers[i]).length / kShakes;
        shapes.add(wholeTree(nodes));
        leaves.push(tree.nLeaves);
        trees.push({ feature, threshold, left, right, depth });
      });
      run.nDone += 1;
      if (run.nDone % 4 === 0 || run.nDone === kShakes)
        yield { ...run, trees: [...trees], kinds: shapes.size, fewest: Math.min(...leaves), most: Math.max(...leaves) };
    }
  },

  /** Which share of them is the tree of all birds. */
  shakeShare: ({ shaken }) => ({ share: shaken.treeSame / shaken.nDone }),

  /** A chessboard of four fields, each quarter the mirror of the next: no first cut can gain anything. */
  chess(_, k) {
    const rng = new k.base.Rng({ seed: 4 });
    const quarter = Array.from({ length: kMirrored }, () => [rng.uniform(0.04, 0.98), rng.uniform(0.04, 0.98)]);
    const sides = [
      [1, 1],
      [-1, 1],
      [-1, -1],
      [1, -1],
    ];
    const X = k.matrix(sides.flatMap(([sx, sy]) => quarter.map(([x, y]) => [sx * x, sy * y])));
    return { X, y: Int32Array.from(sides.flatMap(([sx, sy]) => quarter.map(() => (sx * sy < 0 ? 1 : 0)))) };
  },

  /** The board as the greedy learner leaves it, and as two steps of foresight would. */
  blind({ chess, board }, k) {
    const grower = new k.tree.TreeGrower({ criterion: "entropy" }).begin(chess.X, chess.y);
    const splits = grower.candidateSplits(0);
    const most = Math.max(...splits.gain);
    const greedy = new k.tree.DecisionTreeClassifier({ criterion: "entropy" }).fit(chess.X, chess.y);
    if (board > 0) grower.split(0, 0, 0);
    const second = board > 0 ? grower.candidateSplits(1) : null;
    if (board > 1) grower.split(1, 1, 0);
    if (board > 1) grower.split(grower.nodes.right[0], 1, 0);
    const shown = board === 3 ? greedy : grower.tree();
    return {
      ...drawn(k, shown, chess),
      splits,
      most,
      secondMost: second ? Math.max(...second.gain) : 0,
      greedyLeaves: greedy.nLeaves,
      surface: mapOf(k, shown, [-1, 1, -1, 1]),
    };
  },

  /** Gini and entropy grow a tree each from the same seven tenths of the birds, again and again. */
  *duel({ birds, duelSeed }, k) {
    const n = birds.y.length;
    const rng = new k.base.Rng({ seed: duelSeed });
    const run = { nDone: 0, nDuels: kDuels, first: 0, feature: 0, named: 0, judged: 0, gini: 0, entropy: 0 };
    while (run.nDone < kDuels) {
      const order = rng.permutation(n);
      const cut = Math.round(0.7 * n);
      const [training, rest] = [order.slice(0, cut), order.slice(cut)].map((rows) => rowsOf(k, birds, rows.sort()));
      const [gini, entropy] = ["gini", "entropy"].map((criterion) =>
        withTree(k, { criterion, maxDepth: 4 }, training, (tree) => ({
          first: firstQuestion(tree.nodes),
          feature: tree.nodes.feature[0],
          answers: tree.predict(rest.X),
        })),
      );
      run.first += gini.first === entropy.first ? 0 : 1;
      run.feature += gini.feature === entropy.feature ? 0 : 1;
      run.named += gini.answers.filter((label, i) => label !== entropy.answers[i]).length;
      run.judged += rest.y.length;
      run.gini += k.metrics.accuracyScore(rest.y, gini.answers) / kDuels;
      run.entropy += k.metrics.accuracyScore(rest.y, entropy.answers) / kDuels;
      run.nDone += 1;
      if (run.nDone % 5 === 0) yield { ...run };
    }
  },

  /** A straight border, turned by the reader, and the staircase that a tree builds along it. */
  turned({ tilt }, k) {
    const rng = new k.base.Rng({ seed: 3 });
    const flat = Array.from({ length: kTilted }, () => [rng.uniform(-0.7, 0.7), rng.uniform(-0.7, 0.7)]);
    const y = Int32Array.from(flat, ([x]) => (x > 0 ? 1 : 0));
    const at = (degrees) => {
      const angle = (degrees * 3.141592653589793) / 180;
      const [c, s] = [k.math.cos(angle), k.math.sin(angle)];
      return k.matrix(flat.map(([a, b]) => [c * a - s * b, s * a + c * b]));
    };
    const leaves = Array.from({ length: 10 }, (_, i) => 5 * i).map((degrees) => [
      degrees,
      withTree(k, { criterion: "entropy" }, { X: at(degrees), y }, (tree) => tree.nLeaves),
    ]);
    const X = at(tilt);
    const tree = new k.tree.DecisionTreeClassifier({ criterion: "entropy" }).fit(X, y);
    return { X, y, ...drawn(k, tree, { X, y }), leaves, surface: mapOf(k, tree, [-1, 1, -1, 1]) };
  },

  /** Labels tossed with a coin, columns of pure chance: which of them does a tree ask about first? */
  *lottery({ lotterySeed }, k) {
    const rng = new k.base.Rng({ seed: lotterySeed });
    const wins = ladders.map(() => 0);
    let nDone = 0;
    while (nDone < kLotteries) {
      const y = Int32Array.from({ length: kCoins }, () => rng.integer(0, 1));
      const X = k.matrix(
        Array.from(y, () => ladders.map((values) => (values > 0 ? rng.integer(1, values) : rng.uniform()))),
      );
      wins[withTree(k, { maxDepth: 1 }, { X, y }, (tree) => tree.nodes.feature[0])] += 1;
      nDone += 1;
      if (nDone % 5 === 0) yield { wins: [...wins], nDone, nLotteries: kLotteries };
    }
  },

  /** The birds with the measurements that the challenge allows. */
  measured({ small }, k) {
    const names = small === "four" ? kCandidates : kCandidates.slice(0, 2);
    const named = (name) => penguins.columns.find((d) => d.name === name);
    const numbers = kCandidates.map((name) => named(name).numbers);
    const rows = Array.from(penguins.lines.keys()).filter((i) => numbers.every((values) => Number.isFinite(values[i])));
    const { codes, levels } = named("species");
    const X = k.matrix(rows.map((i) => names.map((_, j) => numbers[j][i])));
    return { X, y: Int32Array.from(rows, (i) => codes[i]), names, classNames: levels };
  },

  /** The reader's smallest tree, cross-validated. */
  contest({ measured, smallCriterion, smallLeaves, smallDepth, smallRows }, k) {
    const options = {
      criterion: smallCriterion,
      maxLeafNodes: smallLeaves,
      maxDepth: smallDepth,
      minSamplesLeaf: smallRows,
    };
    const score = crossValidated(k, measured, options);
    const tree = new k.tree.DecisionTreeClassifier(options).fit(measured.X, measured.y);
    const { nLeaves } = tree;
    const enough = score >= 0.96;
    const stars = !enough ? 0 : nLeaves <= 8 ? 3 : nLeaves <= 9 ? 2 : nLeaves <= 10 ? 1 : 0;
    const [leaves, share] = [nLeaves, (100 * score).toFixed(1)];
    const message = enough
      ? [
          t("{leaves} leaves, {share} % right on birds not seen. Good enough, but too large.", { leaves, share }),
          t("{leaves} leaves, {share} % right on birds not seen. Smaller still?", { leaves, share }),
          t("{leaves} leaves, {share} % right on birds not seen. One more star to go.", { leaves, share }),
          t("{leaves} leaves, {share} % right on birds not seen. Nothing to cut.", { leaves, share }),
        ][stars]
      : t("{leaves} leaves, {share} % right on birds not seen. It takes 96 %.", { leaves, share });
    return { ...drawn(k, tree, measured), score, stars, message };
  },

  /** The penguins again by other measurements, or the reader's own file. */
  table: ({ csv }, k) => readTable(k, csv || penguins, kOwnClasses),
  columns: ({ table, ownX, ownY, ownLabel }) => chooseColumns(table, { x: ownX, y: ownY, label: ownLabel }),
  ownSample: ({ table, columns }, k) => labelledColumns(k, table.table, { ...columns, maxClasses: kOwnClasses }),

  /** A tree of the reader's table, and what strangers to it would say. */
  own({ table, ownSample, columns, ownDepth, ownRows }, k) {
    const { X, y, bounds, classNames, nDropped } = ownSample;
    const options = { maxDepth: ownDepth, minSamplesLeaf: ownRows };
    const tree = new k.tree.DecisionTreeClassifier(options).fit(X, y);
    // A class cannot be dealt to more folds than it has rows; the largest sets the limit.
    const largest = Math.max(...classNames.map((_, label) => y.filter((of) => of === label).length));
    if (largest < 2)
      throw new Error(
        t(
          "No class has more than one row. A tree is tested on rows that it has not seen: give a class two rows or more.",
        ),
      );
    const dealing = { nSplits: Math.min(kFolds, largest), nRepeats: 1 };
    const score = crossValidated(k, ownSample, options, dealing);
    return {
      X,
      y,
      bounds,
      columns,
      classNames,
      nDropped,
      note: table.note,
      nFolds: dealing.nSplits,
      score,
      ...drawn(k, tree, { X, y }),
      surface: mapOf(k, tree, bounds),
    };
  },

  python: ({ birds, criterion, questions, cut }) => pythonOf(birds, criterion, questions, cut),
};

/** The tree of the learner, or the names on both sides of the reader's line. */
const treeInPython = (criterion, questions, cut) =>
  cut === 0
    ? [
        "from sklearn.tree import DecisionTreeClassifier",
        "",
        questions === 0
          ? `tree = DecisionTreeClassifier(criterion="${criterion}", min_samples_leaf=len(X))`
          : `tree = DecisionTreeClassifier(criterion="${criterion}", max_leaf_nodes=${questions + 1}, random_state=0)`,
        "tree.fit(X, y)",
        'print("leaves     ", tree.get_n_leaves())',
        'print("right about", tree.score(X, y))',
      ]
    : [
        `sides = [[name for bird, name in zip(X, y) if (bird[0] <= ${cut}) == answer] for answer in (True, False)]`,
        "right = sum(max(side.count(name) for name in birds) for side in sides)",
        'print("leaves     ", len(sides))',
        'print("right about", right / len(y))',
      ];

function pythonOf({ X, y, classNames }, criterion, questions, cut) {
  const cell = (i) => `(${X.data[2 * i].toFixed(1)}, ${X.data[2 * i + 1].toFixed(1)})`;
  const species = classNames.map((name, label) => {
    const cells = Array.from(y.keys())
      .filter((i) => y[i] === label)
      .map(cell);
    const rows = Array.from({ length: Math.ceil(cells.length / 6) }, (_, r) => cells.slice(6 * r, 6 * r + 6));
    return `    "${name}": [\n${rows.map((row) => `        ${row.join(", ")},`).join("\n")}\n    ],`;
  });
  return [
    "# flipper length and bill length in mm",
    "birds = {",
    ...species,
    "}",
    "X = [bird for flock in birds.values() for bird in flock]",
    "y = [name for name, flock in birds.items() for _ in flock]",
    "",
    ...treeInPython(criterion, questions, questions > 0 ? 0 : cut),
  ].join("\n");
}
