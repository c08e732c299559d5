import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Only what keeps a browser that nobody sees from talking to its maker; nothing that changes how pages behave. */
export const chromiumArguments = [
  "--no-sandbox", // containers and CI run as root
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser of the page tests: $CHROMIUM, else the first of the usual names on the PATH. */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      if (isProgram(path)) return path;
    }
  }
  throw new Error("no Chromium found: install chromium, or set CHROMIUM=/path/to/browser");
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
