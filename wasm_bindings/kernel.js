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
  const values = new Values({
    adopt(address, type) {
      const object = Object.create(classes.get(type).prototype);
      live.set(object, address);
      collectors.at(-1)?.push(object);
      return object;
    },
    address: (value, type) => (classes.get(type)?.prototype.isPrototypeOf(value) ? (live.get(value) ?? 0) : -1),
  });
  const module = await createModule({ values, ...(wasmBinary && { wasmBinary }) });
  /** @type {Map<number, Function>} the classes, by their types */
  const classes = new Map();

  const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

  /** Calls into the module: `name` for messages, `arity` arguments at most, those that are missing as undefined. */
  const call = (name, { thunk, arity }, address, args) => {
    if (args.length > arity)
      throw failure("BadValue", `${name}: expected at most ${arity} arguments, got ${args.length}`);
    try {
      return values.during((first) => {
        for (let i = 0; i < arity; i++) values.add(args[i]);
        return module._kernelCall(thunk, address, first);
      });
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
      values.during((first) => module._kernelCall(this.constructor.destructor, address, first));
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
  const table = readTable(values.during(() => module._kernelTable()));
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
const arrays = { Float64Array, Float32Array, Int32Array, Uint8Array, Uint8ClampedArray };

/** @param {unknown} value */
function kindOf(value) {
  if (value === null) return "null";
  if (typeof value !== "object") return kindNumbers.has(typeof value) ? typeof value : "other";
  if (Array.isArray(value)) return "array";
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return "object";
  const name = value[Symbol.toStringTag];
  return kindNumbers.has(name) ? name : "typed array";
}

/**
 * What the module sees of JavaScript: values by their places in a list, for the time of one call. No exception passes
 * through the module, whose own clean-up it would skip: the first is kept, and thrown when the call has returned.
 */
class Values {
  /** @type {unknown[]} undefined lies at 0 for good */
  #list = [undefined];
  /** @type {{ error: unknown } | null} */
  #failure = null;
  #decoder = new TextDecoder();
  #encoder = new TextEncoder();

  /** @param {{ adopt: (address: number, type: number) => object, address: (value: any, type: number) => number }} objects */
  constructor(objects) {
    this.objects = objects;
  }

  /** What `run` leaves at the place that it returns; it is told where the next value will lie. */
  during(run) {
    const first = this.#list.length;
    const outer = this.#failure;
    this.#failure = null;
    try {
      const value = this.#list[run(first)];
      if (this.#failure) throw this.#failure.error;
      return value;
    } finally {
      this.#list.length = first;
      this.#failure = outer;
    }
  }

  #try(run) {
    try {
      return run();
    } catch (error) {
      this.#failure ??= { error };
      return undefined;
    }
  }
  #text(bytes) {
    return this.#decoder.decode(bytes);
  }

  /** How many places are taken: 1 when no call is running. */
  get size() {
    return this.#list.length;
  }

  add(value) {
    return this.#list.push(value) - 1;
  }
  addText(bytes) {
    return this.add(this.#text(bytes));
  }
  addTypedArray(kind, buffer, address, n) {
    return this.add(new arrays[kinds[kind]](buffer, address, n).slice());
  }
  kind(place) {
    return kindNumbers.get(kindOf(this.#list[place]));
  }
  field(place, name) {
    return this.add(this.#try(() => this.#list[place][this.#text(name)]));
  }
  property(place, name) {
    return this.add(this.#try(() => this.#list[place][this.#list[name]]));
  }
  item(place, index) {
    return this.add(this.#try(() => this.#list[place][index]));
  }
  putField(place, name, value) {
    this.#list[place][this.#text(name)] = this.#list[value];
  }
  put(place, name, value) {
    this.#list[place][this.#list[name]] = this.#list[value];
  }
  push(place, item) {
    this.#list[place].push(this.#list[item]);
  }
  keys(place) {
    return this.add(this.#try(() => Object.keys(this.#list[place])) ?? []);
  }
  number(place) {
    return Number(this.#list[place]);
  }
  length(place) {
    return this.#try(() => this.#list[place].length);
  }
  #bytesOf(place) {
    const value = this.#list[place];
    return typeof value === "string" ? this.#encoder.encode(value) : value;
  }
  byteLength(place) {
    return this.#bytesOf(place).length;
  }
  bytes(place, memory, address) {
    memory.set(this.#bytesOf(place), address);
  }
  first(place, n) {
    return this.add(this.#list[place].slice(0, n));
  }
  numbers(place, kind, buffer, address, n) {
    const items = this.#list[place];
    const out = new arrays[kinds[kind]](buffer, address, n);
    if (ArrayBuffer.isView(items)) {
      this.#try(() => out.set(items)); // a BigInt64Array is refused by JavaScript itself
      return n;
    }
    for (let i = 0; i < n; i++) {
      const item = this.#try(() => items[i]);
      if (typeof item !== "number") return i;
      out[i] = item;
    }
    return n;
  }
  adopt(address, type) {
    return this.add(this.objects.adopt(address, type));
  }
  address(place, type) {
    return this.objects.address(this.#list[place], type);
  }
  fail(code, message) {
    this.#failure ??= { error: Object.assign(new Error(this.#list[message]), { code: this.#list[code] }) };
  }
}
