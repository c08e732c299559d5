// How a WebAssembly module's bytes are read and written: what the steps of a module's build share.

/**
 * A place in the module that names a function.
 * @typedef {{ start: number, end: number, called: number }} Reference
 */

/** Reads a module from its bytes, number by number. */
export class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  skip(/** @type {number} */ count) {
    this.at += count;
  }
  /** An unsigned number of 32 bits. */
  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }
  /** Passes numbers of any length and sign. */
  skipNumbers(count = 1) {
    for (; count > 0; count--) while (this.byte() >= 0x80);
  }
  /** @returns {Reference} */
  reference() {
    const start = this.at;
    const called = this.number();
    return { start, end: this.at, called };
  }
}

/** An unsigned number as modules write it, seven bits a byte. @param {number} value */
export function encode(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** Where a module's sections are, without what stands before their content. @param {Uint8Array} bytes  a module */
export function sectionsOf(bytes) {
  /** @type {Array<{ id: number, start: number, end: number }>} */
  const sections = [];
  for (const reader = new Reader(bytes, 8); reader.at < bytes.length;) {
    const id = reader.byte();
    const length = reader.number();
    sections.push({ id, start: reader.at, end: reader.at + length });
    reader.skip(length);
  }
  return sections;
}

export const refuse = (/** @type {string} */ what) => {
  throw new Error(`${what}: this program does not know what to do with it`);
};

/** How many numbers follow an instruction; the others are in `skipOperands`. */
const numbersAfter = new Map([
  ...[0x00, 0x01, 0x05, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].map((code) => /** @type {const} */ ([code, 0])),
  // block, loop, if, try, catch, throw, rethrow, br, br_if, delegate, locals, globals, tables, memory.size and .grow,
  // constants, ref.null
  ...[0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d, 0x18, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26].map(
    (code) => /** @type {const} */ ([code, 1]),
  ),
  ...[0x3f, 0x40, 0x41, 0x42, 0xd0].map((code) => /** @type {const} */ ([code, 1])),
  ...[0x11, 0x13].map((code) => /** @type {const} */ ([code, 2])), // call_indirect, return_call_indirect
]);
export const callCodes = new Set([0x10, 0x12, 0xd2]); // call, return_call, ref.func

/** @param {Reader} reader  behind the instruction's first byte @param {number} code */
export function skipOperands(reader, code) {
  const count = numbersAfter.get(code);
  if (count !== undefined) reader.skipNumbers(count);
  else if (code === 0x0e)
    reader.skipNumbers(reader.number() + 1); // br_table
  else if (code === 0x1c)
    reader.skipNumbers(reader.number()); // select with types
  else if (code >= 0x28 && code <= 0x3e)
    reader.skipNumbers(2); // loads and stores
  else if (code === 0x43) reader.skip(4);
  else if (code === 0x44) reader.skip(8);
  else if (code === 0xfc) skipBulkOperands(reader);
  else if (code === 0xfd) skipSimdOperands(reader);
  else if (code < 0x45 || code > 0xc4) refuse(`instruction 0x${code.toString(16)}`);
}

/** @param {Reader} reader */
function skipBulkOperands(reader) {
  const code = reader.number();
  if (code > 17) refuse(`instruction 0xfc ${code}`);
  // Conversions; memory.init, memory.copy, table.init, table.copy; the others of memories and tables.
  reader.skipNumbers(code < 8 ? 0 : [8, 10, 12, 14].includes(code) ? 2 : 1);
}

/** @param {Reader} reader */
function skipSimdOperands(reader) {
  const code = reader.number();
  const isLane = code >= 84 && code <= 91;
  if (code <= 11 || (code >= 84 && code <= 93)) reader.skipNumbers(2);
  if (code === 12 || code === 13) reader.skip(16);
  if (isLane || (code >= 21 && code <= 34)) reader.skip(1);
}
