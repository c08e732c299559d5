// Input that means harm, or that only spreadsheets, mail programs and slips of the hand can make: by hand, each with what
// it tries. The same lists go to the parsers in Node and to the pages in a browser.

const script = "<script>globalThis.pwned = 1</script>";
const image = '"><img src=x onerror="globalThis.pwned = 1">';
const lines = (/** @type {string} */ line, /** @type {number} */ count) => `${line}\n`.repeat(count);

/**
 * Tables: what a reader may drop on a page.
 * @type {{ what: string, text: string, refused?: RegExp }[]} `refused`: what the message of the kernel's refusal says
 */
export const tables = [
  { what: "nothing", text: "", refused: /no text/ },
  { what: "blank lines only", text: "\n\r\n \n", refused: /no text/ },
  { what: "a header alone", text: "a,b,c" },
  { what: "script in the header", text: `${script},b,class\n1,2,x\n3,4,y\n5,6,x\n` },
  { what: "an image with a handler in the header", text: `"${image.replaceAll('"', '""')}",b,class\n1,2,x\n3,4,y\n` },
  { what: "script in the cells", text: `a,b,class\n1,2,${script}\n3,4,y\n5,6,${script}\n` },
  { what: "a formula, as spreadsheets run them", text: 'a,b,class\n=cmd|\' /C calc\'!A0,2,x\n@SUM(1),+3,"=HYPERLINK(1)"\n' },
  { what: "entities and closing tags", text: "&lt;b&gt;,</style>,]]>\n1,2,x\n3,4,y\n" },
  { what: "a million columns", text: `${"a,".repeat(1_000_000)}b\n1\n`, refused: /200 columns/ },
  { what: "a million named columns", text: `${Array.from({ length: 200_000 }, (_, i) => `c${i}`).join(",")}\n`, refused: /200 columns/ },
  { what: "a quarter of a million rows", text: `a,b\n${lines("1,2", 250_000)}`, refused: /100000 rows/ },
  { what: "more than five megabytes", text: `a,b\n${lines("1.2345678901234567,2.3456789012345678", 150_000)}`, refused: /5000000 bytes/ },
  { what: "a cell of a megabyte", text: `a,b\n${"x".repeat(1_000_000)},1\n`, refused: /1000 bytes/ },
  { what: "a header of a megabyte", text: `${"x".repeat(1_000_000)},b\n1,2\n`, refused: /1000 bytes/ },
  { what: "NaN and infinities", text: "a,b,class\nNaN,2,x\ninf,3,y\n-Infinity,4,x\n" },
  { what: "the largest numbers", text: "a,b,class\n1e308,-1e308,x\n1.7976931348623157e308,1e-320,y\n9e307,0,x\n" },
  { what: "numbers that no double holds", text: "a,b,class\n1e309,2,x\n1e-400,3,y\n1e99999999999,4,x\n" },
  { what: "a number of ten thousand digits", text: `a,b\n${"9".repeat(999)},1\n0.${"0".repeat(990)}1,2\n` },
  { what: "a byte order mark", text: "\uFEFFa,b,class\n1,2,x\n3,4,y\n" },
  { what: "two byte order marks", text: "\uFEFF\uFEFFa,b\n1,2\n" },
  { what: "a zero byte", text: "a,b\n1,\0\n", refused: /NUL|zero byte|U\+0000/i },
  { what: "an unclosed quote", text: 'a,b\n1,"2\n3,4\n', refused: /line 2.*quote|quote.*line 2/ },
  { what: "text after a closing quote", text: 'a,b\n"1"x,2\n', refused: /quote/ },
  { what: "a megabyte of quotes", text: `a\n${'"'.repeat(1_000_001)}`, refused: /quote|1000 bytes/ },
  { what: "prototype keys as names", text: "__proto__,constructor,hasOwnProperty\n1,2,x\n3,4,y\n5,7,x\n" },
  { what: "prototype keys as classes", text: "a,b,class\n1,2,__proto__\n3,4,constructor\n5,6,toString\n1,1,valueOf\n" },
  { what: "two columns of one name", text: "a,a\n1,2\n", refused: /a/ },
  { what: "rows of unequal length", text: "a,b\n1,2\n3\n", refused: /line 3/ },
  { what: "one class", text: "a,b,class\n1,2,x\n3,4,x\n" },
  { what: "as many classes as rows", text: `a,b,class\n${Array.from({ length: 500 }, (_, i) => `${i},${i % 7},c${i}`).join("\n")}` },
  { what: "constant columns", text: `a,b,class\n${lines("1,1,x", 20)}${lines("1,1,y", 20)}` },
  { what: "all missing", text: `a,b,class\n${lines(",NA,", 20)}` },
  { what: "one row", text: "a,b,class\n1,2,x\n" },
  { what: "numbers that lie next to each other", text: `a,b,class\n${Array.from({ length: 40 }, (_, i) => `${1e15 + i / 8},${1e-300 * i},${"xy"[i % 2]}`).join("\n")}` },
  { what: "right to left, joined and astral letters", text: "\u202Eevil,\u{1F408}\u200D\u2B1B,z\u0351a\u0351l\u0351g\u0351o\n1,2,x\n3,4,y\n" },
  { what: "half a letter", text: "a,b\n\uD83D,\uDC08\n1,2\n" },
  { what: "separators of three kinds", text: "a;b,c\td\n1;2,3\t4\n" },
  { what: "lone carriage returns", text: "a,b,class\r1,2,x\r3,4,y\r" },
  { what: "JSON", text: '{"a": [1, 2, 3]}' },
  { what: "a page", text: `<!DOCTYPE html>\n<title>x</title>${script}\n` },
]; // prettier-ignore

