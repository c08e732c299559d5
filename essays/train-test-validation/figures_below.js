// What is drawn further down, fetched when the reader comes near it: the penguins, whose shapes (art/below) come along.
import {
  bars,
  boundary,
  formatCount,
  formatPercent,
  frame,
  labels,
  panel,
  points,
  scatter,
  surface,
  t,
} from "scrollwork/figures";
import { describeSettings, kPartNames, percentAxis } from "./settings.js";

const nRows = (n) => (n === 1 ? t("1 row") : t("{count} rows", { count: formatCount(n), n }));

const kPenguins = { Adelie: "penguin-adelie", Chinstrap: "penguin-chinstrap", Gentoo: "penguin-gentoo" };
const readable = (name) => name.replace(/_(mm|g|kg|cm|C|m_s)$/, " ($1)").replaceAll("_", " ");

/**
 * Which mark is whose and what hollow means, on as many lines as the names need. No text is measured: a letter counts eight
 * units, and a long name of the reader's is cut.
 */
function keyOf(classNames, width) {
  let [x, y] = [12, 10];
  return [...classNames, t("hollow: validation")].map((name, index) => {
    const text = name.length > 24 ? `${name.slice(0, 23)}…` : name;
    const room = 36 + 8 * text.length;
    if (x > 12 && x + room > width) [x, y] = [12, y + 24];
    const isHollow = index === classNames.length;
    const entry = { index, x, y, text, label: isHollow ? 0 : index, className: isHollow ? "is-held-out" : "" };
    x += room;
    return entry;
  });
}

export const penguins = {
  title: t("Three penguin species, or your own table"),
  needs: ["real"],
  layouts: { narrow: [360, 490], wide: [960, 720] },
  draw(root, { real }, state, options) {
    const { width, height, narrow } = options;
    const barsHeight = narrow ? 104 : 120;
    const [x0, x1, y0, y1] = real.bounds;
    const symbols = real.classNames.map((name) => kPenguins[name]);
    const look = symbols.every(Boolean) ? { symbols, size: narrow ? 7 : 9 } : { size: 5 };
    const entries = keyOf(real.classNames, width);
    const keyHeight = entries.at(-1).y + 16;
    const top = panel(root, options, "key", { x: 0, y: 0, width, height: keyHeight });
    const key = frame(top.root, top.options);
    scatter(key, { data: entries, ...look, classOf: (d) => d.className });
    labels(key, { labels: entries.map(({ x, y, text }, i) => ({ id: `${i}`, x, y, dx: 14, dy: 5, text })) });
    const map = panel(root, options, "map", { x: 0, y: keyHeight, width, height: height - barsHeight - keyHeight });
    const plot = frame(map.root, map.options, {
      x: { domain: [x0, x1], title: readable(real.columns.x), ticks: 5 },
      y: { domain: [y0, y1], title: readable(real.columns.y), ticks: 5 },
      margin: { left: narrow ? 34 : 42 },
    });
    surface(plot, { surface: real.surface });
    boundary(plot, { lines: real.boundary });
    scatter(plot, {
      data: points(real.X, real.y).filter((d) => real.penOf[d.index] < 2),
      ...look,
      classOf: (d) => (real.penOf[d.index] === 1 ? "is-held-out" : ""),
    });
    const scores = panel(root, options, "scores", { x: 0, y: height - barsHeight, width, height: barsHeight });
    bars(frame(scores.root, scores.options, { x: percentAxis([0, 1]), margin: { top: 14 } }), {
      rows: [
        { id: "train", label: t("training accuracy"), value: real.train, className: "sw-part-train" },
        { id: "validation", label: t("validation accuracy"), value: real.validation, className: "sw-part-validation" },
      ],
    });
  },
  summary: ({ real }) =>
    t("{rows}, classes {classes}; {dropped} left out for missing values.", {
      rows: nRows(real.y.length),
      classes: real.classNames.join(", "),
      dropped: nRows(real.nDropped),
    }) +
    " " +
    t("{settings}: training accuracy {train}, validation accuracy {validation}.", {
      settings: describeSettings({
        features: t("{x} and {y}", { x: readable(real.columns.x), y: readable(real.columns.y) }),
        ...real.recipe,
      }),
      train: formatPercent(real.train),
      validation: formatPercent(real.validation),
    }),
  table: ({ real }) => ({
    caption: t("The rows that were used"),
    columns: [readable(real.columns.x), readable(real.columns.y), t("label"), t("pen")],
    rows: points(real.X, real.y).map((d) => [d.x, d.y, real.classNames[d.label], kPartNames[real.penOf[d.index]]]),
  }),
};
