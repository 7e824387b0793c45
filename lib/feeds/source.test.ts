import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { placeOf, sourceBody, sourceSettings } from "./source.ts";

const guide = readFileSync(join(import.meta.dirname, "..", "..", "docs", "connect-a-source.md"), "utf8");
const examples = [...guide.matchAll(/-X PUT "\$TALLYHOUSE\/api\/v1\/sources\/([a-z-]+)"[^']*--data-binary '(\{[^']+\})'/g)].map(([, code = "", body = ""]) => ({ code, body }));

describe("the guide for administrators", () => {
  it("shows a source of each kind that is read otherwise", () => expect(examples.map(({ code }) => code)).toEqual(["chateau-exemple", "carrier-files", "platform-bucket"]));

  it.each(examples)("gives an example that is taken: $code", ({ body }) => expect(sourceBody.safeParse(JSON.parse(body)).error).toBeUndefined());
});

describe("the place a source is read from", () => {
  const epcis = { kind: "epcis", address: "https://a.example/epcis" };
  it.each([
    { before: epcis, after: { ...epcis, perPage: 10 }, same: true },
    { before: epcis, after: { ...epcis, signIn: { kind: "bearer" } }, same: true },
    { before: epcis, after: { ...epcis, query: "EQ_bizStep=shipping" }, same: false },
    { before: epcis, after: { ...epcis, address: "https://b.example/epcis" }, same: false },
    { before: { kind: "s3", bucket: "a", accessKeyId: "k" }, after: { kind: "s3", bucket: "a", accessKeyId: "other" }, same: true },
    { before: { kind: "s3", bucket: "a", accessKeyId: "k" }, after: { kind: "s3", bucket: "a", prefix: "in/", accessKeyId: "k" }, same: false },
    { before: { kind: "sftp", host: "a", user: "u" }, after: { kind: "sftp", host: "a", port: 2222, user: "u" }, same: false },
  ])("of $before and $after is the same: $same", ({ before, after, same }) => expect(placeOf(sourceSettings.parse(before)) === placeOf(sourceSettings.parse(after))).toBe(same));
});
