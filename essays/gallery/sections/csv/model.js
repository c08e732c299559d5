export const state = {
  csvText: { kind: "text", max: 1000000 },
};

const ours = "bill,flipper,species\n39.1,181,Adelie\n46.1,211,Gentoo\n46.5,192,Chinstrap\n";

export const cells = {
  csvShape({ csvText }, k) {
    const table = k.datasets.readCsv(csvText || ours);
    return { rows: table.lines.length, columns: table.columns.length };
  },
};
