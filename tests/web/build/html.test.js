// HTML as text, the head of a page, rasters as files, sizes of a site.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { decode } from "fast-png";
import { parseHTML } from "linkedom";
import { atomFeed, headHtml, parseSiteUrl, showContact, sitemapXml } from "../../../web/build/head.js";
import { attribute, minify, minifyCss, minifySvg, tokenize } from "../../../web/build/html.js";
import { writeOffline } from "../../../web/build/offline.js";
import { encodePng, withFewerOpacities } from "../../../web/build/png.js";
import { contentsOf, listEssays } from "../../../web/build/shelf.js";
import { budgetOf, budgets, reportSizes } from "../../../web/build/sizes.js";

test("where mistakes are reported is a link if the build was told, and words alone if not", () => {
  const shown = (/** @type {string[]} */ ...contact) => {
    const { document } = parseHTML("<p><a data-contact>Send <i>us</i></a> the link.</p>");
    showContact(document.querySelector("[data-contact]"), ...contact);
    return document.toString();
  };
  assert.equal(shown("mailto:a@example.org"), '<p><a href="mailto:a@example.org">Send <i>us</i></a> the link.</p>');
  assert.equal(shown(), "<p>Send <i>us</i> the link.</p>");
});

test("tokens know their lines, and quoted attributes may hold anything", () => {
  const found = tokenize('<p title="a > b">x\ny</p>\n<!-- <b> -->\n<br/>1 < 2');
  assert.deepEqual(
    found.map(({ kind, line }) => `${kind} ${line}`),
    ["open 1", "text 1", "close 2", "text 2", "other 3", "text 3", "open 4", "text 4", "text 4", "text 4"],
  );
  assert.equal(attribute(found[0].text, "title"), "a > b");
  assert.equal(attribute("<a hidden data-href='x' href=y>", "href"), "y");
  assert.equal(attribute("<a hidden>", "hidden"), "");
  assert.equal(attribute("<a data-hidden>", "hidden"), undefined);
});

test("minifying drops comments and indentation, but not what a reader sees", () => {
  assert.equal(
    minify("<p>one  <!-- c -->\n\n   <b>two</b> three</p>\n<pre>a\n\n  b</pre>\n"),
    "<p>one  <b>two</b> three<pre>a\n\n  b</pre>\n",
  );
  assert.equal(
    minifyCss("/* c */ a :is(b, c) {\n  margin: calc(1px + 2px) ;\n}\n"),
    "a :is(b,c){margin: calc(1px + 2px);}",
  );
});

test("an attribute that is empty is written without a value", () => {
  assert.equal(minify('<link crossorigin="" href="a b">\n<img alt="" />'), '<link crossorigin href="a b"><img alt/>\n');
});

test("a page is written without what HTML does not need, and is read as the same elements", () => {
  const page = `<!DOCTYPE html>
<html lang="en-GB"> <head> <title>A &amp; B</title> <meta content="a b" name="c" /> </head> <body>
<p title="a=b"> One <b>two</b> <i>three</i> </p> <sw-reveal key="a"> <p>In an element of ours.</p> </sw-reveal>
<ul> <li> <p> a </p> </li> <li>b</li> </ul>
<table> <thead> <tr> <th scope="col"> x </th> </tr> </thead> <tbody> <tr> <td>1</td> <td>2</td> </tr> </tbody> </table>
<svg viewBox="0 0 9 9"><path class="mark" d="M0,0" /></svg> </body> </html>`;
  const written = minify(page);
  assert.equal(
    written,
    '<!DOCTYPE html><html lang=en-GB><head><title>A &amp; B</title><meta content="a b" name="c"/></head><body>' +
      '<p title="a=b">One <b>two</b> <i>three</i></p><sw-reveal key=a><p>In an element of ours.</p></sw-reveal>' +
      "<ul><li><p>a<li>b</ul><table><thead><tr><th scope=col>x<tbody><tr><td>1<td>2</table>" +
      '<svg viewBox="0 0 9 9"><path class=mark d="M0,0"/></svg></body></html>\n',
  );
  assert.equal(minify(written), written);
});

