import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import { GET as listJobs, OPTIONS as discoverCapture, POST as capture } from "./capture/route.ts";
import { GET as job } from "./capture/[captureID]/route.ts";
import { GET as list, POST as captureOne } from "./events/route.ts";
import { GET as one } from "./events/[eventID]/route.ts";

const keys = { feed: `th_${"f".repeat(43)}`, officer: `th_${"o".repeat(43)}` };
const context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
const event = (quantity: number, change: object = {}) => ({
  type: "ObjectEvent", eventTime: "2024-03-02T08:00:00+01:00", eventTimeZoneOffset: "+01:00", action: "OBSERVE", bizStep: "shipping",
  quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity }], readPoint: { id: "urn:epc:id:sgln:3012345.00001.0" }, ...change,
});
const documentOf = (...events: readonly object[]) => ({ "@context": [context], type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2024-03-03T00:00:00Z", epcisBody: { eventList: events } });

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const [organisation] = await test.owner`insert into organisations (code, name_en, name_zh, kind) values ('FEED', 'Feed', '数据源', 'producer') returning id`;
  for (const [name, role] of [["feed", "feed"], ["officer", "customs_officer"]] as const) {
    const keyHash = createHash("sha256").update(keys[name]).digest("hex");
    await test.owner`insert into api_keys (key_hash, name, role, organisation_id) values (${keyHash}, ${name}, ${role}, ${organisation?.["id"]})`;
  }
});
afterAll(async () => test.close());

function ask(path: string, { by = "feed", body, headers = {} }: { by?: "feed" | "officer" | null; body?: unknown; headers?: Record<string, string> } = {}): Request {
  const sent = new Headers({ "content-type": "application/json", ...headers });
  if (by !== null) sent.set("authorization", `Bearer ${keys[by]}`);
  return new Request(`http://127.0.0.1/epcis/${path}`, body === undefined ? { headers: sent } : { method: "POST", headers: sent, body: typeof body === "string" ? body : JSON.stringify(body) });
}

const eventsIn = async (answer: Response): Promise<Record<string, unknown>[]> =>
  ((await answer.json()) as { epcisBody: { queryResults: { resultsBody: { eventList: Record<string, unknown>[] } } } }).epcisBody.queryResults.resultsBody.eventList;

