import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { parseHTML } from "linkedom";
import { renderElements } from "../../web/elements/all.js";
import { schema } from "../../web/runtime/state.js";
import { openPage } from "./page.js";

/** @type {ReturnType<typeof openPage>[]} */
const pages = [];
afterEach(() => {
  for (const page of pages.splice(0)) {
    page.close();
    assert.deepEqual(page.errors, []);
  }
});
const open = (html, options) => {
  const page = openPage(html, options);
  pages.push(page);
  const $ = (selector) => page.document.querySelector(selector);
  const click = (selector) => page.fire($(selector), "click");
  const choose = (selector) => {
    for (const input of $(selector).closest("fieldset").querySelectorAll("input")) input.checked = false;
    $(selector).checked = true;
    page.fire($(selector), "change");
  };
  return { ...page, $, click, choose };
};
const degree = { default: 2, min: 1, max: 8, step: 1 };

test("the build completes each element once, without inline style or script, and what is wrong is said to the author", () => {
  const state = { degree, model: { default: "tree", values: ["tree", "knn"] }, own: { kind: "text" } };
  const render = (html) => {
    const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
    const context = { schema: schema(state), state: { degree: 2, model: "tree", own: "" } };
    renderElements(document, () => context);
    const built = document.body.innerHTML;
    renderElements(document, () => context);
    assert.equal(document.body.innerHTML, built);
    return built;
  };
  const built = render(`<sw-slider key="degree" label="Degree" unit="°"></sw-slider>
    <sw-choice key="model" label="Model"><option value="tree">tree</option><option value="knn">neighbours</option></sw-choice>
    <sw-button action="undo"></sw-button><sw-share></sw-share><sw-csv key="own"></sw-csv>
    <sw-check key="c"><p>Which <em>one</em>?</p><option value="a">A</option><option value="b" correct>B</option><sw-reply for="a">No.</sw-reply><sw-reply for="b">Yes.</sw-reply></sw-check>
    <sw-guess key="g" label="How many?" min="0" max="10"><sw-reply for="low">More.</sw-reply></sw-guess>
    <sw-reveal key="e" label="Open">inside</sw-reveal><sw-challenge key="h" cell="goal">Do it.</sw-challenge>
    <sw-steps><sw-figure name="f"></sw-figure><section id="one"></section><section id="two"></section></sw-steps>`);
  assert.doesNotMatch(built, /style=|<script|onclick/);
  assert.match(built, /<legend>Which <em>one<\/em>\?<\/legend>/);
  const ids = [...built.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  const wrong = {
    '<sw-slider key="degre"></sw-slider>': /key="degre">: expected a state key that holds a number; there are: degree/,
    '<sw-slider key="model"></sw-slider>': /holds a number, got one that holds a choice; there are: degree/,
    '<sw-choice key="own"></sw-choice>': /key="own"/,
    '<sw-button action="explode"></sw-button>': /expected one of draw-again/,
    '<sw-check key="c"><option value="a">A</option></sw-check>':
      /attribute correct, and a value; got 0 of 1 that are correct/,
    '<sw-guess key="g"></sw-guess>': /needs options, or min < max; got no option, and 0 and 0/,
    "<sw-reveal></sw-reveal>": /needs a key/,
    '<sw-reveal key="e" state="degree"></sw-reveal>': /holds a text/,
  };
  for (const [html, message] of Object.entries(wrong)) assert.throws(() => render(html), message);
});

test("a slider sets its key, follows it, and says its value with its unit", async () => {
  const page = open(
    `<sw-slider key="degree" label="Degree" unit="°"></sw-slider><sw-value cell="twice" format=".1f"></sw-value>`,
    {
      state: { degree },
      cells: { twice: ({ degree }) => 2 * degree },
    },
  );
  await page.settle();
  assert.equal(page.$("sw-value").textContent, "4.0");
  assert.equal(page.$("label").getAttribute("for"), page.$("input").id);
  page.$("input").value = "5";
  page.fire(page.$("input"), "input");
  await page.settle();
  assert.deepEqual(
    [page.essay.store.state.degree, page.$("output").textContent, page.$("input").getAttribute("aria-valuetext")],
    [5, "5°", "5°"],
  );
  assert.equal(page.$("sw-value").textContent, "10.0");
  page.essay.store.undo();
  assert.equal(page.$("input").value, "2");
});

test("a choice of strings, of booleans, and one filled from a cell", async () => {
  const page = open(
    `<sw-choice key="model" label="Model"><option value="tree">a tree</option><option value="knn">neighbours</option></sw-choice>
     <sw-choice key="on" label="On"><option value="true">yes</option><option value="false">no</option></sw-choice>
     <sw-choice key="column" label="Across" from="table.columns"></sw-choice>`,
    {
      state: { model: { default: "tree", values: ["tree", "knn"] }, on: true, column: { default: "mass", max: 50 } },
      cells: { table: () => ({ columns: ["mass", "<b>fluff</b>"] }) },
    },
  );
  await page.settle();
  assert.equal(page.$('input[value="tree"]').checked, true);
  page.choose('input[value="knn"]');
  page.choose('input[value="false"]');
  assert.deepEqual([page.essay.store.state.model, page.essay.store.state.on], ["knn", false]);
  assert.deepEqual(
    [...page.document.querySelectorAll("select option")].map(({ value }) => value),
    ["mass", "<b>fluff</b>"],
  );
  assert.equal(page.$("select b"), null, "a column's name is text");
});

test("buttons: draw again, set, undo, reset, pause, erase", async () => {
  const page = open(
    `<sw-button action="draw-again" key="seed">Again</sw-button><sw-button action="undo"></sw-button>
     <sw-button action="set" key="degree" value="8">All the way</sw-button><sw-button action="reset" keys="degree"></sw-button>
     <sw-button action="run"></sw-button><sw-button action="erase"></sw-button>`,
    { state: { seed: { default: 0, min: 0, max: 1, step: 1 }, degree } },
  );
  const button = (action) => `sw-button[action="${action}"] button`;
  assert.equal(page.$(button("draw-again")).textContent, "Again");
  assert.equal(page.$(button("undo")).getAttribute("aria-disabled"), "true");
  page.click(button("draw-again"));
  assert.equal(page.essay.store.state.seed, 1, "another one, always");
  page.click(button("draw-again"));
  assert.equal(page.essay.store.state.seed, 0);
  page.click(button("set"));
  page.click(button("reset"));
  assert.deepEqual([page.essay.store.state.degree, page.$(button("undo")).getAttribute("aria-disabled")], [2, "false"]);
  page.click(button("undo"));
  page.click(button("undo"));
  page.click(button("undo"));
  assert.deepEqual([page.essay.store.state.degree, page.essay.store.state.seed], [2, 1]);
  page.click(button("run"));
  assert.deepEqual([page.essay.paused, page.$(button("run")).textContent], [true, "Go on"]);
  page.essay.progress.set("sw-check:x", "y");
  const words = page.$(button("erase")).textContent;
  page.click(button("erase"));
  assert.deepEqual([page.storage.size, page.$(button("erase")).textContent], [1, "Erase for good?"]);
  page.fire(page.$(button("erase")), "blur");
  assert.equal(page.$(button("erase")).textContent, words, "the reader has gone elsewhere");
  page.click(button("erase"));
  page.click(button("erase"));
  assert.deepEqual([page.storage.size, page.$(button("erase")).textContent], [0, "Erased."]);
});

test("a guess: the truth is computed only once the reader has committed; the reply speaks to the guess; it is remembered", async () => {
  let computed = 0;
  const options = {
    state: { degree },
    cells: { truth: () => (computed++, { share: 0.77 }) },
    storage: new Map(),
  };
  const html = `<sw-guess key="tomorrow" label="How many?" cell="truth.share" min="0" max="100" unit="%" tolerance="0.04">
    <sw-reply for="high">Too high.</sw-reply><sw-reply for="close">Close.</sw-reply><sw-reply for="low">Too low.</sw-reply></sw-guess>`;
  const shown = (page) =>
    [...page.document.querySelectorAll("sw-guess > div sw-reply")]
      .filter(({ hidden }) => !hidden)
      .map((reply) => reply.textContent);
  const page = open(html, options);
  await page.settle();
  assert.deepEqual([shown(page), computed], [[], 0]);
  page.$("input").value = "80";
  page.fire(page.$("input"), "input");
  assert.equal(page.$("output").textContent, "80%");
  page.click("button");
  await page.settle();
  assert.deepEqual([shown(page), page.$("input").disabled, page.$("button").hidden], [["Close."], true, true]);
  assert.equal(page.window.location.hash, "", "progress is never in the link");

  const again = open(html, options);
  await again.settle();
  assert.deepEqual([shown(again), again.$("input").value], [["Close."], "80"]);
  again.essay.progress.erase();
  assert.deepEqual([shown(again), again.$("input").disabled], [[], false]);
  again.$("input").value = "99";
  again.click("button");
  await again.settle();
  assert.deepEqual(shown(again), ["Too high."]);
  assert.equal(again.$("details > summary").hidden, true, "the heading of all replies is for readers without scripts");
});

test("a guess among options, judged by a cell", async () => {
  const page = open(
    `<sw-guess key="dial" label="It will" cell="truth"><option value="rise">rise</option><option value="fall">fall</option>
     <sw-reply for="rise">Sometimes.</sw-reply><sw-reply for="fall">Often.</sw-reply></sw-guess>`,
    { cells: { truth: () => "fall" } },
  );
  page.click("button");
  assert.equal(page.storage.size, 0, "nothing was chosen");
  page.choose('input[value="rise"]');
  page.click("button");
  await page.settle();
  assert.equal(page.$('sw-reply[for="rise"]').hidden, false);
  assert.equal(page.$('sw-reply[for="fall"]').hidden, true);
  assert.equal(page.$("sw-guess").getAttribute("data-verdict"), "wrong");
});

test("a check: each answer its own reply, wrong ones can be tried again", () => {
  const page = open(
    `<sw-check key="c"><p>Which <em>one</em>?</p><option value="a">A</option><option value="b" correct>B</option>
     <sw-reply for="a">No.</sw-reply><sw-reply for="b">Yes.</sw-reply></sw-check>`,
  );
  assert.equal(page.$("legend").textContent.trim(), "Which one?");
  const reply = (name) => page.$(`sw-check > div sw-reply[for="${name}"]`);
  page.choose('input[value="a"]');
  page.click("button");
  assert.deepEqual(
    [reply("a").hidden, reply("a").classList.contains("is-wrong"), reply("b").hidden],
    [false, true, true],
  );
  page.choose('input[value="b"]');
  assert.equal(reply("a").hidden, true, "the old reply does not stand under another answer");
  page.click("button");
  assert.deepEqual([reply("b").hidden, reply("b").classList.contains("is-wrong")], [false, false]);
  assert.equal(page.$("sw-check").getAttribute("data-verdict"), "right");
});

test("a challenge: stars from its cell, the best is kept; a failing cell says why", async () => {
  const page = open(`<sw-challenge cell="goal" key="h">Do it.</sw-challenge>`, {
    state: { degree },
    cells: {
      goal: ({ degree }) => {
        if (degree === 8) throw new Error("too far");
        return { stars: degree - 1, message: `at ${degree}` };
      },
    },
  });
  await page.settle();
  const won = () => page.document.querySelectorAll(".is-won").length;
  assert.deepEqual([won(), page.$(".sw-message").textContent], [0, "at 2"], "nobody has done anything yet");
  page.essay.store.edit({ degree: 3 });
  await page.settle();
  page.essay.store.edit({ degree: 1 });
  await page.settle();
  assert.deepEqual(
    [won(), page.$(".sw-message").textContent, page.$(".sw-stars").getAttribute("aria-label")],
    [2, "at 1", "2 of 3 stars"],
  );
  page.essay.store.edit({ degree: 8 });
  await page.settle();
  assert.equal(page.$(".sw-message").textContent, "too far");
});

test("a link that somebody won a challenge with shows how, and gives no stars", async () => {
  const page = open(`<sw-challenge cell="goal" key="h">Do it.</sw-challenge>`, {
    state: { degree },
    cells: { goal: ({ degree }) => ({ stars: degree - 1, message: `at ${degree}` }) },
    hash: "#?v=1&degree=4",
  });
  await page.settle();
  const won = () => page.document.querySelectorAll(".is-won").length;
  assert.deepEqual([won(), page.$(".sw-message").textContent], [0, "at 4"]);
  assert.deepEqual([...page.storage.values()], [], "nothing to tell the shelf");
  page.essay.store.edit({ degree: 3 });
  await page.settle();
  assert.equal(won(), 2, "what the reader does herself counts");
});

test("what is opened once stays open, until progress is erased; or opens with an answer", () => {
  const page = open(`<sw-reveal key="e" label="Open it">inside</sw-reveal><sw-reveal after="dial">behind</sw-reveal>`);
  const [own, behind] = page.document.querySelectorAll(".sw-content");
  assert.deepEqual([own.hidden, behind.hidden], [true, true]);
  page.click("button");
  page.essay.progress.set("sw-guess:dial", "rise");
  assert.deepEqual([own.hidden, behind.hidden, page.$("button").hidden], [false, false, true]);
  assert.equal(open(`<sw-reveal key="e">inside</sw-reveal>`, { storage: page.storage }).$(".sw-content").hidden, false);
  page.essay.progress.erase();
  assert.deepEqual([own.hidden, behind.hidden], [true, true]);
});

test("what a cell held when the envelope was opened is kept in a state that is no edit: not in the link, not undone", async () => {
  const page = open(`<sw-reveal key="e" label="Open" cell="recipe.id" state="opened">inside</sw-reveal>`, {
    state: { degree, opened: { kind: "text" } },
    cells: { recipe: ({ degree }) => ({ id: `tree-${degree}` }) },
  });
  await page.settle();
  page.click("button");
  page.essay.store.edit({ degree: 5 });
  await page.settle();
  assert.equal(page.essay.store.state.opened, "tree-2");
  page.essay.store.reset();
  page.essay.store.undo();
  assert.equal(page.essay.store.state.opened, "tree-2");
  assert.equal(page.essay.link().includes("tree"), false);
  page.essay.progress.erase();
  assert.equal(page.essay.store.state.opened, "");
});

test("a page that is open twice has one progress: neither tab forgets the other's, an envelope is opened once in both", async () => {
  const storage = new Map();
  const html = `<sw-reveal key="e" label="Open" cell="recipe.id" state="opened">inside</sw-reveal>`;
  const options = {
    state: { degree, opened: { kind: "text" } },
    cells: { recipe: ({ degree }) => ({ id: `tree-${degree}` }) },
    storage,
  };
  const [here, there] = [open(html, options), open(html, options)];
  await there.settle();
  await here.settle();
  const heard = () => there.window.dispatchEvent(new there.window.Event("storage"));
  here.click("button");
  heard();
  assert.deepEqual([there.essay.store.state.opened, there.$("button").hidden], ["tree-2", true]);
  there.essay.progress.set("sw-check:a", "b");
  assert.deepEqual(JSON.parse([...storage.values()][0]), { "sw-reveal:e": "tree-2", "sw-check:a": "b" });
  here.essay.progress.erase();
  heard();
  assert.deepEqual([there.essay.store.state.opened, there.$("button").hidden], ["", false]);
});

test("stored progress of another hand is taken as strings and numbers only", () => {
  for (const stored of ["{", "[1]", "null", '{"sw-reveal:e": {"toString": 1}}', '{"__proto__": {"x": 1}}']) {
    const page = open(`<sw-reveal key="e">inside</sw-reveal>`, { storage: new Map([["scrollwork:/essay/", stored]]) });
    assert.equal(page.$(".sw-content").hidden, true, stored);
  }
});

test(
  "a file of the essay is loaded into a text when asked for; a failure may be tried again",
  { timeout: 20_000 },
  async () => {
    const page = open(`<sw-button action="load" key="own" file="data/all.csv">All of it</sw-button>`, {
      state: { own: { kind: "text", max: 20 } },
    });
    const asked = [];
    const answers = [
      { ok: false, status: 404 },
      { ok: true, text: async () => "a,b\n1,2" },
    ];
    page.window.fetch = async (url) => (asked.push(url), answers.shift());
    // The code that loads is fetched itself.
    const until = async (holds) => {
      while (!holds()) await new Promise((go) => setTimeout(go, 5));
    };
    page.click("button");
    await until(() => page.$("button").textContent.startsWith("Not reached"));
    assert.equal(page.essay.store.state.own, "");
    page.click("button");
    await until(() => page.essay.store.state.own !== "");
    assert.deepEqual([page.essay.store.state.own, asked], ["a,b\n1,2", ["data/all.csv", "data/all.csv"]]);
    assert.throws(
      () => open(`<sw-button action="load" key="own"></sw-button>`, { state: { own: { kind: "text", max: 20 } } }),
      /file/,
    );
  },
);

test("the reader's own table: read as text with a limit, an error of its cell is shown, and never in the link", async () => {
  const page = open(`<sw-csv key="own" cell="table" back="Back"></sw-csv>`, {
    state: { own: { kind: "text", max: 20 } },
    cells: {
      table: ({ own }) => {
        if (own.includes("bad")) throw new Error("line 1: expected 2 columns, got 1");
        return own.includes("note") ? { note: "Read so." } : own.length;
      },
    },
  });
  const dropFile = (file) =>
    page.$(".sw-drop").dispatchEvent(Object.assign(new page.window.Event("drop"), { dataTransfer: { files: [file] } }));
  const drop = async (text, name = "my.csv") => {
    const before = page.$("p").textContent;
    dropFile(new File([text], name));
    // The code that reads a file is imported when there is one, in its own time.
    for (let i = 0; i < 1000 && page.$("p").textContent === before; i++) await page.settle();
    return [page.$("p").textContent, page.$("p").className];
  };
  assert.deepEqual(await drop("a,b\n1,2"), ["my.csv stays in this browser.", "sw-message"]);
  assert.equal(page.essay.store.state.own, "a,b\n1,2");
  assert.equal(page.essay.link().includes("a,b"), false);
  assert.deepEqual(await drop("bad"), ["line 1: expected 2 columns, got 1", "sw-error"]);
  assert.deepEqual(await drop("note"), ["my.csv stays in this browser. Read so.", "sw-message"]);
  assert.match((await drop("x".repeat(21)))[0], /at most/);
  assert.match((await drop("a\0b"))[0], /text file/);
  assert.match((await drop("\n"))[0], /my.csv is empty/);
  await drop(new Uint8Array([0x4b, 0xf6, 0x74, 0x65, 0x72]));
  assert.equal(page.essay.store.state.own, "Köter");
  // A slow disk: the file that was dropped first is read last, and is no longer wanted.
  let read;
  dropFile({ name: "slow.csv", size: 4, arrayBuffer: () => new Promise((done) => (read = done)) });
  await drop("quick", "quick.csv");
  read(new TextEncoder().encode("slow").buffer);
  await page.settle();
  assert.deepEqual(
    [page.essay.store.state.own, page.$("p").textContent],
    ["quick", "quick.csv stays in this browser."],
  );
  assert.equal(page.$("button").hidden, false);
  page.click("button");
  assert.deepEqual([page.essay.store.state.own, page.$("button").hidden], ["", true]);
});

test("sharing copies the link of the view; where that is refused, it is shown", async () => {
  await import("../../web/elements/copy_link.js"); // fetched at the first click: it is to be there by then
  const page = open(`<section id="here"><sw-share></sw-share></section>`, { state: { degree } });
  const copied = [];
  const clipboard = { writeText: async (text) => void copied.push(text) };
  let navigator = { clipboard };
  page.essay.window = new Proxy(page.window, {
    get: (window, name) => (name === "navigator" ? navigator : window[name]),
  });
  page.essay.store.edit({ degree: 5 });
  page.click("button");
  await page.settle();
  assert.deepEqual(copied, ["https://essay.test/essay/#here?v=1&degree=5"]);
  assert.equal(page.$("span").textContent, "Copied.");
  navigator = {};
  page.$("input").select = () => {};
  page.click("button");
  await page.settle();
  assert.deepEqual([page.$("input").hidden, page.$("input").value], [false, copied[0]]);
});

const dots = {
  title: "Dots",
  needs: ["data"],
  layouts: { narrow: [300, 200], wide: [600, 400] },
  draw(root, { data }, state, options) {
    root
      .selectAll("circle")
      .data(data.xs)
      .join("circle")
      .attr("r", state.degree)
      .attr("cx", (x) => x);
    root.attr("data-live", options.live);
    dots.options = options;
  },
  summary: ({ data }) => `${data.xs.length} dots`,
  table: ({ data }) => ({ caption: "Dots", columns: ["x"], rows: [...data.xs].map((x) => [x]) }),
};
const dotsModel = {
  state: { degree, own: { default: [], kind: "points", bounds: [0, 10, 0, 10] } },
  figures: { dots },
  cells: {
    data: ({ degree }) => {
      if (degree === 8) throw new Error("degree: expected <= 7, got 8");
      return { xs: Float64Array.from({ length: degree }, (_, i) => i) };
    },
  },
};

test("a figure keeps the built picture until the live one is complete, then draws in its place", async () => {
  const page = open(
    `<sw-figure name="dots"><svg class="sw-still-wide"></svg><svg class="sw-still-narrow"></svg><p class="sw-summary">built</p></sw-figure>`,
    dotsModel,
  );
  assert.equal(page.document.querySelectorAll(".sw-still-wide").length, 1);
  await page.settle();
  assert.equal(page.document.querySelectorAll("[class^=sw-still]").length, 0);
  const svg = page.$(".sw-layout > svg");
  assert.deepEqual(
    [
      svg.querySelectorAll("circle").length,
      svg.getAttribute("aria-label"),
      page.$("sw-figure").firstElementChild.className,
    ],
    [2, "Dots", "sw-layout sw-narrow"],
  );
  dots.options.edit({ degree: 4 });
  dots.options.edit({ degree: 5 });
  await page.settle();
  assert.equal(page.$(".sw-layout > svg"), svg, "the same picture, changed");
  assert.deepEqual([svg.querySelectorAll("circle").length, svg.querySelector("circle").getAttribute("r")], [5, "5"]);
  dots.options.editPoint("own", 3, 4.00049, 99);
  assert.deepEqual([...page.essay.store.state.own], [3, 4, 10]);
  page.$("details").open = true;
  page.fire(page.$("details"), "toggle");
  assert.equal(page.document.querySelectorAll("tbody tr").length, 5);
});

test("a failing cell is said in the figure's place; the picture stays, and lives on with the next good state", async () => {
  const page = open(`<sw-figure name="dots"><svg class="sw-still-wide"></svg></sw-figure>`, {
    ...dotsModel,
    hash: "#?v=1&degree=8",
  });
  await page.settle();
  assert.deepEqual(
    [page.$(".sw-error").textContent, page.$(".sw-still-wide") !== null],
    ["degree: expected <= 7, got 8", true],
  );
  page.essay.store.edit({ degree: 3 });
  await page.settle();
  assert.deepEqual([page.$(".sw-error"), page.document.querySelectorAll("circle").length], [null, 3]);
});

test("an engine that does not start: the built picture stays, with a message and a retry", async () => {
  const page = open(`<sw-figure name="dots"><svg class="sw-still-wide"></svg></sw-figure>`, {
    ...dotsModel,
    cells: new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("broken");
        },
      },
    ),
  });
  await page.settle();
  assert.match(page.$("sw-figure .sw-message").textContent, /could not be brought to life/);
  assert.notEqual(page.$(".sw-still-wide"), null);
  assert.match(page.$("body > [role=status]").textContent, /could not/);
  assert.equal(page.$("sw-figure button").textContent, "Try again");
});

