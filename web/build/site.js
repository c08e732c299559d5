// The site's four verbs, as the command line calls them: build, serve, check the claims, report the sizes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { build, createServer } from "vite";
import { essayClaims } from "./claims.js";
import { findBrowser } from "./browser.js";
import { entryFiles, writeEntries } from "./entries.js";
import { galleryHtml, galleryPage, gallerySlug, readSections, writeGalleryModules } from "./gallery.js";
import { atomFeed, parseSiteUrl, sitemapXml } from "./head.js";
import { kernelsDir, loadNodeKernel } from "./kernel.js";
import { writeHosts } from "./hosts.js";
import { referenceSlug, scrollworkPlugins, siteName, siteSummary } from "./plugin.js";
import { writeOffline } from "./offline.js";
import { essaysDir, projectDir, readEssay, readEssays, themeDir } from "./project.js";
import { namesSaidOnce, shortNames, shortScripts, shortStyles } from "./short_names.js";
import { offlinePage, reportSizes } from "./sizes.js";
import { writeSocialImages } from "./social.js";
import { tablePlugin } from "./tables.js";
import {
  directionOf,
  languagesOf,
  ownLanguage,
  translatedEssay,
  translatedHtml,
  translatePlugin,
} from "./translation.js";

export { reportSizes };

/**
 * The glue of a kernel set as our workers need it. It differs from that of other sets by nothing but the name of its .wasm,
 * which they do not ask for: they are given the bytes. Without the name it is the same file in every essay. Nor does it need
 * to know where it runs and how to fetch: answered here with "no", those questions and their other answers are left out when
 * the script is made small (0.6 KB of gzip). What a version of Emscripten writes in another way stays as it is.
 * @type {import("vite").Plugin}
 */
const workersGlue = {
  name: "scrollwork:workers-glue",
  enforce: "pre",
  transform: {
    filter: { id: /[\\/]kernel-\w+\.mjs$/ },
    handler: (code) =>
      code
        .replace(/new URL\(("kernel-\w+\.wasm"), *import\.meta\.url\)/, "$1")
        .replace(/"kernel-\w+\.wasm"/g, '""')
        .replace(/import\.meta\.url/g, '""')
        .replace(/typeof (?:window|document|importScripts|process|fetch) *={2,3} *"\w+"/g, "false")
        .replace(/typeof WebAssembly\.instantiateStreaming *={2,3} *"function"/g, "false")
        .replace(/Module\["(?:locateFile|instantiateWasm)"\]/g, "undefined"),
  },
};

/**
 * A chunk for a table that more than one essay has.
 * @param {string} id  of the module: the table's file, with a query
 * @returns {string | null}
 */
function sharedTable(id) {
  const name = basename(id.slice(0, id.indexOf("?")));
  const owners = readEssays().filter(({ dir }) => existsSync(join(dir, "data", name)));
  return owners.length > 1 ? `worker-${basename(name, ".csv")}` : null;
}

/** What every use of Vite has in common. @type {import("vite").InlineConfig} */
const shared = {
  configFile: false,
  root: essaysDir,
  base: "./",
  publicDir: false,
  define: { __OFFLINE__: "false" },
  cacheDir: join(projectDir, "build", "vite"),
  resolve: { alias: [{ find: /^scrollwork\/figures$/, replacement: join(projectDir, "web", "figures", "index.js") }] },
  worker: {
    format: "es",
    plugins: () => [translatePlugin({ worker: true }), tablePlugin(), workersGlue],
    // What every essay's worker needs is a file of its own, the same in all, and so is a table of data that several have:
    // whoever comes from another essay has it.
    rolldownOptions: {
      checks: { pluginTimings: false }, // waiting for a slow machine is not worth a word to whoever builds
      optimization: { inlineConst: false }, // a table is a constant, too, and would stand wherever it is read
      output: {
        codeSplitting: {
          groups: [
            {
              name: "worker-runtime",
              test: /[\\/](web[\\/]runtime[\\/]|wasm_bindings[\\/]|scrollwork-kernels[\\/]kernel\.js|kernel-\w+\.mjs)/,
            },
            { name: sharedTable, test: /[\\/]data[\\/][\w-]+\.csv\?table$/ },
          ],
        },
      },
    },
  },
};