/** Rows enough for whatever an essay does with a table. */
export const sound = `a,b,class\n${Array.from({ length: 60 }, (_, i) => `${(i * 7) % 13},${(i * 5) % 11},${"xy"[i % 2]}`).join("\n")}`;

/** Files whose bytes are no text that a table is made of, or text in another code. @type {{ what: string, bytes: Uint8Array, says: RegExp }[]} */
export const files = [
  { what: "UTF-16 with its mark", bytes: utf16(sound), says: /stays in this browser/ },
  { what: "UTF-16 without a mark", bytes: utf16("a,b\n1,2\n").slice(2), says: /does not look like a text file/ },
  {
    what: "a picture",
    bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13),
    says: /does not look like a text file/,
  },
  { what: "nothing", bytes: new Uint8Array(0), says: /is empty/ },
];

/** @param {string} text little-endian, with its mark */
function utf16(text) {
  return new Uint8Array(Uint16Array.from([0xfeff, ...Array.from(text, (letter) => letter.charCodeAt(0))]).buffer);
}

/** What follows the `#` of a link. */
export const links = [
  "#%22%3E%3Cimg%20src=x%20onerror=globalThis.pwned=1%3E",
  "#javascript:globalThis.pwned=1",
  "#meet?v=1&__proto__=1&constructor=1&hasOwnProperty=1&toString=x&valueOf=2",
  "#__proto__?v=1&seed=3",
  "#constructor?v=1&seed=1e999",
  "#?v=1&seed=NaN&degree=Infinity&threshold=-Infinity",
  "#?v=1&seed=0x10&degree=1e1e1&threshold=1e-999",
  `#?v=1&seed=${"9".repeat(10_000)}`,
  `#?v=1&${"seed=1&".repeat(2000)}`,
  `#${"a".repeat(1_000_000)}`,
  `#?v=1&moved=${"1:1:1~".repeat(2500)}1:1:1`,
  "#?v=1&moved=99999999:0:0~-1:0:0~1.5:2:3~1:2~1:2:3:4:5",
  "#?v=1&model=%F0%9F%90%88&model=%FF%FE&model=%",
  "#?v=1&csv=a%2Cb%0A1%2C2&opened=x&labelColumn=%3Cscript%3E",
  "#?v=%31&seed=4",
  "#?v=1&v=2&seed=5",
  "#?v=1#?v=1&seed=6",
  "#????&&&&====~~~~::::",
  "#%00%00?v=1&seed=%00",
  "#\u202E?v=1&\u202E=1",
];

/** What follows the `?`: frames, lessons, the author's panel. */
export const queries = [
  "?embed=%3Cscript%3EglobalThis.pwned=1%3C/script%3E",
  "?embed=__proto__",
  `?embed=${"x".repeat(5000)}`,
  "?lock=__proto__,constructor&hide=toString",
  `?lock=${"seed,".repeat(1000)}&hide=%22%3E%3Cb%3E`,
  "?embed=%FF%FE&lock=%&debug",
];

const nested = (/** @type {string} */ open, /** @type {string} */ close, /** @type {number} */ depth) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Texts that pretend to be a model. @type {{ what: string, text: string }[]} */
export const models = [
  { what: "nothing", text: "" },
  { what: "a hundred thousand brackets", text: nested("[", "]", 100_000) },
  { what: "a hundred thousand brackets, never closed", text: "[".repeat(100_000) },
  { what: "objects in objects", text: nested('{"a":', "}", 50_000) },
  { what: "a model inside models", text: nested('{"format":"scrollwork-model","version":1,"type":"pipeline.Pipeline","options":{},"state":{"steps":[', "]}}", 5000) },
  { what: "prototype keys", text: '{"__proto__":{"format":"scrollwork-model"},"constructor":{"prototype":{"pwned":1}}}' },
  { what: "numbers that no double holds", text: '{"format":"scrollwork-model","version":1e999,"type":"dummy.DummyClassifier"}' },
  { what: "NaN", text: '{"format":"scrollwork-model","version":NaN}' },
  { what: "a key twice", text: '{"format":"scrollwork-model","format":"x","version":1}' },
  { what: "a string of five megabytes", text: `{"format":"${"x".repeat(5_000_000)}"}` },
  { what: "a million numbers", text: `{"format":"scrollwork-model","version":1,"type":"dummy.DummyClassifier","state":[${"1,".repeat(1_000_000)}1]}` },
  { what: "half a surrogate", text: '{"format":"\\ud83d"}' },
  { what: "a comment", text: '{"format":"scrollwork-model" /* x */}' },
]; // prettier-ignore

/** Texts that pretend to be a reader's progress. */
export const progressFiles = [
  "",
  "null",
  "[]",
  "{",
  nested("[", "]", 100_000),
  '{"format":"scrollwork-progress","version":1,"pages":null}',
  '{"format":"scrollwork-progress","version":1,"pages":[["/",{}]]}',
  '{"format":"scrollwork-progress","version":1,"pages":{"__proto__":{"x":"y"},"/a/":{"__proto__":"z","constructor":1}}}',
  `{"format":"scrollwork-progress","version":1,"pages":{"/a/":{"guess":{"toString":1},"n":1e999,"s":"${"<b>".repeat(100)}"}}}`,
  `{"format":"scrollwork-progress","version":1,"pages":{"/${script}/":{"x":1}}}`,
];
