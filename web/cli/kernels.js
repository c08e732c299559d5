import { existsSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { unpackKernels } from "./kernel_package.js";
import { root } from "./project.js";
import { Refusal } from "./refusal.js";
import { run, tail } from "./run.js";

/** Build presets of CMakePresets.json, each with the configure preset (and so the folder in build/) it works in. */
const configurePresets = {
  native: "native",
  sanitize: "sanitize",
  wasm: "wasm",
  "wasm-all": "wasm",
  "wasm-tests": "wasm",
  "wasm-bench": "wasm",
  fuzz: "fuzz",
  bench: "bench",
};

/**
 * Brings a CMake preset up to date; does nothing, fast, when its sources have not changed.
 * @param {keyof typeof configurePresets} preset
 * @param {{ jobs?: number, log?: string }} [options] jobs: compilers at once
 */
export async function buildPreset(preset, { jobs = availableParallelism(), log } = {}) {
  const file = log ?? join(root, "build", "logs", `${preset}.log`);
  rmSync(file, { force: true });
  await configurePreset(configurePresets[preset], file);
  if ((await run("cmake", ["--build", "--preset", preset, "-j", String(jobs)], { log: file })) !== 0) {
    const errors = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => /^.+:\d+:\d+: (fatal )?error:|: error: .*undefined symbol|: undefined reference/.test(line))
      .slice(0, 8);
    throw new Refusal(`"${preset}" did not compile`, `${errors.join("\n") || tail(file, 20)}\nThe whole log: ${file}`);
  }
}

/**
 * Configures a preset of CMake's in build/, where that has not been done, or was done for the tests of some families alone:
 * a suite that a developer has narrowed by hand would pass here as the whole.
 * @param {string} preset a configure preset
 * @param {string} log
 */
export async function configurePreset(preset, log) {
  const folder = join(root, "build", preset);
  const cacheFile = join(folder, "CMakeCache.txt");
  const cache = existsSync(cacheFile) ? readFileSync(cacheFile, "utf8") : undefined;
  // CMake refuses a build folder that came here with a copied or renamed project; it holds nothing that cannot be rebuilt.
  if (cache !== undefined && !cache.includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${root}\n`))
    rmSync(folder, { recursive: true });
  const narrowed = /^SCROLLWORK_TEST_FAMILIES:\w+=./m.test(cache ?? "") ? ["-DSCROLLWORK_TEST_FAMILIES="] : [];
  const configured = existsSync(join(folder, "build.ninja")) && narrowed.length === 0;
  if (!configured && (await run("cmake", ["--preset", preset, ...narrowed], { log })) !== 0) {
    throw new Refusal(`CMake could not configure "${preset}"`, `${tail(log, 20)}\nThe whole log: ${log}`);
  }
}

/**
 * What a command computes with: the kernels of the package that `--kernels` names, or our own, compiled.
 * @param {string} [given] the value of `--kernels`
 * @param {{ all?: boolean }} [options] all: the module of all kernels, too
 */
export async function provideKernels(given, { all = false } = {}) {
  if (given === undefined) {
    await buildKernels();
    if (all) await buildPreset("wasm-all");
    return;
  }
  const folder = await unpackKernels(given);
  const { kernelSets, useKernels } = await import("../build/kernel.js");
  const { readEssays } = await import("../build/project.js");
  useKernels(folder);
  const there = kernelSets();
  const wanted = [
    ...readEssays().map(({ slug, kernels }) => ({ who: `essays/${slug}`, kernels })),
    { who: "every table", kernels: "tables" },
  ];
  for (const { who, kernels } of wanted)
    if (!there.includes(kernels))
      throw new Refusal(
        `--kernels: ${given} has no kernel set "${kernels}", which ${who} wants`,
        `It has: ${there.join(", ")}. Take a newer one, or leave out --kernels: then they are compiled here.`,
      );
}

/** The kernels as a WebAssembly module, built where their sources have changed; says how far it is when that takes long. */
export async function buildKernels() {
  const isFirst = !existsSync(join(root, "build", "wasm", "kernel-classification.wasm"));
  const about = isFirst ? "; one to three minutes the first time" : "";
  const log = join(root, "build", "logs", "wasm.log");
  const start = setTimeout(
    () => console.log(`Compiling the kernels to WebAssembly${about}. Log: build/logs/wasm.log`),
    isFirst ? 0 : 2000,
  );
  let last = "";
  const progress = setInterval(() => {
    const [now] = tail(log, 20).match(/\[\d+\/\d+\](?![\s\S]*\[\d+\/\d+\])/) ?? [last];
    if (now !== last) console.log(`  ${now.slice(1, -1).replace("/", " of ")} files`);
    last = now;
  }, 10_000);
  try {
    await buildPreset("wasm", { log });
  } finally {
    clearTimeout(start);
    clearInterval(progress);
  }
}
