import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FORMATS, RECORD_FORMATS } from "./formats/registry.ts";

const now = new Date("2026-06-01T08:00:00Z");

/** The sample that a format's folder holds. */
function sampleOf(id: string): Uint8Array {
  const folder = new URL(`./formats/${id}/`, import.meta.url);
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.startsWith("sample.")) : undefined;
  if (name === undefined) throw new Error(`lib/feeds/formats/${id} holds no sample`);
  return readFileSync(new URL(name, folder));
}

describe("the sample of each feed format", () => {
  it.each(FORMATS)("$id is read by it before any other of its content type, and every event of it is taken", (format) => {
    const body = new TextDecoder().decode(sampleOf(format.id));
    const first = FORMATS.find((one) => one.contentTypes.some((type) => format.contentTypes.includes(type)) && one.recognise(body));
    const read = format.read(body, { now });
    expect([first?.id, read.documentProblems, read.events.flatMap(({ problems }) => problems.filter(({ severity }) => severity === "error"))]).toEqual([format.id, [], []]);
    expect(read.events.length).toBeGreaterThan(0);
  });
});

describe("the sample of each format of records", () => {
  it.each(RECORD_FORMATS)("$id is recognised by it, and every record of it is taken", async (format) => {
    const bytes = sampleOf(format.id);
    expect(format.recognise(bytes)).toBe(true);
    const read = await format.read(bytes, { now });
    const errors = read.records.flatMap(({ problems }) => problems.filter(({ severity }) => severity === "error"));
    expect([read.records.length > 0, read.documentProblems.map(({ code }) => code), errors]).toEqual(format.needsMapping ? [false, ["mapping-needed"], []] : [true, [], []]);
  });
});
