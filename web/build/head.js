// The head of a page: what a browser, a search engine and a shared link read.
import { escapeHtml } from "./html.js";

/** What a page may load: itself. Surfaces are drawn into canvases, exported pictures are blobs. */
const policy = {
  "default-src": "'self'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "img-src": "'self' blob:",
  "object-src": "'none'",
  "base-uri": "'none'",
};
/** The development server puts style sheets into the page and talks to it over a socket. */
const devPolicy = { ...policy, "style-src": "'self' 'unsafe-inline'", "connect-src": "'self' ws:" };

/**
 * @param {{ title: string, summary: string, author?: string, published?: string, updated?: string }} page
 * @param {{ dev: boolean, siteUrl?: string, path: string }} options  `path`: of the page below the site's root, "" for the front page
 * @returns {string}
 */
export function headHtml({ title, summary, author, published, updated }, { dev, siteUrl, path }) {
  const csp = Object.entries(dev ? devPolicy : policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
  const metas = [
    `<meta http-equiv="Content-Security-Policy" content="${csp}">`,
    `<meta name="description" content="${escapeHtml(summary)}">`,
    ...(author ? [`<meta name="author" content="${escapeHtml(author)}">`] : []),
    `<meta name="color-scheme" content="light dark">`,
    `<meta property="og:type" content="${path ? "article" : "website"}">`,
    `<meta property="og:title" content="${escapeHtml(title)}">`,
    `<meta property="og:description" content="${escapeHtml(summary)}">`,
    ...(published ? [`<meta property="article:published_time" content="${published}">`] : []),
    ...(updated ? [`<meta property="article:modified_time" content="${updated}">`] : []),
  ];
  if (siteUrl) {
    const url = new URL(path, siteUrl).href;
    metas.push(
      `<link rel="canonical" href="${escapeHtml(url)}">`,
      `<meta property="og:url" content="${escapeHtml(url)}">`,
    );
  }
  return metas.join("\n");
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
