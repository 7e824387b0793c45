import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tallyPlaywright, tallyVitest } from "./tally.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(report: object): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

describe("a vitest report", () => {
  const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });
  it.each([
    ["all passed", { numPassedTests: 2, numTotalTests: 2, testResults: [file("passed", "passed", "passed")] }, 0, { passed: 2, failed: 0 }],
    ["one failed", { numPassedTests: 1, numTotalTests: 2, testResults: [file("failed", "passed", "failed")] }, 1, { passed: 1, failed: 1 }],
    ["one skipped counts as failed", { numPassedTests: 1, numTotalTests: 2, testResults: [file("passed", "passed", "pending")] }, 0, { passed: 1, failed: 1 }],
    ["a file that did not load counts as failed", { numPassedTests: 1, numTotalTests: 1, testResults: [file("passed", "passed"), file("failed")] }, 1, { passed: 1, failed: 1 }],
    ["a bad end without a failed test counts as failed", { numPassedTests: 1, numTotalTests: 1, testResults: [file("passed", "passed")] }, 1, { passed: 1, failed: 1 }],
  ])("%s", (_case, report, exitCode, tally) => {
    expect(tallyVitest(written(report), exitCode)).toEqual(tally);
  });
});

describe("a Playwright report", () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
  it.each([
    ["all as expected", { stats, errors: [] }, 0, { passed: 3, failed: 0 }],
    ["skipped and flaky stories count as failed", { stats: { ...stats, skipped: 1, flaky: 1 }, errors: [] }, 0, { passed: 3, failed: 2 }],
    ["no story found counts as failed", { stats: { ...stats, expected: 0 }, errors: [{ message: "No tests found" }] }, 1, { passed: 0, failed: 1 }],
  ])("%s", (_case, report, exitCode, tally) => {
    expect(tallyPlaywright(written(report), exitCode)).toEqual(tally);
  });
});
