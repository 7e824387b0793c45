import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome", "/snap/bin/chromium", "/usr/bin/chromium-headless-shell"];

/** The Chromium that TALLYHOUSE_CHROMIUM names, one of this machine, or one that is installed now: Debian's as root, else Playwright's own. Throws when neither can be had. */
export function findChromium(): string {
  const found = present();
  if (found) return found;
  console.log("No Chromium is on this machine; installing one …");
  if (process.getuid?.() === 0 && run("apt-get", ["update"])) run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]);
  if (!present()) run(process.execPath, ["node_modules/playwright/cli.js", "install", "chromium"]);
  const installed = present();
  if (!installed) throw new Error("No Chromium could be installed. Install one (Debian: apt-get install chromium) and run again.");
  return installed;
}

function present(): string | undefined {
  return [process.env["TALLYHOUSE_CHROMIUM"] ?? "", ...INSTALLED, chromium.executablePath()].find((path) => existsSync(path));
}

function run(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;
}
