import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs `npm ci` when node_modules is missing, unfinished or of another package-lock.json.
 * @param {string} root the project folder
 * @param {(pid: number) => void} [started] is given the process of npm
 */
export async function install(root, started) {
  if (installed(root)) return;
  console.log("Installing the dependencies (npm ci) …");
  const begun = performance.now();
  const ticking = setInterval(() => console.log(`  … still installing, ${Math.round((performance.now() - begun) / 1000)} s`), 10_000);
  const [program, ...first] = npm();
  const options = [...first, "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await new Promise((resolve) => {
    const child = spawn(program, options, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", () => resolve(127)).on("exit", (status) => resolve(status ?? 1));
    if (child.pid) started?.(child.pid);
  });
  clearInterval(ticking);
  if (code !== 0) throw new Error(`npm ci did not finish (exit ${code}). Its messages stand above; with them put right, start again.`);
  console.log(`  installed in ${Math.round((performance.now() - begun) / 1000)} s`);
}

/** npm as it was called, else as it is found. @returns {[string, ...string[]]} */
function npm() {
  const script = process.env["npm_execpath"];
  return script?.endsWith("npm-cli.js") && existsSync(script) ? [process.execPath, script] : ["npm"];
}

/**
 * npm writes node_modules/.package-lock.json last, so an install that was killed has none. Optional packages of other platforms may be absent.
 * @param {string} root
 */
function installed(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = packagesIn(join(root, "package-lock.json"));
  const present = packagesIn(record);
  return Object.entries(wanted).every(([path, entry]) => path === "" || (present[path] ? present[path].integrity === entry.integrity : entry.optional === true)) && Object.keys(present).every((path) => path in wanted);
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean }>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}
