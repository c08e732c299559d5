import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
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
  const send = (selector, type, fields = {}) => {
    const event = Object.assign(new page.window.Event(type, { bubbles: true, cancelable: true }), fields);
    $(selector).dispatchEvent(event);
    return event;
  };
  return { ...page, $, send, press: (selector, key) => send(selector, "keydown", { key }) };
};
const refuses = (html, options, message) => assert.throws(() => openPage(html, options), message);
const degree = { default: 2, min: 1, max: 8, step: 1 };

test("a logarithmic slider has numbers of two digits, so many to a decade; a link's value between them stays", async () => {
  const state = { penalty: { default: 1, min: 0.001, max: 1000 } };
  const page = open(`<sw-slider key="penalty" scale="log" format=".3~g"></sw-slider>`, { state });
  assert.deepEqual(
    ["min", "max", "value"].map((name) => page.$("input").getAttribute(name)),
    ["0", "72", "36"],
  );
  const at = (place) => {
    page.$("input").value = String(place);
    page.fire(page.$("input"), "input");
    return page.essay.store.state.penalty;
  };
  assert.deepEqual([0, 1, 12, 35, 37, 48, 72].map(at), [0.001, 0.0012, 0.01, 0.83, 1.2, 10, 1000]);
  assert.equal(page.$("output").textContent, "1e+3");
  page.essay.store.edit({ penalty: 9.3 });
  assert.deepEqual([page.essay.store.state.penalty, page.$("input").value], [9.3, "48"]);
  const zero = { state: { penalty: { default: 1, min: 0, max: 10 } } };
  refuses(`<sw-slider key="penalty" scale="log"></sw-slider>`, zero, /expected 0 < min < max, got 0 and 10/);
});

test("a slider with stops takes these values only", () => {
  const state = { trees: { default: 10, min: 1, max: 300, step: 1 } };
  const page = open(`<sw-slider key="trees" stops="1 3 10 30 300"></sw-slider>`, { state });
  assert.deepEqual(
    ["value", "max"].map((name) => page.$("input").getAttribute(name)),
    ["2", "4"],
  );
  page.$("input").value = "4";
  page.fire(page.$("input"), "input");
  assert.deepEqual([page.essay.store.state.trees, page.$("input").getAttribute("aria-valuetext")], [300, "300"]);
  refuses(`<sw-slider key="trees" stops="1 400"></sw-slider>`, { state }, /ascending numbers from 1 to 300/);
  refuses(`<sw-slider key="trees" stops="1 2.5"></sw-slider>`, { state }, /2\.5 does not fit the step 1/);
});

test("a number in the prose: plain words in the build; arrows, pages, ends, dragging and its buttons set the key", () => {
  const html = `<p>A degree of <sw-number key="degree" label="degree" unit="°"></sw-number>.</p>`;
  const page = open(html, { state: { degree, big: { default: 0, min: 0, max: 1000, step: 1 } } });
  const spin = '[role="spinbutton"]';
  const value = () => page.essay.store.state.degree;
  assert.equal(page.$(spin).textContent, "2°");
  assert.deepEqual(
    ["aria-valuemin", "aria-valuemax", "aria-valuenow", "aria-label", "tabindex"].map((a) =>
      page.$(spin).getAttribute(a),
    ),
    ["1", "8", "2", "degree", "0"],
  );
  const after = (key) => (page.press(spin, key), value());
  assert.deepEqual(
    ["ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowDown"].map(after),
    [3, 4, 3, 2, 1, 1],
  );
  assert.deepEqual(["End", "ArrowUp", "Home", "PageUp"].map(after), [8, 8, 1, 2]);
  assert.equal(page.press(spin, "Tab").defaultPrevented, false);
  page.send(spin, "pointerdown", { button: 0, clientX: 100, pointerId: 1 });
  page.send(spin, "pointermove", { clientX: 100 + 3 * 16 });
  assert.equal(value(), 5, "three steps of 16 pixels");
  page.send(spin, "pointermove", { clientX: 1000 });
  assert.equal(value(), 8);
  page.send(spin, "pointerup");
  page.send(spin, "pointermove", { clientX: 0 });
  assert.equal(value(), 8, "let go");
  page.fire(page.document.querySelectorAll("sw-number button")[0], "click");
  assert.deepEqual([value(), page.$(spin).textContent, page.$(spin).getAttribute("aria-valuetext")], [7, "7°", "7°"]);
  refuses(`<sw-number key="degree"></sw-number>`, { state: { degree } }, /needs a label/);
  refuses(
    `<sw-number key="x" label="x"></sw-number>`,
    { state: { x: 1 } },
    /needs min and max, got -Infinity and Infinity/,
  );
});

