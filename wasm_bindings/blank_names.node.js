// Blanks texts of a module that nobody reads; a step of order_functions.node.js.
//
// A class with virtual functions carries its name for std::type_info::name(). These bindings tell types apart by where their
// type_info is (registry.h), the runtime by where the name is. embind's library hands JavaScript a name with each type, which
// embind_subset.js does not ask for. Zeros take no room after gzip. The names of the standard's exceptions stay: an internal
// error shows them.
import { Buffer } from "node:buffer";
import { sectionsOf } from "./wasm_reader.js";

const dataSection = 11;
const unread =
  /(?:N(?:10scrollwork|10emscripten|10__cxxabiv1|St3__2)[A-Za-z0-9_]*E|emscripten::memory_view<[a-z0-9_ ]+>|std::basic_string<unsigned char>|std::(?:w|u16|u32)string)(?=\0)/g;

/** @param {Uint8Array} bytes  a module @returns {Uint8Array}  the same without these */
export function blanked(bytes) {
  const out = Buffer.from(bytes);
  for (const { id, start, end } of sectionsOf(bytes)) {
    if (id !== dataSection) continue;
    for (const { 0: text, index } of out.toString("latin1", start, end).matchAll(unread))
      out.fill(0, start + index, start + index + text.length);
  }
  return out;
}
