import { describe, expect, it } from "vitest";
import { cameSecurely, cookieOf, sessionCookie } from "./cookie.ts";
import { bearerOf } from "./token.ts";

describe("the session's cookie", () => {
  it("is bound to the host over TLS, and plain on a loopback address", () => {
    expect(sessionCookie(cameSecurely(new Headers({ "x-forwarded-proto": "https" })))).toBe("__Host-tallyhouse-session");
    expect(sessionCookie(cameSecurely(new Headers({ "x-forwarded-proto": "http" })))).toBe("tallyhouse-session");
    expect(sessionCookie(cameSecurely(new Headers()))).toBe("tallyhouse-session");
  });

  it("is found among others by its whole name", () => {
    const header = "a=1; not-tallyhouse-session=2;tallyhouse-session=abc=; z";
    expect(cookieOf(header, "tallyhouse-session")).toBe("abc=");
    expect(cookieOf("a=1", "tallyhouse-session")).toBeUndefined();
    expect(cookieOf(null, "tallyhouse-session")).toBeUndefined();
  });
});

describe("a bearer key", () => {
  it.each([
    ["Bearer th_x", "th_x"],
    ["bearer   th_x ", "th_x"],
    ["Basic dGg6eA==", undefined],
    ["Bearer", undefined],
    [null, undefined],
  ])("of %j is %j", (header, key) => {
    expect(bearerOf(header)).toBe(key);
  });
});
