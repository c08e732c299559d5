import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { buildKernels, buildPreset } from "./kernels.js";
import { packageName } from "./kernel_package.js";
import { read, root } from "./project.js";
import { Refusal } from "./refusal.js";
import { run, tail } from "./run.js";

const sources = join(root, "wasm_bindings", "package");

/**
 * `pack`: the kernels as an npm package, for pages of other people and for `--kernels`.
 * @type {import("./main.js").Command}
 */
export async function pack({ out }) {
  await buildKernels();
  await buildPreset("wasm-all");
  const target = resolve(process.env.SCROLLWORK_CALLED_FROM ?? "", out ?? join(root, "build", "packages"));
  const folder = join(root, "build", "package");
  const { version } = JSON.parse(read("package.json"));
  await writePackage(folder, version);
  mkdirSync(target, { recursive: true });
  const log = join(root, "build", "logs", "pack.log");
  rmSync(log, { force: true });
  if ((await run("npm", ["pack", folder, "--ignore-scripts", "--pack-destination", target], { log })) !== 0)
    throw new Refusal("npm could not pack the kernels", tail(log, 10));
  const tarball = join(target, `${packageName}-${version}.tgz`);
  console.log(`The package is ${relative(process.env.SCROLLWORK_CALLED_FROM ?? root, tarball)}`);
  return 0;
}

/**
 * Lays out the package: for each set its module, a script that loads it (one for browsers, one for Node) and its types.
 * @param {string} folder  emptied first
 * @param {string} version
 */
async function writePackage(folder, version) {
  const { kernelFiles, loadKernelSet } = await import("../build/kernel.js");
  const { declaredSets } = await import("../build/kernel_set.js");
  const { kernelSizes } = await import("../build/reference.js");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(folder, name), text);
  for (const name of ["load.js", "load.node.js"]) cpSync(join(sources, name), join(folder, name));
  for (const name of ["kernel.js", "kernel.d.ts"]) cpSync(join(root, "wasm_bindings", name), join(folder, name));
  cpSync(join(root, "LICENSE"), join(folder, "LICENSE"));

  const sizes = kernelSizes();
  /** @type {Record<string, object | string>} */
  const exports = {};
  const rows = [];
  for (const set of declaredSets()) {
    const { glue, wasm } = kernelFiles(set);
    if (!existsSync(wasm)) throw new Refusal(`there is no kernel-${set}: the preset "wasm" does not make it`);
    const module = `kernel-${set}`;
    cpSync(glue, join(folder, `${module}.mjs`));
    cpSync(wasm, join(folder, `${module}.wasm`));
    write(`${set}.js`, loaderOf(module, "./load.js"));
    write(`${set}.node.js`, loaderOf(module, "./load.node.js"));
    const k = await loadKernelSet(set);
    write(`${set}.d.ts`, typesOf(set, k, await loadKernelSet("all")));
    const entry = { types: `./${set}.d.ts`, node: `./${set}.node.js`, default: `./${set}.js` };
    if (set === "all") exports["."] = entry;
    exports[`./${set}`] = entry;
    exports[`./${module}.wasm`] = `./${module}.wasm`;
    const { wasm: bytes, glue: script } = /** @type {{ wasm: number, glue: number }} */ (
      sizes.find((size) => size.set === set)
    );
    rows.push(`| \`${packageName}/${set}\` | ${kilo(bytes)} | ${kilo(script)} | ${familiesOf(k).join(", ")} |`);
  }
  exports["./package.json"] = "./package.json";
  const manifest = JSON.parse(readFileSync(join(sources, "package.json"), "utf8"));
  write("package.json", `${JSON.stringify({ ...manifest, version, exports }, null, 2)}\n`);
  const table = ["| import | wasm | script | families |", "|---|---|---|---|", ...rows].join("\n");
  write("README.md", readFileSync(join(sources, "README.md"), "utf8").replace(/<!--.*-->/, table));
}

/** @param {number} bytes */
const kilo = (bytes) => (bytes / 1000).toFixed(0);

/** @param {string} module @param {string} load */
const loaderOf = (module, load) => `import createModule from "./${module}.mjs";
import { load } from ${JSON.stringify(load)};

export const loadKernels = () => load(createModule, new URL("./${module}.wasm", import.meta.url));
`;

/** The families of a kernel that are there. @param {Record<string, any>} k */
const familiesOf = (k) =>
  Object.keys(k)
    .filter((name) => typeof k[name] === "object")
    .sort();

/** The members of a class, with those that it has from others; none of a function. @param {any} entry @returns {string[]} */
function membersOf(entry) {
  const names = new Set();
  for (let one = entry.prototype; one && one !== Object.prototype; one = Object.getPrototypeOf(one))
    for (const name of Object.getOwnPropertyNames(one)) if (name !== "constructor") names.add(name);
  return [...names];
}

/**
 * What loading a set gives, as a part of what there is altogether.
 * @param {string} set
 * @param {Record<string, any>} k
 * @param {Record<string, any>} all  everything
 */
function typesOf(set, k, all) {
  const common = Object.keys(k).filter((name) => typeof k[name] === "function");
  const quoted = (/** @type {string[]} */ names) => names.map((name) => JSON.stringify(name)).join(" | ");
  const families = familiesOf(k).map((family) => {
    const names = Object.keys(k[family]).sort();
    const of = `Kernel[${JSON.stringify(family)}]`;
    const classes = names.flatMap((name) => {
      const lacking = membersOf(all[family][name]).filter((member) => !membersOf(k[family][name]).includes(member));
      return lacking.length === 0 ? [] : [[name, `Without<${of}[${JSON.stringify(name)}], ${quoted(lacking)}>`]];
    });
    const whole = names.filter((name) => !classes.some(([trimmed]) => trimmed === name));
    const parts = classes.map(([name, type]) => `${name}: ${type}`).join("; ");
    return `  ${family}: Pick<${of}, ${quoted(whole) || "never"}>${parts && ` & { ${parts} }`};\n`;
  });
  const kernel = set === "all" ? "Kernel" : `Pick<Kernel, ${quoted(common)}> & {\n${families.join("")}}`;
  return `import type { Kernel } from "./kernel.js";

export type * from "./kernel.js";
/** A class without the members that this module leaves out. */
type Without<Class, Members extends string> = Class extends abstract new (...args: infer Args) => infer Instance
  ? new (...args: Args) => Omit<Instance, Members>
  : Class;
/** What this module has. */
export type Kernels = ${kernel};
/** Loads the module: from beside this script, over the network or, in Node, from the disk. */
export declare function loadKernels(): Promise<Kernels>;
`;
}
