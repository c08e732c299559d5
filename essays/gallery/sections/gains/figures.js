import { frame, gains, gainsSummary, gainsTable, panel, scatter } from "scrollwork/figures";

const flipper = { domain: [170, 235], title: "flipper length", unit: "mm", ticks: 4 };
const bill = { domain: [30, 62], title: "bill length", unit: "mm" };
const gain = { domain: [0, 1], title: "gain", unit: "bits", ticks: 2 };
/** The same axis once more, beside the scatter's: its ticks need no second naming. */
const bare = (axis) => ({ ...axis, title: "", format: () => "" });
/** Where the line above a chart is short. */
const shortNames = ["flipper", "bill"];
const words = ({ gainsSplits }) => ({
  splits: gainsSplits,
  featureNames: [flipper.title, bill.title],
  units: [flipper.unit, bill.unit],
});

export const gainsFirst = {
  title: "Penguins, and what each cut of the plane would gain",
  needs: ["gainsData", "gainsSplits"],
  layouts: { narrow: [360, 470], wide: [720, 560] },
  draw(root, { gainsData: { X, y }, gainsSplits }, { gainsFeature, gainsThreshold }, options) {
    const { width, height, narrow } = options;
    const chart = narrow ? 100 : 140;
    const part = (name, x, y, w, h) => panel(root, options, name, { x, y, width: w, height: h });

    const plane = part("plane", 0, chart, width - chart, height - chart);
    const plot = frame(plane.root, plane.options, { x: flipper, y: bill });
    scatter(plot, { X, y, size: narrow ? 3.5 : 5 });

    const cut = { feature: gainsFeature, threshold: gainsThreshold };
    const edit = { feature: "gainsFeature", threshold: "gainsThreshold" };
    const shared = { splits: gainsSplits, scatter: plot, cut, edit };
    const above = part("above", 0, 0, width - chart, chart);
    const across = frame(above.root, above.options, { x: bare(flipper), y: gain });
    gains(across, { ...shared, feature: 0, featureName: flipper.title, shortName: narrow ? shortNames[0] : undefined });
    const side = part("side", width - chart, chart, chart, height - chart);
    const upright = frame(side.root, side.options, { x: gain, y: bare(bill), margin: { left: 8, top: 30 } });
    gains(upright, {
      ...shared,
      feature: 1,
      featureName: bill.title,
      shortName: narrow ? shortNames[1] : undefined,
      along: "y",
    });
  },
  summary: (results) => gainsSummary(words(results)),
  table: (results) => gainsTable(words(results)),
};
