import { describe, expect, it } from "vitest";
import { VERDICTS } from "#lib/capacity/verdict";
import { isReason } from "#lib/triage/decided";
import { TRIAGE_DECISIONS } from "#lib/triage/decision";
import { suggestedReason } from "./suggested-reason.ts";

describe("the reason a dialog begins with", () => {
  it("is one that its decision knows, whatever the verdict", () => {
    for (const decision of TRIAGE_DECISIONS) for (const verdict of VERDICTS) expect(isReason(decision, suggestedReason(decision, verdict)), `${decision} ${verdict}`).toBe(true);
  });

  it.each([
    ["hold", "exceeds", "capacity-exceeded"],
    ["hold", "suspended", "certificate-suspended"],
    ["hold", "unknown", "no-certificate"],
    ["release", "within", "documents-in-order"],
    ["refuse", "exceeds", "capacity-exceeded"],
  ] as const)("to %s what %s is %s", (decision, verdict, reason) => expect(suggestedReason(decision, verdict)).toBe(reason));
});
