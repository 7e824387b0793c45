import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { answerOf, callerOf, type Caller } from "./testing/caller.ts";
import { BOTTLE, certificateBody, declared, recordGoods } from "./testing/wine.ts";

let test: TestDatabase;
let feed: Caller;
let inspector: Caller;

beforeAll(async () => {
  test = await testDatabase();
  feed = await callerOf("feed");
  inspector = await callerOf("inspector");
  await recordGoods(await callerOf("administrator"));
});

afterAll(async () => {
  await test.close();
});

const keyed = (key: string) => ({ "idempotency-key": key });

describe("an Idempotency-Key", () => {
  it("gives the same request its first answer again", async () => {
    const sent = { body: { ...certificateBody, number: "K-1" }, headers: keyed("one") };
    const first = await inspector.call("postCapacityCertificate", sent);
    const again = await inspector.call("postCapacityCertificate", sent);
    expect([first.status, again.status, again.text, again.headers.get("etag"), again.headers.get("location"), again.headers.get("idempotency-replayed")]).toEqual([
      201,
      201,
      first.text,
      '"1"',
      "/api/v1/capacity-certificates/K-1",
      "true",
    ]);
  });

  it.each([
    ["another body", { body: { ...certificateBody, number: "K-2" } }],
    ["the same body in another writing", { body: `${JSON.stringify({ ...certificateBody, number: "K-1" })}\n` }],
  ])("is refused for %s", async (_, sent) => {
    expect(await inspector.call("postCapacityCertificate", { ...sent, headers: keyed("one") })).toMatchObject({ status: 422, body: { code: "idempotency-key-reused" } });
  });

  it("belongs to its caller: another's key of the same text is another key", async () => {
    const other = await callerOf("inspector", "BODY-2");
    expect((await other.call("postCapacityCertificate", { body: { ...certificateBody, number: "K-3" }, headers: keyed("one") })).status).toBe(201);
  });

  it("of a refused request serves the same request again, once the reason is gone, and no other", async () => {
    const path = { number: "K-4" };
    const sent = {
      path,
      body: {
        ...declared("1", "XBO", BOTTLE, "31"),
        lines: [{ no: 1, gtin: BOTTLE, hsCode: "2204210000", site: "FR-NEW", quantity: { value: "1", unit: "XBO" }, originCountry: "FR" }],
      },
      headers: keyed("refused"),
    };
    expect((await feed.call("putDeclaration", sent)).status).toBe(422);
    expect(await feed.call("putDeclaration", { ...sent, body: declared("1", "XBO", BOTTLE, "31") })).toMatchObject({ status: 422, body: { code: "idempotency-key-reused" } });
    await feed.call("putSite", { path: { id: "FR-NEW" }, body: { name: "New cellar", country: "FR", kind: "winery" } });
    expect((await feed.call("putDeclaration", sent)).status).toBe(201);
  });

  it("is in use while its first request is under way, and free again when that was given up", async () => {
    const sent = { body: { ...certificateBody, number: "K-5" }, headers: keyed("slow") };
    await inspector.call("postCapacityCertificate", sent);
    await test.owner`update idempotency_keys set status = null, body = null where recorded_at = (select max(recorded_at) from idempotency_keys)`;
    const busy = await inspector.call("postCapacityCertificate", sent);
    expect([busy.status, busy.body["code"], busy.headers.get("retry-after")]).toEqual([409, "idempotency-key-in-use", "1"]);
    await test.owner`update idempotency_keys set recorded_at = now() - interval '61 seconds' where status is null`;
    expect((await inspector.call("postCapacityCertificate", sent)).status).toBe(200);
  });

  it("is forgotten after a day", async () => {
    await test.owner`update idempotency_keys set recorded_at = now() - interval '25 hours'`;
    expect((await inspector.call("postCapacityCertificate", { body: { ...certificateBody, number: "K-6" }, headers: keyed("one") })).status).toBe(201);
  });

  it("is at most 255 visible characters", async () => {
    expect(await inspector.call("postCapacityCertificate", { body: certificateBody, headers: keyed("x".repeat(256)) })).toMatchObject({ status: 400, body: { code: "idempotency-key-unreadable" } });
    expect((await inspector.call("postCapacityCertificate", { body: { ...certificateBody, number: "K-7" }, headers: keyed("x".repeat(255)) })).status).toBe(201);
  });

  it("lets one of many at one instant do the work", async () => {
    const sent = { body: { ...certificateBody, number: "K-8" }, headers: keyed("many") };
    const answers = await Promise.all(Array.from({ length: 8 }, () => inspector.call("postCapacityCertificate", sent)));
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
  });
});

