import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readDeclarations } from "./declarations.ts";

const folder = mkdtempSync(join(tmpdir(), "declarations-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD = "Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud".split(",");
const ROW = "30,B,11,21,11,10,D1,I1,S1,,440890,BE,BE,0.0,FEU1,G,108.0,372254.4,1".split(",");

function read(text: string): ReturnType<typeof readDeclarations> {
  const file = join(folder, "one.csv");
  writeFileSync(file, text);
  return readDeclarations(file);
}
const lines = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(",")).join("\n");

describe("a file of declarations", () => {
  it("says the same with its columns the other way round, a byte order mark, other line ends and an outcome written as 1.0", () => {
    const whole = read(lines(HEAD, ROW));
    expect(whole).toMatchObject([{ line: { hs: "440890", mass: 108, price: 372_254.4, courier: "" }, confirmed: 1 }]);
    const turned = lines(HEAD.toReversed(), ROW.with(18, "1.0").toReversed());
    expect(read(`\uFEFF${turned.replaceAll("\n", "\r\n")}`)).toEqual(whole);
  });

  it("keeps an amount that is missing or no number as not declared", () => {
    expect(read(lines(HEAD, ROW.with(16, "").with(17, "n/a")))).toMatchObject([{ line: { mass: null, price: null } }]);
  });

  it.each([
    ["no rows", lines(HEAD), "has no rows"],
    ["a column less", lines(HEAD.with(0, "Bureau"), ROW), "has no column Office ID"],
    ["an outcome that is none", lines(HEAD, ROW.with(18, "yes")), 'row 1: Fraud is "yes"'],
    ["an outcome left out", lines(HEAD, ROW.with(18, "")), 'row 1: Fraud is ""'],
    ["a row too short", lines(HEAD, ROW.slice(1)), "cannot be read"],
  ])("with %s is told so", (_, text, problem) => expect(() => read(text)).toThrow(problem));

  it("that is not there is told so", () => expect(() => readDeclarations(join(folder, "none.csv"))).toThrow("cannot be read"));
});
