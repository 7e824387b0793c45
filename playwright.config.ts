import { defineConfig } from "@playwright/test";

const chromium = process.env["TALLYHOUSE_CHROMIUM"];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-first-run", "--disable-dev-shm-usage"];

/** No page of a story lives long enough for its scripts to be worth optimising. */
const unhurried = "--js-flags=--no-opt --no-maglev";

/** Runs against the product that scripts/e2e.ts started; each spec is one user story. */
export default defineConfig({
  testDir: "e2e",
  // A story waits more than it works: on two cores three at a time keep them busy.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: process.env["TALLYHOUSE_URL"] ?? "http://localhost:3000",
    viewport: { width: 1440, height: 900 },
    timezoneId: "Asia/Shanghai",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      chromiumSandbox: process.getuid?.() !== 0,
      args: [...quiet, unhurried],
    },
  },
});
