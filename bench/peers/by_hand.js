// What a competent author writes without a library: typed arrays, no allocation in the loops. The yardstick that
// WebAssembly has to beat.

const expit = (/** @type {number} */ z) => 1 / (1 + Math.exp(-z));

/** Gradient descent on the mean logistic loss. */
export function logisticDescent({ data, rows: n, cols: d }, y, { steps, learningRate }) {
  const w = new Float64Array(d + 1);
  const g = new Float64Array(d + 1);
  for (let step = 0; step < steps; step++) {
    g.fill(0);
    for (let i = 0, at = 0; i < n; i++, at += d) {
      let z = w[d];
      for (let j = 0; j < d; j++) z += w[j] * data[at + j];
      const r = expit(z) - y[i];
      for (let j = 0; j < d; j++) g[j] += r * data[at + j];
      g[d] += r;
    }
    for (let j = 0; j <= d; j++) w[j] -= (learningRate * g[j]) / n;
  }
  return w;
}

/** Newton's method on sum of log losses + |w|^2 / (2 C), intercept free; Gauss elimination for the step. */
export function logisticNewton({ data, rows: n, cols: d }, y, { C, tolerance }) {
  const p = d + 1;
  const w = new Float64Array(p);
  const g = new Float64Array(p);
  const H = new Float64Array(p * p);
  for (let iteration = 0; iteration < 50; iteration++) {
    g.fill(0);
    H.fill(0);
    for (let i = 0, at = 0; i < n; i++, at += d) {
      let z = w[d];
      for (let j = 0; j < d; j++) z += w[j] * data[at + j];
      const q = expit(z);
      const r = q - y[i];
      const s = q * (1 - q);
      for (let a = 0; a < p; a++) {
        const xa = a < d ? data[at + a] : 1;
        g[a] += r * xa;
        for (let b = a; b < p; b++) H[a * p + b] += s * xa * (b < d ? data[at + b] : 1);
      }
    }
    for (let j = 0; j < d; j++) {
      g[j] += w[j] / C;
      H[j * p + j] += 1 / C;
    }
    let largest = 0;
    for (let j = 0; j < p; j++) largest = Math.max(largest, Math.abs(g[j]));
    if (largest < tolerance * n) break;
    for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) H[a * p + b] = H[b * p + a];
    for (let a = 0; a < p; a++) {
      for (let b = a + 1; b < p; b++) {
        const f = H[b * p + a] / H[a * p + a];
        for (let c = a; c < p; c++) H[b * p + c] -= f * H[a * p + c];
        g[b] -= f * g[a];
      }
    }
    for (let a = p - 1; a >= 0; a--) {
      for (let b = a + 1; b < p; b++) g[a] -= H[a * p + b] * g[b];
      g[a] /= H[a * p + a];
      w[a] -= g[a];
    }
  }
  return w;
}

