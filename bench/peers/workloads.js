// The workloads, and who takes part. Every contestant gets the same numbers, in the form that it likes best, prepared
// before the clock starts; what it answers is judged after the clock has stopped, and the judgement is printed beside its
// time. A contestant whose answer is not good enough is shown as such: a fast wrong answer is no time at all.
import * as byHand from "./by_hand.js";
import * as data from "./data.js";

/**
 * @typedef {{ k: any, tf: any, mljs: any, scikit: any, convnet: any, Brain: any, skmeans: any, SVM: any }} Libraries
 *   The kernels, and what an author would install instead.
 * @typedef {{ run: () => any, backend?: "cpu" | "wasm" }} Contestant
 * @typedef {object} Workload
 * @property {string} id
 * @property {string} title
 * @property {string} quality  what `judge` gives, and what is good enough
 * @property {(k: any) => any} make
 * @property {(d: any, libraries: Libraries) => Record<string, Contestant>} contestants
 * @property {(answer: any, d: any, k: any) => number} judge
 * @property {(quality: number) => boolean} isRight
 */

/** Mean logistic loss of weights with the intercept last. */
function logLoss(w, { X, y }) {
  let sum = 0;
  for (let i = 0; i < X.rows; i++) {
    let z = w[X.cols];
    for (let j = 0; j < X.cols; j++) z += w[j] * X.data[i * X.cols + j];
    sum += Math.log1p(Math.exp(-Math.abs(z))) + (z > 0 ? z : 0) - y[i] * z;
  }
  return sum / X.rows;
}

const share = (n, isTrue) => {
  let count = 0;
  for (let i = 0; i < n; i++) if (isTrue(i)) count++;
  return count / n;
};
const largestDifference = (a, b) => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
const weightsOf = (model) => [...model.coef.data, model.intercept[0]];
/** An unseeded run would make every table a different one; the peers' own generators are replaced by this. */
const park = (seed) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

// ---- Logistic regression

const descent = (id, n, d, right) => ({
  id,
  title: `Logistic regression, 1,000 steps of full-batch gradient descent, n = ${n}, d = ${d}`,
  quality: "distance of the mean log loss from the hand-written run's, at most 1e-6 (1e-4 in float)",
  make: (k) => {
    const sample = data.clouds(k, n, d, 1);
    return { ...sample, reference: logLoss(byHand.logisticDescent(sample.X, sample.y, steps), sample) };
  },
  contestants: ({ X, y }, { k, tf, mljs }) => {
    const withOnes = mljs.Matrix.from1DArray(n, d, X.data).addColumn(Array(n).fill(1));
    const target = mljs.Matrix.columnVector([...y]);
    const tfjs = (backend) => ({
      backend,
      run: async () => {
        const x = tf.tensor2d(Float32Array.from(X.data), [n, d]);
        const t = tf.tensor2d(Float32Array.from(y), [n, 1]);
        let w = tf.zeros([d, 1]);
        let b = tf.zeros([1]);
        for (let step = 0; step < steps.steps; step++) {
          const [nextW, nextB] = tf.tidy(() => {
            const r = x.matMul(w).add(b).sigmoid().sub(t).div(n);
            return [w.sub(x.matMul(r, true, false).mul(steps.learningRate)), b.sub(r.sum().mul(steps.learningRate))];
          });
          w.dispose();
          b.dispose();
          [w, b] = [nextW, nextB];
        }
        const out = [...(await w.data()), ...(await b.data())];
        tf.dispose([x, t, w, b]);
        return out;
      },
    });
    return {
      scrollwork: {
        run: () =>
          weightsOf(
            new k.linear_model.LogisticDescent({
              penalty: "none",
              learningRate: steps.learningRate,
              maxIter: steps.steps,
            }).fit(X, y),
          ),
      },
      "by hand": { run: () => byHand.logisticDescent(X, y, steps) },
      "tfjs cpu": tfjs("cpu"),
      "tfjs wasm": tfjs("wasm"),
      // It sums where the others average, and fits one model for each of the two classes; the second is ours.
      mljs: {
        run: () => {
          const model = new mljs.LogisticRegression({
            numSteps: steps.steps,
            learningRate: steps.learningRate / n,
          });
          model.train(withOnes, target);
          return model.classifiers[0].weights.to1DArray();
        },
      },
    };
  },
  judge: (w, d) => Math.abs(logLoss(w, d) - d.reference),
  isRight: (distance) => distance <= right,
});
const steps = { steps: 1000, learningRate: 0.1 };

