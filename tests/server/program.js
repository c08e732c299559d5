import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The first of these programs that the PATH has.
 * @param {string[]} names
 * @param {string} debianPackage that holds one of them, for the message
 */
export function firstProgram(names, debianPackage) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      if (isProgram(path)) return path;
    }
  }
  throw new Error(`${names[0]} was not found. On Debian: apt-get install ${debianPackage}.`);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
