import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigit } from "#lib/identification/check-digit";
import { toDigitalLink } from "#lib/identification/digital-link";
import { readKey } from "#lib/identification/notation";
import { format as json } from "../epcis-json/format.ts";
import { format as xml } from "./format.ts";
import { writeXml } from "./write.ts";
import type { StoredEvent } from "./write.ts";

const now = new Date("2024-03-03T00:00:00Z");
const about = { createdAt: now };
const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { house: "https://ns.example.com/winery/", other: "https://other.example/" }];

type Event = Readonly<Record<string, unknown>>;

const readJson = (...events: readonly Event[]) =>
  json.read(JSON.stringify({ "@context": CONTEXT, type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2024-03-03T00:00:00Z", epcisBody: { eventList: events } }), { now }).events;

function storedOf(...events: readonly Event[]): StoredEvent[] {
  return readJson(...events).map(({ content, problems }) => {
    if (content === null) throw new Error(JSON.stringify(problems));
    return { json: content.bodyText, context: content.context, recordTime: now };
  });
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const serial = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);
const epc = fc.oneof(
  fc.tuple(digits(7), digits(6), serial).map(([prefix, item, one]) => `urn:epc:id:sgtin:${prefix}.${item}.${one}`),
  fc.tuple(digits(7), digits(10)).map(([prefix, one]) => `urn:epc:id:sscc:${prefix}.${one}`),
);
const lotClass = fc.tuple(digits(7), digits(6), serial).map(([prefix, item, lot]) => `urn:epc:class:lgtin:${prefix}.${item}.${lot}`);
const place = fc.tuple(digits(7), digits(5), fc.constantFrom("0", "7", "tank-4")).map(([prefix, location, extension]) => ({ id: `urn:epc:id:sgln:${prefix}.${location}.${extension}`, "house:gate": "B" }));
const text = fc.string({ unit: "grapheme-ascii", maxLength: 12 });
const extension: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.integer(),
    fc.boolean(),
    fc.array(text, { minLength: 2, maxLength: 3 }),
    fc.dictionary(fc.constantFrom("house:a", "house:b", "other:a", "https://third.example/c"), tie("value"), { maxKeys: 3 }),
  ),
})).value;
const instant = fc.date({ min: new Date("2001-01-01"), max: new Date("2024-01-01"), noInvalidDate: true }).map((date) => date.toISOString());
const lists = { min: 1, max: 3 };
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: lists.min, maxLength: lists.max });
const quantities = fc.array(
  fc.record(
    { epcClass: lotClass, quantity: fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(0.1, 12.375)), uom: fc.constantFrom("KGM", "LTR") },
    { requiredKeys: ["epcClass"] },
  ),
  { minLength: 1, maxLength: 2 },
);
const sensor = fc.record({
  sensorMetadata: fc.record({ time: instant, "house:box": text }),
  sensorReport: fc.tuple(
    fc.record({ type: fc.constantFrom("Temperature", "gs1:RelativeHumidity"), value: fc.constantFrom(-3.5, 26), uom: fc.constant("CEL"), booleanValue: fc.boolean() }),
  ),
});
const party = fc.tuple(digits(7), digits(5)).map(([prefix, one]) => `urn:epc:id:pgln:${prefix}.${one}`);