test("of many announcements in a row a screen reader hears the first at once and then the newest", async () => {
  const page = open(`<sw-figure name="dots"></sw-figure>`, dotsModel);
  const said = () => page.$("body > [role=status]").textContent;
  for (const text of ["10", "11", "12"]) page.essay.announce(text);
  assert.equal(said(), "10");
  await new Promise((done) => setTimeout(done, 520));
  assert.equal(said(), "12");
});

test("steps: figure and controls of a story speak only of their own step; the stepper goes through them by button and key", async () => {
  const page = open(
    `<sw-figure name="dots" id="free"></sw-figure>
     <sw-steps view="stepper"><sw-figure name="dots" id="bound"></sw-figure>
       <section id="low"><sw-value cell="degree"></sw-value></section>
       <section id="high"><sw-slider key="degree"></sw-slider></section></sw-steps>`,
    {
      ...dotsModel,
      steps: [
        { id: "low", state: { degree: 3 } },
        { id: "high", state: { degree: 6 } },
      ],
    },
  );
  await page.settle();
  const radius = (id) => page.$(`#${id} circle`)?.getAttribute("r");
  assert.deepEqual([radius("free"), radius("bound")], ["2", undefined], "the story has not begun");
  assert.deepEqual([page.$("sw-value").textContent, page.$("input").value], ["3", "6"], "each says its own step's");
  page.essay.goTo("low");
  await page.settle();
  assert.deepEqual([radius("free"), radius("bound"), page.essay.store.step], ["2", "3", "low"]);
  assert.deepEqual(
    [page.$("#low").hidden, page.$("#high").hidden, page.$("#low").getAttribute("aria-current")],
    [false, true, "step"],
  );
  const [previous, next, toggle] = page.document.querySelectorAll(".sw-stepper button");
  page.fire(next, "click");
  await page.settle();
  assert.deepEqual(
    [radius("bound"), page.$(".sw-stepper span").textContent, next.getAttribute("aria-disabled")],
    ["6", "2 of 2", "true"],
  );
  next.dispatchEvent(Object.assign(new page.window.Event("keydown", { bubbles: true }), { key: "ArrowLeft" }));
  assert.equal(page.essay.store.step, "low");
  page.fire(previous, "click");
  assert.equal(page.essay.store.step, "low", "there is no step before the first");

  page.$("input").value = "7";
  page.fire(page.$("input"), "input");
  assert.deepEqual(
    [page.essay.store.step, page.essay.store.state.degree],
    ["high", 7],
    "the hand takes its step along",
  );
  page.fire(toggle, "click");
  assert.deepEqual([page.$("sw-steps").getAttribute("view"), page.$("#low").hidden], ["scroll", false]);
});