const newton = {
  id: "W1n",
  title: "Logistic regression to the optimum, n = 200, d = 2 (the fit behind a drag)",
  quality: "distance of the objective from the optimum, at most 1e-9",
  make: (k) => {
    const sample = data.clouds(k, 200, 2, 1);
    return {
      ...sample,
      best: penalised(byHand.logisticNewton(sample.X, sample.y, { C: 1, tolerance: 1e-12 }), sample),
    };
  },
  contestants: ({ X, y }, { k }) => ({
    scrollwork: { run: () => weightsOf(new k.linear_model.LogisticRegression().fit(X, y)) },
    "by hand": { run: () => byHand.logisticNewton(X, y, { C: 1, tolerance: 1e-10 }) },
  }),
  judge: (w, d) => Math.abs(penalised(w, d) - d.best),
  isRight: (distance) => distance <= 1e-9,
};
function penalised(w, d) {
  let norm = 0;
  for (let j = 0; j < d.X.cols; j++) norm += w[j] * w[j];
  return logLoss(w, d) + norm / (2 * d.X.rows);
}

// ---- Networks

/** Our network with these weights, ready to be stepped. */
function ourNetwork(k, { X, y }, widths, weights, options) {
  const model = new k.neural_network.MLPClassifier({
    hiddenLayerSizes: widths.slice(1, -1),
    activation: "tanh",
    ...options,
  });
  model.begin(X, y);
  weights.forEach((rows, l) => {
    const [ins, outs] = [widths[l], widths[l + 1]];
    const coef = Array.from({ length: ins }, (_, i) => Array.from({ length: outs }, (_, o) => rows[o * (ins + 1) + i]));
    model.setLayer(
      l,
      coef,
      Array.from({ length: outs }, (_, o) => rows[o * (ins + 1) + ins]),
    );
  });
  return model;
}

/** ConvNetJS with the same weights; a softmax over (0, z) is the logistic function of z. */
function convnetNetwork(convnet, widths, weights) {
  const net = new convnet.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: widths[0] },
    ...widths.slice(1, -1).map((num_neurons) => ({ type: "fc", num_neurons, activation: "tanh" })),
    { type: "softmax", num_classes: 2 },
  ]);
  const dense = net.layers.filter((layer) => layer.layer_type === "fc");
  weights.forEach((rows, l) => {
    const ins = widths[l];
    const last = l === weights.length - 1;
    dense[l].filters.forEach((filter, o) => {
      const row = last ? 0 : o;
      const on = !last || o === 1 ? 1 : 0;
      for (let i = 0; i < ins; i++) filter.w[i] = on * rows[row * (ins + 1) + i];
      dense[l].biases.w[o] = on * rows[row * (ins + 1) + ins];
    });
  });
  return net;
}

function tfNetwork(tf, widths, weights) {
  const model = tf.sequential({
    layers: widths.slice(1).map((units, l) =>
      tf.layers.dense({
        units,
        activation: l === widths.length - 2 ? "sigmoid" : "tanh",
        ...(l === 0 ? { inputShape: [widths[0]] } : {}),
      }),
    ),
  });
  model.setWeights(
    weights.flatMap((rows, l) => {
      const [ins, outs] = [widths[l], widths[l + 1]];
      const all = tf.tensor2d(Float32Array.from(rows), [outs, ins + 1]);
      return [all.slice([0, 0], [outs, ins]).transpose(), all.slice([0, ins], [outs, 1]).reshape([outs])];
    }),
  );
  return model;
}

