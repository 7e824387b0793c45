import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { givenFolder, runEpcis } from "./suite.ts";
import { tableOf } from "./verdict.ts";

const now = new Date("2024-03-03T00:00:00Z");
const sample = readFileSync(join(import.meta.dirname, "../../lib/feeds/formats/epcis-json/sample.json"), "utf8");
const broken = sample.replace('"ADD"', '"MADE"');

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const failures = (files: Readonly<Record<string, string>>) => runEpcis(folderOf(files), now).verdicts.filter(({ failure }) => failure !== undefined).map(({ name }) => name);
const manifest = (...entries: readonly (readonly [string, string])[]) => JSON.stringify(entries.map(([file, expect_]) => ({ file, cat: "own", expect: expect_ })));

describe("a conformance folder", () => {
  it.each([
    ["capture", sample, []],
    ["capture", broken, ["a.json"]],
    ["refuse", broken, []],
    ["refuse", sample, ["a.json"]],
    ["read", sample, ["a.json"]],
    ["hash", sample, ["a.json"]],
    ["other", "{", []],
  ])("what is expected is held against what happens: %s", (expected, text, failed) => {
    expect(failures({ "MANIFEST.json": manifest(["a.json", expected]), "a.json": text })).toEqual(failed);
  });

  it("a file that the manifest names and that is missing is a failure", () => {
    expect(failures({ "MANIFEST.json": manifest(["a.json", "capture"]) })).toEqual(["a.json"]);
  });

  it("a file without a manifest is compared with the hashes beside it", () => {
    expect(failures({ "a.json": sample, "a.hashes": "ni:///sha-256;00?ver=CBV2.0\nni:///sha-256;01?ver=CBV2.0" })).toEqual(["a.json"]);
  });

  it("vectors of identifiers are judged one by one", () => {
    const vectors = {
      dl: [
        { kind: "digital-link", input: "https://a.example/01/03012345123457", valid: true, aiDataStr: "(01)03012345123457" },
        { kind: "digital-link", input: "https://a.example/01/03012345123457", valid: false },
      ],
    };
    expect(runEpcis(folderOf({ "vectors.json": JSON.stringify(vectors) }), now).verdicts.map(({ failure }) => failure === undefined)).toEqual([true, false]);
  });

  it("the table counts by group and tells each failure", () => {
    const table = tableOf([{ group: "a", name: "x" }, { group: "a", name: "y", failure: "why" }]);
    expect(table).toMatch(/^a +2 +1 +1$/m);
    expect(table).toContain("failed: a: y\n  why");
  });
});

describe("the folder that CONFORMANCE_DATA names", () => {
  const given = givenFolder();
  it.each([given ?? "none, so nothing was read"])("%s", { timeout: 120_000 }, () => {
    const failed = given === undefined ? [] : runEpcis(given, new Date()).verdicts.filter(({ failure }) => failure !== undefined);
    expect(tableOf(failed)).toBe(tableOf([]));
  });
});
