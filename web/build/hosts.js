// What a host should send with the site's files, once, and from it the configuration of each kind of host: nginx, Netlify and
// Cloudflare Pages (`_headers`), S3 with CloudFront. The site works without any of it; with it the policy also binds workers,
// and a reader who comes back asks for nothing that cannot have changed. Nothing here forbids embedding: figures are made to be
// shown in other people's pages.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentSecurityPolicy } from "./head.js";

/** With every file. @type {Record<string, string>} */
export const headers = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  // Other people's pages load embed.js as a module.
  "Access-Control-Allow-Origin": "*",
};

/** The folder whose names change with their content; a year is the longest that caches promise. */
const hashedFolder = "assets/";
const forGood = "public, max-age=31536000, immutable";

/** How long a file may be kept without asking again. @param {string} path below the site's root */
export function cacheControl(path) {
  if (path.startsWith(hashedFolder)) return forGood;
  // Browsers ask for a service worker as if this were said; caches on the way are told.
  return path === "sw.js" ? "no-cache" : "public, max-age=600";
}

/** The types of what a build makes. @type {Record<string, string>} */
export const types = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  json: "application/json",
  csv: "text/csv",
  txt: "text/plain",
  py: "text/x-python",
  xml: "application/xml",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  woff2: "font/woff2",
  wasm: "application/wasm",
};

/** What gets smaller when it is compressed. */
const compressed = Object.values(types).filter((type) => !/^(font|image\/(png|jpeg))/.test(type));

/**
 * Writes the configurations: `_headers` into the site, where two hosts look for it, the others into a folder beside it.
 * @param {string} distDir
 * @param {string} folder  emptied first
 */
export function writeHosts(distDir, folder) {
  writeFileSync(join(distDir, "_headers"), headersFile());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "s3-cloudfront"), { recursive: true });
  writeFileSync(join(folder, "nginx.conf"), nginx());
  for (const [name, text] of Object.entries(s3CloudFront())) writeFileSync(join(folder, "s3-cloudfront", name), text);
}

/**
 * For Netlify and Cloudflare Pages. Both join what two rules say of one header, so Cache-Control stands in one rule only; what
 * is not hashed keeps these hosts' own "public, max-age=0, must-revalidate".
 */
export function headersFile() {
  const rule = (/** @type {string} */ path, /** @type {Record<string, string>} */ fields) =>
    [path, ...Object.entries(fields).map(([name, value]) => `  ${name}: ${value}`)].join("\n");
  return `${rule("/*", headers)}\n${rule(`/${hashedFolder}*`, { "Cache-Control": forGood })}\n`;
}

/** A server for nginx, to be put where it reads sites, with `root` and `listen` as they are there. */
export function nginx() {
  const table = Object.entries(types).map(([ending, type]) => `    ${type} ${ending};`);
  const fields = Object.entries(headers).map(([name, value]) => `  add_header ${name} "${value}" always;`);
  return `# Made by ./scrollwork build: nginx for the site in dist/.
map $uri $scrollwork_cache {
  ~^/${hashedFolder} "${forGood}";
  /sw.js "${cacheControl("sw.js")}";
  default "${cacheControl("")}";
}
server {
  listen 80;
  root /srv/scrollwork; # what is in dist/
  index index.html;
  absolute_redirect off;
  types {
${table.join("\n")}
  }
  default_type application/octet-stream;
  charset utf-8;
  charset_types text/css text/javascript text/csv text/plain text/x-python application/json application/xml image/svg+xml;

${fields.join("\n")}
  add_header Cache-Control $scrollwork_cache;

  # Files that were compressed beforehand are sent as they lie there:
  #   find /srv/scrollwork -type f -regex '.*\\.\\(html\\|css\\|js\\|json\\|csv\\|py\\|xml\\|svg\\|wasm\\)' -exec gzip -9 -k -f {} +
  gzip_static on;
  gzip on;
  gzip_vary on;
  gzip_min_length 512;
  gzip_types ${compressed.filter((type) => type !== "text/html").join(" ")};
}
`;
}

/** For a bucket that only CloudFront reads: how files get there, which headers it adds, and what "slug/" means. */
export function s3CloudFront() {
  const policy = {
    Name: "scrollwork",
    SecurityHeadersConfig: {
      ContentSecurityPolicy: { Override: true, ContentSecurityPolicy: headers["Content-Security-Policy"] },
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { Override: true, ReferrerPolicy: headers["Referrer-Policy"] },
    },
    CorsConfig: {
      AccessControlAllowCredentials: false,
      AccessControlAllowHeaders: { Quantity: 1, Items: ["*"] },
      AccessControlAllowMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
      AccessControlAllowOrigins: { Quantity: 1, Items: [headers["Access-Control-Allow-Origin"]] },
      OriginOverride: true,
    },
  };
  const guessed = ["woff2", "wasm"]; // endings that not every system's table of types has
  const sync = (/** @type {string} */ filter, /** @type {string} */ cache) =>
    `aws s3 sync dist "s3://$1" ${filter} --cache-control "${cache}"`;
  const retype = guessed.map(
    (ending) =>
      `aws s3 cp "s3://$1" "s3://$1" --recursive --exclude "*" --include "*.${ending}" --metadata-directive REPLACE \\
  --content-type ${types[ending]} --cache-control "${forGood}"`,
  );
  return {
    "headers-policy.json": `${JSON.stringify(policy, null, 2)}\n`,
    "upload.sh": `#!/usr/bin/env bash
# Made by ./scrollwork build: dist/ into the bucket $1. What is new comes first, the pages that name it next, and what nobody
# names any more goes last, so that no reader meets a page without its files.
set -euo pipefail
${sync(`--exclude "*" --include "${hashedFolder}*"`, forGood)}
${retype.join("\n")}
${sync(`--exclude "${hashedFolder}*" --exclude sw.js --exclude _headers`, cacheControl(""))}
aws s3 cp dist/sw.js "s3://$1/sw.js" --cache-control "${cacheControl("sw.js")}"
aws s3 sync dist "s3://$1" --delete --size-only --exclude _headers
`,
    "index-function.js": `// Made by ./scrollwork build: a CloudFront function for viewer requests, because S3 knows no index pages.
function handler(event) {
  var request = event.request;
  var name = request.uri.split("/").pop();
  if (name === "") request.uri += "index.html";
  else if (name.indexOf(".") < 0)
    return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: request.uri + "/" } } };
  return request;
}
`,
  };
}