const network = (id, widths, n, { epochs, batch, learningRate }, least) => ({
  id,
  title: `Network ${widths.join("-")}, tanh, batches of ${batch}, ${epochs} epochs, n = ${n}`,
  quality: `accuracy on the training rows, at least ${least}`,
  make: (k) => ({ ...data.moons(k, n, 6), weights: data.networkWeights(k, widths, 7) }),
  contestants: ({ X, y, weights }, { k, tf, convnet, Brain }) => {
    const rows = data.rowsOf(X);
    const volumes = rows.map((row) => new convnet.Vol(row));
    const examples = rows.map((row, i) => ({ input: row, output: [y[i]] }));
    const tfjs = (backend) => ({
      backend,
      run: async () => {
        const x = tf.tensor2d(rows);
        const t = tf.tensor2d([...y], [n, 1]);
        const model = tfNetwork(tf, widths, weights);
        model.compile({ optimizer: tf.train.sgd(learningRate), loss: "binaryCrossentropy" });
        await model.fit(x, t, { batchSize: batch, epochs, shuffle: false, verbose: 0, yieldEvery: "never" });
        const p = await model.predict(x).data();
        tf.dispose([x, t]);
        model.dispose();
        return (i) => (p[i] > 0.5 ? 1 : 0);
      },
    });
    return {
      scrollwork: {
        run: () => {
          const model = ourNetwork(k, { X, y }, widths, weights, {
            solver: "sgd",
            momentum: 0,
            nesterovsMomentum: false,
            alpha: 0,
            shuffle: false,
            batchSize: batch,
            learningRateInit: learningRate,
            maxIter: epochs,
          }).step(epochs);
          let labels;
          return (i) => (labels ??= model.predict(X))[i];
        },
      },
      "by hand": {
        run: () => {
          const net = new byHand.Network(
            widths,
            weights.map((w) => w.slice()),
          );
          net.train(X, y, { epochs, batch, learningRate });
          return (i) => (net.forward(X.data, 2 * i) > 0.5 ? 1 : 0);
        },
      },
      "tfjs cpu": tfjs("cpu"),
      "tfjs wasm": tfjs("wasm"),
      ConvNetJS: {
        run: () => {
          const net = convnetNetwork(convnet, widths, weights);
          const trainer = new convnet.Trainer(net, {
            method: "sgd",
            learning_rate: learningRate,
            momentum: 0,
            l2_decay: 0,
            batch_size: batch,
          });
          for (let epoch = 0; epoch < epochs; epoch++) for (let i = 0; i < n; i++) trainer.train(volumes[i], y[i]);
          return (i) => (net.forward(volumes[i]).w[1] > 0.5 ? 1 : 0);
        },
      },
      // It knows no batches: an update for each row; and it refuses a momentum or a threshold of 0.
      "brain.js": {
        run: () => {
          const net = new Brain.NeuralNetwork({ hiddenLayers: widths.slice(1, -1), activation: "sigmoid" });
          net.train(examples, { iterations: epochs, errorThresh: 1e-9, learningRate: 0.3, momentum: 1e-9 });
          return (i) => (net.run(rows[i])[0] > 0.5 ? 1 : 0);
        },
      },
    };
  },
  judge: (labelOf, d) => share(n, (i) => labelOf(i) === d.y[i]),
  isRight: (accuracy) => accuracy >= least,
});

