// The page tests that take minutes: hostile input in the real pages, hours of use in one sitting, bad networks.
//   npx playwright test -c tests/slow/playwright.config.js [FILE] [-g NAME]
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import pages from "../pages/playwright.config.js";

export default defineConfig({
  ...pages,
  testDir: fileURLToPath(new URL(".", import.meta.url)),
  outputDir: fileURLToPath(new URL("../../build/slow-page-tests", import.meta.url)),
  workers: 1, // their times are a reader's
  timeout: 600_000,
});
