// The head of a page: what a browser, a search engine and a shared link read.
import { escapeHtml } from "./html.js";
import { socialFile, socialSize } from "./social.js";

/** What a page may load: itself. Surfaces are drawn into canvases, exported pictures are blobs. */
const policy = {
  "default-src": "'self'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "img-src": "'self' blob:",
  "object-src": "'none'",
  "base-uri": "'none'",
};
/** As a header or a <meta> says it. @param {Record<string, string>} directives */
const written = (directives) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
export const contentSecurityPolicy = written(policy);
/** The development server puts style sheets into the page and talks to it over a socket. */
const devPolicy = { ...policy, "style-src": "'self' 'unsafe-inline'", "connect-src": "'self' ws:" };

/**
 * @typedef {{ title: string, summary: string, author?: string, published?: string, updated?: string, lang?: string,
 *   references?: Array<{ id: string, text: string, doi?: string }> }} Page
 */

/**
 * @param {Page} page
 * @param {{ dev: boolean, siteUrl?: string, path: string, image?: boolean }} options  `path`: of the page below the site's
 *   root, "" for the front page; `image`: there is a picture for shared links
 * @returns {string}
 */
export function headHtml(page, { dev, siteUrl, path, image = false }) {
  const { summary, author } = page;
  const metas = [
    policyHtml(dev),
    `<meta name="description" content="${escapeHtml(summary)}">`,
    ...(author ? [`<meta name="author" content="${escapeHtml(author)}">`] : []),
  ];
  if (siteUrl) metas.push(...addressed(page, siteUrl, path), ...(image ? imaged(page, siteUrl, path) : []));
  return metas.join("\n");
}

/** @param {boolean} dev */
export const policyHtml = (dev) =>
  `<meta http-equiv="Content-Security-Policy" content="${dev ? written(devPolicy) : contentSecurityPolicy}">` +
  `<meta name="color-scheme" content="light dark">`;

/** What names the page's own address: only where the build knows it. @param {Page} page @param {string} siteUrl @param {string} path */
function addressed(page, siteUrl, path) {
  const { title, summary, published, updated } = page;
  const url = new URL(path, siteUrl).href;
  return [
    `<link rel="canonical" href="${escapeHtml(url)}">`,
    `<link rel="alternate" type="application/atom+xml" title="Scrollwork" href="${escapeHtml(new URL("feed.xml", siteUrl).href)}">`,
    `<meta property="og:type" content="${path ? "article" : "website"}">`,
    `<meta property="og:title" content="${escapeHtml(title)}">`,
    `<meta property="og:description" content="${escapeHtml(summary)}">`,
    `<meta property="og:url" content="${escapeHtml(url)}">`,
    `<meta property="og:site_name" content="Scrollwork">`,
    ...(published ? [`<meta property="article:published_time" content="${published}">`] : []),
    ...(updated ? [`<meta property="article:modified_time" content="${updated}">`] : []),
    ...citation(page, url).map(([name, value]) => `<meta name="citation_${name}" content="${escapeHtml(value)}">`),
    // In a script element "</" would end it, wherever it stands.
    `<script type="application/ld+json">${JSON.stringify(linkedData(page, url, siteUrl)).replaceAll("<", "\\u003c")}</script>`,
  ];
}

/** The picture that a shared link shows. @param {Page} page @param {string} siteUrl @param {string} path */
function imaged({ title }, siteUrl, path) {
  const url = escapeHtml(new URL(path + socialFile, siteUrl).href);
  return [
    `<meta property="og:image" content="${url}">`,
    `<meta property="og:image:width" content="${socialSize.width}">`,
    `<meta property="og:image:height" content="${socialSize.height}">`,
    `<meta property="og:image:alt" content="${escapeHtml(title)}">`,
    `<meta name="twitter:card" content="summary_large_image">`,
  ];
}

