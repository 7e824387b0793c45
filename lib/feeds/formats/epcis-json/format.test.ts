import { describe, expect, it } from "vitest";
import sample from "./sample.json" with { type: "json" };
import type { ReadDocument } from "../../event.ts";
import { format } from "./format.ts";

const now = new Date("2024-03-03T00:00:00Z");
const shipped = {
  type: "ObjectEvent",
  eventTime: "2024-03-02T08:00:00+01:00",
  eventTimeZoneOffset: "+01:00",
  action: "OBSERVE",
  bizStep: "shipping",
  epcList: ["urn:epc:id:sgtin:3012345.012345.7"],
  readPoint: { id: "urn:epc:id:sgln:3012345.00001.0" },
};

const documentOf = (...events: readonly unknown[]) => ({ ...sample, epcisBody: { eventList: events } });
const read = (document: unknown): ReadDocument => format.read(typeof document === "string" ? document : JSON.stringify(document), { now });
const problemsOf = (event: unknown) => read(documentOf(event)).events.flatMap(({ problems }) => problems);
const codes = (event: unknown, severity: string) => problemsOf(event).filter((one) => one.severity === severity).map(({ code, pointer }) => `${code} ${pointer.replace("/epcisBody/eventList/0", "")}`);

describe("the sample document", () => {
  it("says what was made and what was shipped", () => {
    const [made, sent] = read(sample).events;
    expect(made).toMatchObject({
      problems: [],
      content: {
        bizStep: "commissioning",
        lotData: { lot: "L2023A", producedOn: "2023-10-14", expiresOn: "2033-12-31" },
        readPoint: { gln: "3012345000017", key: "414/3012345000017/254/7" },
      },
    });
    expect(sent).toMatchObject({
      problems: [],
      eventID: null,
      content: { destinationCountry: "DE", items: [{ item: "01/03012345123457/10/L2023A", quantity: "1200" }], destinations: [{ kind: "owning_party", gln: "4012345000023" }] },
    });
  });

  it("names one lot the same, as URN and as Digital Link", () => {
    const [made, sent] = read(sample).events.map(({ content }) => content?.items[0]?.item);
    expect(made).toBe(sent);
  });
});

describe("an event with a broken structure is refused where it is broken", () => {
  it.each([
    ["no type", { type: undefined }, "missing /type"],
    ["an unknown type", { type: "QuantityEvent" }, "unknown-type /type"],
    ["no time", { eventTime: undefined }, "missing /eventTime"],
    ["a time without offset", { eventTime: "2024-03-02T08:00:00" }, "not-an-instant /eventTime"],
    ["a day that does not exist", { eventTime: "2023-02-29T08:00:00Z" }, "not-an-instant /eventTime"],
    ["no offset", { eventTimeZoneOffset: undefined }, "missing /eventTimeZoneOffset"],
    ["an offset beyond 14 hours", { eventTimeZoneOffset: "+14:30" }, "not-an-offset /eventTimeZoneOffset"],
    ["no action", { action: undefined }, "missing /action"],
    ["an unknown action", { action: "CREATE" }, "unknown-action /action"],
    ["a bare word that is no business step", { bizStep: "transforming" }, "unknown-word /bizStep"],
    ["a list that is none", { epcList: "urn:epc:id:sgtin:3012345.012345.7" }, "not-a-list /epcList"],
    ["an identifier that is no URI", { epcList: ["bottle 7"] }, "not-a-uri /epcList/0"],
    ["an identifier listed twice", { epcList: ["urn:a:b", "urn:a:b"] }, "listed-twice /epcList"],
    ["a quantity in a text", { quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: "5" }] }, "not-a-number /quantityList/0/quantity"],
    ["a unit that is none", { quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", uom: "kilo" }] }, "not-a-unit /quantityList/0/uom"],
    ["a member without a namespace", { colour: "red" }, "no-namespace /colour"],
    ["a source of an unknown kind", { sourceList: [{ type: "place", source: "urn:a:b" }] }, "unknown-word /sourceList/0/type"],
    ["master data on an observation", { ilmd: { "cbvmda:lotNumber": "A" } }, "ilmd-without-add /ilmd"],
    ["a NUL in a text", { "house:note": "a\u0000b" }, "bad-character "],
    ["half of a surrogate pair", { "house:note": "a\ud800b" }, "bad-character "],
  ])("%s", (_what, change, expected) => {
    expect(codes({ ...shipped, ...change }, "error")).toContain(expected);
  });

  it("a backslash before u0000 is text, not a NUL", () => {
    expect(codes({ ...shipped, "house:note": "a\\u0000b" }, "error")).toEqual([]);
  });

  it.each([
    ["ObjectEvent", { epcList: undefined }],
    ["AggregationEvent", { epcList: undefined, parentID: "urn:epc:id:sscc:3012345.0000000001" }],
    ["TransactionEvent", { epcList: undefined, bizTransactionList: [{ bizTransaction: "urn:a:b" }] }],
    ["TransformationEvent", { epcList: undefined, action: undefined, inputEPCList: ["urn:epc:id:sgtin:3012345.012345.7"] }],
  ])("%s that is about nothing", (type, change) => {
    expect(codes({ ...shipped, type, ...change }, "error")).toEqual(["no-identifiers "]);
  });
});

