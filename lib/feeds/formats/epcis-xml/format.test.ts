import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import sampleJson from "../epcis-json/sample.json" with { type: "json" };
import { format as json } from "../epcis-json/format.ts";
import { format } from "./format.ts";
import { MOST_EVENTS } from "../epcis/reading.ts";
import { LIMITS } from "./tree.ts";

const now = new Date("2024-03-03T00:00:00Z");
const sample = readFileSync(join(import.meta.dirname, "sample.xml"), "utf8");

const HEAD = "<eventTime>2024-03-02T08:00:00+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>";
const EPCS = "<epcList><epc>urn:epc:id:sgtin:3012345.012345.7</epc></epcList>";
const SHIPPED = `<ObjectEvent>${HEAD}${EPCS}<action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep></ObjectEvent>`;

const documentOf = (body: string, namespaces = "", version = "2") =>
  `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:${version}" xmlns:house="https://ns.example.com/winery/" ${namespaces} schemaVersion="${version === "2" ? "2.0" : "1.2"}" creationDate="2024-03-02T09:00:00Z"><EPCISBody><EventList>${body}</EventList></EPCISBody></epcis:EPCISDocument>`;
const read = (body: string) => format.read(body, { now });
const eventOf = (body: string) => read(body).events[0];
const codes = (body: string, severity = "error") =>
  [...read(body).documentProblems, ...read(body).events.flatMap(({ problems }) => problems)]
    .filter((one) => one.severity === severity)
    .map(({ code, pointer }) => `${code} ${pointer}`);
const bodyOf = (xml: string): unknown => JSON.parse(eventOf(xml)?.content?.bodyText ?? "null");

describe("the sample document", () => {
  it("says what the same document says in JSON, with the same hashes", () => {
    const [xml, same] = [read(sample), json.read(JSON.stringify(sampleJson), { now })];
    expect(xml.documentProblems).toEqual([]);
    expect(xml.events.map(({ content }) => content?.hash)).toEqual(same.events.map(({ content }) => content?.hash));
    expect(xml.events.map(({ content }) => [content?.items, content?.lotData, content?.readPoint, content?.destinations, content?.destinationCountry])).toEqual(
      same.events.map(({ content }) => [content?.items, content?.lotData, content?.readPoint, content?.destinations, content?.destinationCountry]),
    );
  });

  it("has master data in its header", () => {
    expect(read(sample).masterData).toEqual([
      {
        type: "urn:epcglobal:epcis:vtype:BusinessLocation",
        vocabularyElementList: [
          {
            id: "urn:epc:id:sgln:3012345.00001.0",
            attributes: [{ id: "urn:epcglobal:cbv:mda#name", attribute: "Château Tallebot" }],
            children: ["urn:epc:id:sgln:3012345.00001.7"],
          },
        ],
      },
    ]);
  });
});

