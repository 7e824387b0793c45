import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { callerOf, type Caller } from "./testing/caller.ts";
import { BOTTLE, declared, recordGoods, SITE } from "./testing/wine.ts";

let test: TestDatabase;
let administrator: Caller;
let feed: Caller;

beforeAll(async () => {
  test = await testDatabase();
  administrator = await callerOf("administrator");
  feed = await callerOf("feed");
  await recordGoods(administrator);
});

afterAll(async () => {
  await test.close();
});

const good = declared("10", "XBO", BOTTLE, "3100000001");
const line = (change: Record<string, unknown>): Record<string, unknown> => ({
  ...good,
  lines: [{ no: 1, gtin: BOTTLE, hsCode: "2204210000", site: SITE, quantity: { value: "10", unit: "XBO" }, vintage: 2023, originCountry: "FR", ...change }],
});
const amount = (value: unknown, unit = "XBO"): Record<string, unknown> => line({ quantity: { value, unit } });
const gbk = (text: string): Uint8Array => Uint8Array.from(text.split("").flatMap((character) => (character === "酒" ? [0xbe, 0xc6] : [character.charCodeAt(0)])));
const text = JSON.stringify(good);

/** What is left of a refused declaration anywhere. */
async function traces(): Promise<bigint> {
  const [row] = await test.owner.begin(async (sql) => {
    await sql`select set_config('app.scope', 'all', true)`;
    return sql<
      { n: bigint }[]
    >`select (select count(*) from declarations) + (select count(*) from declaration_revisions) + (select count(*) from postings) + (select count(*) from line_answers) + (select count(*) from offices where code = '9999') as n`;
  });
  return row?.n ?? -1n;
}

