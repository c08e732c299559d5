/** The front page's shelf comes to life: it is searched, remembers how far its reader has come, and is kept offline. */
import { make, setText } from "../elements/dom.js";
import { nameOf, stored } from "../runtime/progress.js";
import { keep, keepThisPage, register } from "../runtime/offline.js";

const books = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-book]")]);

/** Letters without their accents, in lower case: "K-MÉANS" is found by "k-means". @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Every word must stand somewhere on the card or among the essay's terms. @param {string} query @param {string} text */
export const matches = (query, text) =>
  plain(query)
    .split(/\s+/)
    .every((word) => plain(text).includes(word));

function enableSearch() {
  const form = document.querySelector(".shelf-search");
  const input = form?.querySelector("input");
  const status = form?.querySelector("p");
  if (!form || !input || !status) return;
  form.setAttribute("data-ready", "");
  input.addEventListener("input", () => {
    const found = books.filter((book) => {
      book.hidden = !matches(input.value, `${book.textContent} ${book.dataset.terms}`);
      return !book.hidden;
    });
    setText(status, input.value.trim() ? `${found.length} of ${books.length} essays` : "");
  });
}

/** What was done in an essay; nothing, where the browser does not remember. @param {string} page */
function read(page) {
  try {
    return [...stored(localStorage, nameOf(page))];
  } catch {
    return [];
  }
}

/** "5 of 9 questions answered, 2 of 3 stars". @param {HTMLElement} book */
function showProgress(book) {
  const line = /** @type {HTMLElement | null} */ (book.querySelector("[data-progress]"));
  const address = book.querySelector("a")?.pathname;
  if (!line || !address) return;
  const [questions, stars] = [Number(book.dataset.questions), Number(book.dataset.stars)];
  const entries = read(address);
  const answered = entries.filter(([key]) => /^sw-(guess|check)(-\w+)?:[^:]*$/.test(key)).length;
  const won = entries.reduce(
    (sum, [key, value]) => sum + (key.startsWith("sw-challenge:") ? Number(value) || 0 : 0),
    0,
  );
  if (answered + won === 0) {
    line.replaceChildren();
    return;
  }
  const parts = [
    ...(questions ? [`${answered} of ${questions} questions answered`] : []),
    ...(stars ? [`${won} of ${stars} stars`] : []),
  ];
  const bar = make(document, "progress", { max: questions + stars, value: answered + won, "aria-hidden": "true" });
  line.replaceChildren(bar, parts.join(", "));
}

async function offerOffline() {
  const section = document.querySelector(".shelf-offline");
  const button = section?.querySelector("button");
  const say = section?.querySelector("[data-say]");
  if (!section || !button || !say || !(await register(window))) return;
  const list = await (await fetch("./offline.json")).json();
  const megabytes = `${(list.all / 1e6).toFixed(1)} MB`;
  const essays = books.map((book) => `${book.dataset.book}/`);
  const kept = await Promise.all(
    essays.map((page) => caches.match(new URL(`${page}offline.json`, location.href).href)),
  );
  const rest = essays.filter((_, i) => !kept[i]);
  section.setAttribute("data-ready", "");
  if (rest.length === 0) {
    setText(say, "All essays are on this device and can be read without a network.");
    setText(button, "Remove them from this device");
    button.onclick = async () => {
      for (const name of await caches.keys()) if (name.startsWith("scrollwork:")) await caches.delete(name);
      await (await navigator.serviceWorker.getRegistration())?.unregister();
      setText(say, "They are removed.");
      button.hidden = true;
    };
    return;
  }
  setText(button, `Keep all essays on this device (${megabytes})`);
  button.onclick = async () => {
    button.setAttribute("aria-disabled", "true");
    try {
      await keep(rest, (done) => setText(say, `${done} of ${rest.length} essays are kept …`));
      await offerOffline();
    } catch (error) {
      setText(say, `They could not be kept: ${/** @type {Error} */ (error).message}`);
    }
    button.removeAttribute("aria-disabled");
  };
}

enableSearch();
for (const book of books) showProgress(book);
// Back from an essay, the page may be as it was left.
addEventListener("pageshow", () => books.forEach(showProgress));
if (__OFFLINE__)
  addEventListener("load", () =>
    offerOffline()
      .then(() => keepThisPage(window))
      .catch(() => {}),
  );