describe("EPCIS 1.2 wraps what came later, and means the same", () => {
  const later = `<quantityList><quantityElement><epcClass>urn:epc:class:lgtin:3012345.012345.A</epcClass><quantity>5</quantity></quantityElement></quantityList>`;
  const base = `<eventID>urn:uuid:1</eventID>`;

  it.each([
    [
      `<ObjectEvent>${HEAD}${base}${EPCS}<action>OBSERVE</action>${later}</ObjectEvent>`,
      `<ObjectEvent>${HEAD}<baseExtension>${base}</baseExtension>${EPCS}<action>OBSERVE</action><extension>${later}</extension></ObjectEvent>`,
    ],
    [
      `<TransformationEvent>${HEAD}<inputEPCList><epc>urn:a:b</epc></inputEPCList><outputEPCList><epc>urn:a:c</epc></outputEPCList></TransformationEvent>`,
      `<extension><TransformationEvent>${HEAD}<inputEPCList><epc>urn:a:b</epc></inputEPCList><outputEPCList><epc>urn:a:c</epc></outputEPCList></TransformationEvent></extension>`,
    ],
    [
      `<AssociationEvent>${HEAD}<parentID>urn:a:b</parentID><childEPCs><epc>urn:a:c</epc></childEPCs><action>ADD</action></AssociationEvent>`,
      `<extension><extension><AssociationEvent>${HEAD}<parentID>urn:a:b</parentID><childEPCs><epc>urn:a:c</epc></childEPCs><action>ADD</action></AssociationEvent></extension></extension>`,
    ],
  ])("case %#", (flat, wrapped) => {
    const [a, b] = [eventOf(documentOf(flat))?.content, eventOf(documentOf(wrapped, "", "1"))?.content];
    expect(a?.hash).toBeDefined();
    expect(b?.hash).toBe(a?.hash);
    expect(b?.bodyText).toBe(a?.bodyText);
  });

  it("a QuantityEvent is an observation of so many of a class", () => {
    expect(bodyOf(documentOf(`<QuantityEvent>${HEAD}<epcClass>urn:epc:idpat:sgtin:3012345.012345.*</epcClass><quantity>7</quantity></QuantityEvent>`, "", "1"))).toMatchObject({
      type: "ObjectEvent", action: "OBSERVE", quantityList: [{ epcClass: "urn:epc:idpat:sgtin:3012345.012345.*", quantity: 7 }],
    });
  });
});

describe("what becomes of an event's parts", () => {
  it("sensor reports have numbers, truth and words in attributes, and extensions beside them", () => {
    const xml = `<ObjectEvent>${HEAD}${EPCS}<action>OBSERVE</action><sensorElementList><sensorElement><sensorMetadata time="2024-03-02T07:00:00Z" house:box="3"/><sensorReport type="gs1:Temperature" value="26.50" booleanValue="true" uom="CEL"/><house:note>warm</house:note></sensorElement></sensorElementList></ObjectEvent>`;
    expect(bodyOf(documentOf(xml))).toMatchObject({
      sensorElementList: [{ sensorMetadata: { time: "2024-03-02T07:00:00Z", "house:box": "3" }, sensorReport: [{ type: "gs1:Temperature", value: 26.5, booleanValue: true, uom: "CEL" }], "house:note": "warm" }],
    });
    expect(codes(documentOf(xml))).toEqual([]);
  });

  it("declarations of error, persistent dispositions and certificates", () => {
    const xml = `<ObjectEvent>${HEAD}<errorDeclaration><declarationTime>2024-03-02T09:00:00Z</declarationTime><reason>urn:epcglobal:cbv:er:incorrect_data</reason><correctiveEventIDs><correctiveEventID>urn:uuid:2</correctiveEventID></correctiveEventIDs></errorDeclaration><certificationInfo>https://a.example/1</certificationInfo><certificationInfo>https://a.example/2</certificationInfo>${EPCS}<action>OBSERVE</action><persistentDisposition><unset>urn:epcglobal:cbv:disp:recalled</unset><set>urn:epcglobal:cbv:disp:damaged</set></persistentDisposition></ObjectEvent>`;
    expect(bodyOf(documentOf(xml))).toMatchObject({
      errorDeclaration: { correctiveEventIDs: ["urn:uuid:2"] },
      certificationInfo: ["https://a.example/1", "https://a.example/2"],
      persistentDisposition: { set: ["urn:epcglobal:cbv:disp:damaged"], unset: ["urn:epcglobal:cbv:disp:recalled"] },
    });
    expect(eventOf(documentOf(xml))?.content?.declaresError).toBe(true);
  });

  it("extensions keep their namespaces, whatever prefix an element gives them", () => {
    const own = `<ObjectEvent>${HEAD}${EPCS}<action>OBSERVE</action><house:a xmlns:house="https://other.example/">1</house:a><b xmlns="https://third.example/"><c unit="KGM">2</c><c>3</c></b></ObjectEvent>`;
    expect(bodyOf(documentOf(own))).toMatchObject({ "@context": { house2: "https://other.example/", ext: "https://third.example/" }, "house2:a": "1", "ext:b": { "ext:c": [{ unit: "KGM", "#text": "2" }, "3"] } });
  });

  it("a quantity that no double holds is kept", () => {
    const xml = documentOf(
      `<ObjectEvent>${HEAD}<epcList/><action>OBSERVE</action><quantityList><quantityElement><epcClass>urn:a:b</epcClass><quantity>+9007199254740993.0</quantity></quantityElement></quantityList></ObjectEvent>`,
    );
    expect(eventOf(xml)?.content?.items[0]?.quantity).toBe("9007199254740993.0");
  });

  it("fields that a repository added do not count", () => {
    const plain = documentOf(SHIPPED);
    const added = documentOf(SHIPPED.replace("</ObjectEvent>", "<house:received>1</house:received></ObjectEvent>")).replace(
      "<EPCISBody>",
      '<r:ignoreFields xmlns:r="https://repository.example/"><house:received/></r:ignoreFields><EPCISBody>',
    );
    expect(eventOf(added)?.content?.hash).toBe(eventOf(plain)?.content?.hash);
  });
});

