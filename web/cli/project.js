import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "./refusal.js";

/** The project's folder, without a slash at its end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** Slugs become folder names, addresses and identifiers: short, lower case, hyphens between words. */
export const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The essays: every folder of essays/ that has an essay.json and no underscore. */
export function essaySlugs() {
  return readdirSync(join(root, "essays"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map((entry) => entry.name)
    .filter((slug) => existsSync(join(root, "essays", slug, "essay.json")))
    .sort();
}

/**
 * The project's own files, as paths from its folder: what git tracks, and what it would track.
 * @param {string} [folder] the folder to list; the default is all
 */
export function ownFiles(folder = root) {
  try {
    return execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 26,
      stdio: ["ignore", "pipe", "pipe"],
    })
      .split("\0")
      .filter((path) => path && existsSync(join(folder, path)))
      .sort();
  } catch (error) {
    const said = String(/** @type {any} */ (error).stderr ?? error).trim();
    throw new Refusal(`git cannot list the files of ${folder}`, `${said}\nRun this in a clone made by git.`);
  }
}

/** @param {string} path a file, from the project's folder */
export const read = (path) => readFileSync(join(root, path), "utf8");
