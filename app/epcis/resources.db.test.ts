import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import { POST as capture } from "./capture/route.ts";
import * as epcs from "./epcs/route.ts";
import * as epc from "./epcs/[epc]/route.ts";
import * as eventsOfEpc from "./epcs/[epc]/events/route.ts";
import { POST as captureOne, HEAD as headOfEvents, PATCH as patchEvents, GET as listEvents } from "./events/route.ts";
import { GET as eventTypes } from "./eventTypes/route.ts";
import { GET as stepEvents } from "./bizSteps/[bizStep]/events/route.ts";
import { GET as steps } from "./bizSteps/route.ts";
import { GET as places } from "./readPoints/route.ts";
import { DELETE as release } from "./nextPageToken/[token]/route.ts";
import { DELETE as drop, GET as definition } from "./queries/[name]/route.ts";
import { GET as eventsOfQuery } from "./queries/[name]/events/route.ts";
import { GET as listQueries, OPTIONS as discoverQueries, POST as define } from "./queries/route.ts";
import { GET as top } from "./route.ts";

type By = "feed" | "other" | "officer" | "supervisor";
const ROLES = { feed: ["feed", "FEED"], other: ["feed", "OTHER"], officer: ["customs_officer", "HOUSE"], supervisor: ["supervisor", "HOUSE"] } as const;
const keyOf = (by: By) => `th_${by.padEnd(43, "x")}`;
const PIECE = "urn:epc:id:sgtin:3012345.012345.7";
const event = (change: object) => ({
  "@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", type: "ObjectEvent", eventTime: "2024-03-02T08:00:00+01:00", eventTimeZoneOffset: "+01:00", action: "OBSERVE",
  epcList: [PIECE], readPoint: { id: "urn:epc:id:sgln:3012345.00001.0" }, ...change,
});

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  for (const code of ["FEED", "OTHER", "HOUSE"]) await test.owner`insert into organisations (code, name_en, name_zh, kind) values (${code}, ${code}, ${code}, 'producer')`;
  for (const [by, [role, code]] of Object.entries(ROLES)) {
    await test.owner`insert into api_keys (key_hash, name, role, organisation_id) select ${createHash("sha256").update(keyOf(by as By)).digest("hex")}, ${by}, ${role}, id from organisations where code = ${code}`;
  }
  for (const [bizStep, by] of [["shipping", "feed"], ["receiving", "feed"], ["packing", "other"]] as const) {
    const answer = await captureOne(ask("events", { by, body: event({ bizStep, ...(by === "other" ? { epcList: ["urn:epc:id:sgtin:3012345.012345.8"] } : {}) }) }));
    if (answer.status !== 201) throw new Error(await answer.text());
  }
});
afterAll(async () => test.close());

