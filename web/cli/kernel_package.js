import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { root } from "./project.js";
import { Refusal } from "./refusal.js";
import { run, tail } from "./run.js";

/** The npm package of the built kernels, as `pack` makes it. */
export const packageName = "scrollwork-kernels";

/** Where unpacked packages stay, each in a folder of its own. */
const store = join(root, ".cache", "kernels");

/**
 * The package that `--kernels` names, unpacked.
 * @param {string} given a version or tag on npm, or the path of a tarball
 * @returns {Promise<string>} its folder
 */
export async function unpackKernels(given) {
  const file = resolve(process.env.SCROLLWORK_CALLED_FROM ?? "", given);
  const isFile = existsSync(file);
  if (!isFile && (/[/\\]/.test(given) || given.endsWith(".tgz")))
    throw new Refusal(`--kernels: there is no file ${file}`, "Give a tarball, or a version of it on npm.");
  if (!isFile && !/^(\d+\.\d+\.\d+(-[\w.]+)?|[a-z][a-z-]*)$/.test(given))
    throw new Refusal(
      `--kernels: expected a version such as 0.1.0, or a tarball, got "${given}"`,
      "./scrollwork pack makes the tarball, where the kernels can be compiled.",
    );
  const key = isFile ? createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16) : given;
  const place = join(store, key);
  const folder = join(place, "node_modules", packageName);
  // What a version holds does not change; what a tag such as "latest" means does.
  const isKnown = existsSync(join(folder, "package.json")) && (isFile || /^\d/.test(given));
  if (!isKnown) {
    const log = join(root, ".cache", "kernels.log");
    rmSync(place, { recursive: true, force: true });
    rmSync(log, { force: true });
    const what = isFile ? file : `${packageName}@${given}`;
    const code = await run(
      "npm",
      ["install", "--prefix", place, "--no-save", "--ignore-scripts", "--no-fund", "--no-audit", what],
      { log },
    );
    if (code !== 0)
      throw new Refusal(`npm could not install ${what}`, `${tail(log, 6)}\nThe whole log: ${relative(root, log)}`);
  }
  if (!existsSync(join(folder, "kernel.js"))) {
    rmSync(place, { recursive: true, force: true });
    throw new Refusal(`--kernels: ${given} is not the package ${packageName}`);
  }
  return folder;
}