test("a drawing stays XML", () => {
  assert.equal(
    minifySvg('<svg xmlns="a"><!-- c -->\n  <path class="b" d="M0,0" />\n</svg>'),
    '<svg xmlns="a"> <path class="b" d="M0,0"/> </svg>\n',
  );
});

test("the policy allows the page itself and WebAssembly, nothing else; addresses appear only on request", () => {
  const page = { title: "T", summary: 'It\'s "so" & <so>' };
  const head = headHtml(page, { dev: false, path: "moons/" });
  assert.match(
    head,
    /content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; object-src 'none'; base-uri 'none'"/,
  );
  assert.match(head, /name="description" content="It's &quot;so&quot; &amp; &lt;so>"/);
  assert.doesNotMatch(head, /http:|https:/);
  assert.match(
    headHtml(page, { dev: false, path: "moons/", siteUrl: parseSiteUrl("https://example.org/essays") }),
    /rel="canonical" href="https:\/\/example.org\/essays\/moons\/"/,
  );
  assert.match(
    sitemapXml("https://example.org/", [{ path: "moons/", updated: "2026-11-21" }]),
    /<loc>https:\/\/example.org\/moons\/<\/loc><lastmod>2026-11-21<\/lastmod>/,
  );
  assert.throws(() => parseSiteUrl("example.org"), /--site-url: "example.org" is not an address/);
  assert.throws(() => parseSiteUrl("ftp://example.org"), /http\(s\)/);
});

test("with an address: citation, linked data and a feed, each of them as text", () => {
  const essay = {
    slug: "moons",
    title: "Moons </script> & <stars>",
    summary: 'It\'s "so"',
    author: "Scrollwork contributors",
    published: "2026-11-20",
    updated: "2026-11-21",
    lang: "en-GB",
    references: [{ id: "a-1927", text: "A, “B”", doi: "10.1/2" }],
  };
  const { document } = parseHTML(
    `<html><head>${headHtml(essay, { dev: false, path: "moons/", siteUrl: "https://example.org/essays/", image: true })}</head></html>`,
  );
  const cited = (name) => document.querySelector(`meta[name="citation_${name}"]`)?.getAttribute("content");
  assert.deepEqual(["title", "publication_date", "online_date", "public_url", "language", "reference"].map(cited), [
    essay.title,
    "2026/11/20",
    "2026/11/21",
    "https://example.org/essays/moons/",
    "en",
    "citation_doi=10.1/2",
  ]);
  const data = JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent);
  assert.equal(data["@type"], "ScholarlyArticle");
  assert.equal(data.headline, essay.title);
  assert.equal(data.citation[0].sameAs, "https://doi.org/10.1/2");
  const meta = (/** @type {string} */ name) =>
    document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute("content");
  assert.deepEqual(["og:url", "og:title", "og:image", "og:image:width", "og:image:alt", "twitter:card"].map(meta), [
    "https://example.org/essays/moons/",
    essay.title,
    "https://example.org/essays/moons/social.png",
    "1200",
    essay.title,
    "summary_large_image",
  ]);
  const front = headHtml(
    { title: "S", summary: "s" },
    { dev: false, path: "", siteUrl: "https://example.org/essays/" },
  );
  assert.doesNotMatch(front, /og:image|twitter/, "without a browser there is no picture to name");
  assert.match(front, /"@type":"WebSite"/);
  assert.doesNotMatch(front, /citation_/);
  const feed = atomFeed("https://example.org/essays/", [
    essay,
    { ...essay, slug: "suns", title: "Suns", updated: "2026-11-22" },
  ]);
  assert.match(feed, /<updated>2026-11-22T00:00:00Z<\/updated>\n<entry><title>Suns</);
  assert.match(
    feed,
    /<title>Moons &lt;\/script> &amp; &lt;stars><\/title><link href="https:\/\/example.org\/essays\/moons\/"\/>/,
  );
});

