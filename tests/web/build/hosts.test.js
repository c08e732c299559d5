// The configurations of hosts: each says of every file what the one source says, and nothing forbids embedding.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { cacheControl, headers, headersFile, nginx, s3CloudFront, writeHosts } from "../../../web/build/hosts.js";
import { contentSecurityPolicy } from "../../server/static.js";

const folder = mkdtempSync(join(tmpdir(), "hosts-"));
after(() => rmSync(folder, { recursive: true }));
const hashed = "assets/page-Bx12ab_9.js";
const paths = [hashed, "index.html", "a/stills/b-c.svg", "embed.js", "sw.js"];

test("the policy is the design's, hashed files are kept for good, nothing forbids embedding", () => {
  assert.equal(headers["Content-Security-Policy"], contentSecurityPolicy);
  assert.match(cacheControl(hashed), /immutable/);
  assert.equal(cacheControl("index.html"), "public, max-age=600");
  assert.equal(cacheControl("sw.js"), "no-cache");
  assert.equal(cacheControl("a/assets/b.csv"), "public, max-age=600");
  const all = [headersFile(), nginx(), ...Object.values(s3CloudFront())].join("\n");
  assert.doesNotMatch(all, /x-frame-options|frame-ancestors|cross-origin-resource-policy|cross-origin-embedder/i);
});

test("_headers: what applies to a path, by the rules of both hosts, names no header twice", () => {
  /** @type {Array<{ pattern: RegExp, fields: string[][] }>} */
  const rules = [];
  for (const line of headersFile().trimEnd().split("\n")) {
    if (line.startsWith("/")) rules.push({ pattern: new RegExp(`^${line.replace("*", ".*")}$`), fields: [] });
    else
      rules.at(-1)?.fields.push(
        line
          .trim()
          .split(/: (.*)/s)
          .slice(0, 2),
      );
  }
  for (const path of paths) {
    const fields = rules.filter(({ pattern }) => pattern.test(`/${path}`)).flatMap((rule) => rule.fields);
    assert.equal(new Set(fields.map(([name]) => name)).size, fields.length, path);
    const sent = Object.fromEntries(fields);
    for (const [name, value] of Object.entries(headers)) assert.equal(sent[name], value, path);
    assert.equal(sent["Cache-Control"], path === hashed ? cacheControl(path) : undefined, path);
  }
});

test("S3 and CloudFront: the same headers, the same times, and pages by their folders' names", () => {
  const { "headers-policy.json": json, "upload.sh": upload, "index-function.js": script } = s3CloudFront();
  const { SecurityHeadersConfig: security, CorsConfig: cors } = JSON.parse(json);
  assert.equal(security.ContentSecurityPolicy.ContentSecurityPolicy, contentSecurityPolicy);
  assert.equal(security.ReferrerPolicy.ReferrerPolicy, headers["Referrer-Policy"]);
  assert.deepEqual(cors.AccessControlAllowOrigins.Items, ["*"]);
  for (const path of paths) assert.ok(upload.includes(`--cache-control "${cacheControl(path)}"`), path);
  const handler = new (Object.getPrototypeOf(() => {}).constructor)(`${script}; return handler;`)();
  const asked = (/** @type {string} */ uri) => handler({ request: { uri } });
  assert.equal(asked("/").uri, "/index.html");
  assert.equal(asked("/essays/roc-auc/").uri, "/essays/roc-auc/index.html");
  assert.equal(asked("/roc-auc").headers.location.value, "/roc-auc/");
  assert.equal(asked("/assets/page-Bx12ab_9.js").uri, "/assets/page-Bx12ab_9.js");
});

test("a build writes them: _headers into the site, the others beside it", () => {
  writeHosts(folder, join(folder, "hosts"));
  assert.equal(readFileSync(join(folder, "_headers"), "utf8"), headersFile());
  assert.equal(readFileSync(join(folder, "hosts", "nginx.conf"), "utf8"), nginx());
  assert.match(readFileSync(join(folder, "hosts", "s3-cloudfront", "upload.sh"), "utf8"), /^#!/);
});