const networkSurface = {
  id: "W3a",
  title: "Surface of 200 x 200 pixels, network 2-8-8-1 with tanh",
  quality: "largest difference of a probability from double arithmetic, at most 2e-6",
  make: (k) => {
    const widths = [2, 8, 8, 1];
    const { X, y } = data.moons(k, 500, 6);
    const weights = data.networkWeights(k, widths, 7);
    const net = new byHand.Network(widths, weights);
    net.train(X, y, { epochs: 30, batch: 10, learningRate: 0.3 });
    const bounds = [-2, 3, -1.5, 2];
    const points = data.pixels(bounds, side);
    return { X, y, widths, weights, bounds, points, reference: net.predict(points) };
  },
  contestants: ({ X, y, widths, weights, bounds, points }, { k, tf, convnet }) => {
    const ours = ourNetwork(k, { X, y }, widths, weights, {});
    const net = convnetNetwork(convnet, widths, weights);
    const hand = new byHand.Network(widths, weights);
    const tfjs = (backend) => ({
      backend,
      run: async () => {
        const model = tfNetwork(tf, widths, weights);
        const x = tf.tensor2d(Float32Array.from(points.data), [points.rows, 2]);
        const out = model.predict(x, { batchSize: points.rows });
        const p = await out.data();
        tf.dispose([x, out]);
        model.dispose();
        return p;
      },
    });
    return {
      scrollwork: {
        run: () => k.inspection.decisionSurface(ours, { bounds, width: side, height: side }).probability,
      },
      "by hand": { run: () => hand.predict(points) },
      "tfjs cpu": tfjs("cpu"),
      "tfjs wasm": tfjs("wasm"),
      ConvNetJS: {
        run: () => {
          const vol = new convnet.Vol(1, 1, 2);
          const out = new Float64Array(points.rows);
          for (let i = 0; i < out.length; i++) {
            vol.w[0] = points.data[2 * i];
            vol.w[1] = points.data[2 * i + 1];
            out[i] = net.forward(vol).w[1];
          }
          return out;
        },
      },
    };
  },
  judge: (p, d) => largestDifference(p, d.reference),
  isRight: (difference) => difference <= 2e-6,
};

// ---- Surfaces and trees

const side = 200;
const nearest = {
  id: "W3b",
  title: "Surface of 200 x 200 pixels, k nearest neighbours, k = 15, n = 500",
  quality: "share of pixels whose label is that of a full search, all of them",
  make: (k) => {
    const { X, y } = data.moons(k, 500, 3);
    const bounds = [-2, 3, -1.5, 2];
    const points = data.pixels(bounds, side);
    return { X, y, bounds, points, labels: byHand.nearestNeighbors(X, y, points, 15) };
  },
  contestants: ({ X, y, bounds, points }, { k, mljs, scikit }) => {
    const rows = data.rowsOf(X);
    const queries = data.rowsOf(points);
    return {
      scrollwork: {
        run: () =>
          k.inspection.decisionSurface(new k.neighbors.KNeighborsClassifier({ nNeighbors: 15 }).fit(X, y), {
            bounds,
            width: side,
            height: side,
          }).label,
      },
      "by hand": { run: () => byHand.nearestNeighbors(X, y, points, 15) },
      mljs: { run: () => new mljs.KNN(rows, [...y], { k: 15 }).predict(queries) },
      "scikit.js": {
        run: async () => {
          const model = new scikit.KNeighborsClassifier({ nNeighbors: 15 });
          await model.fit(rows, [...y]);
          const out = model.predict(queries);
          const labels = await out.data();
          out.dispose();
          return labels;
        },
      },
    };
  },
  judge: (labels, d) => share(side * side, (i) => labels[i] === d.labels[i]),
  isRight: (agreement) => agreement === 1,
};

const accuracyOf = (labels, y) => share(y.length, (i) => labels[i] === y[i]);