/** A network with tanh layers and one logistic output: weights[l] is outs x (ins + 1), the bias last. */
export class Network {
  constructor(widths, weights) {
    this.widths = widths;
    this.weights = weights;
    this.activations = widths.map((width) => new Float64Array(width));
    this.deltas = widths.map((width) => new Float64Array(width));
    this.gradients = weights.map((w) => new Float64Array(w.length));
  }
  forward(data, at) {
    const { widths, activations, weights } = this;
    for (let j = 0; j < widths[0]; j++) activations[0][j] = data[at + j];
    for (let l = 1; l < widths.length; l++) {
      const ins = widths[l - 1];
      const from = activations[l - 1];
      const w = weights[l - 1];
      const last = l === widths.length - 1;
      for (let o = 0, row = 0; o < widths[l]; o++, row += ins + 1) {
        let z = w[row + ins];
        for (let i = 0; i < ins; i++) z += w[row + i] * from[i];
        activations[l][o] = last ? expit(z) : Math.tanh(z);
      }
    }
    return activations[widths.length - 1][0];
  }
  backward(target) {
    const { widths, activations, deltas, gradients, weights } = this;
    const top = widths.length - 1;
    deltas[top][0] = activations[top][0] - target;
    for (let l = top; l > 0; l--) {
      const ins = widths[l - 1];
      const g = gradients[l - 1];
      const w = weights[l - 1];
      const from = activations[l - 1];
      const below = deltas[l - 1].fill(0);
      for (let o = 0, row = 0; o < widths[l]; o++, row += ins + 1) {
        const delta = deltas[l][o];
        for (let i = 0; i < ins; i++) {
          g[row + i] += delta * from[i];
          below[i] += delta * w[row + i];
        }
        g[row + ins] += delta;
      }
      for (let i = 0; i < ins; i++) below[i] *= 1 - from[i] * from[i];
    }
  }
  train({ data, rows: n, cols: d }, y, { epochs, batch, learningRate }) {
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (let start = 0; start < n; start += batch) {
        const end = Math.min(start + batch, n);
        for (const g of this.gradients) g.fill(0);
        for (let i = start; i < end; i++) {
          this.forward(data, i * d);
          this.backward(y[i]);
        }
        const rate = learningRate / (end - start);
        this.weights.forEach((w, l) => {
          const g = this.gradients[l];
          for (let i = 0; i < w.length; i++) w[i] -= rate * g[i];
        });
      }
    }
  }
  predict({ data, rows, cols }) {
    const out = new Float64Array(rows);
    for (let i = 0; i < rows; i++) out[i] = this.forward(data, i * cols);
    return out;
  }
}

/** Labels of the points by the majority of their k nearest in the plane; ties to the lower label. */
export function nearestNeighbors({ data, rows: n }, y, points, k) {
  const out = new Uint8Array(points.rows);
  const distance = new Float64Array(k);
  const label = new Int32Array(k);
  for (let p = 0; p < points.rows; p++) {
    const px = points.data[2 * p];
    const py = points.data[2 * p + 1];
    let filled = 0;
    for (let i = 0; i < n; i++) {
      const dx = data[2 * i] - px;
      const dy = data[2 * i + 1] - py;
      const d2 = dx * dx + dy * dy;
      if (filled === k && d2 >= distance[k - 1]) continue;
      let at = filled < k ? filled++ : k - 1;
      while (at > 0 && distance[at - 1] > d2) {
        distance[at] = distance[at - 1];
        label[at] = label[at - 1];
        at--;
      }
      distance[at] = d2;
      label[at] = y[i];
    }
    let ones = 0;
    for (let i = 0; i < k; i++) ones += label[i];
    out[p] = 2 * ones > k ? 1 : 0;
  }
  return out;
}

/** CART of two classes by Gini impurity; `draw(m)`, where given, chooses m features to look at in each node. */
export function growTree({ data, rows: n, cols: d }, y, samples = Int32Array.from({ length: n }, (_, i) => i), draw) {
  const tree = { feature: [], threshold: [], left: [], right: [], share: [] };
  const buffer = new Int32Array(samples.length);
  const all = Int32Array.from({ length: d }, (_, j) => j);
  const grow = (from, to) => {
    const id = tree.feature.length;
    let ones = 0;
    for (let i = from; i < to; i++) ones += y[samples[i]];
    const m = to - from;
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.share.push(ones / m);
    if (ones === 0 || ones === m) return id;
    let best = Infinity;
    let bestFeature = -1;
    let bestThreshold = 0;
    for (const j of draw ? draw() : all) {
      const order = Float64Array.from({ length: m }, (_, i) => data[samples[from + i] * d + j]);
      const index = Array.from({ length: m }, (_, i) => i).sort((a, b) => order[a] - order[b]);
      let left = 0;
      for (let i = 0; i < m - 1; i++) {
        left += y[samples[from + index[i]]];
        const here = order[index[i]];
        const next = order[index[i + 1]];
        if (here === next) continue;
        const nl = i + 1;
        const nr = m - nl;
        const right = ones - left;
        const impurity = (left * (nl - left)) / nl + (right * (nr - right)) / nr;
        if (impurity < best) {
          best = impurity;
          bestFeature = j;
          bestThreshold = (here + next) / 2;
        }
      }
    }
    if (bestFeature < 0) return id;
    let middle = from;
    let rest = 0;
    for (let i = from; i < to; i++) {
      const s = samples[i];
      if (data[s * d + bestFeature] <= bestThreshold) samples[middle++] = s;
      else buffer[rest++] = s;
    }
    for (let i = 0; i < rest; i++) samples[middle + i] = buffer[i];
    tree.feature[id] = bestFeature;
    tree.threshold[id] = bestThreshold;
    tree.left[id] = grow(from, middle);
    tree.right[id] = grow(middle, to);
    return id;
  };
  grow(0, samples.length);
  return {
    feature: Int32Array.from(tree.feature),
    threshold: Float64Array.from(tree.threshold),
    left: Int32Array.from(tree.left),
    right: Int32Array.from(tree.right),
    share: Float64Array.from(tree.share),
  };
}

