import assert from "node:assert/strict";
import { test } from "node:test";
import { coerce, effective, schema } from "../../web/runtime/state.js";
import { formatHash, maxHashLength, parseHash } from "../../web/runtime/url.js";
import { random } from "./random.js";

const fields = schema({
  degree: { default: 1, min: 1, max: 8, step: 1 },
  rate: { default: 0.5, min: -1, max: 1, step: 0.001 },
  any: 0,
  model: { default: "k nn", values: ["k nn", "a&b=c", "ü~:"] },
  on: true,
  name: "",
  curve: { default: [1], min: -2, max: 2, step: 0.25 },
  own: { kind: "text" },
  moved: { default: [], kind: "points", bounds: [0.1, 20.3, -3, 9.7], max: 200 },
});
const steps = [{ id: "a", state: { degree: 4 } }];

test("a link restores every edit, bit for bit", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { number, integer, pick } = random(seed);
    const wild = {
      degree: integer(-3, 12),
      rate: number(-2, 2),
      any: pick([number(-1, 1) * 10 ** integer(-300, 300), Infinity, 1e21, -0]),
      model: pick(fields.model.values),
      on: pick([true, false]),
      name: pick(["#?&=%", "a b+c", "Ünïcode 🐈", "'\"<b>", "%E0%A4%A"]),
      curve: Array.from({ length: integer(0, 9) }, () => number(-3, 3)),
      moved: Array.from({ length: integer(0, 40) }, () => [integer(0, 300), number(-5, 25), number(-5, 25)]).flat(),
    };
    const edits = Object.fromEntries(Object.entries(wild).map(([key, value]) => [key, coerce(fields[key], value)]));
    const step = pick([null, "a"]);
    const hash = formatHash({ id: "some id/ü?", edits, step }, fields, steps);
    const parsed = parseHash(hash, fields);
    assert.equal(parsed.id, "some id/ü?", `seed ${seed}`);
    assert.deepStrictEqual(
      effective(fields, steps, step, parsed.edits ?? {}),
      effective(fields, steps, step, edits),
      `seed ${seed}: ${hash}`,
    );
    assert.match(hash, /^#[\w\-.~!*'();:@&=+$,/?%]*$/, "only characters that survive mail and chat");
  }
});

test("only differences from the step are in the link, and never a text of the reader's own", () => {
  assert.equal(formatHash({ id: "a", edits: { degree: 4, own: "1,2" }, step: "a" }, fields, steps), "#a");
  assert.equal(formatHash({ id: "", edits: {} }, fields, steps), "");
  assert.equal(formatHash({ id: "", edits: { degree: 3 } }, fields, steps), "#?v=1&degree=3");
  assert.deepEqual(parseHash("#x?v=1&own=abc", fields), { id: "x", edits: {} });
});

test("a plain link moves only, and so does one of another version", () => {
  assert.deepEqual(parseHash("#ref-3", fields), { id: "ref-3", edits: null });
  assert.deepEqual(parseHash("", fields), { id: "", edits: null });
  assert.deepEqual(parseHash("#a?v=2&degree=3", fields), { id: "a", edits: null });
});

test("hostile links: clamped, ignored, never thrown at", () => {
  const edits = (query) => parseHash(`#a?v=1&${query}`, fields).edits;
  assert.deepEqual(edits("degree=99"), { degree: 8 });
  for (const bad of ["NaN", "", "Infinity", "0x10", " 3", "1e", "3px", "--3", "٣", "1".repeat(41)])
    assert.deepEqual(edits(`degree=${bad}`), {}, bad);
  for (const key of ["__proto__", "constructor", "toString", "unknown", "%64egree"])
    assert.deepEqual(edits(`${key}=1`), {}, key);
  assert.deepEqual(edits("model=svm&on=yes&model"), {});
  assert.deepEqual(edits("name=%E0%A4%A"), {});
  for (const bad of ["1:2", "1:2:3:4", "a:b:c", "-1:2:3", "1.5:2:3", "1:NaN:3", "~", "1:2:3~", "999999999:1:1"])
    assert.deepEqual(edits(`moved=${bad}`), {}, bad);
  assert.deepEqual(edits("moved=3:99999:-5").moved, [3, 20.3, -3]);
  assert.equal(edits(`moved=${Array.from({ length: 900 }, (_, i) => `${i}:1:1`).join("~")}`).moved.length, 600);
  assert.deepEqual(parseHash(`#a?v=1&name=${"x".repeat(maxHashLength)}`, fields), { id: "", edits: null });
  assert.deepEqual(parseHash("#%E0%A4%A", fields), { id: "", edits: null });
  // 200 characters are kept, and the last is half a cat: no link could hold that.
  const cut = edits(`name=${"x".repeat(199)}%F0%9F%90%88`);
  assert.equal(cut.name, `${"x".repeat(199)}\uFFFD`);
  assert.deepEqual(parseHash(formatHash({ id: "a", edits: cut }, fields), fields).edits, cut);
  assert.equal({}.polluted, undefined);
  for (let seed = 1; seed <= 2000; seed++) {
    const { integer, pick } = random(seed);
    const alphabet = [
      "#",
      "?",
      "&",
      "=",
      "~",
      ":",
      ",",
      "%",
      "v=1",
      "degree",
      "moved",
      "curve",
      "name",
      "-",
      ".",
      "e",
      "9",
      "\u0000",
      "é",
      "__proto__",
    ];
    const hash = Array.from({ length: integer(0, 40) }, () => pick(alphabet)).join("");
    const { edits } = parseHash(hash, fields);
    for (const [key, value] of Object.entries(edits ?? {}))
      assert.deepEqual(coerce(fields[key], value), value, `seed ${seed}: ${hash}`);
  }
});