test("a run of arrows on one control is one undo; a pause, another key or the focus elsewhere ends it", (t) => {
  t.mock.timers.enable({ apis: ["Date"] });
  const page = open(`<sw-number key="degree" label="degree"></sw-number>`, { state: { degree } });
  const spin = '[role="spinbutton"]';
  const press = (key) => {
    page.press(spin, key);
    page.send(spin, "keyup", { key });
  };
  const run = () => ["ArrowUp", "Shift", "ArrowUp", "ArrowRight"].forEach(press);
  const { store } = page.essay;
  for (const end of [() => t.mock.timers.tick(1001), () => press("Enter"), () => press("Tab")]) {
    run();
    const { degree } = store.state;
    end();
    press("End");
    assert.equal(store.state.degree, 8);
    store.undo();
    assert.equal(store.state.degree, degree, "the run before is another gesture");
    store.undo();
    assert.equal(store.state.degree, 2, "the run is one");
    assert.equal(store.canUndo, false);
  }
});

test("a number in the prose follows a move of the hand that the browser tells of at once", (context) => {
  Object.assign(globalThis, { onpointerrawupdate: null });
  context.after(() => Reflect.deleteProperty(globalThis, "onpointerrawupdate"));
  const page = open(`<sw-number key="degree" label="degree"></sw-number>`, { state: { degree } });
  const spin = '[role="spinbutton"]';
  page.send(spin, "pointerdown", { button: 0, clientX: 100, pointerId: 1 });
  page.send(spin, "pointerrawupdate", { clientX: 100 + 3 * 16 });
  assert.equal(page.essay.store.state.degree, 5);
});

test("a term lights its marks while it is pointed at, focused or pressed; in the figure beside it, or the one it names", () => {
  const figure = (name) => `<sw-figure name="${name}" data-figure="${name}"></sw-figure>`;
  const none = { title: "t", needs: [], draw() {}, summary: () => "" };
  const page = open(
    `${figure("first")}<p><sw-term id="next" marks="sw-class-0">these</sw-term> <sw-term id="named" figure="first" marks="sw-class-1">those</sw-term></p>${figure("second")}`,
    { figures: { first: none, second: none } },
  );
  const lit = () => [...page.document.querySelectorAll("[data-lit]")].map((f) => f.getAttribute("data-figure"));
  page.send("#next", "pointerenter");
  assert.deepEqual(lit(), ["second"]);
  page.send("#next", "pointerleave");
  assert.deepEqual(lit(), []);
  page.send("#named", "focus");
  assert.deepEqual(lit(), ["first"]);
  page.press("#named", "Enter");
  assert.equal(page.$("#named").getAttribute("aria-pressed"), "true");
  page.send("#named", "pointerleave");
  assert.deepEqual(lit(), ["first"], "pressed: it stays");
  page.press("#named", "Escape");
  assert.deepEqual([lit(), page.$("#named").getAttribute("aria-pressed")], [[], "false"]);
  refuses(`<sw-term marks="a,b{}">x</sw-term>`, {}, /expected class names/);
});

