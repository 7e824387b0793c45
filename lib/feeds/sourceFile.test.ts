import { describe, expect, it } from "vitest";
import { contentTypeOfFile, fits, inOrder, isSettled, versionOf } from "./sourceFile.ts";

const at = (iso: string) => new Date(`2026-03-02T${iso}Z`);
const file = (name: string, modifiedAt = at("08:00:00"), size = 10, tag = "") => ({ name, size, modifiedAt, tag });

describe("a file of a folder", () => {
  it.each([
    { name: "a.json", is: { contentType: "application/json", packed: false } },
    { name: "A.JSONLD", is: { contentType: "application/ld+json", packed: false } },
    { name: "a.xml.gz", is: { contentType: "application/xml", packed: true } },
    { name: "2026/03/a.csv", is: { contentType: "text/csv", packed: false } },
    { name: "a.pdf", is: undefined },
    { name: "json", is: undefined },
  ])("$name is $is", ({ name, is }) => expect(contentTypeOfFile(name)).toEqual(is));

  it.each([
    { name: "events-1.json", pattern: "*", fit: true },
    { name: "events-1.json", pattern: "events-*.json", fit: true },
    { name: "events-1.json", pattern: "events-?.json", fit: true },
    { name: "events-12.json", pattern: "events-?.json", fit: false },
    { name: "events-1xjson", pattern: "events-*.json", fit: false },
    { name: "批次(1).json", pattern: "批次(?).json", fit: true },
  ])("$name fits $pattern: $fit", ({ name, pattern, fit }) => expect(fits(name, pattern)).toBe(fit));

  it.each([
    { change: "nothing", other: file("a"), same: true },
    { change: "its size", other: file("a", at("08:00:00"), 11), same: false },
    { change: "its time", other: file("a", at("08:00:01")), same: false },
    { change: "its tag", other: file("a", at("08:00:00"), 10, '"2"'), same: false },
  ])("is the same version when $change differs: $same", ({ other, same }) => expect(versionOf(file("a")) === versionOf(other)).toBe(same));

  it("is taken after older ones, and by name among those as old", () => {
    expect(inOrder([file("b"), file("c", at("07:00:00")), file("a")]).map(({ name }) => name)).toEqual(["c", "a", "b"]);
  });

  it.each([
    { modified: at("07:59:51"), settled: false },
    { modified: at("07:59:50"), settled: true },
    { modified: at("08:00:09"), settled: false },
    { modified: at("09:00:00"), settled: true },
  ])("of $modified is whole at eight: $settled", ({ modified, settled }) => expect(isSettled(file("a", modified), at("08:00:00"))).toBe(settled));
});