describe("a document", () => {
  it("is captured, and its job tells what became of each event", async () => {
    const answer = await capture(ask("capture", { body: documentOf(event(1), event(-5)) }));
    expect([answer.status, answer.headers.get("GS1-EPCIS-Version")]).toEqual([202, "2.0.0"]);
    const told = await job(ask((answer.headers.get("location") ?? "").replace("/epcis/", "")));
    expect(await told.json()).toMatchObject({
      running: false, success: true, captureErrorBehaviour: "rollback", errors: [], "tallyhouse:counts": { accepted: 1, warning: 1 },
      "tallyhouse:events": [{ outcome: "accepted" }, { outcome: "warning", problems: [{ code: "negative-quantity", pointer: "/epcisBody/eventList/1/quantityList/0/quantity" }] }],
    });
  });

  it("goes in by parts when its sender says so", async () => {
    const answer = await capture(ask("capture", { body: documentOf(event(2), event(3, { action: "MOVE" })), headers: { "GS1-Capture-Error-Behaviour": "proceed" } }));
    const told = await job(ask((answer.headers.get("location") ?? "").replace("/epcis/", "")));
    expect(await told.json()).toMatchObject({
      success: false,
      captureErrorBehaviour: "proceed",
      errors: [{ type: "epcisException:ValidationException", code: "unknown-action", pointer: "/epcisBody/eventList/1/action" }],
    });
  });

  it("is listed, page by page", async () => {
    const first = await listJobs(ask("capture?perPage=1"));
    const link = /<\/epcis\/([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await listJobs(ask(link));
    expect([await first.json(), await second.json()]).toMatchObject([[{ captureErrorBehaviour: "proceed" }], [{ captureErrorBehaviour: "rollback" }]]);
    expect(second.headers.get("link")).toBeNull();
  });
});

describe("an event", () => {
  it("is captured by itself and read back by its address", async () => {
    const answer = await captureOne(ask("events", { body: { "@context": context, ...event(7, { eventID: "ni:///sha-256;ab?ver=CBV2.0" }) } }));
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ eventID: "ni:///sha-256;ab?ver=CBV2.0", "tallyhouse:problems": [{ code: "claimed-hash-differs" }] });
    const read = await one(ask((answer.headers.get("location") ?? "").replace("/epcis/", ""), { by: "officer" }));
    expect(await eventsIn(read)).toMatchObject([{ type: "ObjectEvent", quantityList: [{ quantity: 7 }] }]);
    const again = await captureOne(ask("events", { body: { "@context": context, ...event(7, { eventID: "ni:///sha-256;ab?ver=CBV2.0" }) } }));
    expect([again.status, await again.json()]).toMatchObject([409, { type: "epcisException:ResourceAlreadyExistsException", code: "event-known" }]);
  });

  it("is found by query, and pages follow each other", async () => {
    const first = await list(ask("events?EQ_bizStep=shipping&perPage=2", { by: "officer" }));
    const link = /<\/epcis\/([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await list(ask(link, { by: "officer" }));
    expect([(await eventsIn(first)).length, (await eventsIn(second)).length, second.headers.get("link")]).toEqual([2, 2, null]);
  });
});

describe("a business transaction", () => {
  const spelled = ["urn:epc:id:gdti:3012345.00009.77", "https://orders.example/253/301234500009877", "deal:PO/77", "urn:epcglobal:cbv:bt:3012345000017:PO-77"];
  const transactions = { "@context": [context, { deal: "https://deals.example/of" }] };

  it("is found under every spelling, among those that end alike", async () => {
    for (const [at, bizTransaction] of spelled.entries())
      expect((await captureOne(ask("events", { body: { ...transactions, ...event(100 + at, { bizTransactionList: [{ type: "po", bizTransaction }] }) } }))).status).toBe(201);
    const found = async (uri: string) =>
      (await eventsIn(await list(ask(`events?EQ_bizTransaction_po=${encodeURIComponent(uri)}`))))
        .map((each) => JSON.stringify(each["quantityList"]).match(/10\d/)?.[0])
        .toSorted((a = "", b = "") => (a < b ? -1 : 1));
    expect(await found("https://id.gs1.org/253/301234500009877")).toEqual(["100", "101"]);
    expect([await found("https://deals.example/ofPO/77"), await found("urn:epcglobal:cbv:bt:3012345000017:PO-77"), await found("https://deals.example/of/77"), await found("77")]).toEqual([["102"], ["103"], [], []]);
  });
});

describe("an answer in XML", () => {
  it.each([
    ["Always_URN", "urn:epcglobal:cbv:bizstep:shipping"],
    ["Always_Web_URI", "https://ref.gs1.org/cbv/BizStep-shipping"],
  ])("spells the words of the vocabulary as asked: %s", async (format, step) => {
    await captureOne(ask("events", { body: { "@context": context, ...event(11) } }));
    const answer = await list(ask("events?EQ_bizStep=shipping", { headers: { accept: "application/xml", "GS1-CBV-XML-Format": format } }));
    expect([answer.status, answer.headers.get("gs1-cbv-xml-format"), answer.headers.get("gs1-epc-format")]).toEqual([200, format, "Never_Translates"]);
    expect(await answer.text()).toContain(`<bizStep>${step}</bizStep>`);
  });
});

describe("a request is refused under the standard's name and our code", () => {
  it.each([
    ["nobody's", () => capture(ask("capture", { by: null, body: documentOf() })), 401, "SecurityException", "not-signed-in"],
    ["without the permission", () => capture(ask("capture", { by: "officer", body: documentOf() })), 403, "SecurityException", "not-permitted"],
    ["cut off", () => capture(ask("capture", { body: "{" })), 400, "ValidationException", "invalid-document"],
    ["of another type", () => capture(ask("capture", { body: "a,b", headers: { "content-type": "application/pdf" } })), 415, "UnsupportedMediaTypeException", "unsupported-media-type"],
    ["of too many events", () => capture(ask("capture", { body: documentOf(...Array.from({ length: 5001 }, () => ({}))) })), 413, "CaptureLimitExceededException", "too-many-events"],
    ["with an unknown error behaviour", () => capture(ask("capture", { body: documentOf(), headers: { "GS1-Capture-Error-Behaviour": "hope" } })), 400, "ValidationException", "bad-error-behaviour"],
    ["in an older version", () => capture(ask("capture", { body: documentOf(), headers: { "GS1-EPCIS-Version": "1.2" } })), 406, "NotAcceptableException", "unsupported-version"],
    ["for another type", () => list(ask("events", { headers: { accept: "text/csv" } })), 406, "NotAcceptableException", "not-acceptable"],
    ["for identifiers in no known spelling", () => list(ask("events", { headers: { "GS1-EPC-Format": "Banana" } })), 406, "NotAcceptableException", "header-value-unknown"],
    ["for words in no known spelling", () => list(ask("events", { headers: { accept: "application/xml", "GS1-CBV-XML-Format": "Banana" } })), 406, "NotAcceptableException", "header-value-unknown"],
    ["by an unknown parameter", () => list(ask("events?EQ_colour=red")), 400, "QueryParameterException", "unsupported-parameter"],
    ["by a page that is none", () => list(ask("events?nextPageToken=x")), 400, "QueryParameterException", "bad-page-token"],
    ["for an unknown event", () => one(ask("events/urn%3Auuid%3A0")), 404, "NoSuchResourceException", "unknown-event"],
    ["for a broken address", () => one(ask("events/%ff")), 404, "NoSuchResourceException", "unknown-resource"],
    ["for an unknown job", () => job(ask("capture/none")), 404, "NoSuchResourceException", "unknown-capture"],
    ["broken", () => captureOne(ask("events", { body: { type: "ObjectEvent" } })), 400, "ValidationException", "invalid-event"],
  ])("%s", async (_what, send, status, name, code) => {
    const answer = await send();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    expect(await answer.json()).toMatchObject({ type: `epcisException:${name}`, status, code });
  });
});

describe("discovery", () => {
  it("tells versions and limits to everybody", async () => {
    const { status, headers } = await discoverCapture(ask("capture", { by: null }));
    expect([status, headers.get("GS1-EPCIS-Capture-Limit"), headers.get("GS1-Capture-Error-Behaviour"), headers.get("Allow")]).toEqual([204, "5000", "all", "OPTIONS, POST, GET"]);
  });
});
