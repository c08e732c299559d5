// What the service worker needs: a list of files beside each page, and the worker itself with the site's edition in it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minifySync } from "vite";
import { projectDir } from "./project.js";
import { allFiles, isEssay, isForLater, offlinePage, pageFiles, pagesOf, transferred } from "./sizes.js";

const folder = join(projectDir, "web", "offline");

/**
 * Writes `<page>/offline.json`, the files that the page needs beside itself, those of them that wait for a second visit, and
 * what all weigh compressed, for every page of a built site; in the front page's what it takes to keep the essays on its shelf; and `sw.js`.
 * @param {string} distDir
 * @param {{ offline?: boolean }} [options]  false: the worker takes an earlier one out of service
 */
export function writeOffline(distDir, { offline = true } = {}) {
  if (!offline) {
    writeFileSync(join(distDir, "sw.js"), script("withdraw.js"));
    return;
  }
  /** @type {Map<string, number>} */
  const weights = new Map();
  const weigh = (/** @type {string} */ file) => {
    const known = weights.get(file) ?? transferred(join(distDir, file));
    weights.set(file, known);
    return known;
  };
  const pages = pagesOf(distDir).filter((page) => page !== "");
  const instead = pageFiles(distDir, offlinePage);
  const sum = (/** @type {Iterable<string>} */ files) => [...files].reduce((total, file) => total + weigh(file), 0);
  /** @type {Set<string>} */
  const all = new Set();
  for (const page of ["", ...pages]) {
    const files = [...new Set([...pageFiles(distDir, page), ...instead])].sort();
    // What the front page offers to keep: itself and the essays on its shelf, not their translations nor the makers' pages.
    if (page === "" || (isEssay(page) && page.split("/").length === 2)) for (const file of files) all.add(file);
    const list = { bytes: sum(files), ...listed(files.filter((file) => file !== `${page}index.html`)) };
    // The front page is written last: it knows what all of them weigh together.
    if (page !== "") writeFileSync(join(distDir, page, "offline.json"), JSON.stringify(list));
  }
  const front = [...new Set([...pageFiles(distDir, ""), ...instead])].sort();
  writeFileSync(
    join(distDir, "offline.json"),
    JSON.stringify({
      bytes: sum(front),
      ...listed(front.filter((file) => file !== "index.html")),
      pages,
      all: sum(all),
    }),
  );
  const edition = createHash("sha256");
  for (const file of allFiles(distDir).sort()) edition.update(file.slice(distDir.length)).update(readFileSync(file));
  writeFileSync(join(distDir, "sw.js"), script("sw.js").replace("EDITION", edition.digest("hex").slice(0, 12)));
}

/** @param {string[]} files */
const listed = (files) => ({
  files: files.filter((file) => !isForLater(file)),
  later: files.filter(isForLater),
});

/** @param {string} name */
const script = (name) => minifySync(name, readFileSync(join(folder, name), "utf8"), { module: false }).code;
