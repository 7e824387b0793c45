import { expect, it } from "vitest";
import { exhibitHash, numbered, takenForm } from "./exhibit.ts";
import { formerRecords, RECORD_FIELDS, recordOf } from "./exhibit-record.ts";

const finding = {
  id: 7,
  declarationId: 3,
  revision: 1,
  lineNo: 1,
  rule: "volume-over-capacity",
  version: 1,
  severity: "critical",
  points: 80,
  facts: {},
  wording: { en: "x", zh: "x" },
  firedAt: new Date(0),
  clearedAt: null,
};
const [before, everything] = [recordOf("finding", finding), { ...recordOf("finding", finding), setting: null, snooze: null }];

it("an exhibit's hash outlives the columns that a later version adds to its record", () => {
  const later = { ...finding, setting: null, snooze: null, another: 5 };
  expect(exhibitHash(recordOf("finding", later))).toBe(exhibitHash(before));
  expect(Object.keys(recordOf("finding", later))).toEqual([...RECORD_FIELDS.finding]);
});

it("what a later version does say of a record is part of it", () => {
  expect(recordOf("finding", { ...finding, setting: 4, snooze: null })).toEqual({ ...before, setting: 4 });
});

it("a record that was taken in with every column of its time is known again, and is not taken in twice", () => {
  const source = { kind: "finding" as const, reference: "7", title: "x", record: before, former: formerRecords("finding", { ...finding, setting: null, snooze: null }) };
  expect(takenForm(source, [exhibitHash(everything)])).toEqual(everything);
  expect(takenForm(source, ["0"])).toEqual(before);
  expect(numbered([source], [{ no: 1, kind: "finding", reference: "7", sha256: exhibitHash(everything) }])).toEqual([]);
  expect(numbered([source], [])).toMatchObject([{ no: 1, sha256: exhibitHash(before) }]);
});
