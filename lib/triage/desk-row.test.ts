import { describe, expect, it } from "vitest";
import { assess } from "#lib/risk/assess";
import { exampleAccount, exampleContext, exampleLine, exampleSubject } from "#lib/risk/example";
import { RULES } from "#lib/risk/rules/registry";
import type { Subject } from "#lib/risk/subject";
import { dueAt } from "./allowance.ts";
import { isReason, undoUntil } from "./decided.ts";
import { deskFacts, deskRow, statusOnAssessment } from "./desk-row.ts";
import { REASONS, TRIAGE_DECISIONS, type ConsignmentStatus } from "./decision.ts";
import { findingChange } from "./finding-change.ts";
import { laneOf } from "./lane.ts";
import { looksDifferent, type RowBefore } from "./row-change.ts";

describe("where an assessment leaves a consignment", () => {
  it.each<[Subject["status"], ConsignmentStatus | undefined, number, ConsignmentStatus]>([
    ["lodged", undefined, 1, "to-triage"],
    ["withdrawn", undefined, 1, "withdrawn"],
    ["released", undefined, 1, "released"],
    ["lodged", "held", 2, "held"],
    ["lodged", "correction-requested", 1, "correction-requested"],
    ["lodged", "correction-requested", 2, "to-triage"],
    ["lodged", "withdrawn", 2, "to-triage"],
    ["withdrawn", "examination-ordered", 2, "withdrawn"],
    ["withdrawn", "released", 2, "released"],
    ["released", "held", 2, "released"],
    ["released", "refused", 2, "refused"],
    ["lodged", "release-proposed", 2, "release-proposed"],
  ])("declared as %s, before %s at revision 1, now revision %i: %s", (status, before, revision, expected) => {
    expect(statusOnAssessment({ status, revision }, before === undefined ? undefined : { status: before, revision: 1 })).toBe(expected);
  });
});

describe("the lane", () => {
  it.each([[0, "green", 4], [29, "green", 4], [30, "yellow", 8], [69, "yellow", 8], [70, "red", 24], [100, "red", 24]] as const)("of score %i is %s, with %i hours", (score, lane, hours) => {
    expect(laneOf(score)).toBe(lane);
    expect(dueAt(new Date("2026-03-02T00:00:00Z"), lane)).toEqual(new Date(Date.parse("2026-03-02T00:00:00Z") + hours * 3_600_000));
  });
});

describe("the desk's row", () => {
  const row = (subject: Subject) => {
    const assessment = assess(subject, exampleContext(RULES));
    return deskRow(deskFacts(subject, assessment), { lane: laneOf(assessment.score), by: "score" }, undefined);
  };

  it("shows the worst line's producer and goods, the sum of quantities and the largest used share", () => {
    const near = exampleLine({ no: 2, verdict: "near", quantity: { value: "100", unit: "XCS" }, goods: { en: "Second wine", zh: "副牌" } });
    const subject = exampleSubject({ lines: [exampleLine(), near], accounts: [exampleAccount({ verdict: "near", declared: 17_000n })] });
    expect(row(subject)).toMatchObject({ verdict: "near", goodsEn: "Second wine", goodsZh: "副牌", quantity: "7100 XCS", lineCount: 2, used: expect.closeTo(0.9444, 4), lane: "yellow" });
  });

  it("shows the leading line's quantity where units differ, and what was declared where no line was taken in", () => {
    const litres = exampleLine({ no: 2, quantity: { value: "12.5", unit: "HLT" } });
    expect(row(exampleSubject({ lines: [exampleLine(), litres] })).quantity).toBe("7000 XCS");
    expect(row(exampleSubject({ lines: [exampleLine(), exampleLine({ no: 2, quantity: { value: "12", unit: "HLT" } })] })).quantity).toBe("7000 XCS");
    const declared = [{ no: 1, gtin: "03012345000015", hsCode: "2204210000", site: "Somewhere", quantity: { value: "5", unit: "XBO" }, lots: [], originCountry: "FR" }];
    expect(row(exampleSubject({ lines: [], declared, status: "withdrawn" }))).toMatchObject({ siteId: 0, siteName: "Somewhere", quantity: "5 XBO", status: "withdrawn", open: false, verdict: "unknown" });
  });
});

describe("a row of the desk", () => {
  const subject = exampleSubject();
  const assessment = assess(subject, exampleContext(RULES));
  const row = deskRow(deskFacts(subject, assessment), { lane: "yellow", by: "score" }, undefined);
  const before: RowBefore = { ...row, assessed: true, version: 1, changedAt: new Date(0) };

  it.each<[string, Partial<RowBefore>, boolean]>([
    ["the same", {}, false],
    ["another revision", { revision: row.revision + 1 }, true],
    ["another status", { status: "held" }, true],
    ["another lane", { lane: "red" }, true],
    ["another score", { score: row.score + 1 }, true],
    ["another verdict", { verdict: "exceeds" }, true],
    ["another office", { officeCode: "5304" }, true],
    ["another time by which it is due", { dueAt: new Date(0) }, false],
  ])("with %s before asks who decides to look again: %s", (_, changes, different) => {
    expect(looksDifferent(row, { ...before, ...changes })).toBe(different);
  });

  it("that is new asks for a look", () => {
    expect(looksDifferent(row, undefined)).toBe(true);
  });

  it.each<[string, readonly number[], number | null]>([
    ["the weightiest", [5, 20, 10], 20],
    ["none without points", [0], null],
    ["none where there is none", [], null],
  ])("shows of its findings %s", (_, points, shown) => {
    const findings = points.map((weight) => ({ rule: `r${weight}`, version: 1, severity: "low" as const, setting: null, snooze: null, points: weight, facts: {}, wording: { en: "", zh: "" }, line: 1 }));
    const told = deskRow(deskFacts(subject, { ...assessment, findings }), { lane: "yellow", by: "score" }, undefined).topFinding;
    expect(told?.rule ?? null).toBe(shown === null ? null : `r${shown}`);
  });
});

describe("findings that come and go", () => {
  const finding = { rule: "r", version: 1, severity: "low" as const, setting: null, snooze: null, points: 1, facts: { a: 1, b: [2] }, wording: { en: "", zh: "" }, line: 1 };

  it.each<[string, object, number, number]>([
    ["the same facts, in another order of keys", { facts: { b: [2], a: 1 } }, 0, 0],
    ["other facts", { facts: { a: 2 } }, 1, 1],
    ["another version", { version: 2 }, 1, 1],
    ["another line", { line: 2 }, 1, 1],
    ["another weight, because the rule was set otherwise", { points: 2 }, 1, 1],
    ["another wording alone", { wording: { en: "x", zh: "y" } }, 0, 0],
  ])("%s", (_, changes, fresh, gone) => {
    const change = findingChange([{ id: 5, ...finding }], [{ ...finding, ...changes }]);
    expect([change.fresh.length, change.gone.length]).toEqual([fresh, gone]);
  });
});

describe("reasons and undoing", () => {
  it("each decision has its own reasons and no other's", () => {
    for (const decision of TRIAGE_DECISIONS) expect(REASONS[decision].every((reason) => isReason(decision, reason))).toBe(true);
    expect(isReason("release", "counterfeit-suspected")).toBe(false);
  });

  it("a decision may be taken back for ten minutes", () => {
    expect(undoUntil(new Date("2026-03-02T00:00:00Z"))).toEqual(new Date("2026-03-02T00:10:00Z"));
  });
});