describe("other roots", () => {
  const results = `<q:QueryResults xmlns:q="urn:epcglobal:epcis-query:xsd:1"><queryName>SimpleEventQuery</queryName><resultsBody><EventList>${SHIPPED}</EventList></resultsBody></q:QueryResults>`;

  it.each([
    ["one bare event", SHIPPED, "event", 1],
    ["one with a namespace", `<e:ObjectEvent xmlns:e="urn:epcglobal:epcis:xsd:2">${HEAD}<e:epcList><e:epc>urn:a:b</e:epc></e:epcList><e:action>ADD</e:action></e:ObjectEvent>`, "event", 1],
    ["a query document", `<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:2" schemaVersion="2.0" creationDate="2024-03-02T09:00:00Z"><EPCISBody>${results}</EPCISBody></q:EPCISQueryDocument>`, "query-document", 1],
    ["bare results", results, "query-document", 1],
    ["results in a SOAP envelope", `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${results}</s:Body></s:Envelope>`, "query-document", 1],
    ["a question", `<q:Poll xmlns:q="urn:epcglobal:epcis-query:xsd:1"><queryName>SimpleEventQuery</queryName><params/></q:Poll>`, "query-document", 0],
  ])("%s", (_what, body, kind, events) => {
    expect(read(body)).toMatchObject({ kind });
    expect(read(body).events).toHaveLength(events);
    expect(codes(body)).toEqual([]);
  });

  it.each([
    ["a refused query", `<q:QueryTooLargeException xmlns:q="urn:epcglobal:epcis-query:xsd:1"><reason>too many</reason></q:QueryTooLargeException>`, "query-failed /epcisBody"],
    ["anything else", "<html/>", "not-a-document "],
    ["a document without version", documentOf(SHIPPED).replace('schemaVersion="2.0"', ""), "missing /schemaVersion"],
    ["a version to come", documentOf(SHIPPED).replace('"2.0"', '"3.0"'), "unsupported-version /schemaVersion"],
    ["no list of events", documentOf("").replace(/<EventList.*EventList>/, ""), "missing /epcisBody/eventList"],
    ["a body with something else", documentOf("").replace("<EventList>", "<test/><EventList>"), "unknown-member /epcisBody/test"],
  ])("%s is refused", (_what, body, code) => {
    expect(codes(body)).toContain(code);
  });
});

