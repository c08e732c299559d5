import { formatNumber, frame, lines, neighborLinks, points, residuals, scatter } from "scrollwork/figures";

export const linksResiduals = {
  title: "Points, the least-squares line and its residuals",
  needs: ["linksLine"],
  layouts: { narrow: [360, 340], wide: [640, 600] },
  draw(root, { linksLine: { X, fitted, ends } }, { linksSquares }, options) {
    const plot = frame(root, options, {
      x: { domain: [0, 10], title: "days" },
      y: { domain: [0, 10], title: "height", unit: "cm" },
    });
    const line = [0, 10].map((x, i) => [x, ends[i]]);
    residuals(plot, { points: points(X), fitted, squares: linksSquares });
    lines(plot, { series: [{ id: "fit", points: line }] });
    scatter(plot, { X, edit: "linksMoved" });
  },
  summary: ({ linksLine: { sum } }) => `The squares of the residuals add up to ${formatNumber(sum, 2)}.`,
  table: ({ linksLine: { X, fitted } }) => ({
    caption: "Residuals",
    columns: ["days", "height (cm)", "line (cm)", "residual (cm)"],
    rows: points(X).map((d, i) => [d.x, d.y, fitted[i], d.y - fitted[i]].map((v) => formatNumber(v, 2))),
  }),
};

export const linksNeighbours = {
  title: "A query and its nearest neighbours",
  needs: ["linksVote"],
  layouts: { narrow: [360, 300], wide: [640, 460] },
  draw(root, { linksVote: { X, y, near, reach } }, { linksQuery }, options) {
    const plot = frame(root, options, {
      x: { domain: [-2, 3], title: "east" },
      y: { domain: [-1.5, 2], title: "north" },
    });
    const [, queryX, queryY] = linksQuery;
    const all = points(X, y);
    neighborLinks(plot, { from: [queryX, queryY], to: near.map((i) => all[i]), reach });
    scatter(plot, { data: all });
    scatter(plot, {
      data: [{ index: 0, x: queryX, y: queryY, label: 3 }],
      edit: "linksQuery",
      size: 9,
      name: "query",
      nameOf: () => "query",
    });
  },
  summary: ({ linksVote: { near, votes } }) => `${votes} of ${near.length} neighbours are of the lower moon.`,
  table: ({ linksVote: { X, y, near } }) => ({
    caption: "The neighbours, nearest first",
    columns: ["moon", "east", "north"],
    rows: near.map((i) => [y[i], X.data[2 * i].toFixed(2), X.data[2 * i + 1].toFixed(2)]),
  }),
};
