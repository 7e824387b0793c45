import { expect, test } from "vitest";
import { calledInChinese } from "./called.ts";

const NAMES = new Map([["Li Na", "李娜"]]);

test("people are called by their Chinese names wherever the record names them, and nothing else changes", () => {
  const at = new Date("2026-03-02T00:00:00Z");
  const read = {
    title: "Li Na",
    openedByName: "Li Na",
    facts: [
      { byName: "Li Na", at, statement: "Li Na saw it" },
      { byName: "Single Window", proposedByName: "Li Na", proposedBy: "person:7", at },
    ],
    by: null,
    shown: new Map([[1, { by: "Li Na" }]]),
    entry: { action: "case.assign", facts: { to: "Li Na", from: "held" } },
  };
  expect(calledInChinese(read, NAMES)).toEqual({
    title: "Li Na",
    openedByName: "李娜",
    facts: [
      { byName: "李娜", at, statement: "Li Na saw it" },
      { byName: "Single Window", proposedByName: "李娜", proposedBy: "person:7", at },
    ],
    by: null,
    shown: new Map([[1, { by: "李娜" }]]),
    entry: { action: "case.assign", facts: { to: "李娜", from: "held" } },
  });
});

test("without names the record is handed on as it is", () => {
  const read = { by: "Li Na" };
  expect(calledInChinese(read, new Map())).toBe(read);
});
