/** Addresses and code for showing one figure in somebody else's page. */

/**
 * The address of one figure with its controls, as a link to the whole page shows it.
 * @param {string} link to a view of an essay: its hash is kept
 * @param {string} figure its name in figures.js
 */
export function embedAddress(link, figure) {
  const url = new URL(link);
  url.searchParams.set("embed", figure);
  return url.href;
}

/**
 * What an author pastes into a page: the frame, and the script that gives it the height which it reports.
 * @param {string} address from `embedAddress`
 * @param {string} title for those who cannot see the frame
 */
export function embedSnippet(address, title) {
  const script = new URL("../embed.js", address.replace(/[?#].*$/, "")).href;
  return (
    `<iframe src="${escapeAttribute(address)}" title="${escapeAttribute(title)}" width="100%" height="560" ` +
    `loading="lazy" allow="clipboard-write"></iframe>\n<script type="module" src="${escapeAttribute(script)}"></script>`
  );
}

/** @param {string} text */
const escapeAttribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
