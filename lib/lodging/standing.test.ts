import fc from "fast-check";
import { expect, test } from "vitest";
import type { Declared } from "#lib/consignments/declaration";
import { standingOf } from "./standing.ts";

function revision(no: number, status: Declared["status"], value = "100"): Declared {
  return {
    number: "D",
    revision: no,
    lodgedAt: "2024-05-02T09:00:00+08:00",
    office: "2248",
    tradeMode: "0110",
    status,
    importer: { id: "I", name: "Importer" },
    lines: [{ no: 1, gtin: "03012345000109", hsCode: "220421", site: "S", quantity: { value, unit: "XBO" }, lots: [], originCountry: "FR" }],
  };
}

test.each([
  [["lodged"], 1, false],
  [["lodged", "lodged"], 2, false],
  [["lodged", "withdrawn"], null, false],
  [["lodged", "released"], 2, false],
  [["lodged", "released", "withdrawn"], 2, true],
  [["lodged", "withdrawn", "lodged"], 3, false],
  [["lodged", "withdrawn", "released", "withdrawn"], 3, true],
] as const)("after %j the lines of revision %s stand, withdrawn after release: %s", (statuses, linesOf, late) => {
  const standing = standingOf(statuses.map((status, index) => revision(index + 1, status)), null);
  expect([standing.linesOf, standing.withdrawnAfterRelease]).toEqual([linesOf, late]);
});

test("a release by this house counts as physical release for every later revision", () => {
  expect(standingOf([revision(1, "lodged"), revision(2, "withdrawn")], 1)).toMatchObject({ linesOf: 1, withdrawnAfterRelease: true });
  expect(standingOf([revision(1, "lodged"), revision(2, "withdrawn")], 2)).toMatchObject({ linesOf: null, withdrawnAfterRelease: false });
});

test.each([
  ["100", false],
  ["101", true],
])("an amendment to %s bottles after release is marked: %s", (value, marked) => {
  expect(standingOf([revision(1, "released", "100"), revision(2, "lodged", value)], null).amendedAfterRelease).toBe(marked);
});

test("the order in which revisions arrive does not change what stands", () => {
  const statuses = fc.array(fc.constantFrom("lodged" as const, "released" as const, "withdrawn" as const), { minLength: 1, maxLength: 7 });
  fc.assert(fc.property(statuses, fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), (list, keys) => {
    const inOrder = list.map((status, index) => revision(index + 1, status, String(index + 1)));
    const shuffled = inOrder.toSorted((a, b) => (keys[a.revision - 1] ?? 0) - (keys[b.revision - 1] ?? 0));
    expect(standingOf(shuffled, null)).toEqual(standingOf(inOrder, null));
  }));
});
