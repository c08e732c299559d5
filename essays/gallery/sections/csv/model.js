export const state = {
  csvText: { kind: "text", max: 1000000 },
  csvPenguins: { kind: "text", max: 1000000 },
};

const ours = "bill,flipper,species\n39.1,181,Adelie\n46.1,211,Gentoo\n46.5,192,Chinstrap\n";

const shapeOf = ({ lines, columns }) => ({ rows: lines.length, columns: columns.length });

export const cells = {
  csvShape: ({ csvText }, k) => shapeOf(k.datasets.readCsv(csvText || ours)),
  csvPenguinsShape: ({ csvPenguins }, k) => shapeOf(k.datasets.readCsv(csvPenguins || ours)),
};
