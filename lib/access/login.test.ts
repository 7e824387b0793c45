import { describe, expect, it } from "vitest";
import { foldLogin, LOGIN, pathWithin } from "./login.ts";

describe("a login", () => {
  it.each([
    ["  Officer ", "officer"],
    ["ｌｉ．ｗｅｉ@customs.example", "li.wei@customs.example"],
    ["李伟", "李伟"],
  ])("%j is kept as %j", (typed, kept) => {
    expect(foldLogin(typed)).toBe(kept);
    expect(LOGIN.test(kept)).toBe(true);
  });

  it.each(["a", ".hidden", "two words", "<b>", "x".repeat(101)])("%j is none", (text) => {
    expect(LOGIN.test(text)).toBe(false);
  });
});

describe("where sign-in leads", () => {
  it.each([
    ["/en/desk?lane=red#row", "/en/desk?lane=red#row"],
    ["//evil.example/x", undefined],
    ["/\\evil.example", undefined],
    ["https://evil.example/", undefined],
    ["desk", undefined],
    [undefined, undefined],
  ])("%j leads to %j", (next, path) => {
    expect(pathWithin(next)).toBe(path);
  });
});
