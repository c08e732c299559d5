// Every reference of the built site leads somewhere: files that are there, ids that are there; what leads away is written
// as an address should be. The words behind a foreign address are nobody's business here: no request is made.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { test } from "node:test";
import { attribute, decodeEntities, tokenize } from "../../web/build/html.js";
import { siteFolder } from "../server/static.js";

const files = readdirSync(siteFolder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll(sep, "/"));
const read = (/** @type {string} */ file) => readFileSync(join(siteFolder, file), "utf8");
const ending = (/** @type {string} */ name) => files.filter((file) => file.endsWith(name));

/** Attributes that hold an address, and those that hold ids of the same page, one or several. */
const addresses = ["href", "src", "poster", "xlink:href"];
const idLists = ["list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"];

/** @param {string} file HTML or SVG */
const tagsOf = (file) => tokenize(read(file)).filter(({ kind }) => kind === "open");
/** @type {Map<string, Set<string>>} */
const idsByFile = new Map();
/** @param {string} file */
function idsOf(file) {
  let ids = idsByFile.get(file);
  if (!ids) {
    ids = new Set(tagsOf(file).flatMap(({ text }) => attribute(text, "id") ?? []));
    idsByFile.set(file, ids);
  }
  return ids;
}

/**
 * What is wrong with a reference, if anything.
 * @param {string} file who refers
 * @param {string} reference
 * @returns {string | undefined}
 */
function objection(file, reference) {
  // A picture file carries its rasters; in a page they would be stopped by its policy.
  if (file.endsWith(".svg") && reference.startsWith("data:image/png;base64,")) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) {
    if (/^(data|blob|javascript|http):/i.test(reference)) return "is of a kind that no page of ours should hold";
    if (/^mailto:[^@\s]+@[^@\s]+$/.test(reference)) return undefined;
    if (!/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/|$|\?|#)/i.test(reference)) return "is no address with a host";
    return URL.canParse(reference) && !/\s/.test(reference) ? undefined : "is no address";
  }
  if (reference.startsWith("/")) return "starts at the host's root: the site is made for any sub-path";
  const [path, fragment] = reference.split("#");
  const [plain] = path.split("?");
  let target = plain === "" ? file : relative(siteFolder, join(siteFolder, dirname(file), decodeURIComponent(plain)));
  if (target.startsWith("..")) return "leads out of the site";
  target = target.replaceAll(sep, "/");
  const found = statSync(join(siteFolder, target), { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    if (!plain.endsWith("/") && !/(^|\/)\.\.?$/.test(plain)) return "names a folder without a slash at its end";
    target = join(target, "index.html").replaceAll(sep, "/");
  }
  if (!existsSync(join(siteFolder, target))) return "is not there";
  const [id] = (fragment ?? "").split("?"); // what follows is a state of the page
  if (id === "" || !/\.(html|svg)$/.test(target)) return undefined;
  return idsOf(target).has(decodeURIComponent(id)) ? undefined : `has no element "${id}"`;
}

test("every address in the pages and pictures leads somewhere", () => {
  /** @type {string[]} */
  const wrong = [];
  let nChecked = 0;
  const check = (/** @type {string} */ file, /** @type {string} */ written) => {
    nChecked++;
    const reference = decodeEntities(written).trim();
    const why = objection(file, reference);
    if (why) wrong.push(`${file}: ${reference} ${why}`);
  };
  for (const file of [...ending(".html"), ...ending(".svg")]) {
    for (const { text, name } of tagsOf(file)) {
      if (name === "template") continue;
      for (const key of addresses) {
        const reference = attribute(text, key);
        if (reference !== undefined) check(file, reference);
      }
      for (const candidate of (attribute(text, "srcset") ?? "").split(",").filter((part) => part.trim()))
        check(file, candidate.trim().split(/\s+/)[0]);
    }
  }
  for (const file of ending(".css"))
    for (const [, , reference] of read(file).matchAll(/url\((["']?)([^"')]+)\1\)/g)) check(file, reference);
  assert.deepEqual(wrong, []);
  assert.ok(nChecked > 100, `${nChecked} references`);
});

test("every id that a page names is in it, and stands there once", () => {
  /** @type {string[]} */
  const wrong = [];
  for (const file of ending(".html")) {
    const tags = tagsOf(file);
    const all = tags.flatMap(({ text }) => attribute(text, "id") ?? []);
    for (const id of new Set(all)) {
      const n = all.filter((other) => other === id).length;
      if (n > 1) wrong.push(`${file}: id "${id}" ${n} times`);
    }
    for (const { text, name } of tags)
      for (const key of name === "label" || name === "output" ? ["for", ...idLists] : idLists)
        for (const id of (attribute(text, key) ?? "").split(/\s+/).filter(Boolean))
          if (!all.includes(id)) wrong.push(`${file}: ${key}="${id}" in ${text.slice(0, 100)}`);
  }
  assert.deepEqual(wrong, []);
});

test("what is kept for reading offline is there", () => {
  const lists = ending("offline.json");
  assert.ok(lists.length > 0);
  for (const file of lists) {
    const { files: kept } = JSON.parse(read(file));
    assert.ok(kept.length > 0, file);
    for (const path of kept) assert.ok(existsSync(join(siteFolder, path)), `${file}: ${path}`);
  }
});
