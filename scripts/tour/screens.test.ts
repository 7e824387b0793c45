import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesBelow } from "../guards/source.ts";
import { exampleOf, furtherExamples, pathOf, samePath, screensOf } from "./screens.ts";

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

describe("the tour of this house", () => {
  const pages = filesBelow(join(import.meta.dirname, "..", "..", "app"), /^page\.tsx$/).map((path) => `app/${path}`);

  test("knows each page of the folder app, under an address of its own", () => {
    const screens = screensOf(pages);
    expect(screens).toHaveLength(pages.length);
    expect(new Set(screens.map(({ pattern }) => pattern)).size).toBe(pages.length);
  });
});

describe("an example of a dynamic screen", () => {
  const all = screensOf(["app/[locale]/certificates/[number]/page.tsx", "app/[locale]/certificates/new/page.tsx"]);
  const screen = { pattern: "/certificates/[number]", worded: true };
  const found = [
    { path: "/certificates/new", role: "inspector" },
    { path: "/certificates/A-1/edit", role: "inspector" },
    { path: "/certificates/A-1", role: "supervisor" },
    { path: "/certificates/B-2", role: "inspector" },
  ];

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

describe("further examples of a dynamic screen", () => {
  const screens = screensOf(["app/[locale]/offices/[code]/page.tsx", "app/[locale]/offices/new/page.tsx"]);
  const found = ["/offices/1", "/offices/2", "/offices/2", "/offices/new", "/offices/3", "/desk"].map((path) => ({ path, role: "supervisor" }));

  test("are those the role found and has not been to, some of each screen", () => {
    expect(furtherExamples(screens, found, "supervisor", new Set(["/offices/1"]), 1).map(({ path }) => path)).toEqual(["/offices/2"]);
    expect(furtherExamples(screens, found, "supervisor", new Set(["/offices/1"]), 4).map(({ path }) => path)).toEqual(["/offices/2", "/offices/3"]);
    expect(furtherExamples(screens, found, "inspector", new Set(), 4)).toEqual([]);
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
