// A static host for the built site, as strict or as simple as hosts get, inside the process that tests it.
//
// strict: a sub-path, real MIME types, gzip, and the design's content security policy as a header on every response.
//   (A <meta> policy does not bind a worker; hosts that send a policy send it with the worker too.)
// plain: the files as they are. No gzip, no policy, and nothing but application/octet-stream where a simple server
//   does not know the ending: what `python3 -m http.server` gives, or a little less.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What the design promises of every page. */
export const contentSecurityPolicy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; object-src 'none'; base-uri 'none'";

/** Where `./scrollwork build` puts the site; SCROLLWORK_DIST points elsewhere. */
export const siteFolder = resolve(process.env.SCROLLWORK_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)));

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".py": "text/x-python; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};
/** The name under which a script comes that is to run before the page's own. */
const firstName = "before-the-page.js";
/** A browser needs these to be right; everything else a plain server may leave unnamed. */
const plainTypes = new Set([".html", ".css", ".js", ".mjs", ".svg", ".png"]);
const compressible = /^text\/|json|xml|javascript|wasm|svg/;

/**
 * @typedef {object} Served one response, in the order of asking
 * @property {string} path below the base, without the query
 * @property {number} status
 * @property {number} bytes of the body, as sent
 *
 * @typedef {object} Site
 * @property {string} url  of the site's front page, with the base's slash at its end
 * @property {Served[]} served  everything since the start; set its length to 0 to begin anew
 * @property {() => Promise<void>} close
 */

/**
 * Serves a folder on a free port of this machine.
 * @param {object} [options]
 * @param {string} [options.folder]
 * @param {string} [options.base]  the sub-path, with a slash at each end
 * @param {boolean} [options.plain]
 * @param {number} [options.latency]  ms that every response waits before it begins
 * @param {number} [options.bytesPerSecond]  all responses share a line of this speed
 * @param {string} [options.first]  a script that runs in every page before its own: a file of the site, so that the
 *   policy lets it in
 * @param {number} [options.port]  any free one
 * @returns {Promise<Site>}
 */
export async function startServer({
  folder = siteFolder,
  base = "/some/sub-path/",
  plain = false,
  latency = 0,
  bytesPerSecond = Infinity,
  first = "",
  port = 0,
} = {}) {
  /** @type {Served[]} */
  const served = [];
  const line = slowLine(bytesPerSecond);

  const server = createServer(async (request, response) => {
    const path = decodePath(request.url ?? "/");
    if (first !== "" && path === `${base}${firstName}`) {
      response.writeHead(200, { "content-type": types[".js"] }).end(first);
      return;
    }
    const found = path?.startsWith(base) ? findFile(folder, path.slice(base.length)) : undefined;
    const entry = { path: path?.slice(base.length) ?? "", status: 200, bytes: 0 };
    served.push(entry);
    if (latency > 0) await pause(latency);
    if (!plain) {
      response.setHeader("content-security-policy", contentSecurityPolicy);
      response.setHeader("x-content-type-options", "nosniff");
      // As GitHub's pages have it: long enough that a second page finds what it shares with the first.
      response.setHeader("cache-control", "max-age=600");
      response.setHeader("access-control-allow-origin", "*");
    }
    if (!found) {
      entry.status = 404;
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
    } else if ("redirect" in found) {
      entry.status = 301;
      response.writeHead(301, { location: `${base}${found.redirect}` }).end();
    } else {
      const ending = extname(found.file);
      const known = types[/** @type {keyof typeof types} */ (ending)];
      const type = known && (!plain || plainTypes.has(ending)) ? known : "application/octet-stream";
      response.setHeader("content-type", plain ? type.replace(/;.*/, "") : type);
      if (!plain && bytesPerSecond === Infinity && !compressible.test(type)) {
        entry.bytes = statSync(found.file).size;
        response.setHeader("content-length", entry.bytes);
        createReadStream(found.file).pipe(response);
        return;
      }
      let body = readFileSync(found.file);
      if (first !== "" && ending === ".html")
        body = Buffer.from(body.toString().replace("<head>", `<head><script src="${base}${firstName}"></script>`));
      const tag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
      if (!plain) response.setHeader("etag", tag);
      if (!plain && request.headers["if-none-match"] === tag) {
        entry.status = 304;
        response.writeHead(304).end();
        return;
      }
      if (!plain && compressible.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]))) {
        body = gzipSync(body, { level: 9 });
        response.setHeader("content-encoding", "gzip");
      }
      entry.bytes = body.length;
      response.setHeader("content-length", body.length);
      await line(response, body);
    }
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", () => done(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    served,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} url @returns {string | undefined} */
function decodePath(url) {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/, ""));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {string} path below the base
 * @returns {{ file: string } | { redirect: string } | undefined}
 */
function findFile(folder, path) {
  const file = normalize(join(folder, path));
  if (file !== folder && !file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined;
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return { file };
  if (!stats?.isDirectory()) return undefined;
  if (path !== "" && !path.endsWith("/")) return { redirect: `${path}/` };
  const index = join(file, "index.html");
  return statSync(index, { throwIfNoEntry: false })?.isFile() ? { file: index } : undefined;
}

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Sends bodies over a line that all of them share, in packets of a few milliseconds, turn by turn.
 * @param {number} bytesPerSecond
 */
function slowLine(bytesPerSecond) {
  const packet = Math.max(1, Math.round(bytesPerSecond / 100));
  let free = 0;
  return async (/** @type {import("node:http").ServerResponse} */ response, /** @type {Buffer} */ body) => {
    if (bytesPerSecond === Infinity) return response.end(body);
    for (let start = 0; start < body.length && !response.destroyed; start += packet) {
      const chunk = body.subarray(start, start + packet);
      free = Math.max(free, performance.now()) + (chunk.length / bytesPerSecond) * 1000;
      await pause(free - performance.now());
      response.write(chunk);
    }
    response.end();
  };
}

// As a program: a look at the built site as a host would serve it. `node tests/server/static.js [--plain] [PORT]`
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 8102);
  const { url } = await startServer({ plain: process.argv.includes("--plain"), port });
  console.log(`The site is at ${url}`);
}