test("the front page's template is repeated for each essay, as text", () => {
  const html =
    '<html><body><ul data-essays><template><li data-book><img data-field="card" alt=""><a data-field="title"></a><time data-field="updated"></time><p data-field="prerequisites">After</p></li></template></ul></body></html>';
  /** @type {any} */
  const essay = { slug: "moons", dir: "nowhere", title: "Moons & <stars>", updated: "2026-11-21" };
  const { document } = parseHTML(
    listEssays(html, [essay, { ...essay, slug: "second", title: "Second", prerequisites: ["moons"] }]),
  );
  const items = document.querySelectorAll("ul > li");
  assert.equal(items.length, 2);
  assert.equal(
    items[0].outerHTML,
    '<li data-stars="0" data-questions="0" data-terms="" data-book="moons"><img data-card="moons" alt=""><a href="./moons/">Moons &amp; &lt;stars&gt;</a><time datetime="2026-11-21">2026-11-21</time></li>',
  );
  assert.equal(items[1].querySelector("p")?.innerHTML, 'After <a href="./moons/">Moons &amp; &lt;stars&gt;</a>');
  assert.throws(() => listEssays(html, [{ ...essay, prerequisites: ["stars"] }]), /moons\/essay.json.*"stars"/);
  assert.deepEqual(
    contentsOf(
      '<h2>One <b>dial</b></h2><b>dial</b><sw-check key="a"></sw-check><sw-guess key="a"></sw-guess><sw-challenge key="c"></sw-challenge>' +
        "number order goal".replace(/\w+/g, '<sw-check-$& key="d"></sw-check-$&>'),
    ),
    { terms: "One dial · dial", questions: 5, stars: 3 },
  );
  assert.throws(() => listEssays("<ul></ul>", []), /data-essays and a <template>/);
});

test("a raster survives as PNG, with a palette where its colours allow", () => {
  for (const colours of [1, 2, 121, 256, 257, 1000]) {
    const [columns, rows] = [40, 25];
    const rgba = Uint8Array.from({ length: columns * rows * 4 }, (_, i) => {
      const colour = Math.floor(i / 4) % colours;
      return [colour & 255, colour >> 8, 7, 255 - (colour % 250)][i % 4];
    });
    const { data, palette, channels } = decode(encodePng({ columns, rows, rgba }));
    assert.equal(palette !== undefined, colours <= 256);
    const pixels = palette
      ? Array.from(data, (index) => [...palette[index], 255].slice(0, 4)).flat()
      : Array.from(data);
    assert.equal(palette ? 4 : channels, 4);
    assert.deepEqual(pixels, Array.from(rgba), `${colours} colours`);
  }
  // Each filter has its picture: stripes across, stripes down, both, and noise.
  for (const value of [
    () => 9,
    (x) => x,
    (x, y) => y,
    (x, y) => x + 2 * y,
    (x, y) => (x * 7919 + y * y * 104729) % 251,
  ])
    for (const more of [0, 1]) {
      const rgba = Uint8Array.from({ length: 4 * 60 * 50 }, (_, i) => {
        const [x, y] = [Math.floor(i / 4) % 60, Math.floor(i / 240)];
        return i % 4 === 3 ? 200 : value(x, y) + more * (i % 4) * Math.floor(x / 7) * y;
      });
      const { data, palette } = decode(encodePng({ columns: 60, rows: 50, rgba }));
      const found = palette ? Array.from(data, (index) => palette[index]).flat() : Array.from(data);
      assert.deepEqual(found, Array.from(rgba), `${value}, ${more}`);
    }
  const soft = Uint8Array.from({ length: 4 * 256 }, (_, i) => Math.floor(i / 4));
  const { rgba } = withFewerOpacities({ columns: 16, rows: 16, rgba: soft });
  assert.equal(new Set(Array.from(rgba).filter((_, i) => i % 4 === 3)).size, 86);
  assert.ok(
    Array.from(rgba).every((byte, i) => Math.abs(byte - soft[i]) <= (i % 4 === 3 ? 1 : 0)),
    "colours stay",
  );
  assert.throws(() => encodePng({ columns: 2, rows: 2, rgba: new Uint8Array(15) }), /expected 2 x 2 x 4 bytes, got 15/);
});

