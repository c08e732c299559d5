/**
 * The service worker: what was opened can be read without a network, and what its reader asks for besides.
 *
 * One cache for each edition of the site (the build writes the edition into this file, so another edition is another
 * file). A page is kept as a whole: `offline.json` beside it lists what it needs. What has been kept is answered from
 * the cache; everything else comes from the network and is not kept. A new edition first fetches, of the pages that are
 * kept, what has changed, and then waits until the reader agrees to change over.
 *
 * What few readers want (`later` in the list) is kept with the second visit, or where the reader asks for pages. In place of
 * a page that is not kept, where there is no network, stands `offline.html`, which each list names.
 *
 * Messages to it: `{ type: "keep", pages, whole }`, paths below the site's root, answered on the message's port with
 * `{ done, of }` for each page and `{ error }`; `{ type: "change over" }`.
 */
const edition = "EDITION";
const prefix = "scrollwork:";
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const root = worker.registration.scope;

worker.addEventListener("install", (event) => event.waitUntil(inherit()));
worker.addEventListener("activate", (event) => event.waitUntil(begin()));
worker.addEventListener("fetch", (event) => {
  const { url, method } = event.request;
  if (method === "GET" && url.startsWith(root)) event.respondWith(answer(event.request));
});
worker.addEventListener("message", (event) => {
  if (event.data.type === "change over") worker.skipWaiting();
  if (event.data.type === "keep") event.waitUntil(keepAll(event.data, event.ports[0]));
});

const ownCache = () => caches.open(prefix + edition);
const others = async () => (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== prefix + edition);

/** The pages that the edition before has kept, in this one's words. */
async function inherit() {
  for (const key of await others())
    for (const { url } of await (await caches.open(key)).keys())
      // A page that the new edition does not have any more is let go.
      if (url.endsWith("/offline.json")) await keep(url.slice(root.length, -"offline.json".length)).catch(() => {});
}

async function begin() {
  for (const key of await others()) await caches.delete(key);
  await worker.clients.claim();
}

/** From the cache, whatever the address asks in its query, or from the network. @param {Request} request */
async function answer(request) {
  const url = request.url.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");
  return (await (await ownCache()).match(url)) ?? fetch(request).catch((error) => instead(request, error));
}

/**
 * What is said where a page is not to be had: under that page's address, so that to load it again is to try again.
 * @param {Request} request @param {unknown} error
 */
async function instead({ mode }, error) {
  const cache = await ownCache();
  const page = mode === "navigate" && (await cache.match(`${root}offline.html`));
  if (!page) throw error;
  const urls = (await cache.keys()).map(({ url }) => url);
  let kept = "";
  const html = (await page.text())
    .replace(/<li><a href=\.\/(.+?)>.+?<\/a>/g, (item, path) => {
      if (!urls.includes(`${root}${path}offline.json`)) return item;
      kept += item;
      return "";
    })
    .replace("data-kept>", (list) => list + kept)
    .replace(/=\.\//g, `=${root}`);
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** @param {{ pages: string[], whole: boolean }} wanted @param {MessagePort} [port] */
async function keepAll({ pages, whole }, port) {
  try {
    for (const [i, page] of pages.entries()) {
      await keep(page, whole);
      port?.postMessage({ done: i + 1, of: pages.length });
    }
  } catch (error) {
    port?.postMessage({ error: String(error) });
  }
}

/** @param {string} page @param {boolean} [whole] with what waits for a second visit */
async function keep(page, whole = false) {
  const cache = await ownCache();
  const list = `${root}${page}offline.json`;
  const kept = await cache.match(list);
  const index = kept ?? (await load(list, "no-cache"));
  const { files, later } = await index.clone().json();
  for (const file of kept ? later : [...files, ...later]) {
    const url = root + file;
    if (await cache.match(url)) continue;
    // A name with a hash in it means the same bytes in each edition.
    const known = file.startsWith("assets/") && (await caches.match(url));
    if (!known && !kept && !whole && later.includes(file)) continue;
    await cache.put(url, known || (await load(url, file.startsWith("assets/") ? "default" : "no-cache")));
  }
  if (kept) return;
  await cache.put(root + page, await load(root + page, "no-cache"));
  // Last: it says that all the others are there.
  await cache.put(list, index);
}

/** @param {string} url @param {RequestCache} cache the browser's own */
async function load(url, cache) {
  const response = await fetch(url, { cache });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
