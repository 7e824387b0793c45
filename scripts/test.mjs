// Runs on Node 20 built-ins alone, like start.mjs: the dependencies may not be there yet.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { install } from "./start/install.mjs";
import { runtime } from "./start/runtime.mjs";

const root = join(import.meta.dirname, "..");

try {
  await install(root);
  const suite = spawn(runtime(root), [join(root, "scripts", "test", "suite.ts")], { cwd: root, stdio: "inherit" });
  process.exitCode = await new Promise((resolve) => suite.on("exit", (code) => resolve(code ?? 1)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
