import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTotp, sealed, totpOf, unsealed } from "./sealing.ts";

const before = process.env["NEXTAUTH_SECRET"];
beforeAll(() => { process.env["NEXTAUTH_SECRET"] = "a secret of this test alone"; });
afterAll(() => {
  if (before === undefined) delete process.env["NEXTAUTH_SECRET"];
  else process.env["NEXTAUTH_SECRET"] = before;
});

describe("a sealed secret", () => {
  test("opens for its own purpose, and is never twice the same", () => {
    expect(unsealed(sealed("open sesame", "source:A"), "source:A")).toBe("open sesame");
    expect(sealed("open sesame", "source:A")).not.toBe(sealed("open sesame", "source:A"));
  });

  test.each([
    ["for another purpose", (text: string) => unsealed(text, "source:B")],
    ["when it was changed", (text: string) => unsealed(`A${text.slice(1)}B`, "source:A")],
    ["when it was cut off", (text: string) => unsealed(text.slice(0, 10), "source:A")],
  ])("does not open %s", (_why, open) => {
    expect(open(sealed("open sesame", "source:A"))).toBeUndefined();
  });

  test("does not open in another house", () => {
    const text = sealed("open sesame", "source:A");
    process.env["NEXTAUTH_SECRET"] = "another house";
    expect(unsealed(text, "source:A")).toBeUndefined();
    process.env["NEXTAUTH_SECRET"] = "a secret of this test alone";
  });
});

describe("the secret of a second factor", () => {
  test("opens for its person alone; one from before is read as it stands", () => {
    const kept = sealed("JBSWY3DPEHPK3PXP", totpOf(7));
    expect([openTotp(kept, 7), openTotp(kept, 8), openTotp("JBSWY3DPEHPK3PXP", 7), openTotp(null, 7)]).toEqual(["JBSWY3DPEHPK3PXP", null, "JBSWY3DPEHPK3PXP", null]);
  });
});
