// Translation: words found in scripts, put in their place in English and in another language; claims in other digits; and
// what has drifted away from its source, each kind by file and line.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { disagreement } from "../../../web/build/claims.js";
import { pageProblems, passagesOf, textsOf, wordProblems } from "../../../web/build/drift.js";
import { inEnglish, inLanguage, messagesIn } from "../../../web/build/messages.js";
import { readEssays } from "../../../web/build/project.js";
import { directionOf, nameOfLanguage } from "../../../web/build/translation.js";
import { plural } from "../../../web/words/plural.js";
import { t } from "../../../web/words/words.js";

const script = `import { t } from "../words/words.js";
const a = t("Copied.");
say(t("{place} of {count}", { place: i + 1, count }), t("{name}: {said}", { name, said: t("{n} \`rows\`", { n }) }));
`;

test("the words of a script are found, with their lines; another t is nobody's", () => {
  assert.deepEqual(
    messagesIn(script, "a.js").map(({ text, line }) => [text, line]),
    [
      ["Copied.", 2],
      ["{place} of {count}", 3],
      ["{name}: {said}", 3],
      ["{n} `rows`", 3],
    ],
  );
  assert.deepEqual(messagesIn('import { t } from "./time.js";\nt("Copied.");', "a.js"), []);
  assert.equal(messagesIn('import { frame, t } from "scrollwork/figures";\nt("x");', "a.js").length, 1);
});

for (const [call, message] of /** @type {[string, RegExp][]} */ ([
  ["t(words)", /^a\.js:2: t\(…\) wants its text written out/],
  ["t(`${a} rows`)", /^a\.js:2: t\(…\) wants its text written out/],
  ['t("{n} rows", values)', /^a\.js:2: t\("\{n\} rows", …\) wants its values written out/],
  ['t("{n} rows", { ...values })', /wants each value by its name/],
  ['t("{n} rows", { count })', /has no value for \{n\}/],
]))
  test(`${call} is refused by file and line`, () => {
    const code = `import { t } from "../words/words.js";\n${call};`;
    assert.throws(() => messagesIn(code, "a.js"), { message });
  });

test("in English the words stand in the script, and mean the same as the calls", () => {
  assert.equal(
    inEnglish(script, "a.js"),
    `import { t } from "../words/words.js";
const a = "Copied.";
say(\`\${i + 1} of \${count}\`, \`\${name}: \${\`\${n} \\\`rows\\\`\`}\`);
`,
  );
  const twice = 'import { t } from "./words.js";\nt("{n}, {n}", { n: next() });';
  assert.equal(inEnglish(twice, "a.js"), twice, "what is filled in twice is computed once");
  assert.equal(t("{place} of {count}", { place: 5, count: 12 }), "5 of 12");
});