test("a first visit counts what the page fetches, and only that", () => {
  const dist = mkdtempSync(join(tmpdir(), "scrollwork-sizes-"));
  try {
    const files = {
      "index.html": "<p>front</p>",
      "moons/index.html":
        '<link rel="stylesheet" href="../assets/a-1.css"><link rel="canonical" href="https://example.org/moons/"><noscript><link rel="stylesheet" href="../assets/no-1.css"></noscript><script type="module" src="../assets/page-1.js"></script><link rel="modulepreload" href="../assets/chunk-1.js"><img loading="lazy" src="stills/x.svg"><svg><image href="stills/s.png"></image></svg>',
      "moons/stills/x.svg": "lazy",
      "moons/stills/s.png": "png",
      "assets/a-1.css": "@font-face{src:url(serif-1.woff2)}",
      "assets/no-1.css": "no",
      "assets/page-1.js": 'import"./chunk-1.js";new Worker(new URL("worker-1.js",import.meta.url))',
      "assets/chunk-1.js": "1",
      "assets/worker-1.js":
        'new URL("kernel-1.wasm",import.meta.url);fetch(""+new URL("kernel-tables-A_b-1.wasm",import.meta.url).href)',
      "assets/kernel-tables-A_b-1.wasm": "tables",
      "assets/kernel-1.wasm":
        "\0asm".repeat(20000) +
        Array.from({ length: 60000 }, (_, i) => String.fromCharCode(33 + ((i * i * 7919) % 90))).join(""),
      "assets/serif-1.woff2": "font",
      "assets/unused-1.js": "unused",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(dist, path, ".."), { recursive: true });
      writeFileSync(join(dist, path), text);
    }
    const { pages, text } = reportSizes(dist);
    assert.deepEqual(
      pages.map(({ page }) => page),
      ["", "moons/"],
    );
    assert.deepEqual(pages[1].files.map(({ file }) => file).sort(), [
      "assets/a-1.css",
      "assets/chunk-1.js",
      "assets/kernel-1.wasm",
      "assets/page-1.js",
      "assets/serif-1.woff2",
      "assets/worker-1.js",
      "moons/index.html",
      "moons/stills/s.png",
    ]);
    assert.match(text, /moons\//);
    const nearby = reportSizes(relative(process.cwd(), dist));
    assert.deepEqual(nearby.pages, pages, "the folder may be named from where one stands");
    writeOffline(dist);
    const list = JSON.parse(readFileSync(join(dist, "moons", "offline.json"), "utf8"));
    assert.deepEqual(list.later, ["assets/kernel-tables-A_b-1.wasm"], "what reads files is kept with the second visit");
    assert.ok(list.files.includes("assets/kernel-1.wasm") && !list.files.includes(list.later[0]));
    const page = join(dist, "moons", "index.html");
    const noise = Array.from({ length: 30_000 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 0).join(" ");
    writeFileSync(page, `${readFileSync(page, "utf8")}<p>${noise}</p>`);
    assert.match(
      reportSizes(dist).exceeded.join("\n"),
      /^moons\/ html [\d.]+ KB, budget [\d.]+$/m,
      "a page too fat is told",
    );
    const budget = () => budgetOf(dist, "moons/", "html");
    writeFileSync(page, "<p>No address</p>");
    const plain = budget();
    writeFileSync(page, '<link rel="canonical" href="https://example.org/moons/">');
    assert.equal(budget(), plain + 1.5, "a page that knows its address may weigh a little more");
    assert.equal(plain, budgets.html);
    const translated = join(dist, "train-test-validation", "de");
    mkdirSync(translated, { recursive: true });
    writeFileSync(join(translated, "index.html"), "");
    assert.ok(
      budgetOf(dist, "train-test-validation/de/", "total") > budgets.total,
      "a translation has its essay's allowance",
    );
    assert.equal(budgetOf(dist, "train-test-validation/de/", "script"), budgets.script);
  } finally {
    rmSync(dist, { recursive: true });
  }
});
