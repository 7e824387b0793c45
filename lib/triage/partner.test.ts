import { describe, expect, it } from "vitest";
import type { ConsignmentStatus, TriageDecision } from "./decision.ts";
import { toldOf, type DecidedBefore } from "./partner.ts";

const day = (date: number) => new Date(Date.UTC(2026, 2, date));
const decided = (
  decision: TriageDecision,
  fromStatus: ConsignmentStatus,
  toStatus: ConsignmentStatus,
  at: Date,
  reason = "capacity-exceeded",
  asked: string | null = null,
): DecidedBefore => ({ decision, reason, asked, fromStatus, toStatus, at });

describe("an importer is told", () => {
  it.each([
    ["to-triage", "under-review"],
    ["held", "held"],
    ["correction-requested", "correction-requested"],
    ["examination-ordered", "examination-ordered"],
    ["released", "released"],
    ["refused", "refused"],
    ["withdrawn", "withdrawn"],
  ] as const)("of %s as %s", (status, standing) => expect(toldOf(status, "lodged", []).standing).toBe(standing));

  it.each([
    ["lodged", "under-review"],
    ["withdrawn", "withdrawn"],
    ["released", "released"],
  ] as const)("of a declaration that is %s and not yet assessed as %s", (declared, standing) => expect(toldOf(null, declared, []).standing).toBe(standing));

  it("since when a correction is asked for, and why", () => {
    const asked = decided("request-correction", "to-triage", "correction-requested", day(3), "quantity-or-unit", "Line 1: 600 cases.");
    expect(toldOf("correction-requested", "lodged", [asked])).toEqual({ standing: "correction-requested", since: day(3), reason: "quantity-or-unit", asked: "Line 1: 600 cases." });
  });

  it("since when the goods are held, and not why", () => {
    expect(toldOf("held", "lodged", [decided("hold", "to-triage", "held", day(2))])).toEqual({ standing: "held", since: day(2), reason: null, asked: null });
  });

  it.each(["release-proposed", "refusal-proposed"] as const)("nothing of %s: it stands where it stood before", (proposed) => {
    const history = [decided(proposed === "release-proposed" ? "release" : "refuse", "held", proposed, day(5)), decided("hold", "to-triage", "held", day(2))];
    expect(toldOf(proposed, "lodged", history)).toEqual({ standing: "held", since: day(2), reason: null, asked: null });
  });
});