describe("an event that the standard does not know is refused where it is wrong", () => {
  it.each([
    ["an unknown element", SHIPPED.replace("<action>", "<made>1</made><action>"), "no-namespace /epcisBody/eventList/0/made"],
    ["an unknown action", SHIPPED.replace("OBSERVE", "OBSERV"), "unknown-action /epcisBody/eventList/0/action"],
    ["no time", SHIPPED.replace(/<eventTime>.*<\/eventTime>/, ""), "missing /epcisBody/eventList/0/eventTime"],
    ["elements where a text belongs", SHIPPED.replace("OBSERVE", "<b/>"), "not-text /epcisBody/eventList/0/action"],
    ["a stranger in a list", SHIPPED.replace("<epc>", "<upc>1</upc><epc>"), "not-text /epcisBody/eventList/0/epcList/0"],
    ["a quantity in words", SHIPPED.replace("</action>", "</action><quantityList><quantityElement><epcClass>urn:a:b</epcClass><quantity>five</quantity></quantityElement></quantityList>"), "not-a-number /epcisBody/eventList/0/quantityList/0/quantity"],
  ])("%s", (_what, event, code) => {
    expect(codes(documentOf(event))).toContain(code);
  });

  it("what only the JSON schema forbids is a doubt", () => {
    const twice = SHIPPED.replace("</epcList>", "<epc>urn:epc:id:sgtin:3012345.012345.7</epc><epc>bottle 7</epc></epcList>");
    expect(codes(documentOf(twice))).toEqual([]);
    expect(codes(documentOf(twice), "warning")).toEqual(["not-a-uri /epcisBody/eventList/0/epcList/2", "listed-twice /epcisBody/eventList/0/epcList/1"]);
  });
});

describe("a hostile or broken text is answered, and nothing in it is followed", () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
  it.each([
    ["entities that multiply", `${bomb}${documentOf("&b;")}`, "doctype-not-allowed "],
    ["an external entity", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${SHIPPED}`, "doctype-not-allowed "],
    ["an external document type", `<!DOCTYPE x SYSTEM "https://a.example/x.dtd">${SHIPPED}`, "doctype-not-allowed "],
    ["an entity that nobody declared", documentOf("&nbsp;"), "malformed-xml "],
    ["a text that ends early", documentOf(SHIPPED).slice(0, -30), "malformed-xml "],
    ["a prefix that nobody declared", documentOf("<x:a/>"), "malformed-xml "],
    ["nesting beyond all need", `${"<a>".repeat(LIMITS.depth + 1)}${"</a>".repeat(LIMITS.depth + 1)}`, "too-deep "],
    ["too many attributes", `<a ${Array.from({ length: LIMITS.attributes + 1 }, (_, at) => `a${at}="1"`).join(" ")}/>`, "too-large "],
    ["more elements than any event needs", documentOf(`<ObjectEvent>${"<a/>".repeat(LIMITS.elements)}</ObjectEvent>`), "too-large "],
    ["more events than are read at once", documentOf("<ObjectEvent/>".repeat(MOST_EVENTS + 1)), "too-many-events /epcisBody/eventList"],
    ["a very long name", `<${"a".repeat(LIMITS.name + 1)}/>`, "too-large "],
    ["a very long attribute", `<a b="${"x".repeat(LIMITS.value + 1)}"/>`, "too-large "],
    ["a very long text", `<a>${"x".repeat(LIMITS.text + 1)}</a>`, "too-large "],
    ["a declared encoding that is not taken", `<?xml version="1.0" encoding="GBK"?>${SHIPPED}`, "unsupported-charset "],
    ["a name of JavaScript's", documentOf(SHIPPED.replace("<action>", "<__proto__><action>ADD</action></__proto__><action>")), "malformed-xml "],
  ])("%s", (_what, body, code) => {
    expect(codes(body)).toEqual([code]);
  });

  it("a document type that only names the root declares nothing", () => {
    expect(codes(`<!DOCTYPE project>${documentOf(SHIPPED)}`)).toEqual([]);
  });

  it("a byte order mark and comments are no part of it", () => {
    expect(codes(`\uFEFF<!-- a -->${documentOf(SHIPPED.replace("<action>", "<!-- b --><action>"))}`)).toEqual([]);
  });
});
