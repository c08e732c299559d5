// A table of the reader's own, or the essay's while there is none: which of its columns will do, and which are meant.
// For models: an essay makes two cells of it, so that choosing another column does not read the file again.
import { t } from "../words/words.js";

/** Of a column of labels, when nothing else is said. */
const kMaxClasses = 10;
/** Of a number, either way: bounds and squares of larger ones are no numbers any more. */
const kLargest = 1e100;

/**
 * The columns that can be measurements and those that can be labels. Throws an Error that says what the table lacks.
 * @param {{ datasets: { readCsv(text: string): any } }} k  the kernels
 * @param {any} csv  the text of the reader's file, or the essay's own table, as `?table` imports it
 * @param {number} [maxClasses]  of a column of labels (10)
 * @returns {{ table: any, numbers: string[], labels: string[], maxClasses: number, note: string }}  the table as `readCsv`
 *   gives it; names of columns; what the reader should know of how it was read
 */
export function readTable(k, csv, maxClasses = kMaxClasses) {
  const table = typeof csv === "string" ? k.datasets.readCsv(csv) : csv;
  /** @param {(column: any) => boolean} fits @returns {string[]} */
  const names = (fits) => table.columns.filter(fits).map((/** @type {any} */ column) => column.name);
  const numbers = names(({ isNumber }) => isNumber);
  const labels = names(({ levels }) => levels.length >= 2 && levels.length <= maxClasses);
  if (numbers.length < 2)
    throw new Error(
      t(
        "This essay needs two columns of numbers; the table has {numbers} (of {columns} columns). Numbers have one decimal mark throughout.",
        { numbers: numbers.length, columns: table.columns.length },
      ),
    );
  if (labels.length === 0)
    throw new Error(
      t("This essay needs a column of labels with 2 to {most} different values; the table has none.", {
        most: maxClasses,
      }),
    );
  const note = table.header === false ? t("No headings found: columns are called column 1, column 2, …") : "";
  return { table, numbers, labels, maxClasses, note };
}

/**
 * Two columns of numbers and one of labels, all different: those asked for where the table has them, else the first
 * that will do. The answer is what `labelledColumns` wants. Throws an Error where no label column is left.
 * @param {{ numbers: string[], labels: string[], maxClasses: number }} table  of `readTable`
 * @param {{ x: string, y: string, label: string }} wanted  names
 * @returns {{ x: string, y: string, label: string }}
 */
export function chooseColumns({ numbers, labels, maxClasses }, wanted) {
  const x = numbers.includes(wanted.x) ? wanted.x : numbers[0];
  const others = numbers.filter((name) => name !== x);
  const y = others.includes(wanted.y) ? wanted.y : others[0];
  const free = labels.filter((name) => name !== x && name !== y);
  if (free.length === 0)
    throw new Error(
      t(
        "Beside two columns of numbers this essay needs a column of labels with 2 to {most} different values; the table has only {labels}.",
        { most: maxClasses, labels: labels.join(", ") },
      ),
    );
  return { x, y, label: free.includes(wanted.label) ? wanted.label : free[0] };
}

/**
 * The label that counts as positive: the one asked for where there is one, else the greatest, as in scikit-learn: of numbers
 * the largest (1 beside 0), of words the last in the order of their characters (yes beside no).
 * @param {string[]} classNames
 * @param {string} wanted
 * @returns {number} its place in `classNames`
 */
export function choosePositive(classNames, wanted) {
  if (classNames.includes(wanted)) return classNames.indexOf(wanted);
  const areNumbers = classNames.every((name) => Number.isFinite(Number(name)));
  const isGreater = (/** @type {string} */ a, /** @type {string} */ b) => (areNumbers ? Number(a) > Number(b) : a > b);
  return classNames.reduce((best, name, i) => (isGreater(name, classNames[best]) ? i : best), 0);
}

/**
 * Two columns of numbers and one of labels of a table as X and y; rows with a missing value in one of the three are left
 * out and counted. Throws an Error for a name that is not there, or given twice, that lists those there are; where fewer
 * than two classes are left or a number is too large; and what the kernels say of columns that do not fit.
 * @param {{ datasets: { labelledColumns(columns: any, options: any): any } }} k  the kernels
 * @param {{ columns: Array<{ name: string, numbers: Float64Array, codes: Int32Array, levels: string[] }> }} table  as `?table` imports it or `readCsv` gives it
 * @param {{ x: string, y: string, label: string, maxClasses?: number }} names  and the limit of classes (10)
 * @returns {any}  `{ X, y, bounds, classNames, rows, nDropped }`
 */
export function labelledColumns(k, { columns }, { x, y, label, maxClasses = kMaxClasses }) {
  const names = [x, y, label];
  const [ofX, ofY, ofLabel] = names.map((name) => columns.find((column) => column.name === name));
  if (!ofX || !ofY || !ofLabel || new Set(names).size < 3)
    throw new Error(
      `x, y, label: expected three different columns of ${columns.map(({ name }) => name).join(", ")}, got ${names.join(", ")}`,
    );
  // The kernels refuse these too, in the words of their arguments; a reader knows columns and labels.
  const complete = ofLabel.codes.filter((code, row) => code >= 0 && !isNaN(ofX.numbers[row] + ofY.numbers[row]));
  if (complete.length === 0)
    throw new Error(t("No row of the table has a value in all three columns: {x}, {y} and {label}.", { x, y, label }));
  if (new Set(complete).size < 2)
    throw new Error(
      t(
        "This essay needs two labels to tell apart; all rows with a value in {x}, {y} and {label} have the label {only}.",
        { x, y, label, only: ofLabel.levels[complete[0]] },
      ),
    );
  for (const { name, numbers } of [ofX, ofY]) {
    const value = numbers.find((number) => Math.abs(number) > kLargest);
    if (value !== undefined)
      throw new Error(
        t("The column {name} has the number {value}; this essay takes numbers up to {most} in size.", {
          name,
          value,
          most: kLargest,
        }),
      );
  }
  return k.datasets.labelledColumns({ x: ofX, y: ofY, label: ofLabel }, { maxClasses });
}
