import { describe, expect, test } from "vitest";
import { DECISIONS_BY_STATUS, REASONS, CONSIGNMENT_STATUSES, TRIAGE_DECISIONS, needsSecond } from "./decision.ts";
import { LANES } from "./lane.ts";
import { VERDICTS } from "../capacity/verdict.ts";
import { allows, quickReason, type QuickSubject } from "./quick.ts";

const at = (more: Partial<QuickSubject>): QuickSubject => ({ status: "to-triage", lane: "green", verdict: "within", assessed: true, ...more });

describe("A single key decides only where the reason is plain", () => {
  test.each([
    ["release", at({}), "low-risk"],
    ["release", at({ lane: "yellow" }), undefined],
    ["release", at({ lane: "red" }), undefined],
    ["release", at({ status: "examination-ordered" }), undefined],
    ["hold", at({ verdict: "exceeds", lane: "red" }), "capacity-exceeded"],
    ["hold", at({ verdict: "suspended" }), "certificate-suspended"],
    ["hold", at({ verdict: "unknown" }), "no-certificate"],
    ["hold", at({ verdict: "near" }), "awaiting-information"],
    ["order-examination", at({ verdict: "exceeds", lane: "red" }), "capacity-exceeded"],
    ["order-examination", at({}), "random-check"],
    ["order-examination", at({ lane: "yellow" }), undefined],
    ["refuse", at({ verdict: "exceeds", lane: "red" }), undefined],
    ["request-correction", at({}), undefined],
    ["resume", at({ status: "held" }), undefined],
  ] as const)("%s of %j gives %s", (decision, subject, reason) => {
    expect(quickReason(decision, subject)).toBe(reason);
  });

  const every = TRIAGE_DECISIONS.flatMap((decision) =>
    LANES.flatMap((lane) =>
      VERDICTS.flatMap((verdict) => CONSIGNMENT_STATUSES.map((status) => ({ decision, lane, reason: quickReason(decision, at({ lane, verdict, status })) }))),
    ),
  );

  test("every reason it gives is one of its decision's", () => {
    expect(every.filter(({ decision, reason }) => reason !== undefined && !(REASONS[decision] as readonly string[]).includes(reason))).toEqual([]);
  });

  test("it gives none where a second person is needed", () => {
    expect(every.filter(({ decision, lane, reason }) => needsSecond(decision, lane) && reason !== undefined)).toEqual([]);
  });

  test("what a status allows is what its table says", () => {
    expect(CONSIGNMENT_STATUSES.flatMap((status) => TRIAGE_DECISIONS.filter((decision) => allows(status, decision)).map((decision) => `${status} ${decision}`))).toHaveLength(
      Object.values(DECISIONS_BY_STATUS).flat().length,
    );
  });
});
