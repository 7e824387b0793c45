import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../scripts/start/port.mjs";
import { report } from "./ground.ts";

/** How long `npm start` takes to ready: on an empty data folder with the demo, and again when everything is there. The build is made before. */
const WARM_WITHIN = 3000;
const ROOT = join(import.meta.dirname, "..");

const dataDir = mkdtempSync(join(tmpdir(), "tallyhouse-start-"));
chmodSync(dataDir, 0o711);
try {
  await timeToReady();
  rmSync(dataDir, { recursive: true, force: true });
  const cold = await timeToReady();
  console.log(`npm start on an empty data folder, with the demo seed: ${(cold / 1000).toFixed(1)} s to ready`);
  const warm = await timeToReady();
  report("npm start, warm", `${(warm / 1000).toFixed(2)} s to ready`, `${WARM_WITHIN / 1000} s asked`, warm < WARM_WITHIN);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function timeToReady(): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const house = spawn("npm", ["start"], { cwd: ROOT, env: { ...process.env, PORT: String(port), DATA_DIR: dataDir }, stdio: "ignore", detached: true });
  const ended = new Promise((resolve) => house.on("exit", resolve));
  try {
    for (;;) {
      if (await fetch(`http://127.0.0.1:${port}/api/ready`).then((response) => response.ok, () => false)) return performance.now() - began;
      if (house.exitCode !== null) throw new Error(`npm start ended with ${house.exitCode}`);
      await new Promise((again) => setTimeout(again, 20));
    }
  } finally {
    if (house.pid !== undefined) process.kill(-house.pid, "SIGINT");
    await ended;
  }
}
