import { describe, expect, it } from "vitest";
import { hashPassword, passwordIs, passwordProblem } from "./password.ts";

describe("a new password", () => {
  it.each([
    { password: "abcdefghijk", problem: "password-too-short" },
    { password: "abcdefghijkl", problem: undefined },
    { password: "海关工作人员的长密码真长", problem: undefined },
    { password: "ab1-".repeat(50), problem: undefined },
    { password: `${"ab1-".repeat(50)}x`, problem: "password-too-long" },
    { password: "aabbccaabbcc", problem: "password-too-plain" },
    { password: "aabbccddaabb", problem: undefined },
    { password: "my-Officer-secret", problem: "password-has-login" },
  ])("$password: $problem", ({ password, problem }) => {
    expect(passwordProblem(password, "officer")).toBe(problem);
  });
});

describe("a kept password", () => {
  it("is argon2id with 19 MiB and two passes, and its own salt each time", async () => {
    const [first, second] = await Promise.all([hashPassword("three wise horses"), hashPassword("three wise horses")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it("is recognised, also when typed in full-width characters, and no other is", async () => {
    const kept = await hashPassword("three wise horses 1");
    expect(await passwordIs("three wise horses 1", kept)).toBe(true);
    expect(await passwordIs("three wise horses １", kept)).toBe(true);
    expect(await passwordIs("three wise horses 2", kept)).toBe(false);
  });

  it("is never right where there is none", async () => {
    expect(await passwordIs("anything at all", null)).toBe(false);
  });
});