const common = {
  eventTime: instant,
  eventTimeZoneOffset: fc.constantFrom("+00:00", "+08:00", "-06:00"),
  bizStep: fc.constantFrom("shipping", "cbv:BizStep-receiving", "urn:epcglobal:cbv:bizstep:packing", "https://ns.example.com/steps/tasting"),
  disposition: fc.constantFrom("in_transit", "https://ref.gs1.org/cbv/Disp-active"),
  readPoint: place,
  sourceList: fc.tuple(fc.record({ type: fc.constantFrom("owning_party", "urn:epcglobal:cbv:sdt:possessing_party"), source: party })),
  bizTransactionList: fc.tuple(fc.record({ type: fc.constantFrom("po", "desadv"), bizTransaction: fc.constant("urn:epcglobal:cbv:bt:3012345000017:PO1") })),
  sensorElementList: fc.tuple(sensor),
  certificationInfo: fc.constant("https://certificates.example/1"),
  "house:note": extension,
};
const OPTIONAL = { requiredKeys: ["type", "eventTime", "eventTimeZoneOffset"] } as const;
const action = fc.constant("ADD");
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record(
    {
      type: fc.constant("ObjectEvent"),
      action,
      epcList: some(epc),
      quantityList: quantities,
      ilmd: fc.record({ "cbvmda:lotNumber": serial, "house:vintage": fc.integer({ min: 1990, max: 2024 }) }),
      persistentDisposition: fc.constant({ set: ["recalled"], unset: ["damaged"] }),
      ...common,
    },
    { requiredKeys: [...OPTIONAL.requiredKeys, "action", "epcList"] },
  ),
  fc.record(
    { type: fc.constant("AggregationEvent"), action, parentID: epc, childEPCs: some(epc), childQuantityList: quantities, ...common },
    { requiredKeys: [...OPTIONAL.requiredKeys, "action", "parentID", "childEPCs"] },
  ),
  fc.record({ type: fc.constant("AssociationEvent"), action, parentID: epc, childEPCs: some(epc), ...common }, { requiredKeys: [...OPTIONAL.requiredKeys, "action", "parentID", "childEPCs"] }),
  fc.record({ type: fc.constant("TransactionEvent"), action, epcList: some(epc), ...common }, { requiredKeys: [...OPTIONAL.requiredKeys, "action", "epcList", "bizTransactionList"] }),
  fc.record(
    {
      type: fc.constant("TransformationEvent"),
      inputEPCList: some(epc),
      inputQuantityList: quantities,
      outputEPCList: some(epc),
      transformationID: fc.constant("urn:uuid:1"),
      ...common,
    },
    { requiredKeys: [...OPTIONAL.requiredKeys, "inputEPCList", "outputEPCList"] },
  ),
);

/** The same JSON with each EPC URN as a Digital Link, of GS1's domain or another. */
const linked = (value: unknown, domain: string): Event =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) => {
    const read = typeof each === "string" && each.startsWith("urn:epc:") ? readKey(each) : undefined;
    return read?.ok === true ? toDigitalLink(read.key, domain) : each;
  }) as Event;

describe("one event", () => {
  it("has one hash in JSON, in XML of 2.0 and of 1.2, in a document and in the results of a query, and each reads without an error", () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 3 }), fc.constantFrom("2.0", "1.2"), fc.constantFrom("document", "query-document"), (events, version, kind) => {
        const read = xml.read(writeXml(version, storedOf(...events), kind, about), { now });
        expect(read.documentProblems).toEqual([]);
        expect(read.kind).toBe(kind);
        expect(read.events.flatMap(({ problems }) => problems.filter(({ severity }) => severity === "error"))).toEqual([]);
        expect(read.events.map(({ content }) => content?.hash)).toEqual(readJson(...events).map(({ content }) => content?.hash));
      }),
      { numRuns: 300 },
    );
  });

  it("has one hash with URNs and with Digital Links of any domain", () => {
    fc.assert(
      fc.property(event, fc.constantFrom("https://id.gs1.org", "https://winery.example/trace"), (one, domain) => {
        expect(readJson(linked(one, domain))[0]?.content?.hash).toBe(readJson(one)[0]?.content?.hash);
      }),
      { numRuns: 200 },
    );
  });

  it("becomes the same items again", () => {
    fc.assert(
      fc.property(event, (one) => {
        const items = xml.read(writeXml("1.2", storedOf(one), "document", about), { now }).events[0]?.content?.items;
        expect(items).toEqual(readJson(one)[0]?.content?.items);
      }),
      { numRuns: 100 },
    );
  });
});

