// The reference of the kernels, from small declarations and headers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { headerDocs, readHeaders } from "../../../web/build/header_docs.js";
import { readDeclarations, renderReference } from "../../../web/build/reference.js";

test("declarations: families, classes, functions, and the comment right before each", () => {
  const { interfaces, families } = readDeclarations(`
    export namespace toy {
      interface BearOptions extends base.Shared { /** > 0; 2. */ size?: number; }
      /** A bear. */
      interface Bear extends base.Toy { /** Growls. */ growl(times?: number): this; readonly options: Required<BearOptions>; }
    }
    export interface Kernel {
      /** Not a family. */
      count(): number;
      toy: {
        Bear: new (options?: toy.BearOptions) => toy.Bear;
        Toy: abstract new () => base.Toy;
        /** Adds. */
        add(a: number, b: number): number;
      };
    }`);
  assert.deepEqual(
    families.map(({ name, kind, signature, doc }) => [name, kind, signature, doc]),
    [
      ["Bear", "class", "new k.toy.Bear(options?: toy.BearOptions)", ""],
      ["Toy", "base", "instanceof k.toy.Toy", ""],
      ["add", "function", "k.toy.add(a: number, b: number): number", "Adds."],
    ],
  );
  const bear = interfaces.get("Bear");
  assert.deepEqual([bear?.doc, bear?.parents, bear?.members[0].doc], ["A bear.", ["Toy"], "Growls."]);
  assert.deepEqual(interfaces.get("BearOptions")?.parents, ["Shared"]);
});

test("headers: blocks before, comments beside, groups, fields with their values", () => {
  const found = headerDocs(
    `/// What a bear takes.
struct BearOptions {
  int size = 2;  ///< [1, 9] hands:
                 ///< the smaller, the cheaper.
  /// How it sounds.
  std::string voice = "deep";
};
/// A bear.
///
/// Cost: O(1).
class Bear final : public Toy {
 public:
  /// Makes a noise.
  void growl(int times = 1);
  [[nodiscard]] bool tired() const;  ///< After many.
};

/// For all of these: O(n).

[[nodiscard]] double mean(const Vector& x);
/// Of its own.
[[nodiscard]] double median(const Vector& x);
`,
    "toy/bear.h",
  );
  assert.equal(found.get("BearOptions")?.members.get("size")?.doc, "[1, 9] hands: the smaller, the cheaper.");
  assert.equal(found.get("BearOptions")?.members.get("size")?.initial, "2");
  assert.equal(found.get("BearOptions")?.members.get("voice")?.doc, "How it sounds.");
  assert.equal(found.get("Bear")?.doc, "A bear.\n\nCost: O(1).");
  assert.equal(found.get("Bear")?.members.get("growl")?.doc, "Makes a noise.");
  assert.equal(found.get("Bear")?.members.get("tired")?.doc, "After many.");
  assert.equal(found.get("mean")?.doc, "For all of these: O(n).");
  assert.equal(found.get("median")?.doc, "Of its own.");
});

test("the headers of core say what their classes cost or come from", () => {
  const headers = readHeaders();
  for (const name of ["DecisionTreeClassifier", "GradientBoostingClassifier", "PCA"]) {
    assert.match(headers.get(name)?.doc ?? "", /Cost:/, name);
  }
});

test("what is written is text: nothing of a comment becomes markup", () => {
  const html = renderReference(
    [
      {
        family: "toy",
        name: "Bear",
        kind: "class",
        signature: "new k.toy.Bear(options?: Array<number>)",
        doc: "1 < 2 & `a < b`, or kBadValue.\n\n    x = y",
        options: [{ name: "size", type: "Array<number>", default: '"<b>"', range: "> 0", meaning: "<i>" }],
        members: [],
        parents: [],
        errors: [],
        header: "",
        sets: [],
      },
    ],
    [],
  );
  assert.match(html, /<p>1 &lt; 2 &amp; <code>a &lt; b<\/code>, or BadValue\.<\/p>/);
  assert.match(html, /<pre><code>x = y<\/code><\/pre>/);
  assert.match(html, /&quot;&lt;b>&quot;/);
  assert.doesNotMatch(html, /<i>/);
});
