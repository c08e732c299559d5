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
  const titleOfTemplate = JSON.parse(readFileSync(join(folder, "essay.json"), "utf8")).title;
  const title = slug[0].toUpperCase() + slug.slice(1).replaceAll("-", " ");
  const today = new Date().toISOString().slice(0, 10);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, entry);
    if (!statSync(path).isFile() || !/\.(html|js|json)$/.test(entry)) continue;
    let text = readFileSync(path, "utf8").replaceAll(titleOfTemplate, title);
    if (entry === "essay.json") text = text.replace(/("(?:published|updated)": )"[^"]*"/g, `$1"${today}"`);
    writeFileSync(path, text);
  }
  console.log(`essays/${slug} is ready.
  ./scrollwork serve            shows it at http://localhost:5173/${slug}/
  ./scrollwork check ${slug}    tells what is missing
  essays/README.md              explains its files`);
  return 0;
}
