// Every number and ordering that the prose asserts, computed again from the kernels. A number is compared at the
// precision in which the page prints it, a string word for word.
const kDraws = 100;
const kColumns = 20;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rows = (k, { X, y }, which) => ({
  X: k.model_selection.takeRows(X, which),
  y: k.model_selection.takeLabels(y, which),
});

/** How often the majority of so many is right. */
const majority = (k, n, competence, influence = 0) => k.ensemble.majorityVote([n], { competence, influence })[0];
const odd = Int32Array.from({ length: 500 }, (_, i) => 2 * i + 1);

/** A tree and a forest on a hundred draws of lots: right about the birds kept apart, and right out of bag. */
let contests = null;
function hundredDraws(run, k) {
  const { birds } = run();
  contests ??= Array.from({ length: kDraws }, (_, number) => {
    const lots = { trainSize: 0.7, valSize: 0.3, testSize: 0, stratify: true, seed: number };
    const { train, val } = k.model_selection.trainValTestSplit(birds.y, lots);
    const [training, test] = [train, val].map((which) => rows(k, birds, which));
    const right = (model) => k.metrics.accuracyScore(test.y, model.predict(test.X));
    const { value, handles } = k.collect(() => {
      const tree = new k.tree.DecisionTreeClassifier().fit(training.X, training.y);
      const options = { nEstimators: 500, oobScore: true, seed: number };
      const forest = new k.ensemble.RandomForestClassifier(options).fit(training.X, training.y);
      return { tree: right(tree), forest: right(forest), outOfBag: forest.oobScore };
    });
    handles.forEach((handle) => handle.delete());
    return value;
  });
  return contests;
}

/** Wrong about the birds kept apart, over the same draws, with so many measurements on offer. */
const wrongWith = (run, k, maxFeatures) =>
  mean(
    Array.from({ length: kDraws }, (_, number) => {
      const { birds } = run();
      const lots = { trainSize: 0.7, valSize: 0.3, testSize: 0, stratify: true, seed: number };
      const { train, val } = k.model_selection.trainValTestSplit(birds.y, lots);
      const [training, test] = [train, val].map((which) => rows(k, birds, which));
      const { value, handles } = k.collect(() => {
        const forest = new k.ensemble.RandomForestClassifier({ maxFeatures, seed: number });
        return 1 - k.metrics.accuracyScore(test.y, forest.fit(training.X, training.y).predict(test.X));
      });
      handles.forEach((handle) => handle.delete());
      return value;
    }),
  );

/** Mean of a measurement over the birds of a species and a sex. */
function meanOf({ X, y, species }, column, kind, sex) {
  const chosen = species.flatMap((name, i) => (name === kind && y[i] === sex ? [X.data[4 * i + column]] : []));
  return mean(chosen);
}
const everySpecies = ({ birds }, holds) => ["Adelie", "Chinstrap", "Gentoo"].every((kind) => holds(birds, kind));

/** What five hundred trees ask first when all measurements are on offer: the share that asks about each. */
function openings(run, k) {
  const { birds } = run();
  const options = { nEstimators: 500, maxFeatures: "all", seed: 1 };
  const forest = new k.ensemble.RandomForestClassifier(options).fit(birds.X, birds.y);
  const asked = Array.from({ length: 500 }, (_, i) => forest.tree(i).feature[0]);
  return [0, 1, 2, 3].map((feature) => asked.filter((own) => own === feature).length / asked.length);
}

/** What the fifth column gets in twenty draws of it. */
const fifth = (run, extra) => Array.from({ length: kColumns }, (_, extraSeed) => run({ extra, extraSeed }).importance);
const rho = (run, features) => run().rho.runs[features - 1];
const at = (points, setting) => points.find(([x]) => x === setting)[1];

