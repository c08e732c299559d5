// The kernels as a model sees them: `k.<family>.<Name>`, over the flat names of the embind module. No algorithm here.
//
// What this adds to embind: families, missing arguments as undefined, every failure as an Error with `code` and `message`,
// chaining (`fit` returns its object), and the count of kernel objects, each of which holds memory until `delete()`.

/**
 * @param {{ createModule: (options?: object) => Promise<any>, wasmBinary?: ArrayBuffer | ArrayBufferView }} source
 *   The factory of a built module, and its .wasm bytes where the factory cannot fetch them (Node).
 * @returns {Promise<import("./kernel.d.ts").Kernel>}
 */
export async function loadKernel({ createModule, wasmBinary }) {
  const module = await createModule(wasmBinary ? { wasmBinary } : {});
  /** @type {Set<object>} every kernel object that was made and not deleted */
  const live = new Set();
  /** @type {object[][]} the lists of the `collect` calls that are running, innermost last */
  const collectors = [];
  const Handle = Object.getPrototypeOf(module.base$Classifier.prototype);

  const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

  const adopt = (value) => {
    if (value !== null && typeof value === "object" && Handle.isPrototypeOf(value) && !live.has(value)) {
      live.add(value);
      collectors.at(-1)?.push(value);
    }
    return value;
  };

  /** Calls into the module: `name` for messages, `arity` arguments at most, those that are missing as undefined. */
  const call = (name, arity, args, run) => {
    if (args.length > arity)
      throw failure("BadValue", `${name}: expected at most ${arity} arguments, got ${args.length}`);
    try {
      return adopt(run(Array.from({ length: arity }, (_, i) => args[i])));
    } catch (error) {
      if (typeof error?.code === "string") throw error;
      // A type error of JavaScript's own, while an argument was read, or a trap of the module.
      const code = error instanceof WebAssembly.RuntimeError ? "Internal" : "BadValue";
      throw failure(code, `${name}: ${error?.message ?? error}`, error);
    }
  };

  const requireLive = (self, name) => {
    if (!live.has(self)) throw failure("Deleted", `${name}: the object was deleted, or is none of this kernel`);
  };

  /** Wraps the methods and properties of one prototype in place, so that all derived classes have them. */
  const wrapMembers = (typeName, prototype) => {
    for (const [member, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (member === "constructor") continue;
      const publicName = member === "newClone" ? "clone" : member; // see Handle.clone below
      const name = `${typeName}.${publicName}`;
      if (descriptor.get) {
        const { get } = descriptor;
        Object.defineProperty(prototype, member, {
          enumerable: true,
          set: undefined,
          get() {
            requireLive(this, name);
            return call(name, 0, [], () => get.call(this));
          },
        });
      } else if (typeof descriptor.value === "function") {
        const method = descriptor.value;
        delete prototype[member];
        prototype[publicName] = function (...args) {
          requireLive(this, name);
          return call(name, method.argCount, args, (all) => method.apply(this, all)) ?? this;
        };
      }
    }
  };

  const constructorOf = (typeName, Raw) => {
    const Public = {
      [typeName]: function (...args) {
        if (!new.target) throw failure("BadValue", `${typeName}: call it with new`);
        return call(typeName, 1, args, ([options]) => new Raw(options));
      },
    }[typeName];
    Public.prototype = Raw.prototype;
    return Public;
  };

  const release = Handle.delete;
  Handle.delete = function () {
    requireLive(this, "delete");
    live.delete(this);
    release.call(this);
  };
  // embind's own clone makes a second handle of the same object, which would escape the count. The name belongs to the
  // estimators: a new object with the same options that has learned nothing.
  for (const name of ["clone", "deleteLater", "isAliasOf"]) delete Handle[name];

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
  for (const key of Object.keys(module)) {
    const [family, name] = key.split(/[.$]/); // embind writes "base.Rng" as base$Rng for classes, but not for functions
    if (!name) continue;
    kernel[family] ??= {};
    const raw = module[key];
    if (raw.prototype && Handle.isPrototypeOf(raw.prototype)) {
      wrapMembers(name, raw.prototype);
      kernel[family][name] = constructorOf(name, raw);
    } else {
      kernel[family][name] = (...args) => call(name, raw.argCount, args, (all) => raw(...all));
    }
  }
  return kernel;
}
