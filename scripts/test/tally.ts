import { readFileSync } from "node:fs";

/** How many checks or tests of a stage passed and failed. */
export type Tally = { readonly passed: number; readonly failed: number };

type VitestReport = { readonly numPassedTests: number; readonly numTotalTests: number; readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[] };
type PlaywrightReport = { readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number }; readonly errors: readonly object[] };

/** A check that passes or fails as a whole. */
export const whole = (passed: boolean): Tally => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

/** Counts a vitest report. A test that did not run, and a file that did not load, has failed; so has a run that ended badly with no failed test. */
export function tallyVitest(file: string, exitCode: number): Tally {
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  const unloaded = report.testResults.filter((result) => result.status === "failed" && result.assertionResults.every((test) => test.status === "passed")).length;
  return guarded({ passed: report.numPassedTests, failed: report.numTotalTests - report.numPassedTests + unloaded }, exitCode);
}

/** Counts a Playwright report in the same way: skipped and flaky stories have failed. */
export function tallyPlaywright(file: string, exitCode: number): Tally {
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8")) as PlaywrightReport;
  return guarded({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }, exitCode);
}

function guarded(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
