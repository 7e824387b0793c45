import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStories } from "./playwright.ts";
import { tallyPlaywright, tallyVitest, whole } from "./tally.ts";
import type { Tally } from "./tally.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const reports = mkdtempSync(join(tmpdir(), "tallyhouse-reports-"));

type Stage = { readonly name: string; readonly run: () => Promise<Tally> };

const STAGES: readonly Stage[] = [
  { name: "Types", run: () => check("typescript/bin/tsc", "-p", ".", "--noEmit") },
  { name: "Lint", run: () => check("oxlint/bin/oxlint", "--type-aware", "--deny-warnings") },
  { name: "Unused code", run: () => check("knip/bin/knip.js", "--no-progress") },
  { name: "Unit, architecture and database tests", run: vitest },
  { name: "User stories in Chromium", run: stories },
];

async function check(program: string, ...args: string[]): Promise<Tally> {
  return whole((await node(program, args)) === 0);
}

async function vitest(): Promise<Tally> {
  const file = join(reports, "vitest.json");
  const code = await node("vitest/vitest.mjs", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`]);
  return tallyVitest(file, code);
}

async function stories(): Promise<Tally> {
  const file = join(reports, "playwright.json");
  const code = await runStories(["--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return tallyPlaywright(file, code);
}

function node(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(ROOT, "node_modules", program), ...args], { cwd: ROOT, stdio: "inherit" });
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}

/** Runs every stage, also after one has failed. A stage that cannot run has failed. */
async function runAll(): Promise<Tally> {
  const totals = { passed: 0, failed: 0 };
  for (const stage of STAGES) {
    console.log(`\n== ${stage.name}`);
    const begun = performance.now();
    const tally = await stage.run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return whole(false);
    });
    console.log(`== ${stage.name}: ${tally.passed} passed, ${tally.failed} failed (${Math.round((performance.now() - begun) / 1000)} s)`);
    totals.passed += tally.passed;
    totals.failed += tally.failed;
  }
  return totals;
}

const { passed, failed } = await runAll();
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
