import { describe, expect, test } from "vitest";
import { isDate } from "./application-identifier.ts";
import { linkOf, readLink } from "./digital-link.ts";
import { readElements } from "./element-string.ts";

const shown = (uri: string) => {
  const read = readLink(uri);
  return read.ok ? [...read.path, ...read.query].map(({ ai, value }) => `(${ai})${value}`).join("") : read.code;
};

describe("a Digital Link of any primary key", () => {
  test.each([
    ["https://a.example/8004/3012345T-9?01=03012345123457", "(8004)3012345T-9(01)03012345123457"],
    ["https://a.example/8004/3012345T-9?01=3012345123457", "(8004)3012345T-9(01)03012345123457"],
    ["https://a.example/253/3012345000017INV-7", "(253)3012345000017INV-7"],
    ["https://a.example/stem/8018/301234500000000015/8019/3", "(8018)301234500000000015(8019)3"],
    ["https://a.example/01/03012345123457/235/TPX-1?17=251231&3103=000750", "(01)03012345123457(235)TPX-1(17)251231(3103)000750"],
    ["https://a.example/01/03012345123457?17=251301", "bad-date"],
    ["https://a.example/253/3012345000018INV-7", "bad-check-digit"],
    ["https://a.example/01/03012345123457/10/L1/235/TPX-1", "misplaced-qualifier"],
    ["https://a.example/01/03012345123457/235/TPX-1?10=L1", "misplaced-qualifier"],
    ["https://a.example/01/03012345123457?888=1", "unknown-scheme"],
    ["https://a.example/about/us", "unknown-scheme"],
  ])("%s: %s", (uri, elements) => {
    expect(shown(uri)).toBe(elements);
  });
});

describe("the link of elements", () => {
  const link = (text: string, domain?: string) => {
    const elements = readElements(text);
    const made = Array.isArray(elements) ? linkOf(elements, domain) : elements;
    return made.ok ? made.link : made.code;
  };

  test.each([
    ["(01)03012345123457(17)251231(21)S/1(10)L1", "https://id.gs1.org/01/03012345123457/10/L1/21/S%2F1?17=251231"],
    ["(00)030123450000000017(402)30123450000000017", "https://id.gs1.org/00/030123450000000017?402=30123450000000017"],
    ["(8004)3012345T-9(99)x(01)03012345123457", "https://id.gs1.org/8004/3012345T-9?01=03012345123457&99=x"],
    ["(414)3012345000017(254)tank-4", "https://id.gs1.org/414/3012345000017/254/tank-4"],
    ["(01)03012345123457(235)X(10)L1", "misplaced-qualifier"],
    ["(10)L1", "unknown-scheme"],
  ])("%s: %s", (text, made) => {
    expect(link(text)).toBe(made);
  });

  test("stands under one's own domain, with or without a slash behind it", () => {
    expect([link("(01)03012345123457", "https://winery.example/t"), link("(01)03012345123457", "https://winery.example/t/")]).toEqual(Array.from({ length: 2 }, () => "https://winery.example/t/01/03012345123457"));
  });
});

describe("dates in elements", () => {
  test.each([
    ["251231", "yyMMDD", true],
    ["251200", "yyMMDD", true],
    ["251200", "yyMMdd", false],
    ["251301", "yyMMDD", false],
    ["250001", "yyMMDD", false],
    ["250431", "yyMMDD", false],
    ["250430", "yyMMDD", true],
    ["250229", "yyMMDD", true],
    ["250230", "yyMMDD", false],
    ["2512312359", "yyMMddhhmm", true],
    ["2512312400", "yyMMddhhmm", false],
    ["2512312360", "yyMMddhhmm", false],
    ["19991231", "yyyyMMdd", true],
  ])("%s as %s: %s", (digits, parts, is) => {
    expect(isDate(digits, parts)).toBe(is);
  });
});
