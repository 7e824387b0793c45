import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { SECTIONS } from "#lib/dashboards/section";
import { PAGES, initialsOf, pagesFound } from "./pages.ts";

const ROOT = join(import.meta.dirname, "../..");
/** Pages that are no place to go to: ways in and out, what follows from a figure, and what leads on at once. */
const LEFT_OUT = ["", "/sign-in", "/sign-out", "/dashboards/list", "/analysis", "/analysis/lines"];

const screens = globSync("app/**/page.tsx", { cwd: ROOT }).filter((file) => file.startsWith("app/[locale]/")).map((file) => ({ file, href: dirname(file).replace("app/[locale]", "").replaceAll(/\/\([a-z]+\)/g, "") }));
const placed = screens.filter(({ href }) => !href.includes("[") && !LEFT_OUT.includes(href));
const pages = Object.values(PAGES);

describe("Pages are found by name", () => {
  it("every page with an address of its own, and every part of the dashboards, and no other", () => {
    expect(pages.map(([href]) => href).toSorted()).toEqual([...placed.map(({ href }) => href), ...SECTIONS.map((id) => `/dashboards/${id}`)].toSorted());
  });

  it.each(placed)("$href by whoever may open it", ({ file, href }) => {
    const asked = /may\((?:actor|await actorOfPage\(\)), "([a-z.-]+)"\)\)/.exec(readFileSync(join(ROOT, file), "utf8"))?.[1];
    const [, opens] = pages.find(([one]) => one === href) ?? [];
    expect(opens === null || opens === "partner" ? undefined : opens).toBe(asked);
  });

  it.each([
    ["en", "back-tests", ["/rules/backtests"]],
    ["en", "回溯", ["/rules/backtests", "/rules/backtests/new"]],
    ["zh-CN", "hscs", ["/rules/backtests", "/rules/backtests/new"]],
    ["zh-CN", "Subscriptions", ["/feeds/queries"]],
    ["zh-CN", "订阅", ["/feeds/queries"]],
    ["en", "no such page", []],
    ["en", " ", []],
  ])("in %s by %j", (locale, text, hrefs) => {
    expect(pagesFound(text, "supervisor", locale).map(({ href }) => href)).toEqual(hrefs);
  });

  it("under the name of the reader's language, and to nobody who may not open them", () => {
    expect(pagesFound("back-tests", "supervisor", "zh-CN")).toMatchObject([{ name: "回溯测试" }]);
    expect(pagesFound("back-tests", "partner", "en")).toEqual([]);
    expect(pagesFound("own consignments", "customs_officer", "en")).toEqual([]);
  });

  it("by their initials, which letters and marks keep", () => {
    expect(["审单工作台", "命名查询与订阅", "看板：时效", "GTIN 条码"].map(initialsOf)).toEqual(["sdgzt", "mmcxydy", "kb：sx", "gtin tm"]);
  });
});
