// The kernels as a model sees them: `k.<family>.<Name>`, over the table of a module. No algorithm here.
//
// The module offers a table of what it has and one function that calls any entry of it (registry.h). From these, this
// file makes families and classes, missing arguments as undefined, every failure as an Error with `code` and `message`,
// chaining (`fit` returns its object), and the count of kernel objects, each of which holds memory until `delete()`.

/**
 * A line of the module's table: a class, or a member of the class with the same type, or a function. Types are numbers, 0
 * for none.
 * @typedef {object} Entry
 * @property {"class" | "constructor" | "method" | "property" | "function"} kind
 * @property {string} name
 * @property {number} type
 * @property {number} base
 * @property {number} thunk  what to call; of a class: what destroys an object
 * @property {number} arity
 */

/**
 * @param {{ createModule: (options?: object) => Promise<any>, wasmBinary?: ArrayBuffer | ArrayBufferView }} source
 *   The factory of a built module, and its .wasm bytes where the factory cannot fetch them (Node).
 * @returns {Promise<import("./kernel.d.ts").Kernel>}
 */
export async function loadKernel({ createModule, wasmBinary }) {
  /** @type {Map<object, number>} every kernel object that was made and not deleted, and where it lies in memory */
  const live = new Map();
  /** @type {object[][]} the lists of the `collect` calls that are running, innermost last */
  const collectors = [];
  /** What C++ has told of a failure: the call that is running throws it. @type {Error | undefined} */
  let failed;
  const module = await createModule(wasmBinary ? { wasmBinary } : {});
  /** @type {Map<number, Function>} the classes, by their types */
  const classes = new Map();

  const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

  const enter = (thunk, address, args) => {
    const stack = module.stackSave();
    let value;
    try {
      value = module.call(thunk, address, args.length, args[0], args[1], args);
    } catch (error) {
      // C++ has destroyed what it had made, but only a function that returns gives its part of the stack back.
      module.stackRestore(stack);
      throw error;
    }
    if (!failed) return value;
    const error = failed;
    failed = undefined;
    throw error;
  };

  /** Calls into the module: `name` for messages, `arity` arguments at most, those that are missing as undefined. */
  const call = (name, { thunk, arity }, address, args) => {
    if (args.length > arity)
      throw failure("BadValue", `${name}: expected at most ${arity} arguments, got ${args.length}`);
    try {
      return enter(thunk, address, args);
    } catch (error) {
      if (typeof error?.code === "string") throw error;
      // A type error of JavaScript's own, while an argument was read, or a trap of the module.
      const code = error instanceof WebAssembly.RuntimeError ? "Internal" : "BadValue";
      throw failure(code, `${name}: ${error?.message ?? error}`, error);
    }
  };

  const requireLive = (self, name) => {
    const address = live.get(self);
    if (!address) throw failure("Deleted", `${name}: the object was deleted, or is none of this kernel`);
    return address;
  };

  class KernelObject {
    delete() {
      const address = requireLive(this, "delete");
      live.delete(this);
      enter(this.constructor.destructor, address, []);
    }
    isDeleted() {
      return !live.has(this);
    }
  }

  /** What `new` calls. `made` gets its constructor's entry later; a class without one is a base of others. */
  const classOf = (typeName, destructor) => {
    const made = {
      [typeName]: function (...args) {
        if (!new.target) throw failure("BadValue", `${typeName}: call it with new`);
        if (!made.entry) throw failure("BadValue", `${typeName}: it has no accessible constructor`);
        return call(typeName, made.entry, 0, args);
      },
    }[typeName];
    made.destructor = destructor;
    return made;
  };

  /** @param {Entry} entry */
  const addMember = (entry) => {
    const owner = classes.get(entry.type);
    if (entry.kind === "constructor") {
      owner.entry = entry;
      return;
    }
    const name = `${owner.name}.${entry.name}`;
    const addressIn = (self) => {
      const address = requireLive(self, name);
      if (owner.prototype.isPrototypeOf(self)) return address;
      throw failure("BadValue", `${name}: called on an object of another class, ${self.constructor.name}`);
    };
    const descriptor =
      entry.kind === "property"
        ? {
            enumerable: true,
            get() {
              return call(name, entry, addressIn(this), []);
            },
          }
        : {
            value(...args) {
              return call(name, entry, addressIn(this), args) ?? this;
            },
          };
    Object.defineProperty(owner.prototype, entry.name, { configurable: true, ...descriptor });
  };

  /** @type {any} */
  const kernel = {
    matrix(rows) {
      const cols = rows[0]?.length ?? 0;
      const data = new Float64Array(rows.length * cols);
      rows.forEach((row, i) => {
        if (row.length !== cols) {
          throw failure("BadShape", `rows[${i}]: expected ${cols} numbers as in the first row, got ${row.length}`);
        }
        data.set(row, i * cols);
      });
      return { data, rows: rows.length, cols };
    },
    collect(fn) {
      const handles = [];
      collectors.push(handles);
      try {
        return { value: fn(), handles };
      } catch (error) {
        for (const handle of handles) if (live.has(handle)) handle.delete();
        throw error;
      } finally {
        collectors.pop();
      }
    },
    liveHandles: () => live.size,
  };
  const table = readTable(
    module.open({
      ...host,
      adopt(address, type) {
        const object = Object.create(classes.get(type).prototype);
        live.set(object, address);
        collectors.at(-1)?.push(object);
        return object;
      },
      address: (value, type) => (classes.get(type)?.prototype.isPrototypeOf(value) ? (live.get(value) ?? 0) : -1),
      fail(code, message) {
        failed = failure(host.text(code), host.text(message));
      },
    }),
  );
  for (const { kind, name, type, thunk } of table) {
    const [family, own] = name.split(".");
    if (kind === "class") classes.set(type, ((kernel[family] ??= {})[own] = classOf(own, thunk)));
  }
  for (const { kind, type, base } of table) {
    if (kind !== "class") continue;
    const { prototype } = classes.get(type);
    Object.setPrototypeOf(prototype, (classes.get(base) ?? KernelObject).prototype);
  }
  for (const entry of table) {
    if (entry.type) {
      if (entry.kind !== "class") addMember(entry);
      continue;
    }
    const [family, name] = entry.name.split(".");
    (kernel[family] ??= {})[name] = (...args) => call(name, entry, 0, args);
  }
  return kernel;
}

