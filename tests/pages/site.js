import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { siteFolder } from "../server/static.js";

/** Every page of the built site, as paths below its root: "" is the front page. */
export function listPages() {
  if (!existsSync(join(siteFolder, "index.html"))) {
    throw new Error(`there is no site in ${siteFolder}: run ./scrollwork build, or set SCROLLWORK_DIST`);
  }
  const slugs = readdirSync(siteFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(siteFolder, entry.name, "index.html")))
    .map((entry) => `${entry.name}/`)
    .sort();
  return ["", ...slugs];
}