function ask(path: string, { by = "officer", body, method, headers = {} }: { by?: By; body?: unknown; method?: string; headers?: Record<string, string> } = {}): Request {
  const sent = new Headers({ "content-type": "application/json", authorization: `Bearer ${keyOf(by)}`, ...headers });
  return new Request(`http://127.0.0.1/epcis/${path}`, { headers: sent, method: method ?? (body === undefined ? "GET" : "POST"), ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

type Event = { readonly bizStep: string; readonly epcList: string[]; readonly readPoint: { readonly id: string } };
const eventsIn = async (answer: Response): Promise<Event[]> => ((await answer.json()) as { epcisBody: { queryResults: { resultsBody: { eventList: Event[] } } } }).epcisBody.queryResults.resultsBody.eventList;
const stepsIn = async (answer: Response) => (await eventsIn(answer)).map(({ bizStep }) => bizStep);
const membersIn = async (answer: Response) => ((await answer.json()) as { member: string[] }).member;
const nextIn = (answer: Response) => /<\/epcis\/([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];

describe("the resources at the top", () => {
  it("are told, with what events know below each", async () => {
    expect(await membersIn(await top(ask("")))).toContain("bizSteps");
    expect(await membersIn(await steps(ask("bizSteps")))).toEqual(["packing", "receiving", "shipping"]);
    expect(await membersIn(await steps(ask("bizSteps", { by: "feed" })))).toEqual(["receiving", "shipping"]);
    expect(await membersIn(await places(ask("readPoints")))).toEqual(["https://id.gs1.org/414/3012345000017"]);
    expect(await membersIn(await epcs.GET(ask("epcs")))).toEqual(["https://id.gs1.org/01/03012345123457/21/7", "https://id.gs1.org/01/03012345123457/21/8"]);
    expect(await membersIn(await eventTypes(ask("eventTypes")))).toHaveLength(5);
  });

  it("come page by page, and no other parameter narrows them", async () => {
    const first = await steps(ask("bizSteps?perPage=2"));
    const second = await steps(ask(nextIn(first) ?? ""));
    expect([await membersIn(first), await membersIn(second), second.headers.get("link")]).toEqual([["packing", "receiving"], ["shipping"], null]);
    expect((await places(ask((nextIn(first) ?? "").replace("bizSteps", "readPoints")))).status).toBe(400);
    expect((await steps(ask("bizSteps?EQ_action=ADD"))).status).toBe(400);
  });

  it.each([encodeURIComponent(PIECE), PIECE, encodeURIComponent("https://example.com/01/03012345123457/21/7"), "https:%2F%2Fid.gs1.org%2F01%2F03012345123457%2F21%2F7"])("name an EPC as %s, and have its events below", async (written) => {
    expect(await membersIn(await epc.GET(ask(`epcs/${written}`)))).toEqual(["events"]);
    expect(await stepsIn(await eventsOfEpc.GET(ask(`epcs/${written}/events?orderBy=eventTime&EQ_bizStep=shipping`)))).toEqual(["shipping"]);
  });

  it("do not know what no event of the caller's scope has", async () => {
    const other = encodeURIComponent("urn:epc:id:sgtin:3012345.012345.8");
    expect((await epc.GET(ask(`epcs/${other}`))).status).toBe(200);
    const hidden = await epc.GET(ask(`epcs/${other}`, { by: "feed" }));
    expect([hidden.status, await hidden.json()]).toMatchObject([404, { type: "epcisException:NoSuchResourceException", code: "unknown-resource" }]);
    expect(await stepsIn(await stepEvents(ask("bizSteps/storing/events")))).toEqual([]);
    expect((await stepEvents(ask("bizSteps/flying/events"))).status).toBe(404);
  });
});

describe("a query by name", () => {
  const shipping = { name: "Shipped goods", query: { eventType: ["ObjectEvent"], EQ_bizStep: ["shipping", "packing"] } };

  it("is defined once, shown, listed and run within the scope of whoever asks", async () => {
    const made = await define(ask("queries", { by: "supervisor", body: shipping }));
    expect([made.status, made.headers.get("location")]).toEqual([201, "/epcis/queries/Shipped%20goods"]);
    expect((await define(ask("queries", { by: "feed", body: shipping }))).status).toBe(409);
    expect(await (await definition(ask("queries/Shipped%20goods"))).json()).toEqual(shipping);
    expect(await (await listQueries(ask("queries", { by: "feed" }))).json()).toEqual([shipping]);
    expect((await stepsIn(await eventsOfQuery(ask("queries/Shipped%20goods/events")))).toSorted()).toEqual(["packing", "shipping"]);
    expect(await stepsIn(await eventsOfQuery(ask("queries/Shipped%20goods/events", { by: "feed" })))).toEqual(["shipping"]);
    const page = await eventsOfQuery(ask("queries/Shipped%20goods/events?perPage=1"));
    expect(await stepsIn(await eventsOfQuery(ask(nextIn(page) ?? "")))).toHaveLength(1);
  });

  it("belongs to its organisation, which alone sees and deletes it", async () => {
    await define(ask("queries", { by: "feed", body: { name: "mine", query: {} } }));
    expect((await definition(ask("queries/mine", { by: "other" }))).status).toBe(404);
    expect((await drop(ask("queries/Shipped%20goods", { by: "feed", method: "DELETE" }))).status).toBe(403);
    expect((await drop(ask("queries/mine", { by: "feed", method: "DELETE" }))).status).toBe(204);
    const gone = await drop(ask("queries/mine", { by: "feed", method: "DELETE" }));
    expect([gone.status, await gone.json()]).toMatchObject([404, { type: "epcisException:NoSuchNameException", code: "unknown-query" }]);
  });

  it.each([
    ["an unknown parameter", "feed", { name: "q", query: { GE_eventDate: "2026-01-01T00:00:00Z" } }, 400, "QueryParameterException", "unsupported-parameter"],
    ["a wrong value", "feed", { name: "q", query: { EQ_action: ["SHIPPED"] } }, 400, "QueryParameterException", "bad-parameter"],
    ["no query", "feed", { name: "q" }, 400, "ValidationException", "invalid-input"],
    ["a reserved name", "feed", { name: "SimpleEventQuery", query: {} }, 400, "ValidationException", "invalid-input"],
    ["no permission", "officer", { name: "q", query: {} }, 403, "SecurityException", "not-permitted"],
  ] as const)("with %s is refused", async (_what, by, body, status, name, code) => {
    const answer = await define(ask("queries", { by, body }));
    expect([answer.status, await answer.json()]).toMatchObject([status, { type: `epcisException:${name}`, code }]);
  });
});

describe("an answer", () => {
  it("carries the context of an event where that says more than the standard's own", async () => {
    const standard = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    for (const [bizStep, context] of [["loading", [standard, { ex: "https://ns.example.com/" }]], ["unloading", [standard]]] as const) {
      const eventList = [{ ...event({ bizStep, eventTime: "2024-03-05T08:00:00+01:00" }), "@context": undefined }];
      const answer = await capture(ask("capture", { by: "feed", body: { "@context": context, type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2024-03-06T00:00:00Z", epcisBody: { eventList } } }));
      expect(answer.status).toBe(202);
    }
    const contexts = async (step: string) => (await eventsIn(await listEvents(ask(`events?EQ_bizStep=${step}`)))).map((one) => "@context" in one);
    expect([await contexts("loading"), await contexts("unloading")]).toEqual([[true], [false]]);
  });

  it("spells identifiers as they were sent, as Digital Links, or as URNs where the event tells the company prefix", async () => {
    const as = async (format: string) =>
      (await eventsIn(await listEvents(ask("events?EQ_bizStep=shipping", { headers: format === "" ? {} : { "GS1-EPC-Format": format } })))).map(({ epcList, readPoint }) => [
        epcList[0],
        readPoint.id,
      ]);
    const urns = [[PIECE, "urn:epc:id:sgln:3012345.00001.0"]];
    expect([await as(""), await as("Never_Translates"), await as("Always_EPC_URN")]).toEqual([urns, urns, urns]);
    expect(await as("Always_GS1_Digital_Link")).toEqual([["https://id.gs1.org/01/03012345123457/21/7", "https://id.gs1.org/414/3012345000017"]]);
    expect((await listEvents(ask("events", { headers: { "GS1-EPC-Format": "Sometimes" } }))).status).toBe(406);
  });

  it.each([
    ["application/ld+json", "application/ld+json"],
    ["text/csv, application/xml;q=0.5", "application/xml; charset=utf-8"],
    ["application/xml;q=0.1, application/json", "application/json"],
    ["*/*", "application/json"],
  ])("to Accept %s comes as %s", async (accept, type) => {
    const answer = await listEvents(ask("events?EQ_bizStep=shipping", { headers: { accept } }));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
    expect(await answer.text()).toContain("shipping");
  });

  it("has no body for HEAD, tells what an address takes, and where the query fails", async () => {
    const head = await headOfEvents(ask("events", { method: "HEAD" }));
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const patch = await patchEvents(ask("events", { method: "PATCH" }));
    expect([patch.status, patch.headers.get("allow"), await patch.json()]).toMatchObject([405, "OPTIONS, GET, POST, HEAD", { code: "method-not-allowed" }]);
    expect((await discoverQueries(ask("queries"))).headers.get("GS1-EPCIS-Max")).toBe("2.0.0");
    const large = await listEvents(ask("events?maxEventCount=1"));
    expect([large.status, await large.json()]).toMatchObject([413, { type: "epcisException:QueryTooLargeException", code: "query-too-large" }]);
    expect((await listEvents(ask(`events?EQ_eventID=${"x".repeat(9000)}`))).status).toBe(414);
    expect((await release(ask("nextPageToken/x", { method: "DELETE" }))).status).toBe(204);
  });

  it("goes on only where its own query left off", async () => {
    const first = await listEvents(ask("events?perPage=1"));
    const token = new URL(`http://x/${nextIn(first) ?? ""}`).searchParams.get("nextPageToken") ?? "";
    expect((await listEvents(ask(`events?perPage=1&nextPageToken=${token}`))).status).toBe(200);
    const wrong = await listEvents(ask(`events?EQ_action=ADD&nextPageToken=${token}`));
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { type: "epcisException:QueryParameterException", code: "bad-page-token" }]);
  });
});
