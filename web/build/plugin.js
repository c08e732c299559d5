// The Vite plugin: turns an essay's index.html, words only, into a page that is complete without scripts and then alive.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { parseHTML } from "linkedom";
import { minifySync } from "vite";
import {
  artOf,
  elementStyles,
  entryFiles,
  figureStyles,
  lateArtOf,
  ownStyles,
  symbolsIn,
  writeEntries,
  writeStyles,
} from "./entries.js";
import {
  galleryHtml,
  galleryPage,
  gallerySlug,
  readSections,
  requireDistinctNames,
  writeGalleryModules,
} from "./gallery.js";
import { headHtml, policyHtml, showContact } from "./head.js";
import { types } from "./hosts.js";
import { escapeHtml, minify, minifyCss } from "./html.js";
import { kernelsDir, loadNodeKernel } from "./kernel.js";
import { essaysDir, projectDir, readEssay, readEssays, themeDir } from "./project.js";
import { referenceHtml } from "./reference.js";
import { cardSize, renderCard, renderPage } from "./render.js";
import { listEssays } from "./shelf.js";
import { offlinePage } from "./sizes.js";
import { tablePlugin } from "./tables.js";
import {
  inGraph,
  languageLinks,
  languagesOf,
  translatedEssay,
  translatedHtml,
  translatePlugin,
} from "./translation.js";

/** The series. */
export const siteName = "Scrollwork";
const siteTitle = `${siteName}: visual essays on machine learning`;
/** What the series is, in a sentence. */
export const siteSummary = "Visual essays on machine learning whose models really run in the reader’s browser.";

/**
 * What a reader asks for later is loaded by the browser's own import(): our chunks have no style sheets to wait for, and
 * Vite's helper for those that have would be 0.6 KB of every page, a call of it wherever something is asked for 0.1 more.
 * A worker's address is made once, not of an address that was made already.
 * @type {import("vite").Plugin}
 */
