import { firstProgram } from "./program.js";

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
export const chromiumPath = () =>
  process.env.CHROMIUM ||
  firstProgram(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], "chromium");
