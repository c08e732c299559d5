// What a reader expects of the error on fresh points, and what it is.
const counts = [1, 5, 9, 13, 17, 21, 25, 29, 33, 37];
const nRepeats = 12;
/** Curves this close count as one. */
const tolerance = 0.04;

export const state = {
  drawnGuess: { default: counts.map(() => 0.2), min: 0, max: 0.4, step: 0.01, maxLength: 10, own: true },
  drawnShown: { default: false, own: true },
};

export const cells = {
  /** Computed only for a reader who has committed to a guess. */
  drawnTruth({ drawnShown }, { datasets, neighbors, metrics }) {
    if (!drawnShown) return { counts, errors: null };
    const draw = (nSamples, seed) => datasets.makeMoons({ nSamples, noise: 0.35, seed });
    const errors = counts.map((nNeighbors) => {
      let sum = 0;
      for (let seed = 0; seed < nRepeats; seed++) {
        const [learned, fresh] = [draw(40, 2 * seed), draw(200, 2 * seed + 1)];
        const model = new neighbors.KNeighborsClassifier({ nNeighbors }).fit(learned.X, learned.y);
        sum += 1 - metrics.accuracyScore(fresh.y, model.predict(fresh.X));
      }
      return sum / nRepeats;
    });
    return { counts, errors };
  },
  drawnApart({ drawnTruth: { errors }, drawnGuess }, k) {
    if (!errors) return null;
    const apart = k.metrics.curveDistance(counts, errors, drawnGuess, { tolerance });
    const points = `${Math.round(100 * apart.largest)} points`;
    const side = apart.difference[apart.largestAt] > 0 ? "high" : "low";
    const close = apart.apartFrom === counts.length;
    const until = apart.apartFrom === 0 ? "from the start" : `from ${counts[apart.apartFrom]} neighbours on`;
    return {
      points,
      at: apart.largestAt,
      reply: close ? "close" : side,
      message: close
        ? `Nowhere more than ${points} apart.`
        : `They part ${until}, most at ${counts[apart.largestAt]}: there yours is ${points} too ${side}.`,
    };
  },
};
