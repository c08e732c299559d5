// Data points as a reader has changed them: some moved, some added, some removed.

/**
 * Puts points where a reader has dragged them: the edits of a `points` state without `classes`. For a model.
 * @template {{ data: any, rows: number, cols: number }} Matrix
 * @param {Matrix} X  two columns or more, of which the first two are moved, in place
 * @param {readonly number[]} moved  flat `[index, x, y, …]`; an index beyond the rows moves nothing
 * @returns {Matrix} X
 */
export function movePoints(X, moved) {
  if (X.cols < 2) throw new Error(`movePoints: expected X with 2 columns or more, got ${X.cols}`);
  for (let i = 0; i < moved.length; i += 3)
    if (moved[i] < X.rows) X.data.set([moved[i + 1], moved[i + 2]], X.cols * moved[i]);
  return X;
}

/**
 * A sample with the edits of a `points` state that has `classes`. Runs in a model as well as in a figure.
 * @param {{ X: { data: ArrayLike<number>, rows: number, cols: number }, y: ArrayLike<number> }} sample  two columns
 * @param {readonly number[]} edits  flat `[index, x, y, label, …]`, label -1: removed
 * @returns {{ X: { data: Float64Array, rows: number, cols: number }, y: Int32Array, index: Int32Array }}  `index` says
 *   which point a row is: a point keeps its index while others come and go
 */
export function editedPoints({ X, y }, edits) {
  if (X.cols !== 2) throw new Error(`editedPoints: expected X with 2 columns, got ${X.cols}`);
  /** @type {Map<number, number[]>} */
  const rows = new Map(
    Array.from({ length: X.rows }, (_, row) => [row, [X.data[2 * row], X.data[2 * row + 1], y[row]]]),
  );
  for (let i = 0; i < edits.length; i += 4) {
    const [index, ...point] = edits.slice(i, i + 4);
    if (point[2] < 0) rows.delete(index);
    else rows.set(index, point);
  }
  const points = [...rows.values()];
  return {
    X: { data: Float64Array.from(points.flatMap(([px, py]) => [px, py])), rows: points.length, cols: 2 },
    y: Int32Array.from(points, ([, , label]) => label),
    index: Int32Array.from(rows.keys()),
  };
}