test("a picture never mixes two states, even where half of its cells were asked for by another figure", async () => {
  const drawn = [];
  const figure = (needs, draw) => ({ title: "", needs, draw, summary: () => "" });
  const page = open(
    `<sw-figure name="one"></sw-figure><sw-steps><sw-figure name="two"></sw-figure><section id="low"></section></sw-steps>`,
    {
      state: { degree },
      steps: [{ id: "low" }],
      cells: { a: ({ degree }) => degree, b: ({ degree }) => degree },
      figures: { one: figure(["a"], () => {}), two: figure(["a", "b"], (_, { a, b }) => drawn.push([a, b])) },
    },
  );
  page.essay.goTo("low");
  await page.settle();
  page.essay.touch(page.$("sw-figure"));
  await page.settle();
  page.essay.store.edit({ degree: 7 });
  while (page.essay.client.results.get("a").value !== 7) {
    for (const task of page.frames.splice(0)) task(0);
    await new Promise(setImmediate);
  }
  // The story comes back between the other figure's answer and the frame that draws it.
  page.essay.goTo("low");
  await page.settle();
  assert.deepEqual(drawn.at(-1), [7, 7]);
  assert.ok(
    drawn.every(([a, b]) => a === b),
    JSON.stringify(drawn),
  );
});

