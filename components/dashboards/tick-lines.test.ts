import { describe, expect, test } from "vitest";
import { linesOf } from "./tick-lines.ts";

describe("a name at its bar", () => {
  test.each([
    { name: "单证不一致", lines: ["单证不一致"] },
    { name: "收货人与生产企业首次往来", lines: ["收货人与生产企业首次", "往来"] },
    { name: "广州白云机场海关 5141", lines: ["广州白云机场海关", "5141"] },
    { name: "New relation of importer and producer", lines: ["New relation of", "importer and", "producer"] },
    { name: "One two three four five six seven eight nine ten eleven", lines: ["One two three", "four five six", "seven eight nine…"] },
    { name: "", lines: [] },
  ])("$name stands in lines that fit", ({ name, lines }) => {
    expect(linesOf(name, 10, 3)).toEqual(lines);
  });
});