const tree = {
  id: "W4a",
  title: "Classification tree, Gini, unlimited depth, n = 2,000, d = 10",
  quality: "accuracy on the training rows, at least 0.999 (a full tree remembers them all)",
  make: (k) => data.noisyRule(k, 2000, 10, 1),
  contestants: ({ X, y }, { k, mljs, scikit }) => {
    const rows = data.rowsOf(X);
    const matrix = new mljs.Matrix(rows);
    const labels = [...y];
    return {
      scrollwork: {
        run: () => {
          const model = new k.tree.DecisionTreeClassifier().fit(X, y);
          return () => model.predict(X);
        },
      },
      "by hand": {
        run: () => {
          const model = byHand.growTree(X, y);
          return () => Array.from(byHand.predictForest([model], X), (p) => (p > 0.5 ? 1 : 0));
        },
      },
      mljs: {
        run: () => {
          const model = new mljs.DecisionTreeClassifier({ gainFunction: "gini", minNumSamples: 1, gainThreshold: 0 });
          model.train(matrix, labels);
          return () => model.predict(matrix);
        },
      },
      "scikit.js": {
        run: () => {
          const model = new scikit.DecisionTreeClassifier({ criterion: "gini" });
          model.fit(rows, labels);
          return () => model.predict(rows);
        },
      },
    };
  },
  judge: (predict, d) => accuracyOf(predict(), d.y),
  isRight: (accuracy) => accuracy >= 0.999,
};

const forestOptions = { trees: 100, seed: 1 };
const forest = {
  id: "W4b",
  title: "Random forest, 100 trees, √d features a split, n = 1,000, d = 10",
  quality: "accuracy on 2,000 fresh rows, at least 0.80",
  make: (k) => ({ ...data.noisyRule(k, 1000, 10, 1), fresh: data.noisyRule(k, 2000, 10, 2) }),
  contestants: ({ X, y, fresh }, { k, mljs }) => {
    const matrix = new mljs.Matrix(data.rowsOf(X));
    const freshMatrix = new mljs.Matrix(data.rowsOf(fresh.X));
    return {
      scrollwork: {
        run: () => {
          const model = new k.ensemble.RandomForestClassifier({ nEstimators: forestOptions.trees, seed: 1 }).fit(X, y);
          return () => model.predict(fresh.X);
        },
      },
      "by hand": {
        run: () => {
          const model = byHand.growForest(X, y, { trees: forestOptions.trees, features: 3, random: park(1) });
          return () => Array.from(byHand.predictForest(model, fresh.X), (p) => (p > 0.5 ? 1 : 0));
        },
      },
      // It draws the features once a tree, not once a split, so its model is another one and a worse one.
      mljs: {
        run: () => {
          const model = new mljs.RandomForestClassifier({
            nEstimators: forestOptions.trees,
            maxFeatures: 3,
            replacement: false,
            seed: 1,
            noOOB: true,
            treeOptions: { minNumSamples: 1, gainThreshold: 0 },
          });
          model.train(matrix, [...y]);
          return () => model.predict(freshMatrix);
        },
      },
    };
  },
  judge: (predict, d) => accuracyOf(predict(), d.fresh.y),
  isRight: (accuracy) => accuracy >= 0.8,
};

const forestSurface = {
  id: "W3c",
  title: "Surface of 200 x 200 pixels, forest of 100 trees grown on n = 500, d = 2",
  quality: "agreement with the true half-moons' better model (k nearest neighbours), at least 0.9",
  make: (k) => {
    const { X, y } = data.moons(k, 500, 3);
    const bounds = [-2, 3, -1.5, 2];
    const points = data.pixels(bounds, side);
    return { X, y, bounds, points, labels: byHand.nearestNeighbors(X, y, points, 15) };
  },
  contestants: ({ X, y, bounds, points }, { k, mljs }) => {
    // Grown before the clock starts, and kept: only the surface is timed.
    const ours = new k.ensemble.RandomForestClassifier({ nEstimators: 100, seed: 1 }).fit(X, y);
    const hand = byHand.growForest(X, y, { trees: 100, features: 1, random: park(1) });
    const theirs = new mljs.RandomForestClassifier({ nEstimators: 100, seed: 1, noOOB: true });
    theirs.train(new mljs.Matrix(data.rowsOf(X)), [...y]);
    const queries = new mljs.Matrix(data.rowsOf(points));
    return {
      scrollwork: { run: () => k.inspection.decisionSurface(ours, { bounds, width: side, height: side }).label },
      "by hand": { run: () => byHand.predictForest(hand, points).map((p) => (p > 0.5 ? 1 : 0)) },
      mljs: { run: () => theirs.predict(queries) },
    };
  },
  judge: (labels, d) => share(side * side, (i) => labels[i] === d.labels[i]),
  isRight: (agreement) => agreement >= 0.9,
};