test("in another language they are its words, in its forms; what is not translated stays English", () => {
  const { text, plurals } = inLanguage(script, "a.js", {
    "Copied.": "Kopiert.",
    "{place} of {count}": "{count}, davon die {place}.",
    "{n} `rows`": { one: "eine Zeile", other: "{n} Zeilen" },
  });
  assert.ok(plurals);
  assert.match(text, /const a = "Kopiert\.";/);
  assert.match(text, /t\("\{count\}, davon die \{place\}\.", \{ place: i \+ 1, count: count \}\)/);
  assert.match(text, /t\("\{name\}: \{said\}", \{ name: name, said: pluralForm\(\{"one":"eine Zeile"/);
  assert.equal(plural({ one: "one row", other: "{n} rows" }, { n: 1 }), "one row");
  assert.equal(plural({ one: "one row", other: "{count} rows" }, { count: "1,000", n: 1000 }), "1,000 rows");
});

test("claims are read in the digits and signs of their language", () => {
  for (const [text, value, language] of /** @type {[string, number, string][]} */ ([
    ["83,4 %", 0.834, "de"],
    ["10.000", 10000, "de"],
    ["−1,5", -1.52, "fr"],
    ["۸۳٫۴٪", 0.834, "fa"],
  ]))
    assert.equal(disagreement(text, value, language), null, text);
  assert.match(String(disagreement("83.4", 83.4, "de")), /the text says 83\.4, the kernels say/);
  assert.match(String(disagreement("83,4", 83.4)), /the text says/);
});

test("languages say their own names and directions", () => {
  assert.deepEqual([nameOfLanguage("de"), directionOf("de")], ["Deutsch", "ltr"]);
  assert.deepEqual([nameOfLanguage("ar"), directionOf("ar")], ["العربية", "rtl"]);
});

test("drift of words: missing, superfluous and changed ones, forms and names, by file and line", () => {
  const texts = textsOf([
    {
      file: "essays/moons/figures.js",
      code: 'import { t } from "scrollwork/figures";\nt("Known");\nt("New words");\nt("Drag any of the points");\nt("{n} rows", { n });',
    },
  ]);
  const words = {
    Known: "Bekannt",
    "Drag the points": "Zieh die Punkte",
    Gone: "Weg",
    "{n} rows": { one: "{m} Zeile" },
  };
  const json = JSON.stringify({ messages: words }, null, 2);
  const found = wordProblems("messages.de.json", json, words, texts);
  assert.deepEqual(
    found.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [
      'essays/moons/figures.js:3: messages.de.json has no translation of "New words"',
      'messages.de.json:4: "Drag the points" has changed since it was translated: essays/moons/figures.js:4 says "Drag any of the points"',
      'messages.de.json:5: nothing says "Gone" any more',
      'messages.de.json:6: "{n} rows": its forms need "other"',
      'messages.de.json:6: "{n} rows" has no {m} to fill in',
    ],
  );
});

test("drift of a page: passages that changed, are English still, are missing or too many, by file and line", () => {
  const source = `<html lang="en-GB">
<h1 id="top">Moons</h1>
<p>Two moons of points are here, and <b>one</b> line.</p>
<p>
  Drag any point
  with your hand.</p>
<sw-slider key="degree" label="Degree"></sw-slider>
<p>It gets <data data-claim="right">85%</data>.</p>`;
  const known = passagesOf(source).map(({ digest }) => digest);
  const translated = `<html lang="de">
<h1 id="top">Monde</h1>
<p>Zwei Monde aus Punkten, und <b>eine</b> Linie.</p>
<p>Ziehen Sie.</p>
<sw-slider key="degree" label="Grad"></sw-slider>
<p>Es hat <data data-claim="right">85 %</data> richtig.</p>`;
  const problems = (/** @type {string} */ html, /** @type {string} */ translatedHtml) =>
    pageProblems({ file: "index.html", html, translatedFile: "index.de.html", translatedHtml, known }).map(
      ({ file, line, message }) => `${file}:${line}: ${message}`,
    );
  assert.deepEqual(problems(source, translated), []);
  assert.deepEqual(problems(source.replace("Drag any point\n  with", "Drag any point with\n "), translated), []);
  assert.deepEqual(problems(source.replace("any point", "any of them"), translated), [
    'index.html:4: has changed since index.de.html was translated: "Drag any of them with your hand."',
  ]);
  assert.deepEqual(problems(source, translated.replace("Ziehen Sie.", "Drag any point with your hand.")), [
    'index.de.html:4: is not translated: "Drag any point with your hand."',
  ]);
  assert.deepEqual(problems(source, translated.replace('key="degree"', 'key="grad"').replace('id="top"', "")), [
    'index.html:2: index.de.html has no id="top"',
    'index.html:7: index.de.html has no <sw-slider key="degree">',
    'index.de.html:5: index.html has no <sw-slider key="grad">',
  ]);
});

test("every essay can be translated: what its figures say of themselves stands in t", () => {
  const essays = new URL("../../../essays/", import.meta.url);
  const bare = readEssays().flatMap(({ slug }) =>
    readdirSync(new URL(`${slug}/`, essays))
      .filter((name) => /^(figures|plane).*\.js$/.test(name))
      .flatMap((name) => {
        const code = readFileSync(new URL(`${slug}/${name}`, essays), "utf8");
        const found = code.matchAll(/\b(?:title|caption|label|text|noun|nameOf): (?:\(.*\) => )?(["`])(?:(?!\1).)*\1/g);
        return [...found]
          .filter(
            ([written]) => !written.includes('t("') && /[a-z]{3}/.test(written.replace(/^\w+: |\$\{[^}]*\}/g, "")),
          )
          .map(([written]) => `${slug}/${name}: ${written}`);
      }),
  );
  assert.deepEqual(bare, []);
});