/** A forest of such trees on bootstrap samples. `random` gives numbers in [0, 1). */
export function growForest(X, y, { trees, features, random }) {
  const { rows: n, cols: d } = X;
  const pool = Int32Array.from({ length: d }, (_, j) => j);
  const draw = () => {
    for (let i = 0; i < features; i++) {
      const j = i + Math.floor(random() * (d - i));
      [pool[i], pool[j]] = [pool[j], pool[i]];
    }
    return pool.subarray(0, features);
  };
  return Array.from({ length: trees }, () =>
    growTree(
      X,
      y,
      Int32Array.from({ length: n }, () => Math.floor(random() * n)),
      draw,
    ),
  );
}

/** Mean share of class 1 over the trees, for each row. */
export function predictForest(forest, { data, rows, cols }) {
  const out = new Float64Array(rows);
  for (const { feature, threshold, left, right, share } of forest) {
    for (let i = 0, at = 0; i < rows; i++, at += cols) {
      let node = 0;
      while (feature[node] >= 0) node = data[at + feature[node]] <= threshold[node] ? left[node] : right[node];
      out[i] += share[node];
    }
  }
  for (let i = 0; i < rows; i++) out[i] /= forest.length;
  return out;
}

/** ROC curve and the area under it; tied scores are one step. */
export function roc(y, score) {
  const order = Uint32Array.from({ length: y.length }, (_, i) => i).sort((a, b) => score[b] - score[a]);
  const fpr = [0];
  const tpr = [0];
  let positives = 0;
  for (const label of y) positives += label;
  const negatives = y.length - positives;
  let tp = 0;
  let area = 0;
  for (let i = 0; i < order.length; i++) {
    tp += y[order[i]];
    if (i + 1 < order.length && score[order[i + 1]] === score[order[i]]) continue;
    fpr.push((i + 1 - tp) / negatives);
    tpr.push(tp / positives);
    area += ((fpr.at(-1) - fpr.at(-2)) * (tpr.at(-1) + tpr.at(-2))) / 2;
  }
  return { fpr, tpr, area };
}

/** Lasso path by cyclic coordinate descent with warm starts; X columns and y are centred first. */
export function lassoPath({ data, rows: n, cols: d }, y, alphas, tolerance) {
  const columns = Array.from({ length: d }, (_, j) => Float64Array.from({ length: n }, (_, i) => data[i * d + j]));
  const center = (v) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += v[i];
    for (let i = 0; i < n; i++) v[i] -= sum / n;
    return v;
  };
  columns.forEach(center);
  const residual = center(Float64Array.from(y));
  const norms = columns.map((v) => v.reduce((sum, x) => sum + x * x, 0));
  const w = new Float64Array(d);
  return Array.from(alphas, (alpha) => {
    for (let round = 0; round < 1000; round++) {
      let moved = 0;
      for (let j = 0; j < d; j++) {
        const v = columns[j];
        let rho = norms[j] * w[j];
        for (let i = 0; i < n; i++) rho += v[i] * residual[i];
        const next = (Math.sign(rho) * Math.max(Math.abs(rho) - alpha * n, 0)) / norms[j];
        const change = next - w[j];
        if (change === 0) continue;
        for (let i = 0; i < n; i++) residual[i] -= change * v[i];
        w[j] = next;
        moved = Math.max(moved, Math.abs(change));
      }
      if (moved < tolerance) break;
    }
    return Float64Array.from(w);
  });
}

