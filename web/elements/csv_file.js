/** Reads a reader's table. Fetched when one is chosen: few bring their own. */

/**
 * The text of a file.
 * @param {File} file
 * @param {number} max bytes
 * @returns {Promise<string>} rejects, in words for the reader, where it is too large or no text
 */
export async function readTable(file, max) {
  if (file.size > max)
    throw new Error(`${file.name} has ${megabytes(file.size)} MB; at most ${megabytes(max)} MB are read.`);
  const text = decode(await file.arrayBuffer());
  if (text.includes("\0")) throw new Error(`${file.name} does not look like a text file.`);
  return text;
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** UTF-8, or else what older spreadsheets write. @param {ArrayBuffer} bytes */
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