// ---- Curves and paths

const rocCurve = {
  id: "W5",
  title: "ROC curve and AUC of 100,000 scores with ties",
  quality: "distance of the AUC from the rank statistic, at most 1e-12",
  make: (k) => {
    const { y, score } = data.tiedScores(k, 100_000, 1);
    return { y, score, reference: rankAuc(y, score) };
  },
  contestants: ({ y, score }, { k }) => ({
    scrollwork: {
      run: () => {
        const { fpr, tpr } = k.metrics.rocCurve(y, score);
        return k.metrics.auc(fpr, tpr);
      },
    },
    "by hand": { run: () => byHand.roc(y, score).area },
  }),
  judge: (area, d) => Math.abs(area - d.reference),
  isRight: (distance) => distance <= 1e-12,
};

/** The share of pairs of one positive and one negative in which the positive scores higher; ties count half. */
function rankAuc(y, score) {
  const positives = Float64Array.from(score.filter((_, i) => y[i] === 1)).sort();
  const negatives = Float64Array.from(score.filter((_, i) => y[i] === 0)).sort();
  let below = 0;
  let notAbove = 0;
  let halves = 0; // whole numbers, so exact
  for (const s of positives) {
    while (below < negatives.length && negatives[below] < s) below++;
    while (notAbove < negatives.length && negatives[notAbove] <= s) notAbove++;
    halves += below + notAbove;
  }
  return halves / 2 / positives.length / negatives.length;
}

const lasso = {
  id: "W6",
  title: "Lasso path, 100 alphas, n = 200, d = 50",
  quality:
    "largest share of |y|²/n by which any of the 100 objectives misses the best that anyone reached, at most 1e-6",
  make: (k) => {
    const { X, y } = data.sparseRule(k, 200, 50, 1);
    const { alphas } = k.linear_model.lassoPath(X, y);
    const exact = byHand.lassoPath(X, y, alphas, 1e-12);
    return { X, y, alphas, best: exact.map((w, i) => lassoObjective(w, X, y, alphas[i])), scale: meanSquare(y) };
  },
  contestants: ({ X, y, alphas }, { k }) => ({
    scrollwork: {
      run: () => {
        const { coefs } = k.linear_model.lassoPath(X, y);
        return Array.from({ length: coefs.rows }, (_, i) => coefs.data.subarray(i * 50, (i + 1) * 50));
      },
    },
    "by hand": { run: () => byHand.lassoPath(X, y, alphas, 1e-4) },
  }),
  judge: (path, d) =>
    path.reduce(
      (most, w, i) => Math.max(most, (lassoObjective(w, d.X, d.y, d.alphas[i]) - d.best[i]) / d.scale),
      path.length === d.alphas.length ? 0 : Infinity,
    ),
  isRight: (miss) => miss <= 1e-6,
};

const meanSquare = (y) => y.reduce((sum, v) => sum + v * v, 0) / y.length;

/** |y - X w - b|² / (2 n) + alpha |w|₁ at the best b. */
function lassoObjective(w, { data: x, rows: n, cols: d }, y, alpha) {
  const residual = Float64Array.from(y);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) residual[i] -= w[j] * x[i * d + j];
  const mean = residual.reduce((sum, r) => sum + r, 0) / n;
  const square = residual.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  return square / (2 * n) + alpha * w.reduce((sum, v) => sum + Math.abs(v), 0);
}

