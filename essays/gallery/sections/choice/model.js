export const state = {
  choiceModel: { default: "knn", values: ["logistic", "knn", "tree"] },
  choiceColumn: { default: "height", max: 40 },
};

const table = "height,width,depth\n4.5,2.0,1.0\n5.5,2.4,1.1\n5.0,1.9,1.6\n";

export const cells = {
  choiceTable({ choiceColumn }, k) {
    const { columns } = k.datasets.readCsv(table);
    const names = columns.map(({ name }) => name);
    const column = columns.find(({ name }) => name === choiceColumn);
    if (!column) throw new Error(`choiceColumn: expected one of ${names.join(", ")}, got "${choiceColumn}"`);
    const values = Array.from(column.numbers);
    return { names, mean: values.reduce((sum, value) => sum + value, 0) / values.length };
  },
};
