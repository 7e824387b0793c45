import { authenticator } from "otplib";
import { describe, expect, it } from "vitest";
import { enrolmentUri, stepOfCode } from "./totp.ts";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const now = new Date("2026-03-02T08:00:10Z");
const step = Math.floor(now.getTime() / 30_000);
const codeAt = (steps: number) => authenticator.clone({ epoch: now.getTime() + steps * 30_000 }).generate(SECRET);

describe("a code of the second factor", () => {
  it.each([
    { of: "two steps ago", steps: -2, taken: undefined },
    { of: "the step before", steps: -1, taken: step - 1 },
    { of: "this step", steps: 0, taken: step },
    { of: "the next step", steps: 1, taken: step + 1 },
    { of: "two steps ahead", steps: 2, taken: undefined },
  ])("of $of gives $taken", ({ steps, taken }) => {
    expect(stepOfCode(SECRET, codeAt(steps), now, null)).toBe(taken);
  });

  it("counts once: not the same step again, nor an earlier one", () => {
    expect(stepOfCode(SECRET, codeAt(0), now, step)).toBeUndefined();
    expect(stepOfCode(SECRET, codeAt(-1), now, step)).toBeUndefined();
    expect(stepOfCode(SECRET, codeAt(1), now, step)).toBe(step + 1);
  });

  it("is read with a blank in the middle and in full-width digits", () => {
    const code = codeAt(0);
    expect(stepOfCode(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, now, null)).toBe(step);
    expect(stepOfCode(SECRET, code.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)), now, null)).toBe(step);
  });

  it.each(["", "12345", "1234567", "abcdef"])("is refused when it is %j", (code) => {
    expect(stepOfCode(SECRET, code, now, null)).toBeUndefined();
  });

  it("is enrolled by an otpauth address that names the house and the login", () => {
    expect(enrolmentUri(SECRET, "officer@customs")).toBe(`otpauth://totp/Tallyhouse:officer%40customs?secret=${SECRET}&period=30&digits=6&algorithm=SHA1&issuer=Tallyhouse`);
  });
});