test("a link restores step and edits; a plain one only moves; both are obeyed later too", async () => {
  const options = {
    ...dotsModel,
    steps: [
      { id: "low", state: { degree: 3 } },
      { id: "high", state: { degree: 6 } },
    ],
  };
  const html = `<sw-steps><sw-figure name="dots"></sw-figure><section id="low"></section><section id="high"></section></sw-steps><p id="ref-1"></p>`;
  const page = open(html, { ...options, hash: "#high?v=1&degree=7&own=2:500:250" });
  assert.deepEqual(
    [page.essay.store.step, page.essay.store.state.degree, [...page.essay.store.state.own]],
    ["high", 7, [2, 5, 2.5]],
  );
  page.window.location.hash = "#low";
  page.window.dispatchEvent(new page.window.Event("hashchange"));
  assert.deepEqual(
    [page.essay.store.step, page.essay.store.state.degree, [...page.essay.store.state.own]],
    ["low", 3, [2, 5, 2.5]],
  );
  page.window.location.hash = "#ref-1";
  page.window.dispatchEvent(new page.window.Event("hashchange"));
  assert.deepEqual([...page.essay.store.state.own], [2, 5, 2.5]);
  assert.equal(page.essay.link(), "https://essay.test/essay/#low?v=1&own=2:500:250");
  page.essay.store.edit({ degree: 5 });
  await new Promise((done) => setTimeout(done, 450));
  assert.equal(page.window.location.hash, "#low?v=1&degree=5&own=2:500:250");
});

test("a link into what has not been opened leads to where it will be", () => {
  const page = open(`<sw-reveal key="e" label="Open"><p id="inside">x</p></sw-reveal><p id="outside">y</p>`);
  /** @type {string[]} */
  const seen = [];
  for (const element of page.document.querySelectorAll("sw-reveal, p"))
    element.scrollIntoView = () => seen.push(element.id || element.localName);
  const follow = (/** @type {string} */ hash) => {
    page.window.location.hash = hash;
    page.window.dispatchEvent(new page.window.Event("hashchange"));
  };
  follow("#inside");
  follow("#outside"); // The browser goes there by itself.
  page.fire(page.$("sw-reveal button"), "click");
  follow("#inside");
  assert.deepEqual(seen, ["sw-reveal"]);
});
