// Every number and ordering that the prose asserts, computed again from the kernels. A number is compared at the
// precision in which the page prints it, a string word for word.
const bagOf = (k, counts, criterion) => k.tree.impurity([counts], { criterion })[0];
const best = (scores) => Math.max(...scores.crossValidated);

const threeByHand = {
  hand1Feature: 0,
  hand1Threshold: 206.5,
  hand2Feature: 1,
  hand2Threshold: 43.35,
  hand3Feature: 1,
  hand3Threshold: 40.85,
};

/** Where a bird may be dragged: to both ends of the flippers, and into the gaps round the first line. */
const kFarPlaces = [172.5, 195.5, 204.5, 205.5, 206.3, 207.5, 208.5, 213.5, 230.5].map((flipper) => [flipper, 45]);

export const claims = {
  birds: (run) => run().birds.y.length,
  "right-0": (run) => run({ questions: 0 }).grown.right,
  "right-1": (run) => run.step("one-question").grown.right,
  "right-2": (run) => run.step("two-questions").grown.right,
  "right-3": (run) => run.step("no-news").grown.right,
  "right-all": (run) => run.step("by-heart").grown.right,
  "deep-questions": (run) => run.step("by-heart").grown.nLeaves - 1,
  "share-2": (run) => run.step("two-questions").grown.right / run().birds.y.length,
  "first-at": (run) => run.step("one-question").grown.nodes.threshold[0],
  // Whoever cuts the flippers elsewhere names no more birds rightly.
  "first-most": (run) => {
    const { first, grown } = run.step("one-question");
    const places = first.threshold.filter((_, i) => first.feature[i] === 0);
    const most = Math.max(...Array.from(places, (cut) => run.step("your-question", { cut }).grown.right));
    return most === grown.right ? "no other place" : `${most} elsewhere`;
  },
  // How far the first line moves for a bird, whichever it is and wherever it goes.
  "one-bird": (run, k) => {
    const { X, y } = run().birds;
    const usual = run.step("one-question").grown.nodes.threshold[0];
    let farthest = 0;
    const values = Array.from(X.data);
    for (let bird = 0; bird < y.length; bird += 1)
      for (const [flipper, bill] of kFarPlaces) {
        const rows = Array.from({ length: y.length }, (_, i) => values.slice(2 * i, 2 * i + 2));
        rows[bird] = [flipper, bill];
        const { value, handles } = k.collect(() => {
          const { feature, threshold } = new k.tree.TreeGrower({ criterion: "entropy" })
            .begin(k.matrix(rows), y)
            .step(1).nodes;
          return feature[0] === 0 ? Math.abs(threshold[0] - usual) : Infinity;
        });
        handles.forEach((handle) => handle.delete());
        farthest = Math.max(farthest, value);
      }
    return farthest > 1 && farthest < 2.5 ? "a millimetre or two at most" : `${farthest} mm`;
  },
  "second-at": (run) => run.step("two-questions").grown.nodes.threshold[1],

  "bag-pure": (run, k) => bagOf(k, [5, 0, 0], "entropy"),
  "bag-two": (run, k) => bagOf(k, [6, 6, 0], "entropy"),
  "bag-three": (run, k) => bagOf(k, [4, 4, 4], "entropy"),
  "gini-two": (run, k) => bagOf(k, [6, 6, 0], "gini"),

  // The third question: of the bag of the second "no" it takes birds that are Gentoos without exception, and names no
  // bird anew.
  "third-pure": (run) => {
    const { nodes } = run.step("no-news").grown;
    const asked = nodes.right[0];
    const gentoos = (node) => nodes.counts[3 * node + 2] / nodes.nSamples[node];
    const shares = [nodes.left[asked], nodes.right[asked]].map(gentoos);
    return gentoos(asked) > 0.9 && Math.max(...shares) === 1 && Math.min(...shares) > 0.5 ? "all" : `${shares}`;
  },
  before: (run) => run().first.impurity,
  "peak-flipper": (run) => run().peaks.flipper,
  "peak-bill": (run) => run().peaks.bill,
  cuts: (run) => run().first.gain.length,

  "hand-three": (run) => run(threeByHand).hand.right,
  "rival-three": (run) => run(threeByHand).hand.rival.right,

  "train-deep": (run) => {
    const { settings, train } = run({ dial: "maxDepth" }).scores;
    return settings.at(-1) === 10 ? train.at(-1) : `at ${settings.at(-1)} levels`;
  },
  "cv-deep": (run) => run({ dial: "ccpAlpha" }).scores.crossValidated.at(-1),
  "cv-alpha": (run) => best(run({ dial: "ccpAlpha" }).scores),

  "shake-first": (run) => run().shaken.firstSame,
  "shake-whole": (run) => run().shaken.treeSame,
  "shake-kinds": (run) => run().shaken.kinds,
  "shake-birds": (run) => run().shaken.changed,

  "chess-first": (run) => run().blind.most,
  "chess-second": (run) => run({ board: 1 }).blind.secondMost,
  "chess-leaves": (run) => run({ board: 2 }).blind.nLeaves,
  "chess-greedy": (run) => run().blind.greedyLeaves,

  "duel-first": (run) => run().duel.first / run().duel.nDuels,
  "duel-named": (run) => run().duel.named / run().duel.judged,
  "duel-gini": (run) => run().duel.gini,
  "duel-entropy": (run) => run().duel.entropy,

  "duel-gap": (run) => (Math.abs(run().duel.gini - run().duel.entropy) < 0.005 ? "less" : "more"),

  "tilt-0": (run) => run({ tilt: 0 }).turned.nLeaves,
  "tilt-40": (run) => run({ tilt: 40 }).turned.nLeaves,
  "tilt-45": (run) => run({ tilt: 45 }).turned.nLeaves,

  "lottery-many": (run) => run().lottery.wins[3] / run().lottery.nDone,
  "lottery-two": (run) => run().lottery.wins[0] / run().lottery.nDone,
};

/** What the Python listing prints: leaves, and the share of the birds that are named rightly. */
export const printed = [
  {},
  { at: { criterion: "gini" } },
  { at: { questions: 1 } },
  { at: { questions: 0 } },
  { step: "your-question" },
].map((settings) => ({
  ...settings,
  numbers: ({ grown }) => [grown.nLeaves, grown.right / grown.n],
}));