describe("a batch", () => {
  const row = (number: string, value: string, more: Record<string, unknown> = {}): string => JSON.stringify({ number, ...declared(value, "XBO", BOTTLE, "3100000001"), ...more });
  const results = (text: string): unknown[] => text.trim().split("\n").map((one): unknown => JSON.parse(one));

  it("is answered line by line in order, and a bad line stops no other", async () => {
    const lines = [row("N-1", "1"), "{not json", row("N-2", "60.000"), "", row("N-3", "2"), row("N-1", "3", { revision: 2 }), row("N-1", "4", { revision: 2 })];
    const got = await feed.call("postDeclarationBatch", { body: lines.join("\n") });
    expect(got.headers.get("content-type")).toBe("application/x-ndjson");
    expect(results(got.text)).toMatchObject([
      { number: "N-1", revision: 1, lines: [{ no: 1 }] },
      { status: 400, code: "malformed-json", line: 2 },
      { status: 400, code: "invalid-input", line: 3, errors: [{ pointer: "/lines/0/quantity/value" }] },
      { number: "N-3", revision: 1 },
      { number: "N-1", revision: 2 },
      { status: 409, code: "revision-differs", line: 7 },
    ]);
  });

  it("sent again gets the answers it had", async () => {
    const body = [row("M-1", "5"), row("M-2", "6")].join("\n");
    const answer = async () => results((await feed.call("postDeclarationBatch", { body })).text).map((one) => ({ ...(one as object), created: undefined }));
    expect(await answer()).toEqual(await answer());
  });

  it("is answered while it is still coming in", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const send = (text: string) => writer.write(new TextEncoder().encode(text));
    const response = await answerOf("POST", "/api/v1/declarations/batch", { body: readable }, feed.key);
    const reader = response.body?.getReader();
    void send(`${row("S-1", "1")}\n`);
    const first = await reader?.read();
    expect(JSON.parse(new TextDecoder().decode(first?.value))).toMatchObject({ number: "S-1" });
    await send(row("S-2", "1"));
    await writer.close();
    const second = await reader?.read();
    expect(JSON.parse(new TextDecoder().decode(second?.value))).toMatchObject({ number: "S-2" });
  });

  it("that is cut off keeps what came whole, and says where it broke", async () => {
    const cut = new TextEncoder().encode(`${row("C-1", "1")}\n${row("C-2", "1").slice(0, 40)}`);
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(cut), pull: (controller) => controller.error(new Error("reset")) });
    expect(results((await feed.call("postDeclarationBatch", { body })).text)).toMatchObject([{ number: "C-1" }, { status: 400, code: "truncated", line: 2 }]);
  });

  it("announced over 100 MB is not begun, and one line is at most a megabyte", async () => {
    expect(await feed.call("postDeclarationBatch", { body: "{}", headers: { "content-length": "100000001" } })).toMatchObject({ status: 413 });
    const body = `${row("L-1", "1")}\n${"x".repeat(1_000_001)}\n${row("L-2", "1")}`;
    expect(results((await feed.call("postDeclarationBatch", { body })).text)).toMatchObject([{ number: "L-1" }, { status: 413, line: 2 }, { number: "L-2" }]);
  });

  it("is refused whole to whom may not lodge", async () => {
    expect(await inspector.call("postDeclarationBatch", { body: row("X-1", "1") })).toMatchObject({ status: 403, body: { code: "not-permitted" } });
  });
});
