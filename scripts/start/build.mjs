import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = ["app", "components", "db", "lib", "messages", "public"];
const FILES = ["next.config.ts", "package-lock.json", "package.json", "postcss.config.mjs", "proxy.ts", "instrumentation.ts", "tsconfig.json"];

/**
 * Makes the production build when the source has changed since the last one.
 * @param {string} root the project folder
 * @param {(child: import("node:child_process").ChildProcess) => void} [started] is given the build, to stop it
 */
export async function build(root, started) {
  const stamp = join(root, ".next", "tallyhouse-build");
  const source = sourceHash(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === source) return;
  console.log("Building for production (next build) …");
  rmSync(stamp, { force: true });
  const code = await nextBuild(root, started);
  if (code !== 0) throw new Error(`The production build failed (exit ${code}). Its messages stand above.`);
  const standalone = join(root, ".next", "standalone");
  cpSync(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  writeFileSync(stamp, source);
}

/**
 * @param {string} root
 * @param {((child: import("node:child_process").ChildProcess) => void) | undefined} started
 * @returns {Promise<number>}
 */
function nextBuild(root, started) {
  const guard = join(root, "scripts", "start", "guard.mjs");
  const child = spawn(process.execPath, ["--import", guard, join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    stdio: ["pipe", "inherit", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  started?.(child);
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}

/** @param {string} root */
function sourceHash(root) {
  const hash = createHash("sha256");
  for (const path of [...FILES, ...FOLDERS.flatMap((folder) => filesIn(root, folder))]) {
    if (existsSync(join(root, path))) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(root, join(folder, entry.name)) : /\.test\.tsx?$/.test(entry.name) ? [] : [join(folder, entry.name)]));
}
