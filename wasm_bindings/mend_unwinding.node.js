// Takes apart what Emscripten's compiler has nested by mistake: node mend_unwinding.node.js <arguments of
// wasm-emscripten-finalize>
//
// LLVM wraps a call whose exception must not reach the nearest catch in a `try` that ends with `delegate`. Where one such
// call hands its result to the next, and their exceptions go to two places, it may put the second `try` inside the first:
//
//   try a try b delegate caller c delegate cleanup    where it means    try a b delegate caller try c delegate cleanup
//
// Then an exception of `a` runs the clean-up of an object that has not been made, and frees what it finds there. Which of
// the two it writes depends on where the compiler's own objects lie in memory, so it differs from build to build
// (llvm/llvm-project#204883: all versions up to 22). A call's `try` holds one call or several in a row and never another
// `try`, so the wrong order can be told from all others as long as nothing has rewritten the code: this runs between the
// linker and Binaryen, in place of wasm-emscripten-finalize, to which it leaves the module (flags.cmake).
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { Reader, callCodes, refuse, skipOperands } from "./wasm_reader.js";

const codeSection = 10;
const opensBlock = new Set([0x02, 0x03, 0x04, 0x06]); // block, loop, if, try
const code = { try: 0x06, catch: 0x07, end: 0x0b, delegate: 0x18, catchAll: 0x19 };
const noResult = 0x40;

/**
 * A `try` around calls: where it starts, where its `delegate` is, where it ends, and how many blocks out it delegates.
 * @typedef {{ start: number, delegate: number, end: number, label: number, isToCaller: boolean }} Call
 */
/**
 * An open block, and the `try` around calls that it holds. It is plain when it is a `try` without a catch and with no
 * other block in it.
 * @typedef {{ start: number, isPlain: boolean, call?: Call }} Block
 */

/** Writes a number into the bytes that another one had. @param {Uint8Array} bytes @param {number} start @param {number} end @param {number} value */
function writeNumber(bytes, start, end, value) {
  for (let at = start; at < end; at++, value >>>= 7) bytes[at] = (value & 0x7f) | (at + 1 < end ? 0x80 : 0);
}

/** `try a try b delegate` becomes `try a b delegate try`. @param {Uint8Array} bytes @param {number} outer  its start @param {Call} inner */
function takeApart(bytes, outer, inner) {
  const opener = bytes.slice(outer, outer + 2);
  writeNumber(bytes, inner.delegate + 1, inner.end, inner.label - 1);
  bytes.copyWithin(inner.start, inner.start + opener.length, inner.end);
  bytes.set(opener, inner.end - opener.length);
}

/** A `delegate` ends the innermost block. Returns how many it took apart, 0 or 1. @param {Uint8Array} bytes @param {Block[]} open @param {Call} call  without its start */
function endWithDelegate(bytes, open, call) {
  const block = open.pop() ?? refuse("a delegate without its try");
  const outside = open.at(-1);
  if (outside && block.isPlain && !block.call && !outside.call) {
    outside.call = { ...call, start: block.start, isToCaller: call.label === open.length };
    return 0;
  }
  if (outside) outside.isPlain = false;
  if (!block.isPlain || !block.call?.isToCaller) return 0;
  takeApart(bytes, block.start, block.call);
  return 1;
}

/** Returns how many it took apart. @param {Uint8Array} bytes @param {number} start @param {number} end */
function mendBody(bytes, start, end) {
  const reader = new Reader(bytes, start);
  for (let groups = reader.number(); groups > 0; groups--) reader.skipNumbers(2); // locals
  let mended = 0;
  /** @type {Block[]}  the innermost last */
  const open = [];
  const isNotPlain = () => {
    const block = open.at(-1);
    if (block) block.isPlain = false;
  };
  while (reader.at < end) {
    const at = reader.at;
    const instruction = reader.byte();
    if (instruction === code.delegate) {
      const label = reader.number();
      mended += endWithDelegate(bytes, open, { start: at, delegate: at, end: reader.at, label, isToCaller: false });
      continue;
    }
    if (opensBlock.has(instruction)) {
      open.push({ start: at, isPlain: instruction === code.try && bytes[at + 1] === noResult });
    } else if (instruction === code.end) {
      open.pop();
      isNotPlain();
    } else if (instruction === code.catch || instruction === code.catchAll) isNotPlain();
    if (callCodes.has(instruction)) reader.reference();
    else skipOperands(reader, instruction);
  }
  return mended;
}

/** Mends a module that the linker has written, in place. Returns how many places it took apart. @param {Uint8Array} bytes */
export function mend(bytes) {
  let mended = 0;
  for (const reader = new Reader(bytes, 8); reader.at < bytes.length;) {
    const id = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    if (id === codeSection) {
      for (let bodies = reader.number(); bodies > 0; bodies--) {
        const size = reader.number();
        mended += mendBody(bytes, reader.at, reader.at + size);
        reader.skip(size);
      }
    }
    reader.at = end;
  }
  return mended;
}

for (const [place, path] of argv.entries()) {
  if (place < 2 || !path.endsWith(".wasm") || argv[place - 1] === "-o") continue;
  const bytes = readFileSync(path);
  try {
    if (mend(bytes) > 0) writeFileSync(path, bytes);
  } catch (error) {
    // Another compiler's module may hold what is unknown here.
    console.warn(`${path}: its exceptions are not checked: ${error instanceof Error ? error.message : error}`);
  }
}