describe("an event that cannot quite be true is taken with a problem", () => {
  it.each([
    ["a wrong check digit", { epcList: ["https://id.gs1.org/01/03012345123450/21/7"] }, "bad-check-digit /epcList/0"],
    ["a malformed URN", { epcList: ["urn:epc:id:sgtin:3012345"] }, "malformed-epc /epcList/0"],
    ["a read point without a GLN", { readPoint: { id: "urn:winery:cellar:3" } }, "unidentified-location /readPoint/id"],
    ["an offset that contradicts the time", { eventTimeZoneOffset: "+08:00" }, "offset-contradicts /eventTimeZoneOffset"],
    ["a quantity below zero", { quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: -5 }] }, "negative-quantity /quantityList/0/quantity"],
    ["the hash of something else as its id", { eventID: "ni:///sha-256;00?ver=CBV2.0" }, "claimed-hash-differs /eventID"],
    ["a GS1 word that GS1 does not have", { bizStep: "https://ref.gs1.org/cbv/BizStep-transforming" }, "not-in-vocabulary /bizStep"],
    ["an event type of the sender's own", { type: "https://ns.example.com/TastingEvent" }, "own-event-type /type"],
  ])("%s", (_what, change, expected) => {
    expect(codes({ ...shipped, ...change }, "error")).toEqual([]);
    expect(codes({ ...shipped, ...change }, "warning")).toEqual([expected]);
  });

  it.each([
    ["2024-03-03T00:05:00Z", []],
    ["2024-03-03T00:05:00.001Z", ["in-the-future /eventTime"]],
    ["2099-01-01T00:00:00Z", ["in-the-future /eventTime"]],
  ])("at %s, five minutes being allowed for clocks", (eventTime, expected) => {
    expect(codes({ ...shipped, eventTime }, "warning")).toEqual(expected);
  });

  it("one id twice in a document", () => {
    const events = read(documentOf({ ...shipped, eventID: "urn:uuid:1" }, { ...shipped, eventID: "urn:uuid:1" })).events;
    expect(events.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], ["id-twice"]]);
  });
});

describe("words", () => {
  it.each(["shipping", "cbv:BizStep-shipping", "https://ref.gs1.org/cbv/BizStep-shipping", "urn:epcglobal:cbv:bizstep:shipping"])("%s is shipping, and the event is the same", (bizStep) => {
    const contents = [shipped, { ...shipped, bizStep }].map((event) => read(documentOf(event)).events[0]?.content);
    expect(contents[1]?.bizStep).toBe("shipping");
    expect(contents[1]?.hash).toBe(contents[0]?.hash);
  });
});

