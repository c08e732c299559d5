// A reader's own table: what of it will do, what is chosen when the wanted columns are not there, what is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseColumns, choosePositive, labelledColumns, readTable } from "scrollwork/figures";
import { loadKernelSet } from "../../web/build/kernel.js";

/** Kernels that read one table. @param {Record<string, number | string[]>} columns  a number column's count, a label column's levels */
const kernels = (columns) => ({
  datasets: {
    readCsv: (/** @type {string} */ text) => ({
      text,
      lines: [2, 3, 4],
      columns: Object.entries(columns).map(([name, levels]) => ({
        name,
        isNumber: typeof levels === "number",
        levels: typeof levels === "number" ? Array.from({ length: levels }, String) : levels,
      })),
    }),
  },
});

/** A column as `readCsv` gives it. @param {string} name @param {number[]} numbers @param {number[]} [codes] */
const columnOf = (name, numbers, codes = []) => ({
  name,
  numbers: Float64Array.from(numbers),
  codes: Int32Array.from(codes),
  levels: ["cat", "dog"],
});

test("columns of numbers, columns of labels, and a column of few numbers is both", () => {
  const { table, ...found } = readTable(kernels({ a: 40, b: 2, kind: ["x", "y"], name: ["one"] }), "a,b\n");
  assert.equal(table.text, "a,b\n");
  assert.deepEqual(found, { numbers: ["a", "b"], labels: ["b", "kind"], maxClasses: 10, note: "" });
});

test("what spreadsheets write is read, and a table without headings is read as such and said to be", async () => {
  const k = /** @type {any} */ (await loadKernelSet("tables"));
  for (const [what, csv] of Object.entries({
    "European Excel": "\uFEFFlang;breit;Art\r\n4,5;3,25;a\r\n1;2,5;b\r\n2;;a\r\n",
    tabs: "lang\tbreit\tArt\n4.5\t3.25\ta\n1\t2.5\tb\n2\t\ta\n",
    "quotes, and a comma in one": '"lang","breit","Art"\n"4.5","3.25","a"\n1,2.5,"b"\n2,,"a"\n',
  })) {
    const { table, ...found } = readTable(k, csv);
    assert.deepEqual(
      found,
      { numbers: ["lang", "breit"], labels: ["lang", "breit", "Art"], maxClasses: 10, note: "" },
      what,
    );
    assert.deepEqual([...table.columns[0].numbers, ...table.columns[1].numbers], [4.5, 1, 2, 3.25, 2.5, NaN], what);
  }
  const iris = readTable(k, "5,1;3,5;setosa\n4,9;3;setosa\n7;3,2;other\n");
  assert.deepEqual([iris.numbers, iris.table.lines.length], [["column 1", "column 2"], 3]);
  assert.equal(iris.note, "No headings found: columns are called column 1, column 2, …");
  assert.throws(
    () => readTable(k, "a;b;c\n1,5;2,5;x\n1,5;2.5;y\n"),
    /has 1 \(of 3 columns\)\. Numbers have one decimal mark throughout\.$/,
  );
});

test("a table that ships with the essay is taken as it is", () => {
  const table = { lines: [2], columns: [{ name: "a", isNumber: true, levels: ["1"] }] };
  const ours = { ...table, columns: [...table.columns, ...table.columns, { name: "kind", levels: ["x", "y"] }] };
  const none = /** @type {any} */ ({ datasets: {} });
  assert.equal(readTable(none, ours).table.columns, ours.columns);
  assert.throws(() => readTable(none, table), /two columns of numbers; the table has 1/);
});

test("columns by their names, handed to the kernels as they are", () => {
  const columns = ["a", "b", "kind"].map((name) => columnOf(name, [1, 2], [0, 1]));
  const asked = (/** @type {any} */ names) =>
    labelledColumns({ datasets: { labelledColumns: (...given) => given } }, { columns }, names);
  const [x, y, label] = columns;
  assert.deepEqual(asked({ x: "a", y: "b", label: "kind" }), [{ x, y, label }, { maxClasses: 10 }]);
  assert.deepEqual(asked({ x: "b", y: "a", label: "kind", maxClasses: 5 }), [{ x: y, y: x, label }, { maxClasses: 5 }]);
  assert.throws(() => asked({ x: "a", y: "c", label: "kind" }), /different columns of a, b, kind, got a, c, kind$/);
  assert.throws(() => asked({ x: "a", y: "a", label: "kind" }), /got a, a, kind$/);
});

test("columns of which too little is left, or numbers that are too large, are refused by their names", () => {
  const asked = (/** @type {number[]} */ a, /** @type {number[]} */ b, /** @type {number[]} */ codes) =>
    labelledColumns(
      { datasets: { labelledColumns: () => "taken" } },
      { columns: [columnOf("weight", a), columnOf("height", b), columnOf("kind", [], codes)] },
      { x: "weight", y: "height", label: "kind" },
    );
  assert.equal(asked([1, 2, NaN], [3, 4, 5], [1, 0, 0]), "taken");
  assert.equal(asked([1, -1e100], [3, 1e100], [1, 0]), "taken");
  assert.throws(() => asked([1, NaN, 3], [NaN, 2, 3], [0, 1, -1]), /in all three columns: weight, height and kind\.$/);
  assert.throws(
    () => asked([1, NaN, 3], [1, 2, 3], [1, 0, 1]),
    /two labels to tell apart; all rows with a value in weight, height and kind have the label dog\.$/,
  );
  assert.throws(() => asked([1, 2], [1, -1.5e300], [0, 1]), /height has the number -1\.5e\+300; .* up to 1e\+100/);
});

test("a table without two columns of numbers or without labels says what it lacks", () => {
  assert.throws(
    () => readTable(kernels({ a: 40, kind: ["x", "y"] }), ""),
    /two columns of numbers; the table has 1 \(of 2 columns\)/,
  );
  assert.throws(() => readTable(kernels({ a: 40, b: 40 }), ""), /a column of labels with 2 to 10 different values/);
  assert.throws(() => readTable(kernels({ a: 40, b: 40, kind: ["x", "y", "z"] }), "", 2), /2 to 2 different/);
});

test("the columns asked for, or else the first that will do; never one twice", () => {
  const table = { numbers: ["a", "b", "c"], labels: ["c", "kind"], maxClasses: 10 };
  assert.deepEqual(chooseColumns(table, { x: "b", y: "a", label: "kind" }), { x: "b", y: "a", label: "kind" });
  assert.deepEqual(chooseColumns(table, { x: "none", y: "none", label: "none" }), { x: "a", y: "b", label: "c" });
  assert.deepEqual(chooseColumns(table, { x: "c", y: "c", label: "c" }), { x: "c", y: "a", label: "kind" });
  assert.throws(
    () => chooseColumns({ numbers: ["a", "b"], labels: ["b"], maxClasses: 5 }, { x: "a", y: "b", label: "b" }),
    /with 2 to 5 different values; the table has only b\.$/,
  );
});

test("the positive label: the one asked for, or else the greatest, of numbers by their size", () => {
  const chosen = (/** @type {string[]} */ names, wanted = "malignant") => names[choosePositive(names, wanted)];
  assert.equal(chosen(["benign", "malignant", "unsure"]), "malignant");
  assert.equal(chosen(["0", "1"]), "1");
  assert.equal(chosen(["1", "-1"]), "1");
  assert.equal(chosen(["9", "10", "2"]), "10");
  assert.equal(chosen(["A", "B"]), "B");
  assert.equal(chosen(["yes", "no"]), "yes");
  assert.equal(chosen(["yes", "no"], "no"), "no");
});
