// Runs on Node 20 built-ins alone: nothing is installed yet when this file starts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { install } from "./start/install.mjs";
import { fetchLeftovers, noteProcess } from "./start/leftovers.mjs";
import { takeLock } from "./start/lock.mjs";
import { followParent } from "./start/parent.mjs";
import { place } from "./start/place.mjs";
import { refusePortInUse } from "./start/port.mjs";
import { runtime } from "./start/runtime.mjs";

const STOPPING = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

async function main() {
  const here = place(process.env);
  const lock = await takeLock(here);
  const fetched = await fetchLeftovers(here);
  await refusePortInUse(here, fetched ? 10_000 : 1_000);
  followParent();
  await install(here.root, (pid) => noteProcess(here, "install", pid));
  const node = runtime(here.root);
  if (node === process.execPath) {
    const { keepHouse } = await import("./start/house.ts");
    await keepHouse(here, lock.stopping);
  } else {
    await under(node, here, lock.stopping);
  }
}

/**
 * The same under the pinned Node: it ends when this process does, and this one when it does.
 * @param {string} node
 * @param {import("./start/place.mjs").Place} here
 * @param {() => void} stopping
 */
async function under(node, here, stopping) {
  const child = spawn(node, [join(here.root, "scripts", "start", "house.ts")], { stdio: ["pipe", "inherit", "inherit"], env: { ...process.env, TALLYHOUSE_BEGUN: String(performance.timeOrigin) } });
  noteProcess(here, "house", child.pid ?? 0);
  const stop = () => {
    stopping();
    child.kill("SIGTERM");
  };
  for (const signal of STOPPING) process.on(signal, stop);
  process.exitCode = await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  process.exit();
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  process.exit(1);
}