test("a formula: each symbol over its value; it lights its marks, and they and its control light it", async () => {
  const symbol = (marks = "") => `<mi data-cell="degree" data-label="degree" ${marks}>d</mi>`;
  const page = open(
    `<sw-math label="The error"><math>${symbol('data-marks="sw-class-0" class="sw-class-0"')}<mo>+</mo>${symbol()}
      <mi data-cell="fit.error" data-format=".2f" data-unit=" kg" data-label="error">E</mi></math></sw-math>
      <sw-figure name="plot"><i class="sw-class-0"></i></sw-figure><sw-slider key="degree"></sw-slider>`,
    {
      state: { degree },
      cells: { fit: ({ degree }) => ({ error: 1 / degree }) },
      figures: { plot: { title: "t", needs: [], draw() {}, summary: () => "" } },
    },
  );
  await page.settle();
  const numbers = () => [...page.document.querySelectorAll("munder > mn")].map((number) => number.textContent);
  assert.deepEqual(numbers(), ["2", "2", "0.50 kg"]);
  assert.deepEqual(
    [...page.document.querySelectorAll("li")].map((item) => item.textContent),
    ["ddegree: 2", "Eerror: 0.50 kg"],
    "each meaning once",
  );
  const buttons = [...page.document.querySelectorAll("[role=button]")];
  assert.deepEqual(
    buttons.map((button) => button.textContent),
    ["degree: 2"],
    "in the list: a formula is one thing",
  );
  assert.equal(page.$("munder").getAttribute("class"), "sw-symbol sw-class-0");
  page.essay.store.edit({ degree: 4 });
  await page.settle();
  assert.deepEqual([numbers(), buttons[0].textContent], [["4", "4", "0.25 kg"], "degree: 4"]);

  const lit = () => page.document.querySelectorAll("[data-lit]").length;
  const again = page.document.querySelectorAll("munder")[1];
  page.fire(again, "pointerenter");
  assert.equal(lit(), 4, "the figure, both symbols, the word that explains them");
  page.fire(again, "pointerleave");
  assert.equal(lit(), 0);
  page.send("i", "pointerover");
  assert.equal(lit(), 3, "a mark lights the symbols");
  page.send("i", "pointerout");
  page.send("sw-slider input", "focusin");
  assert.equal(lit(), 3, "so does the control of the value");
  refuses(`<sw-math><math></math></sw-math>`, {}, /needs a label/);
  refuses(`<sw-math label="x"><math><mi>x</mi></math></sw-math>`, {}, /no part of the formula has a data-cell/);
  refuses(
    `<sw-math label="x"><math><mi data-cell="a">x</mi></math></sw-math>`,
    {},
    /the symbol of a needs a data-label/,
  );
});

test("tabs: one view at a time, by click, arrows and ends; with a key the view is state", () => {
  const html = (key = "") =>
    `<sw-tabs ${key}><div data-tab="One" data-value="a">1</div><div data-tab="Two" data-value="b">2</div></sw-tabs>`;
  const page = open(html());
  const shown = (of) => [...of.document.querySelectorAll("[role=tabpanel]")].map(({ hidden }) => !hidden);
  const [one, two] = page.document.querySelectorAll("[role=tab]");
  assert.equal(page.$("[role=tabpanel]").getAttribute("aria-labelledby"), one.id);
  assert.deepEqual(shown(page), [true, false]);
  page.fire(two, "click");
  assert.deepEqual([shown(page), two.getAttribute("aria-selected"), one.tabIndex], [[false, true], "true", -1]);
  two.dispatchEvent(
    Object.assign(new page.window.Event("keydown", { bubbles: true, cancelable: true }), { key: "ArrowRight" }),
  );
  assert.deepEqual(shown(page), [true, false], "round the corner");
  const kept = open(html('key="view"'), { state: { view: { default: "b", values: ["a", "b"] } } });
  assert.deepEqual(shown(kept), [false, true]);
  kept.fire(kept.$("[role=tab]"), "click");
  assert.deepEqual([kept.essay.store.state.view, shown(kept)], ["a", [true, false]]);
  refuses(
    "<sw-tabs><div>x</div></sw-tabs>",
    {},
    /two or more children, each with data-tab="name of the view"; got 0 of 1 that have it/,
  );
});

