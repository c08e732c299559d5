// The data of every workload, from our own seeded draws, so that the page, Node and Python time the same numbers.
// A matrix is { data, rows, cols }, row by row.

/** @typedef {{ data: Float64Array, rows: number, cols: number }} Matrix */
/** @typedef {{ X: Matrix, y: Int32Array }} Labelled */

/**
 * Runs `draw` with a generator of its own.
 * @template T
 * @param {any} k @param {number} seed @param {(rng: any) => T} draw
 * @returns {T}
 */
function withRng(k, seed, draw) {
  const rng = new k.base.Rng({ seed });
  try {
    return draw(rng);
  } finally {
    rng.delete();
  }
}

/** @param {any} rng @param {number} rows @param {number} cols @returns {Matrix} standard normal numbers */
function normals(rng, rows, cols) {
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < data.length; i++) data[i] = rng.normal();
  return { data, rows, cols };
}

/**
 * Two overlapping clouds: class 1 is moved by 1.5 standard deviations along the diagonal.
 * @param {any} k @param {number} n @param {number} d @param {number} seed @returns {Labelled}
 */
export function clouds(k, n, d, seed) {
  return withRng(k, seed, (rng) => {
    const X = normals(rng, n, d);
    const y = Int32Array.from({ length: n }, (_, i) => i % 2);
    const shift = 1.5 / Math.sqrt(d);
    for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) X.data[i * d + j] += shift * y[i];
    return { X, y };
  });
}

/**
 * Normal features of which three decide, with noise: a tree has to grow deep.
 * @param {any} k @param {number} n @param {number} d @param {number} seed @returns {Labelled}
 */
export function noisyRule(k, n, d, seed) {
  return withRng(k, seed, (rng) => {
    const X = normals(rng, n, d);
    const y = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const row = i * d;
      y[i] = X.data[row] + X.data[row + 1] * X.data[row + 2] + 0.5 * rng.normal() > 0 ? 1 : 0;
    }
    return { X, y };
  });
}

/** Two moons: what a bend in the boundary is for. @param {any} k @param {number} n @param {number} seed @returns {Labelled} */
export function moons(k, n, seed) {
  const { X, y } = k.datasets.makeMoons({ nSamples: n, noise: 0.2, seed });
  return { X, y };
}

/**
 * Scores with two digits after the point, so that many are tied; the positives' are higher.
 * @param {any} k @param {number} n @param {number} seed
 */
export function tiedScores(k, n, seed) {
  return withRng(k, seed, (rng) => {
    const y = new Int32Array(n);
    const score = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      y[i] = rng.uniform() < 0.3 ? 1 : 0;
      score[i] = Math.round((rng.normal() + y[i]) * 1000) / 1000;
    }
    return { y, score };
  });
}

/**
 * A linear rule in ten of d columns, with noise.
 * @param {any} k @param {number} n @param {number} d @param {number} seed
 */
export function sparseRule(k, n, d, seed) {
  return withRng(k, seed, (rng) => {
    const X = normals(rng, n, d);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < Math.min(10, d); j++) y[i] += (j + 1) * 0.3 * X.data[i * d + j];
      y[i] += rng.normal();
    }
    return { X, y };
  });
}

/**
 * Many small regressions with random features, for the curve of double descent: `count` problems of n rows, d columns.
 * @param {any} k @param {number} count @param {number} n @param {number} d @param {number} seed
 */
export function smallRegressions(k, count, n, d, seed) {
  return withRng(k, seed, (rng) =>
    Array.from({ length: count }, () => {
      const X = normals(rng, n, d);
      return { X, y: Float64Array.from({ length: n }, (_, i) => X.data[i * d] + 0.5 * rng.normal()) };
    }),
  );
}

/**
 * Points around k centres, and k of the points to start from.
 * @param {any} k @param {number} n @param {number} d @param {number} clusters @param {number} seed
 */
export function blobs(k, n, d, clusters, seed) {
  return withRng(k, seed, (rng) => {
    const centers = Array.from({ length: clusters }, () => Array.from({ length: d }, () => rng.uniform(-5, 5)));
    const X = normals(rng, n, d);
    for (let i = 0; i < n; i++) {
      const center = centers[rng.integer(0, clusters - 1)];
      for (let j = 0; j < d; j++) X.data[i * d + j] += center[j];
    }
    const start = Array.from({ length: clusters }, (_, c) => Array.from(X.data.subarray(c * d, (c + 1) * d)));
    return { X, start };
  });
}

/**
 * d correlated columns: a few hidden causes and noise.
 * @param {any} k @param {number} n @param {number} d @param {number} seed @returns {Matrix}
 */
export function correlated(k, n, d, seed) {
  return withRng(k, seed, (rng) => {
    const hidden = normals(rng, n, 5);
    const weights = normals(rng, 5, d);
    const X = normals(rng, n, d);
    for (let i = 0; i < n; i++) {
      for (let h = 0; h < 5; h++) {
        for (let j = 0; j < d; j++) X.data[i * d + j] += hidden.data[i * 5 + h] * weights.data[h * d + j];
      }
    }
    return X;
  });
}

/**
 * Weights to start a network from: layer after layer outs x (ins + 1), the bias (0) last in each row.
 * @param {any} k @param {number[]} widths @param {number} seed
 */
export function networkWeights(k, widths, seed) {
  return withRng(k, seed, (rng) =>
    widths.slice(1).map((outs, l) => {
      const ins = widths[l];
      const bound = Math.sqrt(6 / (ins + outs));
      return Float64Array.from({ length: outs * (ins + 1) }, (_, i) =>
        i % (ins + 1) === ins ? 0 : rng.uniform(-bound, bound),
      );
    }),
  );
}

/** The centres of the pixels of a square picture of these bounds, row 0 at the top. @param {number[]} bounds @param {number} side */
export function pixels([xMin, xMax, yMin, yMax], side) {
  const data = new Float64Array(side * side * 2);
  for (let j = 0, at = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      data[at++] = xMin + ((i + 0.5) / side) * (xMax - xMin);
      data[at++] = yMax - ((j + 0.5) / side) * (yMax - yMin);
    }
  }
  return { data, rows: side * side, cols: 2 };
}

/** A matrix as arrays of numbers, which most libraries want. @param {Matrix} m */
export const rowsOf = ({ data, rows, cols }) =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
