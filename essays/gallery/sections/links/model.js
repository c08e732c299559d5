const bounds = [0, 10, 0, 10];

export const state = {
  linksMoved: { default: [], kind: "points", bounds, max: 10 },
  linksSquares: true,
  linksQuery: { default: [0, 0.5, 0.25], kind: "points", bounds: [-2, 3, -1.5, 2], max: 1 },
  linksNeighbors: { default: 9, min: 1, max: 15, step: 2 },
};

const heights = [2.1, 3.4, 2.6, 5.8, 4.4, 6.9, 5.2, 8.8];

export const cells = {
  /** Eight points, the least-squares line at each, and the sum of squares. */
  linksLine({ linksMoved }, { matrix, linear_model }) {
    const points = heights.map((height, i) => [1 + 1.1 * i, height]);
    for (let i = 0; i < linksMoved.length; i += 3)
      if (linksMoved[i] < points.length) points[linksMoved[i]] = [linksMoved[i + 1], linksMoved[i + 2]];
    const y = Float64Array.from(points, ([, height]) => height);
    const model = new linear_model.LinearRegression().fit(matrix(points.map(([x]) => [x])), y);
    const fitted = model.predict(matrix(points.map(([x]) => [x])));
    const ends = model.predict(matrix([[0], [10]]));
    const sum = y.reduce((total, height, i) => total + (height - fitted[i]) * (height - fitted[i]), 0);
    return { X: matrix(points), fitted, ends, sum };
  },
  /** The neighbours of the query and what most of them are. */
  linksVote({ linksQuery, linksNeighbors }, { matrix, datasets, neighbors }) {
    const { X, y } = datasets.makeMoons({ nSamples: 50, noise: 0.25, seed: 6 });
    const model = new neighbors.KNeighborsClassifier({ nNeighbors: linksNeighbors }).fit(X, y);
    const query = matrix([linksQuery.slice(1, 3)]);
    const { distances, indices } = model.kneighbors(query);
    const near = Array.from(indices.data);
    return { X, y, near, reach: Math.max(...distances.data), votes: near.filter((i) => y[i] === 1).length };
  },
};