export const claims = {
  eleven: (run, k) => majority(k, 11, 0.6),
  "for-95": (run, k) => odd[k.ensemble.majorityVote(odd, { competence: 0.6 }).findIndex((p) => p >= 0.95)],
  hundred: (run) => run.step("theorem").trial.majority,
  "below-half": (run) => run.step("below-half").trial.majority,
  parrots: (run) => run.step("parrots").trial.majority,
  "parrots-best": (run, k) => {
    const right = k.ensemble.majorityVote(odd, { competence: 0.6, influence: 0.2 });
    return odd[right.indexOf(Math.max(...right))];
  },
  "parrots-fall": (run, k) => {
    const right = Array.from(k.ensemble.majorityVote(odd, { competence: 0.6, influence: 0.2 }));
    const after = right.slice(right.indexOf(Math.max(...right)));
    return after.every((p, i) => i === 0 || p < after[i - 1]) ? "harm" : "not always harm";
  },

  birds: (run) => run().birds.y.length,
  heavier: (run) =>
    everySpecies(run(), (birds, kind) => meanOf(birds, 3, kind, 1) > meanOf(birds, 3, kind, 0)) ? "heavier" : "not all",
  deeper: (run) =>
    everySpecies(run(), (birds, kind) => meanOf(birds, 1, kind, 1) > meanOf(birds, 1, kind, 0)) ? "deeper" : "not all",
  gentoo: (run) =>
    meanOf(run().birds, 3, "Gentoo", 0) > meanOf(run().birds, 3, "Adelie", 1) ? "outweighs" : "is outweighed by",
  "open-same": (run, k) => Math.max(...openings(run, k)),
  "open-with": (run, k) => {
    const shares = openings(run, k);
    return ["bill length", "bill depth", "flipper length", "body mass"][shares.indexOf(Math.max(...shares))];
  },
  "left-out": (run) => run().left.share,
  trees: (run) => run().grove.nTrees,
  "one-tree": (run, k) => mean(hundredDraws(run, k).map((d) => d.tree)),
  forest: (run, k) => mean(hundredDraws(run, k).map((d) => d.forest)),
  "forest-wins": (run, k) => hundredDraws(run, k).filter((d) => d.forest > d.tree).length,
  "forest-ties": (run, k) => hundredDraws(run, k).filter((d) => d.forest === d.tree).length,
  "n-test": (run) => run().growing.nTest,
  "oob-mean": (run, k) => 1 - mean(hundredDraws(run, k).map((d) => d.outOfBag)),
  "test-mean": (run, k) => 1 - mean(hundredDraws(run, k).map((d) => d.forest)),

  "sigma-one": (run) => rho(run, 1).treeVariance,
  "sigma-four": (run) => rho(run, 4).treeVariance,
  "sigma-rises": (run) => (rho(run, 1).treeVariance > rho(run, 4).treeVariance ? "less steady" : "steadier"),
  "wrong-one": (run, k) => wrongWith(run, k, 1),
  "wrong-four": (run, k) => wrongWith(run, k, 4),
  "rho-one": (run) => rho(run, 1).correlation,
  "rho-four": (run) => rho(run, 4).correlation,
  "floor-one": (run) => rho(run, 1).floor,
  "floor-four": (run) => rho(run, 4).floor,

  "noise-300": (run) => at(run({ wrong: 20 }).depths.trees, 300),
  "noise-four": (run) => at(run({ wrong: 20 }).depths.forest, 4),
  "clean-gain": (run) => {
    const { forest } = run({ wrong: 0 }).depths;
    return at(forest, 15) - at(forest, 4) < 0.01 ? "nothing to speak of" : "something";
  },

  "chance-impurity": (run) => mean(fifth(run, "chance").map(({ impurity }) => impurity[4])),
  "chance-permutation": (run) => 100 * mean(fifth(run, "chance").map(({ permutation }) => permutation[4])),
  "twin-lost": (run) => {
    const [alone, beside] = ["none", "twin"].map((extra) => mean(fifth(run, extra).map((d) => d.permutation[3])));
    return beside < alone / 2 ? "more than half" : `${1 - beside / alone}`;
  },
  "twin-both": (run) => {
    const falls = (measure) => {
      const [alone, beside] = ["none", "twin"].map((extra) => mean(fifth(run, extra).map((d) => d[measure][3])));
      return beside < alone;
    };
    return falls("impurity") && falls("permutation") ? "both" : "one of the";
  },

  flat: (run) => run({ limit: 205 }).beyond.flat,
  unseen: (run) => run({ limit: 205 }).beyond.unseenMean,
};

/** What the Python listing prints: how often the majority is right, and the share that is right out of bag. */
export const printed = [
  {},
  { at: { maxFeatures: 1 } },
  { at: { jurors: 51, competence: 0.7 } },
  { step: "parrots" },
].map((settings) => ({ ...settings, numbers: (cells) => cells.printed }));