const sizes = Array.from({ length: 30 }, (_, i) => 4 * (i + 1));
const minimumNorm = {
  id: "W7",
  title: "Minimum-norm least squares, 30 rows, 4, 8, … 120 features, 3,000 solves",
  quality: "largest relative difference of a solution's norm from the hand-written one's, at most 1e-6",
  make: (k) => {
    const problems = data.smallRegressions(k, 100, 30, 120, 8);
    return { problems, reference: problems.map(({ X, y }) => sizes.map((p) => norm(byHand.minimumNorm(X, 30, y, p)))) };
  },
  contestants: ({ problems }, { k, mljs }) => ({
    scrollwork: {
      run: () =>
        problems.map(({ X, y }) => k.linear_model.minimumNormPath(X, y, { sizes, fitIntercept: false }).coefNorm),
    },
    "by hand": { run: () => problems.map(({ X, y }) => sizes.map((p) => norm(byHand.minimumNorm(X, 30, y, p)))) },
    // Its QR decomposition: of X where that is tall; of the transpose, solved backwards, where it is wide.
    mljs: {
      run: () =>
        problems.map(({ X, y }) => {
          const all = mljs.Matrix.from1DArray(30, 120, X.data);
          const target = mljs.Matrix.columnVector(y);
          return sizes.map((p) => {
            const A = all.subMatrix(0, 29, 0, p - 1);
            if (p <= 30) return norm(new mljs.QrDecomposition(A).solve(target).to1DArray());
            const qr = new mljs.QrDecomposition(A.transpose());
            const R = qr.upperTriangularMatrix;
            const c = new Float64Array(30);
            for (let i = 0; i < 30; i++) {
              c[i] = y[i];
              for (let j = 0; j < i; j++) c[i] -= R.get(j, i) * c[j];
              c[i] /= R.get(i, i);
            }
            return norm(qr.orthogonalMatrix.mmul(mljs.Matrix.columnVector(c)).to1DArray());
          });
        }),
    },
  }),
  judge: (norms, d) =>
    norms.reduce(
      (most, row, i) => row.reduce((m, v, j) => Math.max(m, Math.abs(v - d.reference[i][j]) / d.reference[i][j]), most),
      0,
    ),
  isRight: (difference) => difference <= 1e-6,
};
const norm = (w) => Math.sqrt(w.reduce((sum, v) => sum + v * v, 0));

// ---- Without labels

const rounds = 20;
const kMeans = {
  id: "W8a",
  title: "k-means, k = 5, n = 10,000, d = 2, 20 rounds from given centres",
  quality: "inertia in units of the hand-written run's, within 1e-9 of 1",
  make: (k) => {
    const { X, start } = data.blobs(k, 10_000, 2, 5, 4);
    return { X, start, reference: byHand.kMeans(X, start, rounds).inertia };
  },
  contestants: ({ X, start }, { k, mljs, skmeans }) => {
    const rows = data.rowsOf(X);
    return {
      scrollwork: {
        run: () => new k.cluster.KMeans({ nClusters: 5, centers: start, maxIter: rounds, tol: 0 }).fit(X).centers.data,
      },
      "by hand": { run: () => byHand.kMeans(X, start, rounds).centers },
      mljs: {
        run: () =>
          mljs.kmeans(rows, 5, { initialization: start, maxIterations: rounds, tolerance: 0 }).centroids.flat(),
      },
      skmeans: {
        run: () =>
          skmeans(
            rows,
            5,
            start.map((row) => [...row]),
            rounds,
          ).centroids.flat(),
      },
    };
  },
  judge: (centers, d) => inertia(d.X, centers) / d.reference,
  isRight: (ratio) => Math.abs(ratio - 1) <= 1e-9,
};

