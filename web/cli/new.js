import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, slugPattern } from "./project.js";
import { Refusal } from "./refusal.js";

/**
 * `new SLUG`: essays/SLUG from essays/_template, with the name as its title and today as its date.
 * @type {import("./main.js").Command}
 */
export async function newEssay(_options, [slug]) {
  if (slug.length > 60 || !slugPattern.test(slug)) {
    const better = slug
      .normalize("NFKD")
      .replace(/\p{M}/gu, "") // accents
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^[-0-9]+|-+$/g, "")
      .slice(0, 60);
    throw new Refusal(
      `"${slug}" cannot be an address: it needs lower-case letters, digits and single hyphens, a letter first, 60 at most`,
      `For example: ./scrollwork new ${slugPattern.test(better) ? better : "bias-and-variance"}`,
    );
  }
  const folder = join(root, "essays", slug);
  if (existsSync(folder))
    throw new Refusal(`essays/${slug} is there already`, "Choose another name, or delete that folder.");

  cpSync(join(root, "essays", "_template"), folder, { recursive: true });
  const template = JSON.parse(readFileSync(join(folder, "essay.json"), "utf8"));
  const title = slug[0].toUpperCase() + slug.slice(1).replaceAll("-", " ");
  const today = new Date();
  const day = (/** @type {Date} */ date) => date.toISOString().slice(0, 10);
  const inWords = (/** @type {Date} */ date) =>
    date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const templateDay = new Date(template.published);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, entry);
    if (!statSync(path).isFile() || !/\.(html|js|json)$/.test(entry)) continue;
    const text = readFileSync(path, "utf8")
      .replaceAll(template.title, title)
      .replaceAll(day(templateDay), day(today))
      .replaceAll(inWords(templateDay), inWords(today));
    writeFileSync(path, text);
  }
  console.log(`essays/${slug} is ready: a whole small essay about two moons.
  1. ./scrollwork serve, then http://localhost:5173/${slug}/ shows it, and what you save
  2. essay.json: title, question, summary, order (its place on the shelf)
  3. index.html: title, question, words; model.js: what is computed; figures.js: what is drawn
  4. ./scrollwork check ${slug} tells what is missing, by file and line
essays/README.md explains the files; the essays before yours show how far they go.`);
  return 0;
}
