// Tables that ship with an essay: `import penguins from "./data/penguins.csv?table"` is what the kernels' readCsv makes of
// the file. It is read when the site is built, and travels in a form that needs no parser.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { unpackTable } from "../runtime/packed_table.js";
import { loadKernelSet } from "./kernel.js";
import { fromProject, projectDir } from "./project.js";

const unpacker = join(projectDir, "web", "runtime", "packed_table.js");

/** A column with few different cells is written as these and a character for each row. */
const kFew = 40;

/** @typedef {Parameters<typeof unpackTable>} Packed */

/** @returns {import("vite").Plugin} */
export const tablePlugin = () => ({
  name: "scrollwork:table",
  enforce: "pre",
  load: {
    filter: { id: /\.csv\?table$/ },
    async handler(id) {
      const file = id.replace(/\?table$/, "");
      this.addWatchFile(file);
      const packed = packTable(await tableOf(file), fromProject(file));
      // Pure, so that a page, which needs of a model its state and steps, leaves the table out.
      return `import { unpackTable } from ${JSON.stringify(unpacker)};
export default /* @__PURE__ */ unpackTable(${packed.map((part) => JSON.stringify(part)).join(", ")});
`;
    },
  },
});

/** The table in a file; throws where it is none, naming file and line. @param {string} file */
async function tableOf(file) {
  const { datasets } = await loadKernelSet("tables");
  try {
    return datasets.readCsv(readFileSync(file));
  } catch (error) {
    const message = /** @type {Error} */ (error).message;
    throw new Error(fromProject(file) + message.replace(/^(?:line (\d+))?/, (_, line) => (line ? `:${line}` : ": ")), {
      cause: error,
    });
  }
}

/**
 * What `unpackTable` is called with. Throws where it would not give the very table.
 * @param {import("../../wasm_bindings/kernel.d.ts").datasets.Table} table  of `readCsv`
 * @param {string} file  for the message
 * @returns {Packed}
 */
export function packTable({ columns, lines }, file) {
  const apart = lines.some((line, row) => line !== lines[0] + row);
  /** @type {Packed} */
  const packed = [apart ? Array.from(lines) : [lines[0] ?? 0, lines.length], apart, ...columns.map(packColumn)];
  const found = unpackTable(...packed);
  for (const [i, column] of columns.entries())
    if (!isDeepStrictEqual(comparable(found.columns[i]), comparable(column)))
      throw new Error(`${file}: column "${column.name}" would be another once it is packed; import the file as ?raw`);
  return packed;
}

/** With numbers that compare as numbers, whatever the bits of NaN. @param {{ numbers: Float64Array }} column */
const comparable = (column) => ({ ...column, numbers: Array.from(column.numbers) });

/** @param {import("../../wasm_bindings/kernel.d.ts").datasets.Column} column @returns {Packed[2]} */
function packColumn({ name, firstTextLine, codes, levels }) {
  const joined = (/** @type {string[]} */ cells) =>
    levels.some((level) => level.includes(",")) ? cells : cells.join();
  return levels.length > 0 && levels.length <= kFew
    ? [name, firstTextLine, joined(levels), Array.from(codes, (code) => String.fromCharCode(code + 48)).join("")]
    : [name, firstTextLine, joined(Array.from(codes, (code) => levels[code] ?? ""))];
}
