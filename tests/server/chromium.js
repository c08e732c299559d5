import { fileURLToPath } from "node:url";
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

/** For Playwright, which opens hundreds of windows: half of the time that one takes is saved (chromium.sh). */
export const chromiumOptions = () => ({
  executablePath: fileURLToPath(new URL("./chromium.sh", import.meta.url)),
  args: chromiumArguments,
  env: { ...process.env, CHROMIUM: chromiumPath() },
});