/** What reference managers read of an essay; of a reference its DOI, which says it all. @param {Page} page @param {string} url @returns {Array<[string, string]>} */
function citation({ title, author, published, updated, lang, references = [] }, url) {
  if (!author || !published) return [];
  const date = (/** @type {string} */ day) => day.replaceAll("-", "/");
  return [
    ["title", title],
    ["author", author],
    ["publication_date", date(published)],
    ["online_date", date(updated ?? published)],
    ["journal_title", "Scrollwork"],
    ["public_url", url],
    ...(lang ? [/** @type {[string, string]} */ (["language", lang.slice(0, 2)])] : []),
    ...references.map(
      ({ text, doi }) => /** @type {[string, string]} */ (["reference", doi ? `citation_doi=${doi}` : text]),
    ),
  ];
}

/** schema.org's words for the page. @param {Page} page @param {string} url @param {string} siteUrl */
function linkedData({ title, summary, author, published, updated, lang, references }, url, siteUrl) {
  const common = { "@context": "https://schema.org", url, description: summary };
  if (!author || !published) return { ...common, "@type": url === siteUrl ? "WebSite" : "WebPage", name: title };
  return {
    ...common,
    "@type": "ScholarlyArticle",
    headline: title,
    author: { "@type": "Organization", name: author },
    datePublished: published,
    dateModified: updated,
    inLanguage: lang,
    isAccessibleForFree: true,
    license: "https://creativecommons.org/licenses/by/4.0/",
    isPartOf: { "@type": "WebSite", name: "Scrollwork", url: siteUrl },
    citation: references?.map(({ text, doi }) => ({
      "@type": "CreativeWork",
      ...(doi ? { sameAs: `https://doi.org/${doi}` } : { name: text }),
    })),
  };
}

/**
 * The essays as an Atom feed, the newest first.
 * @param {string} siteUrl
 * @param {Array<{ slug: string, title: string, summary: string, author: string, published: string, updated: string }>} essays
 */
export function atomFeed(siteUrl, essays) {
  const text = (/** @type {string} */ name, /** @type {string} */ value) => `<${name}>${escapeHtml(value)}</${name}>`;
  const moment = (/** @type {string} */ day) => `${day}T00:00:00Z`;
  const newest = [...essays].sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
  const entries = newest.map(({ slug, title, summary, author, published, updated }) => {
    const url = new URL(`${slug}/`, siteUrl).href;
    const parts = [
      text("title", title),
      `<link href="${escapeHtml(url)}"/>`,
      text("id", url),
      text("published", moment(published)),
      text("updated", moment(updated)),
      `<author>${text("name", author)}</author>`,
      text("summary", summary),
    ];
    return `<entry>${parts.join("")}</entry>`;
  });
  const self = new URL("feed.xml", siteUrl).href;
  const head = [
    text("title", "Scrollwork"),
    `<link href="${escapeHtml(siteUrl)}"/><link rel="self" href="${escapeHtml(self)}"/>`,
    text("id", siteUrl),
    text("updated", moment(newest[0]?.updated ?? "1970-01-01")),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${[...head, ...entries].join("\n")}\n</feed>\n`;
}

/**
 * @param {string} siteUrl
 * @param {Array<{ path: string, updated: string }>} pages
 */
export function sitemapXml(siteUrl, pages) {
  const urls = pages.map(
    ({ path, updated }) =>
      `  <url><loc>${escapeHtml(new URL(path, siteUrl).href)}</loc><lastmod>${updated}</lastmod></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`;
}

/** Where mistakes are reported, if the build was told; else the words alone. @param {any} place @param {string} [contact] */
export function showContact(place, contact) {
  if (contact === undefined) return place.replaceWith(...place.childNodes);
  place.removeAttribute("data-contact");
  place.setAttribute("href", contact);
}

/** An address that relative paths can be appended to, or an Error that says what is wrong with it. @param {string} text */
export function parseSiteUrl(text) {
  /** @type {URL} */
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`--site-url: "${text}" is not an address; expected for example https://example.org/essays/`);
  }
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new Error(`--site-url: expected an http(s) address without "?" and "#", got "${text}"`);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
