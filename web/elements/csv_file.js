/** Reads a reader's table. Fetched when one is chosen: few bring their own. */

/**
 * The text of a file.
 * @param {File} file
 * @param {number} max bytes
 * @returns {Promise<string>} rejects, in words for the reader, where it is too large, empty or no text
 */
export async function readTable(file, max) {
  if (file.size > max)
    throw new Error(`${file.name} has ${megabytes(file.size)} MB; at most ${megabytes(max)} MB are read.`);
  const text = decode(await file.arrayBuffer());
  if (text.includes("\0")) throw new Error(`${file.name} does not look like a text file.`);
  if (text.trim() === "") throw new Error(`${file.name} is empty.`);
  return text;
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

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