/** As in registry.cc. @type {Entry["kind"][]} */
const entryKinds = ["class", "constructor", "method", "property", "function"];

/**
 * @param {[string, Int32Array]} table  names, each with a line end, and five numbers for each
 * @returns {Entry[]}
 */
function readTable([names, numbers]) {
  return names
    .split("\n")
    .slice(0, -1)
    .map((name, i) => {
      const [kind, type, base, thunk, arity] = numbers.subarray(5 * i);
      return { name, kind: entryKinds[kind], type, base, thunk, arity };
    });
}

/** As in value.h. */
const kinds = [
  "undefined",
  "null",
  "boolean",
  "number",
  "string",
  "function",
  "other",
  "object",
  "array",
  "Float64Array",
  "Float32Array",
  "Int32Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "typed array",
];
const kindNumbers = new Map(kinds.map((name, i) => [name, i]));

/** @param {unknown} value */
function kindOf(value) {
  if (value === null) return "null";
  if (typeof value !== "object") return kindNumbers.has(typeof value) ? typeof value : "other";
  if (Array.isArray(value)) return "array";
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return "object";
  const name = value[Symbol.toStringTag];
  return kindNumbers.has(name) ? name : "typed array";
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** What C++ asks of JavaScript. Each takes one or two values and gives one, so that C++ has one way to call them all. */
const host = {
  /** @param {unknown} value */
  kind: (value) => kindNumbers.get(kindOf(value)),
  /** @param {Uint8Array} bytes  UTF-8 */
  text: (bytes) => decoder.decode(bytes),
  /** @param {string | Uint8Array} value */
  bytes: (value) => (typeof value === "string" ? encoder.encode(value) : value),
  /** @param {Uint8Array} bytes */
  clamped: (bytes) => new Uint8ClampedArray(bytes.slice().buffer),
  /** @param {{ slice(): unknown }} view  of the module's memory */
  copy: (view) => view.slice(),
  /** @param {Uint8Array} out @param {Uint8Array} bytes */
  write: (out, bytes) => out.set(bytes),
  /** @param {string} text @param {number} n */
  first: (text, n) => text.slice(0, n),
  /** @param {unknown[]} list @param {unknown} item */
  push: (list, item) => list.push(item),
  keys: Object.keys,
  /** Fills `out` and returns the place of the first item that is no number, else its length. */
  numbers(items, out) {
    if (ArrayBuffer.isView(items)) {
      out.set(items); // a BigInt64Array is refused by JavaScript itself
      return out.length;
    }
    for (let i = 0; i < out.length; i++) {
      if (typeof items[i] !== "number") return i;
      out[i] = items[i];
    }
    return out.length;
  },
};