test("a drawer is a details element, open on paper and as it was after it", () => {
  const page = open(`<sw-drawer label="Why"><p>Because.</p></sw-drawer>`);
  const details = page.$("details");
  assert.deepEqual([page.$("summary").textContent, page.$("details p").textContent], ["Why", "Because."]);
  const print = (type) => page.window.dispatchEvent(new page.window.Event(type));
  print("beforeprint");
  assert.equal(details.open, true);
  print("afterprint");
  assert.equal(details.open, false);
  refuses("<sw-drawer>x</sw-drawer>", {}, /needs a label/);
});

test("a seed is seen, typed and drawn again; what is no seed is not taken", () => {
  const state = { seed: { default: 7, min: 0, max: 99, step: 1 } };
  const page = open(`<sw-seed key="seed"></sw-seed>`, { state });
  assert.deepEqual([page.$("input").value, page.$("label").textContent], ["7", "Seed"]);
  const type = (text) => {
    page.$("input").value = text;
    page.fire(page.$("input"), "input");
    return page.essay.store.state.seed;
  };
  assert.deepEqual([type("12"), type(""), type("100"), type("1.5"), type("-1")], [12, 12, 12, 12, 12]);
  page.fire(page.$("input"), "change");
  assert.equal(page.$("input").value, "12", "what was left unfinished goes");
  page.fire(page.$("button"), "click");
  assert.notEqual(page.essay.store.state.seed, 12);
  assert.equal(page.$("input").value, String(page.essay.store.state.seed));
  refuses(
    `<sw-seed key="seed"></sw-seed>`,
    { state: { seed: 7 } },
    /a draw needs min, max and step > 0 in its state, got -Infinity, Infinity and 0/,
  );
});

test("a listing is written when the page wants it, and is a file: the build's, then the reader's own", async () => {
  const html = `<sw-listing cell="program" file="fit.py"></sw-listing>`;
  let broken = false;
  const program = ({ degree }) => {
    if (broken) throw new Error("no");
    return `fit(${degree})`;
  };
  const page = open(html, { state: { degree }, cells: { program } });
  const link = page.$("a");
  const made = [];
  Object.assign(page.window, {
    Blob: class {
      constructor(parts) {
        Object.assign(this, { parts });
      }
    },
    URL: { createObjectURL: ({ parts }) => `blob:${made.push(parts.join(""))}`, revokeObjectURL() {} },
  });
  assert.deepEqual(
    [link.getAttribute("href"), link.getAttribute("download"), page.$("pre").textContent],
    ["fit.py", "fit.py", ""],
  );
  page.fire(link, "click");
  assert.equal(link.getAttribute("href"), "fit.py", "nothing is written yet");
  page.essay.edit(page.$("sw-listing"), { degree: 5 });
  await page.settle();
  assert.equal(page.$("pre").textContent, "fit(5)");
  page.fire(link, "click");
  assert.deepEqual([link.getAttribute("href"), made], ["blob:1", ["fit(5)\n"]]);
  broken = true;
  page.essay.edit(page.$("sw-listing"), { degree: 6 });
  await page.settle();
  assert.match(page.$("pre").textContent, /no/);
  page.fire(link, "click");
  assert.equal(link.getAttribute("href"), "fit.py", "as the page begins");
  refuses(`<sw-listing file="fit.py"></sw-listing>`, {}, /needs a cell/);
  refuses(`<sw-listing cell="program" file="../fit.py"></sw-listing>`, {}, /expected the name of a file/);
});
