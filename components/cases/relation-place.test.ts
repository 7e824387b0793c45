import { expect, test } from "vitest";
import type { Related } from "#lib/cases/relation";
import { placesOf, STEP } from "./relation-place.ts";

const importer = (code: string): Related => ({ column: "importer", key: code, code, name: { en: code, zh: code } });
const declared = (number: string): Related => ({ column: "declaration", key: number, number, verdict: "within", on: "2026-03-02" });

test("what is linked stands side by side, and a short column about the middle of a long one", () => {
  const { placed, height } = placesOf({
    things: [importer("A"), importer("B"), declared("D-B"), declared("D-A"), { column: "producer", key: "P", site: 1, name: "P" }],
    links: [
      { from: "A", to: "D-A" },
      { from: "B", to: "D-B" },
      { from: "D-A", to: "P" },
      { from: "D-B", to: "P" },
    ],
  });
  expect(height).toBe(2 * STEP);
  expect(placed.map(({ thing, column, middle }) => [thing.key, column, middle / STEP])).toEqual([["A", 0, 0.5], ["B", 0, 1.5], ["D-A", 1, 0.5], ["D-B", 1, 1.5], ["P", 3, 1]]);
});
