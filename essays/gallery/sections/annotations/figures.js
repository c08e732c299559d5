import { boxes, flock, frame, labels, scatter } from "scrollwork/figures";

const size = 7;

export const annotationsPens = {
  title: "Forty points in two pens",
  needs: ["annotationsDeal"],
  layouts: { narrow: [360, 230], wide: [640, 250] },
  draw(root, { annotationsDeal: { labels: classes, nTrain } }, state, options) {
    const plot = frame(root, options);
    const width = (options.width - 24) / 2;
    const pens = [4, width + 20].map((x) => ({ x, y: 30, width, height: options.height - 70 }));
    boxes(plot, {
      boxes: [
        { id: "train", ...pens[0], label: "training", note: String(nTrain), className: "sw-part-train" },
        { id: "test", ...pens[1], label: "test", note: String(40 - nTrain), className: "sw-part-test" },
      ],
    });
    const inside = pens.map((pen) => ({ x: pen.x + 10, y: pen.y + 8, width: pen.width - 20, height: pen.height - 16 }));
    const places = [...flock(inside[0], nTrain, { size }), ...flock(inside[1], 40 - nTrain, { size })];
    const data = places.map(([x, y], index) => ({ index, x, y, label: classes[index] }));
    scatter(plot, { data, size, walk: 400 });
    const last = data[nTrain - 1];
    labels(plot, {
      labels: [{ x: pens[0].x, y: options.height - 12, text: "the last to be chosen", to: [last.x, last.y + size] }],
    });
  },
  summary: ({ annotationsDeal: { nTrain } }) => `${nTrain} points in the training pen, ${40 - nTrain} in the test pen.`,
  table: ({ annotationsDeal: { nTrain } }) => ({
    caption: "Points in each pen",
    columns: ["pen", "points"],
    rows: [
      ["training", nTrain],
      ["test", 40 - nTrain],
    ],
  }),
};