/**
 * What three essays have in common is one file for all of them. Files for each set of pages that share something would be
 * many, each compressed by itself: with five essays 1.2 KB more a page.
 */
const common = { name: "common", test: /[\\/]web[\\/](runtime|elements|figures)[\\/]/, minShareCount: 3 };

/**
 * Builds the static site.
 * @param {{ outDir?: string, siteUrl?: string, contact?: string, offline?: boolean }} [options]  `siteUrl` adds absolute
 *   addresses and a site map; `contact` is where mistakes are reported; without `offline` the service worker of an earlier
 *   build is taken out of service
 * @returns {Promise<ReturnType<typeof reportSizes>>}
 */
export async function buildSite({ outDir = join(projectDir, "dist"), siteUrl, contact, offline = true } = {}) {
  const site = siteUrl === undefined ? undefined : parseSiteUrl(siteUrl);
  const target = resolve(outDir);
  const essays = readEssays();
  const noscript = join(themeDir, "noscript.css");
  const browser = site === undefined ? undefined : findBrowser();
  if (site && !browser) console.warn("There is no Chromium here: links that are shared will have no picture.");
  const translations = essays.flatMap(translationsOf);
  for (const essay of essays) writeEntries(essay);
  for (const essay of translations) writeEntries(essay, translatedHtml(essay.dir, essay.translation));
  const sections = readSections();
  writeGalleryModules(sections);
  writeEntries(galleryPage, galleryHtml(readFileSync(join(galleryPage.dir, "index.html"), "utf8"), sections));
  // The gallery uses everything. Bundled together with it, the essays would share its chunks, and every reader would
  // carry figures that only the gallery draws. The front page needs half a kilobyte of what essays have: with a copy of its
  // own each essay has a file less, and 0.3 KB of script.
  /** @type {Array<Record<string, string>>} */
  const inputs = [
    {
      index: join(essaysDir, "index.html"),
      [referenceSlug]: join(essaysDir, referenceSlug, "index.html"),
      ...(offline && { offline_page: join(essaysDir, offlinePage) }),
      noscript,
    },
    { ...inputOf([...essays, ...translations]), noscript },
    { ...inputOf([galleryPage]), noscript },
  ];
  await bundle(inputs, target, { siteUrl: site, contact, images: browser !== undefined, offline });
  if (site) {
    const latest = essays
      .map(({ updated }) => updated)
      .sort()
      .at(-1);
    const pages = essays.flatMap(({ slug, dir, updated }) =>
      ["", ...languagesOf(dir).map((language) => `${language}/`)].map((path) => ({ path: `${slug}/${path}`, updated })),
    );
    const others = latest
      ? ["", `${referenceSlug}/`, `${gallerySlug}/`].map((path) => ({ path, updated: latest }))
      : [];
    writeFileSync(join(target, "sitemap.xml"), sitemapXml(site, [...others, ...pages]));
    writeFileSync(join(target, "feed.xml"), atomFeed(site, essays));
  }
  if (browser) await writeSocialImages(target, browser, sharedPages(essays, translations));
  writeOffline(target, { offline });
  writeHosts(target, join(projectDir, "build", "hosts"));
  return reportSizes(target);
}

/**
 * Builds the pages of one essay by themselves, to look at them.
 * @param {string} slug
 * @param {string} outDir
 * @returns {Promise<ReturnType<typeof reportSizes>>}
 */
export async function buildEssay(slug, outDir) {
  const essay = readEssay(slug);
  const translations = translationsOf(essay);
  writeEntries(essay);
  for (const other of translations) writeEntries(other, translatedHtml(other.dir, other.translation));
  await bundle([{ ...inputOf([essay, ...translations]), noscript: join(themeDir, "noscript.css") }], outDir, {
    images: false,
    offline: false,
  });
  return reportSizes(outDir);
}

/** An essay in its other languages. @param {import("./project.js").Essay} essay */
const translationsOf = (essay) => languagesOf(essay.dir).map((language) => translatedEssay(essay, language));

/** @param {import("./entries.js").Wired[]} wired  pages with a model @returns {Record<string, string>} */
const inputOf = (wired) =>
  Object.fromEntries([
    ...wired.map(({ slug, dir, translation = "" }) => [slug + translation, join(dir, translation, "index.html")]),
    ...wired.map((page) => [`kernel-${page.kernels}`, entryFiles(page).kernel]),
  ]);