/** Minimum-norm least squares by modified Gram-Schmidt, of the rows where there are more columns than rows. */
export function minimumNorm({ data, cols }, rows, y, p) {
  const wide = p > rows;
  const count = wide ? rows : p;
  const length = wide ? p : rows;
  const q = new Float64Array(count * length);
  const R = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let i = 0; i < length; i++) q[a * length + i] = wide ? data[a * cols + i] : data[i * cols + a];
    for (let b = 0; b < a; b++) {
      let dot = 0;
      for (let i = 0; i < length; i++) dot += q[a * length + i] * q[b * length + i];
      R[b * count + a] = dot;
      for (let i = 0; i < length; i++) q[a * length + i] -= dot * q[b * length + i];
    }
    let norm = 0;
    for (let i = 0; i < length; i++) norm += q[a * length + i] ** 2;
    norm = Math.sqrt(norm);
    R[a * count + a] = norm;
    for (let i = 0; i < length; i++) q[a * length + i] /= norm;
  }
  const c = new Float64Array(count);
  const w = new Float64Array(p);
  if (wide) {
    for (let a = 0; a < count; a++) {
      c[a] = y[a];
      for (let b = 0; b < a; b++) c[a] -= R[b * count + a] * c[b];
      c[a] /= R[a * count + a];
      for (let i = 0; i < p; i++) w[i] += c[a] * q[a * length + i];
    }
  } else {
    for (let a = 0; a < count; a++) for (let i = 0; i < length; i++) c[a] += q[a * length + i] * y[i];
    for (let a = count - 1; a >= 0; a--) {
      w[a] = c[a];
      for (let b = a + 1; b < count; b++) w[a] -= R[a * count + b] * w[b];
      w[a] /= R[a * count + a];
    }
  }
  return w;
}

/** Lloyd's rounds from given centres; the inertia of the last assignment. */
export function kMeans({ data, rows: n, cols: d }, start, rounds) {
  const k = start.length;
  const centers = Float64Array.from(start.flat());
  const sums = new Float64Array(k * d);
  const counts = new Int32Array(k);
  let inertia = 0;
  for (let round = 0; round <= rounds; round++) {
    sums.fill(0);
    counts.fill(0);
    inertia = 0;
    for (let i = 0, at = 0; i < n; i++, at += d) {
      let best = Infinity;
      let nearest = 0;
      for (let c = 0; c < k; c++) {
        let d2 = 0;
        for (let j = 0; j < d; j++) d2 += (data[at + j] - centers[c * d + j]) ** 2;
        if (d2 < best) {
          best = d2;
          nearest = c;
        }
      }
      inertia += best;
      counts[nearest]++;
      for (let j = 0; j < d; j++) sums[nearest * d + j] += data[at + j];
    }
    if (round === rounds) break;
    for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) centers[c * d + j] = sums[c * d + j] / counts[c];
  }
  return { centers, inertia };
}

