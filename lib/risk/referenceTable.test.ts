import { describe, expect, it } from "vitest";
import { readTable } from "#lib/feeds/table";
import { readReference } from "./referenceTable.ts";

async function read(lines: readonly string[]) {
  const found = await readTable(Buffer.from(lines.join("\n")));
  if (!found.ok) throw new Error(found.code);
  return readReference(found.table);
}
const samples = (count: number) => Array.from({ length: count }, (_, at) => `S${at},0.71${at},${200 + at}`);
const HEADER = "sample,87Sr/86Sr,Sr [mg/kg]";
const codes = async (lines: readonly string[]) => {
  const found = await read(lines);
  return found.ok ? [] : found.problems.map(({ row, column, code }) => [row, column, code]);
};

describe("a table of reference samples", () => {
  it("has markers with their units and samples with their values; an empty cell was not measured", async () => {
    const found = await read([HEADER, ...samples(7), "S7,,1.5e2"]);
    expect(found).toMatchObject({ ok: true, markers: [{ name: "87Sr/86Sr", unit: "1" }, { name: "Sr", unit: "mg/kg" }] });
    expect(found.ok && found.samples.at(-1)).toEqual({ label: "S7", values: [null, 150] });
  });

  it.each([[7, [[1, "", "too-few-samples"]]], [8, []]])("of %i samples has the problems %j", async (count, problems) => expect(await codes([HEADER, ...samples(count)])).toEqual(problems));

  it.each<[string, readonly string[], readonly (readonly [number, string, string])[]]>([
    ["a value below detection", [HEADER, ...samples(8), "S8,<0.1,200"], [[10, "87Sr/86Sr", "below-detection"]]],
    ["a word for a number", [HEADER, ...samples(8), "S8,high,200"], [[10, "87Sr/86Sr", "not-a-number"]]],
    ["a decimal comma between commas", [HEADER, ...samples(8), 'S8,"0,71",200'], [[10, "87Sr/86Sr", "not-a-number"]]],
    ["a sample twice", [HEADER, ...samples(8), "S3,0.71,200"], [[10, "sample", "sample-twice"]]],
    ["a sample without a name", [HEADER, ...samples(8), ",0.71,200"], [[10, "sample", "no-label"]]],
    ["a sample of which nothing was measured", [HEADER, ...samples(8), "S8,-,n/a"], [[10, "", "empty-sample"]]],
    ["a value beyond the header", [HEADER, ...samples(8), "S8,0.71,200,9"], [[10, "", "beyond-header"]]],
    ["one marker in two columns", ["sample,Sr [mg/kg],sr [g/kg]", ...samples(8)], [[1, "sr [g/kg]", "marker-twice"]]],
  ])("with %s is not taken", async (_, lines, problems) => expect((await codes(lines)).slice(0, 1)).toEqual(problems.map(([row, column, code]) => [row, code === "marker-twice" ? "sr" : column, code])));

  it("takes decimal commas where columns are parted otherwise", async () => {
    const found = await read(["sample;Sr [mg/kg]", ...Array.from({ length: 8 }, (_, at) => `S${at};26${at},5`)]);
    expect(found.ok && found.samples[1]?.values).toEqual([261.5]);
  });
});