describe("bad input", () => {
  it.each<[string, unknown, number, string, string]>([
    ["a GTIN with a wrong check digit", line({ gtin: "03012345000025" }), 400, "bad-check-digit", "/lines/0/gtin"],
    ["an unknown product", line({ gtin: "04006381333931" }), 422, "unknown-product", "/lines/0/gtin"],
    ["an unknown site", line({ site: "Nobody's cellar" }), 422, "unknown-site", "/lines/0/site"],
    ["no unit", line({ quantity: { value: "10" } }), 400, "missing-unit", "/lines/0/quantity/unit"],
    ["no country of origin", line({ originCountry: undefined }), 400, "missing", "/lines/0/originCountry"],
    ["an empty country of origin", line({ originCountry: "" }), 400, "empty", "/lines/0/originCountry"],
    ["a unit that is none", amount("10", "BOTTLES"), 400, "unknown-unit", "/lines/0/quantity/unit"],
    ["full-width digits", amount("１０"), 400, "full-width-digits", "/lines/0/quantity/value"],
    ["60.000", amount("60.000"), 400, "ambiguous-separator", "/lines/0/quantity/value"],
    ["a negative number", amount("-10"), 400, "negative", "/lines/0/quantity/value"],
    ["a huge number", amount("9".repeat(40)), 400, "too-large", "/lines/0/quantity/value"],
    ["a number that is not text", amount(10), 400, "invalid-type", "/lines/0/quantity/value"],
    ["a number beyond 2^53", text.replace('"10"', "9007199254740993"), 400, "unsafe-number", "/lines/0/quantity/value"],
    ["one line twice", { ...good, lines: [...(good["lines"] as unknown[]), ...(good["lines"] as unknown[])] }, 400, "duplicate-line", "/lines/1/no"],
    ["a date that does not exist", line({ productionDate: "2023-02-30" }), 400, "not-a-date", "/lines/0/productionDate"],
    ["an instant without offset", { ...good, lodgedAt: "2026-03-02T09:15:00" }, 400, "not-an-instant", "/lodgedAt"],
    ["a field that is not described", { ...good, colour: "red" }, 400, "unrecognized-keys", "/colour"],
    ["a body that is a list", [good], 400, "invalid-type", ""],
    ["no body at all", "", 400, "truncated", ""],
    ["a body cut off", text.slice(0, -20), 400, "truncated", "/lines/0"],
    ["a body that is not JSON", text.replaceAll('"', "'"), 400, "malformed-json", ""],
    ["a name twice in one object", text.replace('"revision":1', '"revision":1,"revision":2'), 400, "duplicate-key", "/revision"],
    ["GBK text", gbk(text.replace("Importer", "酒")), 400, "not-utf8", ""],
    ["U+0000 in a text", text.replace("Importer", "Imp\\u0000orter"), 400, "nul-character", "/importer/name"],
    ["another number than the address", { ...good, number: "OTHER" }, 400, "address-differs", "/number"],
  ])("%s is answered with its code and its place, and leaves nothing behind", async (_, body, status, code, pointer) => {
    const got = await feed.call("putDeclaration", { path: { number: "B-1" }, body });
    expect([got.status, got.body["errors"]]).toMatchObject([status, expect.arrayContaining([expect.objectContaining({ code, pointer })])]);
    expect(await traces()).toBe(0n);
  });

  it("tells whose encoding GBK text is in", async () => {
    const got = await feed.call("putDeclaration", { path: { number: "B-1" }, body: gbk(text.replace("Importer", "酒")) });
    expect(got.body).toMatchObject({ code: "not-utf8", looksLike: "GBK (GB 18030)" });
  });

  it("takes a byte order mark as nothing", async () => {
    const got = await feed.call("putDeclaration", { path: { number: "BOM-1" }, body: `\uFEFF${text}` });
    expect(got.status).toBe(201);
  });

  it.each([
    ["one byte under a megabyte is read", 1_000_000, 400, "malformed-json"],
    ["one byte over is not", 1_000_001, 413, "too-large"],
  ])("%s", async (_, size, status, code) => {
    expect(await feed.call("putDeclaration", { path: { number: "B-2" }, body: "x".repeat(size) })).toMatchObject({ status, body: { code } });
  });

  it("does not read what is announced as 100 MB, nor what is packed", async () => {
    expect(await feed.call("putDeclaration", { path: { number: "B-2" }, body: text, headers: { "content-length": "100000000" } })).toMatchObject({ status: 413 });
    expect(await feed.call("putDeclaration", { path: { number: "B-2" }, body: text, headers: { "content-encoding": "gzip" } })).toMatchObject({ status: 415, body: { code: "encoded-body" } });
  });

  it("says so when fewer bytes come than were announced, or the connection breaks", async () => {
    expect(await feed.call("putDeclaration", { path: { number: "B-2" }, body: text, headers: { "content-length": String(text.length + 5) } })).toMatchObject({ status: 400, body: { code: "truncated" } });
    const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(text.slice(0, 50))), pull: (controller) => controller.error(new Error("reset")) });
    expect(await feed.call("putDeclaration", { path: { number: "B-2" }, body: broken })).toMatchObject({ status: 400, body: { code: "truncated" } });
  });

  it.each([
    ["application/xml", "<declaration/>", 415, "json-expected"],
    ["text/plain", "a declaration", 400, "malformed-json"],
    ["application/xml", text, 201, undefined],
  ])("called %s: %s", async (contentType, body, status, code) => {
    const answer = await feed.call("putDeclaration", { path: { number: "T-1" }, body, headers: { "content-type": contentType } });
    expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  });

  it("refuses the same revision with another body, and takes an older one that comes late without turning back", async () => {
    const lodge = (body: Record<string, unknown>) => feed.call("putDeclaration", { path: { number: "R-1" }, body });
    expect((await lodge({ ...good, revision: 2 })).status).toBe(201);
    expect(await lodge({ ...amount("11"), revision: 2 })).toMatchObject({ status: 409, body: { code: "revision-differs", errors: [{ pointer: "/revision" }] } });
    expect(await lodge({ ...amount("9"), revision: 1 })).toMatchObject({ status: 200, body: { revision: 1, standing: 2, created: false } });
  });

  it.each(["q=%00", "q=%EF%BF%BD", "%00=1"])("refuses a query that encodes no text: %s", async (query) => {
    expect(await feed.call("listProducts", { query })).toMatchObject({ status: 400, body: { code: "invalid-input", errors: [{ code: "not-utf8" }] } });
  });

  it("finds nothing at an address that encodes no text", async () => {
    expect(await feed.call("getSite", { path: { id: "" } })).toMatchObject({ status: 404, body: { code: "no-such-route" } });
  });
});
