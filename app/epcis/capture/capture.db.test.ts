import { createHash } from "node:crypto";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import { GET as job } from "./[captureID]/route.ts";
import { OPTIONS as discovery, POST as capture } from "./route.ts";

const KEY = `th_${"f".repeat(43)}`;
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const [organisation] = await test.owner`insert into organisations (code, name_en, name_zh, kind) values ('FEED', 'Feed', '数据源', 'producer') returning id`;
  await test.owner`insert into api_keys (key_hash, name, role, organisation_id) values (${createHash("sha256").update(KEY).digest("hex")}, 'feed', 'feed', ${organisation?.["id"]})`;
});
afterAll(async () => test.close());

const eventOf = (id: string, change: object = {}) => ({
  type: "ObjectEvent", eventID: `urn:uuid:${id}`, eventTime: "2024-03-02T08:00:00+01:00", eventTimeZoneOffset: "+01:00", action: "OBSERVE", bizStep: "shipping",
  quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 1 }], ...change,
});
const documentOf = (...events: readonly object[]) =>
  JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2024-03-03T00:00:00Z",
    epcisBody: { eventList: events },
  });

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

function send(body: Body, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const init = { method: "POST", body, duplex: "half", headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers } };
  return capture(new Request("http://127.0.0.1/epcis/capture", init));
}

async function jobOf(answer: Response): Promise<unknown> {
  const told = await job(new Request(`http://127.0.0.1${answer.headers.get("location") ?? ""}`, { headers: { authorization: `Bearer ${KEY}` } }));
  return told.json();
}

/** By brotli as a server packs what it sends: its own first choice takes half a minute for 20 MB. */
const quickly = (text: Buffer): Buffer => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
const bytes = (packed: Buffer): Uint8Array<ArrayBuffer> => Uint8Array.from(packed);

/** A stream that gives one piece over and over, and counts how often. */
function endless(piece: Uint8Array, times: number): { readonly stream: ReadableStream<Uint8Array>; readonly given: () => number } {
  let given = 0;
  const stream = new ReadableStream<Uint8Array>({ pull: (controller) => (given++ < times ? controller.enqueue(piece) : controller.close()) });
  return { stream, given: () => given };
}

describe("a packed document", () => {
  it.each([["gzip", gzipSync], ["deflate", deflateSync], ["br", brotliCompressSync]] as const)("by %s is taken in as it was before it was packed", async (coding, pack) => {
    const answer = await send(bytes(pack(documentOf(eventOf(coding, { "https://ns.example.com/coding": coding })))), { "content-encoding": coding });
    expect(answer.status).toBe(202);
    expect(await jobOf(answer)).toMatchObject({ running: false, success: true, "tallyhouse:counts": { accepted: 1 }, "tallyhouse:events": [{ eventID: `urn:uuid:${coding}` }] });
  });

  it.each([
    ["that is a bomb", bytes(gzipSync(Buffer.alloc(19_000_000, " "))), "gzip", 413, "grows-too-much"],
    ["larger than 20 MB when unpacked", bytes(quickly(Buffer.from(documentOf(...Array.from({ length: 90_000 }, (_, at) => eventOf(createHash("sha256").update(String(at)).digest("hex"))))))), "br", 413, "too-large"],
    ["that is cut off", bytes(gzipSync(documentOf(eventOf("cut"))).subarray(0, 60)), "gzip", 400, "bad-encoding"],
    ["that is packed otherwise than it says", documentOf(eventOf("plain")), "gzip", 400, "bad-encoding"],
    ["in a coding that nobody knows here", documentOf(eventOf("plain")), "compress", 415, "encoded-body"],
    ["packed twice", documentOf(eventOf("plain")), "gzip, gzip", 415, "encoded-body"],
  ] as const)("%s is answered with its reason, and nothing is kept", async (_what, body, coding, status, code) => {
    const before = await test.owner`select pg_relation_size('feed_documents') as size`;
    const answer = await send(body, { "content-encoding": coding });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await test.owner`select pg_relation_size('feed_documents') as size`).toEqual(before);
  });

  it("that is a bomb of a thousand to one is let go before it has grown", async () => {
    const { stream, given } = endless(bytes(gzipSync(Buffer.alloc(1_000_000))), 10_000);
    expect((await send(stream, { "content-encoding": "gzip" })).status).toBe(413);
    expect(given()).toBeLessThan(100);
  });
});

describe("a body of 100 MB", () => {
  it("is answered while it comes", async () => {
    const { stream } = endless(new Uint8Array(1_000_000).fill(0x20), 100);
    const answer = await send(stream);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: "too-large", type: "epcisException:CaptureLimitExceededException" }]);
  });

  it("that is announced is not even read", async () => {
    const { stream, given } = endless(new Uint8Array(1000), 100_000);
    expect((await send(stream, { "content-length": "100000000" })).status).toBe(413);
    expect(given()).toBeLessThan(5);
  });
});

describe("strange things in an event", () => {
  it.each([
    ["an id of 10 KB", { eventID: `urn:x:${"y".repeat(10_000)}` }, "not-a-uri"],
    ["U+0000", { "https://ns.example.com/note": "a\u0000b" }, "bad-character"],
    ["half of a surrogate pair", { "https://ns.example.com/note": "a\ud800b" }, "bad-character"],
    ["U+0000 in its id", { eventID: "urn:x:\u0000" }, "not-a-uri"],
  ])("%s keeps it out with a reason, and it stands in quarantine", async (_what, change, code) => {
    const answer = await send(documentOf(eventOf("strange", change)), { "GS1-Capture-Error-Behaviour": "proceed" });
    expect(answer.status).toBe(202);
    expect(await jobOf(answer)).toMatchObject({
      success: false,
      "tallyhouse:counts": { rejected: 1 },
      "tallyhouse:events": [{ outcome: "rejected", problems: expect.arrayContaining([expect.objectContaining({ code })]) as unknown }],
    });
    const kept = await test.owner.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      return tx`select problems from quarantined order by id desc limit 1`;
    });
    expect(kept).toMatchObject([{ problems: expect.arrayContaining([expect.objectContaining({ code })]) as unknown }]);
  });

  it("such as 9007199254740993 are kept to the last digit", async () => {
    const answer = await send(documentOf(eventOf("big")).replace('"quantity":1}', '"quantity":9007199254740993}'));
    expect(answer.status).toBe(202);
    const kept = await test.owner.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      return tx`select body -> 'quantityList' -> 0 ->> 'quantity' as quantity from feed_events where event_id = 'urn:uuid:big'`;
    });
    expect(kept).toEqual([{ quantity: "9007199254740993" }]);
  });
});

describe("discovery", () => {
  it("tells the limits that hold", async () => {
    const { headers, status } = await discovery(new Request("http://127.0.0.1/epcis/capture", { method: "OPTIONS" }));
    expect([status, headers.get("GS1-EPCIS-Capture-Limit"), headers.get("GS1-EPCIS-Capture-File-Size-Limit")]).toEqual([204, "5000", "20000000"]);
  });
});
