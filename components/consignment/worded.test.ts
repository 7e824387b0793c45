import { describe, expect, it } from "vitest";
import { periodWords, shareWords } from "./worded.ts";

describe("a production period", () => {
  it.each([
    ["2023-01-01", "2024-01-01", "2023", "2023年"],
    ["2023-01-01", "2023-12-31", "2023-01-01 – 2023-12-30", "2023-01-01至2023-12-30"],
    ["2025-10-01", "2026-10-01", "2025-10-01 – 2026-09-30", "2025-10-01至2026-09-30"],
    ["2026-04-11", "2026-04-12", "2026-04-11", "2026-04-11"],
  ])("from %s up to %s is %s, in Chinese %s", (from, to, en, zh) => expect([periodWords({ from, to }, "en"), periodWords({ from, to }, "zh-CN")]).toEqual([en, zh]));
});

describe("a share", () => {
  it.each([
    ["3.3333", "333%"],
    ["1.0000", "100%"],
    ["0.0999", "10%"],
    ["0.0123", "1.2%"],
  ])("of %s reads %s", (used, words) => expect(shareWords(used, "en")).toBe(words));
});
