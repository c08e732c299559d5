// A page is sent without what HTML does not need. What a browser makes of it must be what it would have made of the page as it
// was written: the same elements with the same attributes, and the same words, apart from comments and white space that nobody
// sees.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { longPagesDir } from "../../web/build/plugin.js";
import { siteFolder } from "../server/static.js";
import { expect, pages, test } from "./fixtures.js";

/**
 * A document as lines, one for each start of an element, each run of text and each end. White space counts as one space, and
 * as none at the edge of a box that stands by itself: which do, is asked of the page as it is shown, not of the minifier.
 * Runs in the browser.
 * @param {[html: string, blocks: string[]]} given
 */
function outline([html, blocks]) {
  const isBlock = (/** @type {Node | null} */ node) => node instanceof Element && blocks.includes(node.localName);
  /** @type {string[]} */
  const lines = [];
  const visit = (/** @type {Node} */ node) => {
    if (node instanceof Text) {
      let { data } = node;
      if (!node.parentElement?.closest("pre, textarea, script")) {
        data = data.replace(/[ \t\r\n]+/g, " ");
        if (isBlock(node.previousSibling ?? node.parentElement)) data = data.replace(/^ /, "");
        if (isBlock(node.nextSibling ?? node.parentElement)) data = data.replace(/ $/, "");
      }
      if (data) lines.push(JSON.stringify(data));
    }
    if (node instanceof Element) {
      const attributes = [...node.attributes].map(({ name, value }) => `${name}=${JSON.stringify(value)}`).sort();
      lines.push(`<${node.namespaceURI?.split("/").at(-1)} ${node.localName} ${attributes.join(" ")}>`);
      for (const child of node.childNodes) visit(child);
      lines.push(`</${node.localName}>`);
    }
  };
  const page = new DOMParser().parseFromString(html, "text/html");
  const comments = page.evaluate("//comment()", page, null, XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE);
  for (let i = 0; i < comments.snapshotLength; i++) /** @type {Comment} */ (comments.snapshotItem(i)).remove();
  page.normalize();
  visit(page.documentElement);
  return lines;
}

/** The elements that are nowhere laid out within a line. Runs in the browser. */
function blocksOf() {
  const inLine = new Set();
  const all = new Set();
  for (const element of document.querySelectorAll("*")) {
    all.add(element.localName);
    const { display } = getComputedStyle(element);
    if (/^(inline|contents)/.test(display)) inLine.add(element.localName);
  }
  return [...all].filter((name) => !inLine.has(name) && name !== "br");
}

for (const path of pages) {
  test(`${path || "the front page"}: the short page is read as the long one`, async ({ page, site }) => {
    const long = join(longPagesDir, path, "index.html");
    test.skip(!existsSync(long), "this site was built elsewhere");
    // As it was built: what scripts have made of it since is laid out otherwise.
    await page.route("**/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await page.goto(site.url + path);
    const blocks = await page.evaluate(blocksOf);
    const read = (/** @type {string} */ file) =>
      page.evaluate(outline, /** @type {[string, string[]]} */ ([readFileSync(file, "utf8"), blocks]));
    const [short, written] = [await read(join(siteFolder, path, "index.html")), await read(long)];
    expect(short.length, "a page with something in it").toBeGreaterThan(100);
    // Where icon and fonts will be is not known yet when the page is made short.
    const unknown = /(?<=href=")__VITE_ASSET__[\w$]+(?=")/;
    expect(short.map((line, i) => (unknown.test(written[i]) ? line.replace(/(?<=href=")[^"]*/, "") : line))).toEqual(
      written.map((line) => line.replace(unknown, "")),
    );
  });
}
