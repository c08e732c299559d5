// The page tests: Chromium, the built site in dist/, two pages at a time.
//   npx playwright test -c tests/pages/playwright.config.js [FILE] [-g NAME]
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { chromiumOptions } from "../server/chromium.js";

export default defineConfig({
  testDir: fileURLToPath(new URL(".", import.meta.url)),
  testMatch: "*.spec.js",
  outputDir: fileURLToPath(new URL("../../build/page-tests", import.meta.url)),
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // On a machine that stands still for a second a click may come before what it is meant for. Such a test is tried once
  // more, from the start; the log names it as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    launchOptions: chromiumOptions(),
    screenshot: "only-on-failure",
    // A service worker would answer in place of the server whose answers are tested.
    serviceWorkers: "block",
  },
});