/** Sum of squared distances to the nearest of 5 centres in the plane. */
function inertia({ data: x, rows: n }, centers) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let best = Infinity;
    for (let c = 0; c < 5; c++) {
      best = Math.min(best, (x[2 * i] - centers[2 * c]) ** 2 + (x[2 * i + 1] - centers[2 * c + 1]) ** 2);
    }
    sum += best;
  }
  return sum;
}

const components = {
  id: "W8b",
  title: "PCA, n = 1,000, d = 50: all components, and scores in two dimensions",
  quality: "largest relative difference of a variance from the hand-written run's, at most 1e-9",
  make: (k) => {
    const X = data.correlated(k, 1000, 50, 5);
    return { X, reference: byHand.pca(X).variance };
  },
  contestants: ({ X }, { k, mljs }) => {
    const matrix = new mljs.Matrix(data.rowsOf(X));
    return {
      scrollwork: {
        run: () => {
          const pca = new k.decomposition.PCA().fit(X);
          return { variance: pca.explainedVariance, scores: pca.scores(X, 2) };
        },
      },
      "by hand": { run: () => byHand.pca(X) },
      mljs: {
        run: () => {
          const pca = new mljs.PCA(matrix, { method: "covarianceMatrix" });
          return { variance: pca.getEigenvalues(), scores: pca.predict(matrix, { nComponents: 2 }) };
        },
      },
    };
  },
  judge: ({ variance }, d) => d.reference.reduce((most, v, i) => Math.max(most, Math.abs(variance[i] - v) / v), 0),
  isRight: (difference) => difference <= 1e-9,
};

// ---- Support vectors

/** Everyone stops at scikit-learn's and LIBSVM's tolerance. */
const machineOptions = { C: 1, gamma: 1, tolerance: 1e-3 };
const svcOptions = { C: machineOptions.C, gamma: machineOptions.gamma, tol: machineOptions.tolerance };

const machine = {
  id: "W9",
  title: "Support vector machine, kernel exp(-|x - z|²), C = 1, n = 1,000, d = 2",
  quality: "share of 10,000 pixels whose label is that of a machine optimised to 1e-9, at least 0.999",
  make: (k) => {
    const { X, y } = data.moons(k, 1000, 6);
    const points = data.pixels([-2, 3, -1.5, 2], 100);
    return { X, y, points, labels: byHand.supportVectors(X, y, { ...machineOptions, tolerance: 1e-9 })(points) };
  },
  contestants: ({ X, y }, { k, SVM }) => {
    const rows = data.rowsOf(X);
    const labels = [...y];
    const svm = new SVM({ gamma: machineOptions.gamma, cost: machineOptions.C }); // each training frees the one before
    return {
      scrollwork: {
        run: () => {
          const svc = new k.svm.SVC(svcOptions).fit(X, y);
          return (points) => svc.predict(points);
        },
      },
      "by hand": { run: () => byHand.supportVectors(X, y, machineOptions) },
      "libsvm-js": {
        run: () => {
          svm.train(rows, labels);
          return (points) => svm.predict(data.rowsOf(points));
        },
      },
    };
  },
  judge: (predict, { points, labels }) => accuracyOf(predict(points), labels),
  isRight: (agreement) => agreement >= 0.999,
};

export const workloads = [
  descent("W1a", 200, 2, 1e-4),
  descent("W1b", 2000, 64, 1e-4),
  newton,
  network("W2a", [2, 8, 8, 1], 500, { epochs: 100, batch: 10, learningRate: 0.3 }, 0.94),
  network("W2b", [2, 64, 64, 1], 2000, { epochs: 10, batch: 32, learningRate: 0.3 }, 0.9),
  networkSurface,
  nearest,
  forestSurface,
  tree,
  forest,
  rocCurve,
  lasso,
  minimumNorm,
  kMeans,
  components,
  machine,
];
