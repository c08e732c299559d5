import { chooseColumns, choosePositive, labelledColumns, readTable } from "scrollwork/figures";
import penguins from "../../data/penguins.csv?table";

export const state = {
  csvText: { kind: "text", max: 1000000 },
  csvPenguins: { kind: "text", max: 1000000 },
  csvOwn: { kind: "text", max: 1000000 },
  csvX: { default: "bill_length_mm", max: 1000 },
  csvY: { default: "bill_depth_mm", max: 1000 },
  csvLabel: { default: "species", max: 1000 },
  csvWanted: { default: "", max: 1000 },
};

const ours = "bill,flipper,species\n39.1,181,Adelie\n46.1,211,Gentoo\n46.5,192,Chinstrap\n";

const shapeOf = ({ lines, columns }) => ({ rows: lines.length, columns: columns.length });

export const cells = {
  csvShape: ({ csvText }, k) => shapeOf(k.datasets.readCsv(csvText || ours)),
  csvPenguinsShape: ({ csvPenguins }, k) => shapeOf(k.datasets.readCsv(csvPenguins || ours)),
  csvOwnTable: ({ csvOwn }, k) => readTable(k, csvOwn || penguins),
  csvColumns: ({ csvOwnTable, csvX, csvY, csvLabel }) =>
    chooseColumns(csvOwnTable, { x: csvX, y: csvY, label: csvLabel }),
  csvSample: ({ csvOwnTable, csvColumns }, k) => labelledColumns(k, csvOwnTable.table, csvColumns),
  csvPositive: ({ csvSample: { classNames }, csvWanted }) => classNames[choosePositive(classNames, csvWanted)],
};
