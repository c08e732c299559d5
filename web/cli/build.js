import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { provideKernels } from "./kernels.js";
import { root } from "./project.js";
import { Refusal } from "./refusal.js";
import { writeReport } from "./report.js";

/**
 * `build`: the static site, and what a first visit to each page costs. As the lane `build` of `test` (--report) it is
 * one test; the budgets are the lane `sizes`, so that a page that has grown too fat is still looked at by the others.
 * @type {import("./main.js").Command}
 */
export async function build({ out, "site-url": given, contact: inbox, "no-offline": withoutOffline, kernels, report }) {
  // A workflow that publishes what its tests have seen hands the addresses to `test` in the environment.
  const siteUrl = given || process.env.SCROLLWORK_SITE_URL || undefined;
  const contact = inbox || process.env.SCROLLWORK_CONTACT || undefined;
  const outDir = out === undefined ? join(root, "dist") : resolve(process.env.SCROLLWORK_CALLED_FROM ?? "", out);
  requireReplaceable(outDir);
  if (siteUrl !== undefined) requireAddress("--site-url", siteUrl, ["http", "https"], "https://example.org/essays/");
  if (contact !== undefined)
    requireAddress(
      "--contact",
      contact,
      ["https", "http", "mailto"],
      "https://example.org/issues or mailto:essays@example.org",
    );
  await provideKernels(kernels, { all: true }); // the reference is made of all of them
  const { buildSite } = await import("../build/site.js");
  const { kernelSizes } = await import("../build/reference.js");
  const { text } = await buildSite({ outDir, siteUrl, contact, offline: !withoutOffline });
  const sizes = kernelSizes().map(
    ({ set, wasm, glue }) => `kernel-${set}: ${(wasm / 1000).toFixed(1)} wasm, ${(glue / 1000).toFixed(1)} script`,
  );
  console.log(
    `${text}\nkernel sets, KB gzip: ${sizes.join("; ")}\n\nThe site is in ${relative(process.env.SCROLLWORK_CALLED_FROM ?? root, outDir) || "."}/`,
  );
  return writeReport(report, { passed: 1, failed: 0, skipped: 0, failures: [] });
}

/**
 * The lane `sizes` of `test`: each page of the built site counts as one test.
 * @type {import("./main.js").Command}
 */
export async function sizes({ report }) {
  const { reportSizes } = await import("../build/site.js");
  const { pages, exceeded, text } = reportSizes(join(root, "dist"));
  console.log(text);
  const failed = pages.filter((page) => page.exceeded.length > 0).length;
  return writeReport(report, { passed: pages.length - failed, failed, skipped: 0, failures: exceeded });
}

/**
 * The build empties its folder first: only one that is empty or holds an earlier build may be given.
 * @param {string} folder
 */
function requireReplaceable(folder) {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  const page = join(folder, "index.html");
  const isOurs =
    existsSync(page) && readFileSync(page, "utf8").includes("Scrollwork") && !existsSync(join(folder, ".git"));
  if (!isOurs)
    throw new Refusal(`--out: ${folder} holds other things, and the build would delete them`, "Name a new folder.");
}

/** @param {string} option @param {string} text @param {string[]} schemes @param {string} example */
function requireAddress(option, text, schemes, example) {
  if (!URL.canParse(text) || !schemes.includes(new URL(text).protocol.slice(0, -1)))
    throw new Refusal(`${option}: expected an address such as ${example}, got "${text}"`);
}
