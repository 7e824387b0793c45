import { spawn } from "node:child_process";
import { join } from "node:path";
import { findChromium } from "./chromium.ts";
import { withProduct } from "./product.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** Runs the user stories of e2e/ in Chromium against a product started for them, which may read sources of this machine. Answers Playwright's exit code. */
export async function runStories(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const chromium = findChromium();
  return withProduct(async ({ url, dataDir }) => {
    const child = spawn(process.execPath, [join(ROOT, "node_modules", "@playwright", "test", "cli.js"), "test", ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env, TALLYHOUSE_URL: url, TALLYHOUSE_CHROMIUM: chromium, DATA_DIR: dataDir },
      stdio: "inherit",
    });
    return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  }, { ...process.env, FEED_PRIVATE_HOSTS: "127.0.0.1/32" });
}