/** Principal components by the eigenvectors of the covariance matrix (cyclic Jacobi rotations), and 2-d scores. */
export function pca({ data, rows: n, cols: d }) {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j] += data[i * d + j] / n;
  const A = new Float64Array(d * d);
  const x = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) x[j] = data[i * d + j] - mean[j];
    for (let a = 0; a < d; a++) for (let b = a; b < d; b++) A[a * d + b] += x[a] * x[b];
  }
  for (let a = 0; a < d; a++) for (let b = a; b < d; b++) A[b * d + a] = A[a * d + b] /= n - 1;
  const V = new Float64Array(d * d);
  for (let j = 0; j < d; j++) V[j * d + j] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let a = 0; a < d; a++) for (let b = a + 1; b < d; b++) off += A[a * d + b] ** 2;
    if (off < 1e-22) break;
    for (let p = 0; p < d; p++) {
      for (let q = p + 1; q < d; q++) {
        if (A[p * d + q] === 0) continue;
        const theta = (A[q * d + q] - A[p * d + p]) / (2 * A[p * d + q]);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let i = 0; i < d; i++) {
          const ip = A[i * d + p];
          const iq = A[i * d + q];
          A[i * d + p] = c * ip - s * iq;
          A[i * d + q] = s * ip + c * iq;
        }
        for (let i = 0; i < d; i++) {
          const pi = A[p * d + i];
          const qi = A[q * d + i];
          A[p * d + i] = c * pi - s * qi;
          A[q * d + i] = s * pi + c * qi;
          const vp = V[i * d + p];
          const vq = V[i * d + q];
          V[i * d + p] = c * vp - s * vq;
          V[i * d + q] = s * vp + c * vq;
        }
      }
    }
  }
  const order = Array.from({ length: d }, (_, j) => j).sort((a, b) => A[b * d + b] - A[a * d + a]);
  const scores = new Float64Array(n * 2);
  for (let i = 0; i < n; i++) {
    for (let s = 0; s < 2; s++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += (data[i * d + j] - mean[j]) * V[j * d + order[s]];
      scores[2 * i + s] = sum;
    }
  }
  return { variance: order.map((j) => A[j * d + j]), scores };
}

/**
 * Support vector machine for two classes with the kernel exp(-gamma |x - z|²): sequential minimal optimisation, each time
 * on the pair that violates its conditions most, the whole kernel matrix kept.
 * @returns {(points: { data: Float64Array, rows: number, cols: number }) => Int32Array} labels of points
 */
export function supportVectors({ data, rows: n, cols: d }, y, { C, gamma, tolerance }) {
  const kernel = (a, i, b, j) => {
    let d2 = 0;
    for (let f = 0; f < d; f++) d2 += (a[i * d + f] - b[j * d + f]) ** 2;
    return Math.exp(-gamma * d2);
  };
  const K = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) K[i * n + j] = K[j * n + i] = kernel(data, i, data, j);
  const sign = Float64Array.from(y, (label) => (label === 1 ? 1 : -1));
  const alpha = new Float64Array(n);
  const gradient = new Float64Array(n).fill(-1);
  let intercept = 0;
  for (;;) {
    let up = -1;
    let low = -1;
    let highest = -Infinity;
    let lowest = Infinity;
    for (let i = 0; i < n; i++) {
      const violation = -sign[i] * gradient[i];
      if ((sign[i] > 0 ? alpha[i] < C : alpha[i] > 0) && violation > highest) [highest, up] = [violation, i];
      if ((sign[i] > 0 ? alpha[i] > 0 : alpha[i] < C) && violation < lowest) [lowest, low] = [violation, i];
    }
    intercept = (highest + lowest) / 2;
    if (highest - lowest < tolerance) break;
    const curvature = Math.max(K[up * n + up] + K[low * n + low] - 2 * K[up * n + low], 1e-12);
    const room = (i, grows) => (grows ? C - alpha[i] : alpha[i]);
    const step = Math.min((highest - lowest) / curvature, room(up, sign[up] > 0), room(low, sign[low] < 0));
    alpha[up] += sign[up] * step;
    alpha[low] -= sign[low] * step;
    for (let t = 0; t < n; t++) gradient[t] += sign[t] * step * (K[t * n + up] - K[t * n + low]);
  }
  return ({ data: points, rows }) =>
    Int32Array.from({ length: rows }, (_, p) => {
      let decision = intercept;
      for (let i = 0; i < n; i++) if (alpha[i] > 0) decision += alpha[i] * sign[i] * kernel(points, p, data, i);
      return decision > 0 ? 1 : 0;
    });
}
