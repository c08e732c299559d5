// The picture that a shared link shows: an essay's title and question beside its card, which the kernels have drawn.
// The card is SVG with the theme's style sheet in it, which only a browser lays out, so Chromium takes the picture.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "./browser.js";
import { escapeHtml } from "./html.js";
import { themeDir } from "./project.js";

/** What Open Graph's readers take without cropping. */
export const socialSize = { width: 1200, height: 630 };
/** Its name, beside each page. */
export const socialFile = "social.png";
/** Cards that the front page's picture shows. */
const cardsShown = 3;

/**
 * @typedef {object} Shared  a page that links lead to
 * @property {string} path  below the site's root
 * @property {string} title
 * @property {string} question
 * @property {string[]} cards  SVG files below the site's root
 * @property {string} lang
 * @property {"ltr" | "rtl"} direction
 */

/**
 * Writes each page's picture into the built site.
 * @param {string} distDir
 * @param {string} browserPath
 * @param {Shared[]} pages
 */
export async function writeSocialImages(distDir, browserPath, pages) {
  await withBrowser(browserPath, async (browser) => {
    const tab = await browser.newPage({ viewport: socialSize, colorScheme: "light" });
    for (const page of pages) {
      await tab.setContent(socialHtml(page, distDir));
      await tab.evaluate("document.fonts.ready");
      writeFileSync(join(distDir, page.path, socialFile), await tab.screenshot({ type: "png" }));
    }
  });
}

/** @param {Shared} page @param {string} distDir */
function socialHtml({ title, question, cards, lang, direction }, distDir) {
  const fonts = ["400", "600"].map((weight) => {
    const data = readFileSync(join(themeDir, "fonts", `serif-${weight}.woff2`)).toString("base64");
    return `@font-face { font-family: "Scrollwork Serif"; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
  });
  const pictures = cards.slice(0, cardsShown).map((file) => {
    const data = readFileSync(join(distDir, file)).toString("base64");
    return `<img alt="" src="data:image/svg+xml;base64,${data}">`;
  });
  return `<!doctype html><html lang="${lang}" dir="${direction}"><style>
${fonts.join("\n")}
body { box-sizing: border-box; block-size: ${socialSize.height}px; margin: 0; padding: 48px 64px; display: flex; flex-direction: column;
  justify-content: space-between; background: #fbfaf6; color: #24221e; font: 400 34px/1.35 "Scrollwork Serif", serif; }
h1 { margin: 0 0 12px; font-size: 64px; font-weight: 600; line-height: 1.1; }
p { margin: 0; }
.name { font-size: 26px; color: #5f5b52; }
.cards { display: flex; gap: 24px; justify-content: center; }
img { block-size: ${cards.length > 1 ? 160 : 290}px; border-radius: 16px; background: #fff; border: 1px solid #e4dfd3; }
</style><div><h1>${escapeHtml(title)}</h1><p>${escapeHtml(question)}</p></div>
<div class="cards">${pictures.join("")}</div><p class="name">Scrollwork</p></html>`;
}