const plainImports = {
  name: "scrollwork:plain-imports",
  enforce: "pre",
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => "export const __vitePreload = (load) => load();",
  },
  renderChunk: (code) => code.replace(helpedImport, "$2").replace(helpedModule, "$1").replace(doubleAddress, "$1"),
};
/** A call of that helper for what is taken from a module. */
const helpedImport =
  /__vitePreload\(async \(\) => \{\s*const (\{ [\w, ]+ \}) = await (import\("[^"]+"\));\s*return \1;\s*\}, __VITE_PRELOAD__, import\.meta\.url\)/g;
/** The same for a whole module. */
const helpedModule = /__vitePreload\(\(\) => (import\("[^"]+"\)), __VITE_PRELOAD__, import\.meta\.url\)/g;
/** A worker's address as Vite writes it. */
const doubleAddress =
  /new URL\(\s*\/\* @vite-ignore \*\/\s*(new URL\("[^"]+", import\.meta\.url\))\.href,\s*"" \+ import\.meta\.url\s*\)/g;

/** The folder of the reference, a page beside the essays as the gallery is. */
export const referenceSlug = "kernels";
const referencePage = {
  title: `The kernels – ${siteName}`,
  summary:
    "Every class and function of the machine-learning kernels: options, defaults, methods, errors, cost and papers.",
};

const renderFile = join(projectDir, "web", "build", "render.js");

/** Where the pages of the last build stand as they were before they were made short. */
export const longPagesDir = join(projectDir, "build", "pages");

/** What other people's pages load, to show a figure of ours. */
const embedScript = join(projectDir, "web", "embed", "embed.js");

/**
 * @typedef {(file: string) => Promise<any>} LoadModule  runs a module of an essay in Node
 * @typedef {{ dev: boolean, siteUrl?: string, contact?: string, images?: boolean, loadModule: LoadModule }} PluginOptions
 *   `images`: pages will have a picture for shared links
 */

/**
 * Where a page stands.
 * @typedef {object} Place
 * @property {string | null} slug  null for the front page
 * @property {string} [language]  of a translation
 * @property {string} path  below the site's root: "", "roc-auc/", "roc-auc/de/"
 * @property {string} root  the way back up there: "./", "../", "../../"
 */

/** An essay, or the gallery, whose modules are made of its sections'. @param {string} slug @param {string} [language] */
function wiredPage(slug, language) {
  if (slug === gallerySlug) {
    writeGalleryModules(readSections());
    return galleryPage;
  }
  const essay = readEssay(slug);
  return language ? translatedEssay(essay, language) : essay;
}

/** @param {string} filename of an index.html @returns {Place} */
function placeOf(filename) {
  const folders = relative(essaysDir, dirname(filename)).split(sep).filter(Boolean);
  const [slug = null, language] = folders;
  return {
    slug,
    language,
    path: folders.map((folder) => `${folder}/`).join(""),
    root: "../".repeat(folders.length) || "./",
  };
}

/** Links to a page's other languages: Vite would take those in the head for files of the page, so they come later. @param {any} essay @param {string} [siteUrl] */
const linksOf = (essay, siteUrl) =>
  essay.slug === gallerySlug ? { head: "", body: "" } : languageLinks(essay, siteUrl);

/** The folder and language of a translated page, which has no file of its own in its place. @param {string} file */
function translationAt(file) {
  const [slug, language, name, ...rest] = relative(essaysDir, file).split(sep);
  const dir = join(essaysDir, slug);
  if (name !== "index.html" || rest.length > 0 || slug === ".." || !existsSync(dir)) return null;
  return languagesOf(dir).includes(language) ? { dir, language } : null;
}

/**
 * @param {PluginOptions} options
 * @returns {import("vite").Plugin[]}
 */
export function scrollworkPlugins({ dev, siteUrl, contact, images = false, loadModule }) {
  /** Files that rendering made, path from the site's root → content. @type {Map<string, string | Uint8Array>} */
  const rendered = new Map();
  /** How often a file has changed while an author writes. */
  let changes = 0;
  /** Pages as they were drawn for the author: seconds each, and none is drawn again before a file changes. @type {Map<string, { html: string, changes: number, page: string }>} */
  const drawn = new Map();

  /** Before Vite looks for scripts and style sheets: adds ours, and the head. @type {import("vite").Plugin} */
  const assemble = {
    name: "scrollwork:assemble",
    enforce: "pre",
    resolveId: (source) => (source.endsWith(".html") && translationAt(source) ? source : null),
    load(id) {
      const found = id.endsWith(".html") ? translationAt(id) : null;
      return found && translatedHtml(found.dir, found.language);
    },
    transformIndexHtml: {
      order: "pre",
      async handler(html, { filename }) {
        const { slug, language, path } = placeOf(filename);
        const isReference = slug === referenceSlug;
        const address = (/** @type {string} */ file) =>
          dev ? `/@fs${file}` : relative(dirname(filename), file).split(sep).join("/");
        if (slug === null) html = listEssays(html, readEssays());
        // What is kept on every device is short, and nobody looks for it.
        if (basename(filename) === offlinePage)
          return html.replace(
            "</title>",
            `</title>${policyHtml(dev)}<link rel="stylesheet" href="${address(join(themeDir, "index.css"))}">`,
          );
        if (isReference) html = html.replace(/<div data-reference><\/div>/, await referenceHtml());
        if (slug === gallerySlug) html = galleryHtml(html, readSections());
        const essay = slug === null || isReference ? null : wiredPage(slug, language);
        const links = essay && linksOf(essay, siteUrl);
        if (essay) writeEntries(essay, html);
        const page = essay ?? (isReference ? referencePage : { title: siteTitle, summary: siteSummary });
        const title = essay ? `${essay.title} – ${siteName}` : page.title;
        const head = [
          headHtml(page, {
            dev,
            siteUrl,
            path,
            image: images && (slug === null || (!isReference && slug !== gallerySlug)),
          }),
          `<link rel="icon" type="image/svg+xml" href="${address(join(themeDir, "favicon.svg"))}">`,
          // With font-display: optional, the words wear the serif at the first paint or not at all on this visit.
          ...["serif-400", "serif-600"].map(
            (name) =>
              `<link rel="preload" as="font" type="font/woff2" crossorigin href="${address(join(themeDir, "fonts", `${name}.woff2`))}">`,
          ),
          ...[
            join(themeDir, "index.css"),
            ...(links?.body ? [join(themeDir, "languages.css")] : []),
            ...(essay
              ? writeStyles(essay, [...elementStyles(html), ...figureStyles(essay.dir), ...ownStyles(essay.dir)])
              : []),
          ].map((file) => `<link rel="stylesheet" href="${address(file)}">`),
          ...(essay ? [`<script type="module" src="${address(entryFiles(essay).page)}"></script>`] : []),
        ].join("\n");
        if (dev)
          html = html.replace(
            /(<[^>]+ (?:src|href)=")((?:\.\.\/)+web\/[^"]+)/g,
            (_, tag, path) => tag + address(resolve(dirname(filename), path)),
          );
        return html
          .replace(/\s*<title>[\s\S]*?<\/title>/, "")
          .replace(/<meta charset[^>]*>/i, (charset) => `${charset}\n<title>${escapeHtml(title)}</title>\n${head}`)
          .replace(/<body[^>]*>/, (body) => body + (essay ? symbolsIn(artOf(essay.dir)) : ""))
          .replace(/(?<=<header class="masthead">[\s\S]*?)<\/header>|<main\b/, (place) => (links?.body ?? "") + place);
      },
    },
  };

  /** After Vite has named the assets: draws the figures. @type {import("vite").Plugin} */
  const draw = {
    name: "scrollwork:draw",
    enforce: "post",
    transformIndexHtml: {
      order: "post",
      async handler(html, { filename, bundle }) {
        const { slug, language, path: ownPath, root } = placeOf(filename);
        const before = drawn.get(filename);
        if (before?.html === html && before.changes === changes) return before.page;
        const edition = changes;
        const written = (/** @type {string} */ long) => {
          const page = minify(long);
          if (dev) drawn.set(filename, { html, changes: edition, page });
          else keepLong(ownPath, long);
          return page;
        };
        if (slug === referenceSlug) return written(html);
        const { document } = parseHTML(html);
        if (slug === null) {
          for (const image of document.querySelectorAll("img[data-card]"))
            await showCard(image, loadModule, (path, content) => rendered.set(path, content));
          const noscript = Object.values(bundle ?? {}).find(
            (file) => file.type === "asset" && file.names.includes("noscript.css"),
          );
          if (noscript)
            document.head.insertAdjacentHTML(
              "beforeend",
              `<noscript><link rel="stylesheet" href="./${noscript.fileName}"></noscript>`,
            );
          return written(document.toString());
        }
        const essay = wiredPage(slug, language);
        const asset = (/** @type {string} */ name) => {
          const found = Object.values(bundle ?? {}).find((file) => file.type === "asset" && file.names.includes(name));
          return found && root + found.fileName;
        };
        const kernel = Object.values(bundle ?? {}).find(
          (file) => file.type === "chunk" && file.facadeModuleId === entryFiles(essay).kernel,
        );
        // What the page's script imports, and what that imports, is fetched together with it.
        const script = Object.values(bundle ?? {}).find(
          (file) => file.type === "chunk" && document.querySelector(`script[src$="${file.fileName}"]`),
        );
        const imports = script ? importsOf(script.fileName, bundle ?? {}) : [];
        // The page would ask for its worker only once its script runs, and the worker for its parts once it has come.
        const workers = Object.entries(bundle ?? {}).filter(([file]) => /\bworker-[^/]*\.js$/.test(file));
        const named = (/** @type {string} */ code) => workers.filter(([file]) => code.includes(basename(file)));
        const worker = named(script?.type === "chunk" ? script.code : "").flatMap(([file, output]) => [
          file,
          ...named(output.type === "asset" ? String(output.source) : output.code).map(([part]) => part),
        ]);
        for (const file of [...imports, ...worker])
          if (file !== kernel?.fileName)
            document.head.insertAdjacentHTML("beforeend", `<link rel="modulepreload" href="${root}${file}">`);
        document.head.insertAdjacentHTML("beforeend", linksOf(essay, siteUrl).head);
        for (const place of document.querySelectorAll("[data-contact]")) showContact(place, contact);
        const noscript = dev ? `/@fs${join(themeDir, "noscript.css")}` : asset("noscript.css");
        if (noscript)
          document.head.insertAdjacentHTML(
            "beforeend",
            `<noscript><link rel="stylesheet" href="${noscript}"></noscript>`,
          );
        // What is ours comes from the same host as the page, where scripts and style sheets are fetched alike with it and without.
        for (const ours of document.querySelectorAll("script[crossorigin], link:not([as=font])[crossorigin]"))
          ours.removeAttribute("crossorigin");
        // Browsers ask in the order of the page: first for what the words wait for, then for what the models wait for.
        const first = document.head.querySelector("link[rel=preload]") ?? document.head.querySelector("link, script");
        for (const style of document.head.querySelectorAll(":scope > link[rel=stylesheet]")) first?.before(style);
        // The first paint waits for this one, as it does for the style sheets: it says what is laid out first.
        if (kernel)
          first?.insertAdjacentHTML(
            "beforebegin",
            `<script type="module" async blocking="render" src="${root}${kernel.fileName}"></script>`,
          );
        // The page's own scripts run once the page is there, so they are asked for at its end: a slow line is all for the style
        // sheets and fonts that the first paint waits for, while the rest of the words is still on its way.
        if (!dev)
          document.body.append(
            ...document.head.querySelectorAll("script[type=module]:not([async]), link[rel=modulepreload]"),
          );
        try {
          const files = await drawEssay(document, essay, loadModule, dev);
          for (const [path, content] of files) rendered.set(ownPath + path, content);
          for (const button of document.querySelectorAll('sw-button[action="load"]')) {
            const path = button.getAttribute("file") ?? "";
            rendered.set(ownPath + path, readFileSync(join(essay.dir, path), "utf8"));
          }
        } catch (error) {
          // While an author is writing, a page without pictures helps more than none; a build must not hide it.
          if (!dev) throw new Error(`essays/${ownPath}: ${/** @type {Error} */ (error).message}`, { cause: error });
          console.error(`essays/${ownPath}: the figures could not be drawn: ${/** @type {Error} */ (error).message}`);
          return minify(document.toString()); // not kept: the next request tries again
        }
        return written(document.toString());
      },
    },
    generateBundle: {
      order: "post",
      handler() {
        for (const [fileName, source] of rendered) this.emitFile({ type: "asset", fileName, source });
        // At an address that stays: other people's pages name it.
        const source = minifySync("embed.js", readFileSync(embedScript, "utf8"), { module: true }).code;
        this.emitFile({ type: "asset", fileName: "embed.js", source });
      },
    },
    configureServer(server) {
      // Pictures that were drawn into the page; a build writes them beside it.
      server.middlewares.use((request, response, next) => {
        const file = rendered.get(decodeURI((request.url ?? "").slice(1).split("?")[0]));
        if (file === undefined) return next();
        response.setHeader("content-type", types[extname(request.url?.split("?")[0] ?? "").slice(1)]);
        response.end(file);
      });
      // A translated page has no file in its place, which is where the server looks.
      server.middlewares.use(async (request, response, next) => {
        const [path] = (request.originalUrl ?? request.url ?? "").split("?");
        const file = join(
          essaysDir,
          ...path
            .split("/")
            .filter(Boolean)
            .filter((part) => part !== "index.html"),
          "index.html",
        );
        const found = /\/(index\.html)?$/.test(path) ? translationAt(file) : null;
        if (!found) return next();
        const [, slug, language] = path.split("/");
        const html = translatedHtml(found.dir, found.language);
        response.setHeader("content-type", "text/html");
        response.end(await server.transformIndexHtml(`/${slug}/${language}/index.html`, html, request.originalUrl));
      });
      const kernels = kernelsDir();
      server.watcher.add(existsSync(kernels) ? kernels : essaysDir);
      server.watcher.add(themeDir); // stills carry their styles, which no browser may have asked for yet
      server.watcher.on("all", (_, file) => {
        changes++;
        // The words are in every copy of the modules, in whichever essay's messages they stand.
        if (/messages\.[\w-]+\.json$/.test(file)) server.moduleGraph.invalidateAll();
        const isInput =
          file.startsWith(essaysDir) || (file.startsWith(kernels) && /kernel-\w+\.(mjs|wasm)$/.test(file));
        if (isInput) server.ws.send({ type: "full-reload" });
      });
    },
  };
  return [translatePlugin(), tablePlugin(), assemble, draw, plainImports];
}

/**
 * Keeps a page as it was before it was made short, for the test that a browser reads the same in both.
 * @param {string} path  of the page below the site's root @param {string} html
 */
function keepLong(path, html) {
  mkdirSync(join(longPagesDir, path), { recursive: true });
  writeFileSync(join(longPagesDir, path, "index.html"), html);
}

/**
 * What a chunk imports, and what that imports.
 * @param {string} name  of the chunk's file
 * @param {NonNullable<import("vite").IndexHtmlTransformContext["bundle"]>} bundle
 * @returns {string[]} names of files
 */
function importsOf(name, bundle) {
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ file) => {
    const chunk = bundle[file];
    for (const next of chunk?.type === "chunk" ? chunk.imports : [])
      if (!found.has(next)) {
        found.add(next);
        visit(next);
      }
  };
  visit(name);
  return [...found];
}

/**
 * @param {any} document
 * @param {import("./entries.js").Wired} essay
 * @param {LoadModule} loadModule
 * @param {boolean} dev
 */
async function drawEssay(document, essay, loadModule, dev) {
  if (essay.slug === gallerySlug) await requireDistinctNames(readSections(), loadModule);
  const [model, figures, below, k] = await Promise.all([
    loadModule(essay.model),
    loadModule(essay.figures),
    essay.below && loadModule(essay.below),
    loadNodeKernel(essay.kernels),
  ]);
  const shared = {
    css: stillCss([...figureStyles(essay.dir), ...ownStyles(essay.dir)]),
    symbols: symbolsOf(essay.dir),
  };
  // In another language the drawing code speaks it, and so does what completes the elements.
  const { translation } = /** @type {{ translation?: string }} */ (essay);
  const render = translation ? (await loadModule(inGraph(renderFile, translation))).renderPage : renderPage;
  return render(document, { model, figures: { ...figures, ...below }, k, ...shared }, { draft: dev });
}

/**
 * Draws an essay's card: what its card.js exports, or else the first figure of its page.
 * @param {Element} image  names the essay in `data-card`
 * @param {LoadModule} loadModule
 * @param {(path: string, content: string) => void} keep
 */
async function showCard(image, loadModule, keep) {
  const slug = image.getAttribute("data-card") ?? "";
  image.removeAttribute("data-card");
  const svg = await drawCard(slug, loadModule);
  keep(`${slug}/card.svg`, svg);
  for (const [name, value] of Object.entries({ src: `./${slug}/card.svg`, ...cardSize, alt: "" }))
    image.setAttribute(name, String(value));
}

/** @param {string} slug @param {LoadModule} loadModule */
async function drawCard(slug, loadModule) {
  const essay = readEssay(slug);
  const own = join(essay.dir, "card.js");
  const [model, k] = await Promise.all([loadModule(essay.model), loadNodeKernel(essay.kernels)]);
  const { card } = existsSync(own)
    ? await loadModule(own)
    : { card: { step: model.steps?.[0]?.id, ...(await firstFigure(essay, loadModule)) } };
  return renderCard(card, {
    model,
    k,
    css: stillCss([...figureStyles(essay.dir), ...ownStyles(essay.dir)]),
    symbols: symbolsOf(essay.dir),
  });
}

/** @param {import("./project.js").Essay} essay @param {LoadModule} loadModule */
async function firstFigure(essay, loadModule) {
  const name = /<sw-figure[^>]*\sname="([^"]+)"/.exec(readFileSync(join(essay.dir, "index.html"), "utf8"))?.[1] ?? "";
  return (await loadModule(essay.figures))[name];
}

/** The style of figures for pictures that stand alone. @param {string[]} sheets  of the essay: its figure functions, its colours */
function stillCss(sheets) {
  const files = [...["tokens.css", "figures.css"].map((name) => join(themeDir, name)), ...sheets];
  return minifyCss(files.map((file) => readFileSync(file, "utf8")).join("\n"));
}

/** All of an essay's symbols, for pictures that stand alone. @param {string} dir */
const symbolsOf = (dir) => symbolsIn(artOf(dir)) + symbolsIn(lateArtOf(dir));
