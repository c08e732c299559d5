/** Keeps what was opened for reading without a network, and tells of a new edition of the site. */
import { make } from "../elements/dom.js";
import styles from "../theme/offline.css?url";
import { t } from "../words/words.js";

/** The site's root: scripts lie in a folder below it. */
const root = new URL(/* @vite-ignore */ "../", import.meta.url);

/** How often a page that stays open looks for a new edition, ms. */
const lookEvery = 3600e3;

/**
 * Registers the service worker. Does nothing where there can be none (a file, an insecure address, a refusal).
 * @param {Window & typeof globalThis} window
 * @returns {Promise<ServiceWorkerRegistration | null>}
 */
export async function register({ navigator, isSecureContext, document }) {
  if (!isSecureContext || !/^https?:$/.test(root.protocol) || !("serviceWorker" in navigator)) return null;
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", root));
    const tell = () => registration.waiting && navigator.serviceWorker.controller && offer(document, registration);
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
    tell();
    setInterval(() => registration.update().catch(() => {}), lookEvery);
    return registration;
  } catch {
    return null; // refused, or the site has gone: the page is here all the same
  }
}

/**
 * Keeps pages; resolves when they are kept.
 * @param {string[]} pages paths below the site's root
 * @param {(done: number) => void} [progress] told after each page; with it, all that a reader may want is kept
 * @returns {Promise<void>} rejects where a file cannot be had or kept
 */
export async function keep(pages, progress) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  active?.postMessage({ type: "keep", pages, whole: Boolean(progress) }, [port2]);
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.error) reject(new Error(data.error));
      progress?.(data.done);
      if (data.done === data.of) resolve();
    };
  });
}

/** The path of the page that is open, below the site's root. @param {Location} location */
export const ownPath = ({ origin, pathname }) =>
  (origin + pathname).slice(root.href.length).replace(/index\.html$/, "");

/** What a page does once it is alive. @param {Window & typeof globalThis} window */
export async function keepThisPage(window) {
  if (await register(window)) await keep([ownPath(window.location)]).catch(() => {}); // no room, no network: as before
}

/** @param {Document} document @param {ServiceWorkerRegistration} registration */
function offer(document, registration) {
  if (document.querySelector(".sw-edition")) return;
  document.head.append(make(document, "link", { rel: "stylesheet", href: styles }));
  const read = make(document, "button", { type: "button" }, t("Read the new edition"));
  const later = make(document, "button", { type: "button", class: "sw-plain" }, t("Later"));
  const notice = make(document, "div", { class: "sw-edition", role: "status" });
  read.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => document.location.reload(), { once: true });
    registration.waiting?.postMessage({ type: "change over" });
  });
  later.addEventListener("click", () => notice.remove());
  document.body.append(notice);
  notice.append(make(document, "p", {}, t("There is a new edition of this page.")), read, later);
}
