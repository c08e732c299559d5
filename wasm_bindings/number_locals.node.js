// Numbers the local variables of a module so that it packs best; a step of order_functions.node.js.
//
// Two places that do the same are alike for gzip only where their variables have the same numbers, and to a machine one
// number is as good as another. Binaryen gives the smallest to those that are used most. From there, one function after the
// other, two variables of one type change numbers wherever that makes the function shorter behind those before it.
import { Buffer } from "node:buffer";
import { deflateRawSync, gzipSync } from "node:zlib";
import { Reader, callCodes, encode, refuse, sectionsOf, skipOperands } from "./wasm_reader.js";

const sectionId = { type: 1, function: 3, code: 10 };
const functionType = 0x60;
const localCodes = new Set([0x20, 0x21, 0x22]); // local.get, local.set, local.tee
/** How far gzip looks back, less what a function itself may take. */
const remembered = 32000;
/** Of that, what is packed with the function, so that how often a byte occurs is that of the module. */
const packedWith = 3000;
/** Of a function with more variables these many may change numbers: the work grows with the square. */
const mostVariables = 24;
/** How often all is tried: from the second time on, what a variable that changed may change with. */
const rounds = 3;

/**
 * A function: its variables' types, arguments excluded, and its bytes, cut behind each instruction's code that a variable's
 * number follows; `variables` are those numbers.
 * @typedef {{ nArguments: number, types: number[], pieces: Uint8Array[], variables: number[] }} Body
 */

/** @param {Uint8Array} bytes  a module @param {{ id: number, start: number }[]} sections @returns {Body[]} */
function bodiesOf(bytes, sections) {
  const counted = (/** @type {number} */ id, /** @type {(reader: Reader) => any} */ read) => {
    const section = sections.find((each) => each.id === id);
    if (!section) return [];
    const reader = new Reader(bytes, section.start);
    return Array.from({ length: reader.number() }, () => read(reader));
  };
  const nArgumentsOf = counted(sectionId.type, (reader) => {
    if (reader.byte() !== functionType) refuse("a type that is no function");
    const nArguments = reader.number();
    reader.skip(nArguments);
    reader.skip(reader.number());
    return nArguments;
  });
  const types = counted(sectionId.function, (reader) => reader.number());
  let index = 0;
  return counted(sectionId.code, (reader) => {
    const end = reader.number() + reader.at;
    const body = bodyOf(reader, end);
    return { nArguments: nArgumentsOf[types[index++]], ...body };
  });
}

/** @param {Reader} reader @param {number} end */
function bodyOf(reader, end) {
  let from = reader.at;
  /** @type {number[]} */
  const types = [];
  for (let groups = reader.number(); groups > 0; groups--) {
    const count = reader.number();
    types.push(...Array(count).fill(reader.byte()));
  }
  const pieces = [];
  const variables = [];
  while (reader.at < end) {
    const code = reader.byte();
    if (localCodes.has(code)) {
      pieces.push(reader.bytes.subarray(from, reader.at));
      variables.push(reader.number());
      from = reader.at;
    } else if (callCodes.has(code)) reader.skipNumbers();
    else skipOperands(reader, code);
  }
  pieces.push(reader.bytes.subarray(from, end));
  return { types, pieces, variables };
}

/** The function with other numbers. @param {Body} body @param {number[]} numbers  by the present ones */
function written({ pieces, variables }, numbers) {
  const bytes = pieces.flatMap((piece, i) =>
    i < variables.length ? [piece, Uint8Array.from(encode(numbers[variables[i]]))] : [piece],
  );
  const content = Buffer.concat(bytes);
  return Buffer.concat([Uint8Array.from(encode(content.length)), content]);
}

/** The pairs of variables that may change numbers. @param {Body} body @returns {[number, number][]} */
function pairsOf({ nArguments, types, variables }) {
  const used = [...new Set(variables)]
    .filter((variable) => variable >= nArguments && variable < nArguments + mostVariables)
    .sort((a, b) => a - b);
  const typeOf = (/** @type {number} */ variable) => types[variable - nArguments];
  return used.flatMap((a, i) =>
    used.slice(i + 1).flatMap((b) => (typeOf(a) === typeOf(b) ? [/** @type {[number, number]} */ ([a, b])] : [])),
  );
}

/** @param {Body} body @param {Uint8Array} before  the functions before it */
function packedBest(body, before) {
  const numbers = Array.from({ length: body.nArguments + body.types.length }, (_, number) => number);
  const near = before.subarray(Math.max(0, before.length - packedWith));
  const dictionary = before.subarray(Math.max(0, before.length - remembered), before.length - near.length);
  const length = () =>
    deflateRawSync(Buffer.concat([near, written(body, numbers)]), {
      level: 9,
      memLevel: 9, // one block, however long
      ...(dictionary.length > 0 && { dictionary }),
    }).length;
  let shortest = length();
  let pairs = pairsOf(body);
  for (let round = 0; round < rounds; round++) {
    /** @type {Set<number>} */
    const changed = new Set();
    for (const [a, b] of pairs) {
      const swap = () => ([numbers[a], numbers[b]] = [numbers[b], numbers[a]]);
      swap();
      const reached = length();
      if (reached < shortest) {
        shortest = reached;
        changed.add(a).add(b);
      } else swap();
    }
    pairs = pairs.filter(([a, b]) => changed.has(a) || changed.has(b));
  }
  return written(body, numbers);
}

/** @param {Uint8Array} bytes  a module @returns {Uint8Array}  the same, its variables numbered as it packs best */
export function numbered(bytes) {
  const sections = sectionsOf(bytes);
  const bodies = bodiesOf(bytes, sections);
  let before = Buffer.alloc(0);
  const code = [Uint8Array.from(encode(bodies.length))];
  for (const body of bodies) {
    const best = packedBest(body, before);
    code.push(best);
    before = Buffer.concat([before.subarray(-remembered), best]);
  }
  const parts = sections.flatMap(({ id, start, end }) => {
    const content = id === sectionId.code ? Buffer.concat(code) : bytes.subarray(start, end);
    return [Uint8Array.from([id, ...encode(content.length)]), content];
  });
  const put = Buffer.concat([bytes.subarray(0, 8), ...parts]);
  // What is best for each function behind those before it may be a few bytes more of the whole: 18 in 33,000 were seen.
  return packed(put) < packed(bytes) ? put : bytes;
}

const packed = (/** @type {Uint8Array} */ bytes) => gzipSync(bytes, { level: 9 }).length;
