// Polylines as the `d` of a path, in viewBox units.
import { short } from "./frame.js";

/** No point of a simplified line is further than this from the line that it was: a quarter of a pixel. */
const TOLERANCE = 0.25;

/**
 * A line through points; one that is not a number interrupts it.
 * @param {Array<[number, number]>} points
 * @param {boolean} [closed]
 */
export function linePath(points, closed = false) {
  let path = "";
  /** Where the pen is. @type {{ x: string, y: string } | null} */
  let pen = null;
  for (const point of points) {
    if (!point.every(Number.isFinite)) {
      pen = null;
      continue;
    }
    const [x, y] = point.map((value) => String(short(value)));
    // Half of a stair's numbers repeat the one before.
    if (!pen) path += `M${x},${y}`;
    else if (y === pen.y) path += `H${x}`;
    else if (x === pen.x) path += `V${y}`;
    else path += `L${x},${y}`;
    pen = { x, y };
  }
  return closed && path ? `${path}Z` : path;
}

/**
 * The fewest of a line's points, more or less, that still show it (Ramer, 1972; Douglas and Peucker, 1973). A contour
 * through 100 pixels keeps about a fifth of its points, which every static page would carry twice.
 * @param {Array<[number, number]>} points
 * @returns {Array<[number, number]>}
 */
export function simplify(points) {
  const keep = new Uint8Array(points.length);
  const open = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    keep[first] = keep[last] = 1;
    let furthest = 0;
    let distance = TOLERANCE;
    for (let i = first + 1; i < last; i++) {
      const d = distanceToSegment(points[i], points[first], points[last]);
      if (d > distance) [furthest, distance] = [i, d];
    }
    if (furthest) open.push([first, furthest], [furthest, last]);
  }
  return points.filter((_, i) => keep[i]);
}

/** @param {[number, number]} p @param {[number, number]} a @param {[number, number]} b */
function distanceToSegment([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
