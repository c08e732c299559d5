/** Reads a reader's table. Fetched when one is chosen: few bring their own. */
import { formatNumber } from "../figures/format.js";
import { t } from "../words/words.js";

/**
 * The text of a file.
 * @param {File} file
 * @param {number} max bytes
 * @returns {Promise<string>} rejects, in words for the reader, where it is too large, empty or no text
 */
export async function readTable(file, max) {
  if (file.size > max)
    throw new Error(
      t("{file} has {size} MB; at most {max} MB are read. Leave out columns or rows.", {
        file: file.name,
        size: megabytes(file.size),
        max: megabytes(max),
      }),
    );
  const text = decode(await file.arrayBuffer());
  if (text.includes("\0"))
    throw new Error(
      t("{file} does not look like a text file. A spreadsheet saves a table as one by “Save as”, CSV.", {
        file: file.name,
      }),
    );
  if (text.trim() === "") throw new Error(t("{file} is empty.", { file: file.name }));
  return text;
}

/** @param {number} bytes */
const megabytes = (bytes) => formatNumber(bytes / 1e6, 1);

/** What spreadsheets write: UTF-16 where the file's first two bytes say so, else UTF-8, or an older code. @param {ArrayBuffer} bytes */
function decode(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
