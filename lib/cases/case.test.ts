import { describe, expect, it } from "vitest";
import { ACTIONS_BY_CASE_STATUS, CASE_ACTIONS, CASE_STATUSES } from "./case.ts";
import { exhibitHash, numbered } from "./exhibit.ts";
import { mentionsIn } from "./mention.ts";
import { caseNumber } from "./number.ts";
import { caseAllows } from "./standing.ts";

describe("a case's number", () => {
  it.each([[1, "C-2026-000001"], [999_999, "C-2026-999999"], [1_000_000, "C-2026-1000000"]])("for count %i is %s", (count, number) => {
    expect(caseNumber(2026, count)).toBe(number);
  });
});

describe("the mentions of a note", () => {
  it.each<[string, string[]]>([
    ["@anna please look", ["anna"]],
    ["see (@li.wei), @li.wei.", ["li.wei"]],
    ["mail a@b.cn", []],
    ["@ nobody", []],
    ["@王芳，请核查", ["王芳"]],
    ["@a @b @a", ["a", "b"]],
  ])("%s", (text, mentions) => {
    expect(mentionsIn(text)).toEqual(mentions);
  });
});

describe("exhibits", () => {
  const source = { kind: "finding" as const, reference: "7", title: "t", record: { b: 1, a: 2 } };

  it("have the hash of their record whatever the order of its keys", () => {
    expect(exhibitHash({ a: 2, b: 1 })).toBe(exhibitHash(source.record));
    expect(exhibitHash({ a: 2, b: 2 })).not.toBe(exhibitHash(source.record));
  });

  it("are numbered on, and one that is there with the same hash stays", () => {
    const [first] = numbered([source], []);
    expect(first).toMatchObject({ no: 1 });
    expect(numbered([source, source, { ...source, record: { a: 3 } }], first === undefined ? [] : [first])).toMatchObject([{ no: 2, reference: "7" }]);
  });
});

describe("what a status allows", () => {
  it("is read from the table alone, for every status and action", () => {
    for (const status of CASE_STATUSES) for (const action of CASE_ACTIONS) expect(caseAllows(status, action)).toBe((ACTIONS_BY_CASE_STATUS[status] as readonly string[]).includes(action));
  });
});