describe("what is written", () => {
  const made: Event = {
    type: "ObjectEvent",
    eventTime: "2024-03-02T08:00:00+01:00",
    eventTimeZoneOffset: "+01:00",
    action: "OBSERVE",
    bizStep: "shipping",
    epcList: [`urn:epc:id:sgtin:3012345.012345.${checkDigit("1")}`],
  };
  const write = (change: Event, version: "2.0" | "1.2" = "2.0") => writeXml(version, storedOf({ ...made, ...change }), "document", about);

  it("is escaped, and a character that XML cannot hold is replaced", () => {
    const strange = write({ "house:note": `<a> & "b" ]]> \u0001 \r\n` });
    expect(strange).toContain('<house:note>&lt;a&gt; &amp; "b" ]]&gt; \uFFFD &#13;\n</house:note>');
    expect(xml.read(strange, { now }).events[0]?.problems).toEqual([]);
  });

  it("has numbers without an exponent and without a lost digit", () => {
    const exact = storedOf({ ...made, quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 5 }] }).map((one) => ({
      ...one,
      json: one.json.replace('"quantity":5', '"quantity":9007199254740993'),
    }));
    expect(writeXml("2.0", exact, "document", about)).toContain("<quantity>9007199254740993</quantity>");
    expect(write({ quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 1e21 }] })).toContain("<quantity>1000000000000000000000</quantity>");
  });

  it("has words as URIs of the version, and the time of recording", () => {
    expect(write({})).toContain("<recordTime>2024-03-03T00:00:00.000Z</recordTime>");
    expect(write({})).toContain("<bizStep>https://ref.gs1.org/cbv/BizStep-shipping</bizStep>");
    expect(write({}, "1.2")).toContain("<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>");
  });

  it.each([
    ["No_Preference", "shipping", "https://ref.gs1.org/cbv/BizStep-shipping"],
    ["Always_Web_URI", "urn:epcglobal:cbv:bizstep:shipping", "https://ref.gs1.org/cbv/BizStep-shipping"],
    ["Always_URN", "shipping", "urn:epcglobal:cbv:bizstep:shipping"],
    ["Always_URN", "https://ref.gs1.org/cbv/BizStep-shipping", "urn:epcglobal:cbv:bizstep:shipping"],
    ["Always_URN", "https://house.example/step", "https://house.example/step"],
    ["Never_Translates", "urn:epcglobal:cbv:bizstep:shipping", "urn:epcglobal:cbv:bizstep:shipping"],
    ["Never_Translates", "shipping", "https://ref.gs1.org/cbv/BizStep-shipping"],
  ] as const)("has words as a caller asks for them: %s writes %s as %s", (words, bizStep, spelled) => {
    expect(writeXml("2.0", storedOf({ ...made, bizStep }), "document", { ...about, words })).toContain(`<bizStep>${spelled}</bizStep>`);
  });

  it("keeps one prefix with two meanings apart", () => {
    const [first, second] = storedOf({ ...made, "house:a": "1" }, { ...made, eventTimeZoneOffset: "+02:00", "@context": { house: "https://elsewhere.example/" }, "house:a": "1" });
    if (first === undefined || second === undefined) throw new Error("two events");
    const hashes = xml.read(writeXml("2.0", [first, second], "document", about), { now }).events.map(({ content }) => content?.hash);
    expect(hashes).toEqual(readJson({ ...made, "house:a": "1" }, { ...made, eventTimeZoneOffset: "+02:00", "@context": { house: "https://elsewhere.example/" }, "house:a": "1" }).map(({ content }) => content?.hash));
  });

  it("of a query names the query and the subscription", () => {
    expect(writeXml("2.0", [], "query-document", { ...about, queryName: "a & b", subscriptionID: "s1" })).toContain(
      "<queryName>a &amp; b</queryName><subscriptionID>s1</subscriptionID><resultsBody><EventList/></resultsBody>",
    );
  });
});
