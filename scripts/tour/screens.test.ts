import { describe, expect, test } from "vitest";
import { exampleOf, pathOf, samePath, screensOf } from "./screens.ts";

describe("the screens of the folder app", () => {
  test("are the addresses of its pages, without groups and language, dynamic ones last", () => {
    expect(screensOf(["app/[locale]/(desk)/consignments/[number]/page.tsx", "app/[locale]/(desk)/desk/page.tsx", "app/[locale]/page.tsx", "app/01/[gtin]/page.tsx", "app/api/health/route.ts"])).toEqual([
      { pattern: "/", worded: true },
      { pattern: "/desk", worded: true },
      { pattern: "/01/[gtin]", worded: false },
      { pattern: "/consignments/[number]", worded: true },
    ]);
  });
});

describe("an example of a dynamic screen", () => {
  const all = screensOf(["app/[locale]/certificates/[number]/page.tsx", "app/[locale]/certificates/new/page.tsx"]);
  const screen = { pattern: "/certificates/[number]", worded: true };
  const found = [{ path: "/certificates/new", role: "inspector" }, { path: "/certificates/A-1/edit", role: "inspector" }, { path: "/certificates/A-1", role: "supervisor" }, { path: "/certificates/B-2", role: "inspector" }];

  test.each([
    { role: "inspector", path: "/certificates/B-2", why: "the own role saw it" },
    { role: "customs_officer", path: "/certificates/A-1", why: "another role saw it first" },
  ])("is $path for $role: $why", ({ role, path }) => {
    expect(exampleOf(screen, found, role, all)?.path).toBe(path);
  });

  test("is none where only another screen's address fits", () => {
    expect(exampleOf(screen, found.slice(0, 2), "inspector", all)).toBeUndefined();
  });
});

describe("a link", () => {
  test.each([
    { href: "/en/desk?lane=red#top", path: "/desk" },
    { href: "/zh-CN", path: "/" },
    { href: "http://localhost:3000/en/cases/C-2026-000001", path: "/cases/C-2026-000001" },
    { href: "https://www.gs1.org/", path: undefined },
    { href: "mailto:someone@example.org", path: undefined },
  ])("$href leads to $path", ({ href, path }) => {
    expect(pathOf(href, "http://localhost:3000")).toBe(path);
  });
});

describe("two paths", () => {
  test.each([
    { one: "/en/feeds/events/ni%3A%2F%2F%2Fsha-256", other: "/en/feeds/events/ni:%2F%2F%2Fsha-256", same: true },
    { one: "/en/desk", other: "/en/sign-in", same: false },
  ])("$one and $other", ({ one, other, same }) => {
    expect(samePath(one, other)).toBe(same);
  });
});