describe("the JSON-LD context", () => {
  const under = (context: unknown, event: unknown) => read({ ...documentOf(event), "@context": context }).events[0];

  it.each([
    ["an address alone", "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    ["a list of an address and definitions", ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { house: "https://ns.example.com/winery/" }]],
    ["definitions alone", { house: { "@id": "https://ns.example.com/winery/" } }],
  ])("may be %s", (_what, context) => {
    expect(under(context, shipped)?.problems).toEqual([]);
  });

  it("gives an extension its namespace, whatever the prefix, also when the event itself has the context", () => {
    const hashes = [
      under({ house: "https://ns.example.com/winery/" }, { ...shipped, "house:note": "x" }),
      under({ w: "https://ns.example.com/winery/" }, { ...shipped, "w:note": "x" }),
      under("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { ...shipped, "@context": { w: "https://ns.example.com/winery/" }, "w:note": "x" }),
    ].map((event) => event?.content?.hash);
    expect(new Set(hashes).size).toBe(1);
  });

  it("that is elsewhere is never fetched: a prefix that only it may define is doubted", () => {
    const event = under(["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", "https://a.example/context.jsonld"], { ...shipped, "house:note": "x" });
    expect(event?.problems).toMatchObject([{ code: "unknown-prefix", severity: "warning", pointer: "/epcisBody/eventList/0/house:note" }]);
    expect(event?.content).not.toBeNull();
  });

  it("of more definitions than anybody needs is none", () => {
    const definitions = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, `https://ns.example.com/${at}/`]));
    expect(read({ ...documentOf(shipped), "@context": [definitions(1001)] }).documentProblems.map(({ code }) => code)).toEqual(["not-a-context"]);
    expect(read({ ...documentOf(shipped), "@context": [definitions(1000)] }).documentProblems).toEqual([]);
  });

  it.each([[1], [[1]], [null]])("%j is none", (context) => {
    expect(read({ ...documentOf(shipped), "@context": context }).documentProblems.map(({ code }) => code)).toEqual(["not-a-context"]);
  });

  it("of an event that is none is refused at the event", () => {
    expect(codes({ ...shipped, "@context": 1 }, "error")).toEqual(["not-a-context /@context"]);
  });
});

describe("master data", () => {
  const vocabulary = {
    type: "urn:epcglobal:epcis:vtype:BusinessLocation",
    vocabularyElementList: [{ id: "urn:epc:id:sgln:3012345.00001.0", attributes: [{ id: "cbvmda:name", attribute: "Château Tallebot" }], children: ["urn:a:b"] }],
  };

  it("of a header is read, and what names nothing is left out", () => {
    const header = { epcisMasterData: { vocabularyList: [vocabulary, { vocabularyElementList: [] }] } };
    expect(read({ ...sample, epcisHeader: header }).masterData).toEqual([vocabulary]);
    expect(read(sample).masterData).toBeUndefined();
  });

  it("may be all that a query found", () => {
    const answer = { "@context": sample["@context"], type: "EPCISQueryDocument", epcisBody: { queryResults: { queryName: "SimpleMasterDataQuery", resultsBody: { vocabularyList: [vocabulary] } } } };
    expect(read(answer)).toMatchObject({ kind: "query-document", events: [], documentProblems: [], masterData: [vocabulary] });
  });
});

describe("a member of the document itself whose prefix nobody defines", () => {
  it("is a doubt about the document, whose events count all the same", () => {
    const document = read({ ...sample, "nobody:note": "x" });
    expect(document.documentProblems).toMatchObject([{ code: "unknown-prefix", severity: "warning" }]);
    expect(document.events).toHaveLength(2);
  });
});

describe("a number that no double holds", () => {
  it("is kept as it was written", () => {
    const text = JSON.stringify(documentOf({ ...shipped, quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 5 }] })).replace('"quantity":5', '"quantity":9007199254740993');
    const content = read(text).events[0]?.content;
    expect(content?.items.map(({ quantity }) => quantity)).toContain("9007199254740993");
    expect(content?.bodyText).toContain('"quantity":9007199254740993');
  });
});

describe("a body that is no document", () => {
  it.each([
    ["{", "malformed-json"],
    ["[]", "not-a-document"],
    ["{}", "missing"],
    ['{"type":"EPCISDocument"}', "missing"],
    [JSON.stringify({ ...sample, schemaVersion: "1.2" }), "unsupported-version"],
    [JSON.stringify({ ...sample, epcisBody: {} }), "missing"],
    [`{"a":${"[".repeat(70)}${"]".repeat(70)}}`, "too-deep"],
    ['{"a":1e999}', "number-out-of-range"],
  ])("%s", (body, code) => {
    expect(read(body).documentProblems[0]?.code).toBe(code);
  });

  it("is not confused by one bare event", () => {
    expect(read({ "@context": sample["@context"], ...shipped })).toMatchObject({ kind: "event", events: [{ pointer: "", problems: [] }] });
  });
});