/**
 * @param {Array<Record<string, string>>} inputs  those of one record share their chunks
 * @param {string} outDir
 * @param {{ siteUrl?: string, contact?: string, images: boolean, offline: boolean }} options
 */
async function bundle(inputs, outDir, { offline, ...options }) {
  const names = shortNames();
  await withModuleLoader(async (loadModule) => {
    for (const [i, input] of inputs.entries())
      await build({
        ...shared,
        logLevel: "warn",
        plugins: [...scrollworkPlugins({ ...options, dev: false, loadModule }), shortScripts(names)],
        css: { postcss: { plugins: [shortStyles(names, namesSaidOnce())] } },
        define: { __OFFLINE__: String(offline) },
        build: {
          outDir,
          emptyOutDir: i === 0,
          target: "es2022",
          cssTarget: ["chrome123", "firefox121", "safari17.5"], // the first with light-dark() and :has(); older ones keep words and pictures
          assetsInlineLimit: 0, // a data: address would be blocked by the pages' own policy
          modulePreload: false, // its helper would be a part of every page that fetches anything late
          reportCompressedSize: false,
          rolldownOptions: {
            input,
            checks: { pluginTimings: false }, // drawing by the kernels is what takes the time
            // d3-array makes its bisectors and blurs as it is loaded, also where nobody asks for them: 0.3 KB of every page.
            treeshake: { manualPureFunctions: ["bisector", "Blur2"], propertyReadSideEffects: false },
            output: { codeSplitting: { groups: [common] } },
          },
        },
      });
  });
}

/**
 * The pages that get a picture for shared links.
 * @param {import("./project.js").Essay[]} essays
 * @param {Array<import("./project.js").Essay & { translation?: string }>} translations
 * @returns {import("./social.js").Shared[]}
 */
function sharedPages(essays, translations) {
  const front = {
    path: "",
    title: siteName,
    question: siteSummary,
    cards: essays.map(({ slug }) => `${slug}/card.svg`),
    lang: ownLanguage,
  };
  const pages = [...essays.map((essay) => ({ ...essay, translation: undefined })), ...translations].map(
    ({ slug, translation, title, question, lang }) => ({
      path: `${slug}/${translation ? `${translation}/` : ""}`,
      title,
      question,
      cards: [`${slug}/card.svg`],
      lang,
    }),
  );
  return [front, ...pages].map((page) => ({ ...page, direction: directionOf(page.lang) }));
}

/**
 * Serves the essays with live reload.
 * @param {{ port: number }} options
 * @returns {Promise<{ close(): Promise<void> }>}
 */
export async function serveSite({ port }) {
  /** @type {import("./plugin.js").LoadModule} */
  const loadModule = (file) => server.ssrLoadModule(file);
  const server = await createServer({
    ...shared,
    base: "/",
    appType: "mpa",
    logLevel: "warn",
    server: { port, strictPort: true, fs: { allow: [projectDir, kernelsDir()] } },
    plugins: scrollworkPlugins({ dev: true, loadModule }),
  });
  return server.listen();
}

/**
 * Recomputes the claims of essays.
 * @param {{ slugs: string[] }} options
 * @returns {Promise<{ checked: number, problems: import("./claims.js").Problem[] }>}
 */
export async function checkClaims({ slugs }) {
  return withModuleLoader(async (loadModule) => {
    const total = { checked: 0, problems: /** @type {import("./claims.js").Problem[]} */ ([]) };
    for (const slug of slugs) {
      if (!existsSync(join(essaysDir, slug))) throw new Error(`there is no essay "${slug}"`);
      const essay = readEssay(slug);
      const k = await loadNodeKernel(essay.kernels);
      const { checked, problems } = await essayClaims(essay, loadModule, k, await loadNodeKernel("all"));
      total.checked += checked;
      total.problems.push(...problems);
    }
    return total;
  });
}

/**
 * Runs `use` with a function that loads an essay's modules into Node as Vite would: with `?raw` and `?table` data and our own names.
 * @template T
 * @param {(loadModule: import("./plugin.js").LoadModule) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withModuleLoader(use) {
  const server = await createServer({
    ...shared,
    appType: "custom",
    logLevel: "warn",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [translatePlugin(), tablePlugin()],
  });
  try {
    return await use((file) => server.ssrLoadModule(file));
  } finally {
    await server.close();
  }
}
