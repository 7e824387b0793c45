import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { format } from "./formats/epcis-json/format.ts";
import { prefixesInHeader, queryOfAddress } from "./query.ts";
import { listEvents } from "./queries/events.ts";
import { inTime } from "./queries/time.ts";
import { listValues } from "./queries/vocabulary.ts";

const officer: Actor = { kind: "key", id: 3, name: "officer", role: "customs_officer", organisation: 1 };
const feed: Actor = { kind: "key", id: 1, name: "feed", role: "feed", organisation: 41 };
const stranger: Actor = { kind: "key", id: 2, name: "stranger", role: "feed", organisation: 42 };
const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { ex: "https://ns.example.com/", twin: "https://ns.example.com/", far: "https://far.example.com/" }];
const [SGTIN, LGTIN, SSCC] = ["urn:epc:id:sgtin:3012345.012345.7", "urn:epc:class:lgtin:3012345.012345.A", "urn:epc:id:sscc:3012345.1234567890"];
const [LINK, LOT] = ["https://id.gs1.org/01/03012345123457/21/7", "https://example.com/01/03012345123457/10/A"];

/** One event of each kind; what each test asks for distinguishes them. Named by their ids, `urn:uuid:<letter>`. */
const EVENTS: Readonly<Record<string, object>> = {
  a: {
    type: "ObjectEvent", action: "ADD", bizStep: "commissioning", disposition: "active", eventTime: "2024-01-01T08:00:00+01:00", epcList: [SGTIN], quantityList: [{ epcClass: LGTIN, quantity: 200, uom: "KGM" }],
    readPoint: { id: "urn:epc:id:sgln:3012345.00001.0", "ex:dock": "north" },
    bizLocation: { id: "urn:epc:id:sgln:3012345.00002.0" },
    persistentDisposition: { set: ["completeness_verified"], unset: ["https://ref.gs1.org/cbv/Disp-completeness_inferred"] },
    ilmd: { "ex:vintage": 2020, "cbvmda:countryOfOrigin": "FR", "ex:vineyard": { "ex:slope": "south" } },
    "ex:colour": "red",
    "ex:size": 5,
    "ex:packed": "2024-01-01T07:00:00Z",
    "far:colour": "blue",
    "ex:box": { "ex:lid": "shut", "ex:depth": 12 },
  },
  b: {
    type: "AggregationEvent", action: "OBSERVE", bizStep: "packing", eventTime: "2024-01-02T08:00:00+01:00", parentID: SSCC, childEPCs: [LINK], childQuantityList: [{ epcClass: LOT, quantity: 12 }],
    readPoint: { id: "https://example.com/414/3012345000017/254/7" }, bizLocation: { id: "https://warehouse.example.com/7" }, bizTransactionList: [{ type: "po", bizTransaction: "urn:epc:id:gdti:3012345.00001.1234" }, { type: "far:deal", bizTransaction: "http://deal.example.com/9" }],
    sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:3012345.00001" }], destinationList: [{ type: "https://ref.gs1.org/cbv/SDT-possessing_party", destination: "https://example.com/417/4012345000009" }], "twin:colour": "green", "ex:size": "7",
  },
  c: { type: "TransformationEvent", bizStep: "urn:epcglobal:cbv:bizstep:creating_class_instance", eventTime: "2024-01-03T08:00:00+01:00", transformationID: "urn:epc:id:gdti:3012345.00001.77", inputEPCList: [SGTIN], inputQuantityList: [{ epcClass: LGTIN, quantity: 1 }], outputEPCList: ["urn:epc:id:sgtin:3012345.099999.1"], outputQuantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.099999.B", quantity: 3, uom: "LTR" }] },
  d: { type: "AssociationEvent", action: "DELETE", bizStep: "https://steps.example.com/decanting", disposition: "https://states.example.com/decanted", eventTime: "2024-01-04T08:00:00+01:00", parentID: "urn:epc:id:grai:3012345.12345.A1", childEPCs: ["urn:epc:id:giai:3012345.X1"] },
  e: {
    type: "ObjectEvent", action: "OBSERVE", bizStep: "sensor_reporting", eventTime: "2024-01-05T08:00:00+01:00", epcList: [SSCC],
    sensorElementList: [{
      sensorMetadata: {
        time: "2024-01-05T07:00:00Z",
        startTime: "2024-01-05T06:00:00Z",
        endTime: "2024-01-05T07:00:00Z",
        deviceID: "urn:epc:id:giai:3012345.S1",
        bizRules: "https://example.com/rules/1",
        dataProcessingMethod: "https://example.com/methods/1",
        "ex:mount": "roof",
      },
      sensorReport: [
        { type: "Temperature", value: 5, minValue: 2, maxValue: 8, meanValue: 4.5, sDev: 1, uom: "CEL", percRank: 50, percValue: 6, "ex:drift": 0.5, "ex:probe": { "ex:tip": "steel" } },
        { type: "RelativeHumidity", value: 60, uom: "P1", stringValue: "damp", booleanValue: true, hexBinaryValue: "F0F0", uriValue: "https://example.com/readings/1", microorganism: "https://www.ncbi.nlm.nih.gov/taxonomy/1126011", chemicalSubstance: "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N" },
      ],
      "ex:zone": "cold", "ex:shelf": { "ex:row": 4 },
    }],
  },
  f: {
    type: "ObjectEvent", action: "OBSERVE", eventTime: "2024-01-06T08:00:00+01:00", epcList: ["urn:epc:id:sgtin:3012345.012345.8"],
    errorDeclaration: { declarationTime: "2024-02-01T08:00:00Z", reason: "incorrect_data", correctiveEventIDs: ["urn:uuid:a"], "ex:clerk": "Li", "ex:desk": { "ex:floor": 3 } },
  },
  g: {
    type: "TransactionEvent",
    action: "ADD",
    eventTime: "2024-01-07T08:00:00+01:00",
    epcList: ["urn:epc:id:sgtin:9999999.012345.1"],
    bizTransactionList: [{ type: "inv", bizTransaction: "http://deal.example.com/9" }],
    readPoint: { id: "urn:epc:id:sgln:4012345.00002.0" },
  },
};

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  for (const [letter, event] of Object.entries(EVENTS)) await keep(letter, event, `2024-03-0${Object.keys(EVENTS).indexOf(letter) + 1}T00:00:00Z`);
  const [site] = await test.owner`insert into sites (name, country, kind) values ('Winery', 'FR', 'winery') returning id`;
  await test.owner`insert into site_identifiers (site_id, scheme, value) values (${site?.["id"]}, 'gln', '3012345000017')`;
});
afterAll(async () => test.close());

async function keep(letter: string, event: object, recordTime: string): Promise<void> {
  const text = JSON.stringify({ "@context": CONTEXT, eventTimeZoneOffset: "+01:00", eventID: `urn:uuid:${letter}`, ...event });
  const [read] = format.read(text, { now: new Date("2024-06-01T00:00:00Z") }).events;
  const content = read?.content;
  if (content == null) throw new Error(`${letter}: ${JSON.stringify(read?.problems)}`);
  await test.owner.begin(async (owner) => {
    await owner`select set_config('app.scope', 'all', true)`;
    const [row] = await owner`
      insert into feed_events (event_id, declares_error, hash, type, action, event_time, event_time_zone_offset, record_time, biz_step, disposition, read_point, biz_location, document_id, source_organisation_id, body, context, problems)
      values (${`urn:uuid:${letter}`}, ${content.declaresError}, ${content.hash}, ${content.type}, ${content.action}, ${content.eventTime}, '+01:00', ${recordTime}, ${content.bizStep}, ${content.disposition}, ${content.readPoint?.key ?? null}, ${content.bizLocation?.key ?? null},
        'seed', 41, ${content.bodyText}::text::jsonb, ${JSON.stringify(CONTEXT)}::text::jsonb, '[]') returning id`;
    for (const { item, role, gtin, lot, quantity, unit } of content.items)
      await owner`insert into event_items (event_pk, item, role, gtin, lot, quantity, unit) values (${row?.["id"]}, ${item}, ${role}, ${gtin}, ${lot}, ${quantity}, ${unit})`;
    await owner`insert into event_links select id, named.* from feed_events cross join lateral epcis_links(body, context) as named where id = ${row?.["id"]}`;
  });
}

async function forget(letter: string): Promise<void> {
  await test.owner.begin(async (owner) => {
    await owner`select set_config('app.scope', 'all', true)`;
    await owner`delete from event_items where event_pk = (select id from feed_events where event_id = ${`urn:uuid:${letter}`})`;
    await owner`delete from feed_events where event_id = ${`urn:uuid:${letter}`}`;
  });
}

function lettersOf(rows: readonly { readonly json: string }[]): string {
  return rows.map(({ json }) => (JSON.parse(json) as { eventID: string }).eventID.replace("urn:uuid:", "")).join("");
}

/** The letters of the events that a query finds, in its order. */
async function found(query: string, { by = officer, extensions = "ex=https://ns.example.com/,far=https://far.example.com/" } = {}): Promise<string> {
  const read = queryOfAddress(new URLSearchParams(query.replaceAll("+", "%2B")), prefixesInHeader(extensions));
  const { rows } = await reading(by, "event.read", (tx, scope) => listEvents(tx, read, { limit: 100 }, scope));
  return lettersOf(rows);
}

describe("events are found by", () => {
  it.each([
    ["eventType=AggregationEvent|AssociationEvent", "bd"], ["eventType=https://types.example.com/x", ""],
    ["GE_eventTime=2024-01-06T08:00:00+01:00", "fg"], ["LT_eventTime=2024-01-02T07:00:00Z", "a"],
    ["GE_recordTime=2024-03-06T00:00:00Z", "fg"], ["LT_recordTime=2024-03-02T00:00:00Z", "a"],
    ["EQ_action=ADD", "ag"], ["EQ_action=DELETE|ADD", "adg"],
    ["EQ_bizStep=packing|commissioning", "ab"], ["EQ_bizStep=https://steps.example.com/decanting", "d"], ["EQ_bizStep=creating_class_instance", "c"], ["EQ_bizStep=shipping", ""],
    ["EQ_disposition=active", "a"], ["EQ_disposition=expired", ""],
    ["EQ_persistentDisposition_set=completeness_verified", "a"], ["EQ_persistentDisposition_set=completeness_inferred", ""],
    ["EQ_persistentDisposition_unset=completeness_inferred", "a"], ["EQ_persistentDisposition_unset=completeness_verified", ""],
    ["EQ_readPoint=https://id.gs1.org/414/3012345000017", "a"], ["WD_readPoint=urn:epc:id:sgln:3012345.00001.0", "ab"], ["WD_readPoint=urn:epc:id:sgln:3012345.00009.0", ""], ["EQ_readPoint=urn:epc:id:sgln:3012345.00001.7|urn:epc:id:sgln:4012345.00002.0", "bg"],
    ["EQ_bizLocation=(414)3012345000024", "a"], ["WD_bizLocation=https://warehouse.example.com/7", "b"], ["EQ_bizLocation=urn:epc:id:sgln:3012345.00001.0", ""],
    ["EQ_bizTransaction_po=https://id.gs1.org/253/30123450000171234", "b"], ["EQ_bizTransaction_urn:epcglobal:cbv:btt:inv=http://deal.example.com/9", "g"], ["EQ_bizTransaction_far:deal=http://deal.example.com/9", "b"], ["EQ_bizTransaction_po=http://deal.example.com/9", ""],
    ["EQ_source_owning_party=https://id.gs1.org/417/3012345000017", "b"], ["EQ_source_possessing_party=https://id.gs1.org/417/3012345000017", ""],
    ["EQ_destination_possessing_party=urn:epc:id:pgln:4012345.00000", "b"], ["EQ_destination_owning_party=urn:epc:id:pgln:4012345.00000", ""],
    ["EQ_transformationID=urn:epc:id:gdti:3012345.00001.77", "c"], ["EQ_transformationID=urn:epc:id:gdti:3012345.00001.78", ""],
    [`MATCH_epc=${LINK}`, "ab"], [`MATCH_epc=${SGTIN}`, "ab"], ["MATCH_epc=(01)03012345123457(21)7", "ab"], ["MATCH_epc=urn:epc:idpat:sgtin:3012345.012345.*", "abf"], ["MATCH_epc=urn:epc:idpat:sgtin:9999999.*.*", "g"], ["MATCH_epc=urn:epc:id:sgtin:3012345.012345.6", ""],
    [`MATCH_parentID=${SSCC}`, "b"], ["MATCH_parentID=urn:epc:idpat:sscc:3012345.*", "b"], ["MATCH_parentID=urn:epc:idpat:grai:3012345.12345.*", "d"], [`MATCH_parentID=${SGTIN}`, ""],
    [`MATCH_inputEPC=${LINK}`, "c"], ["MATCH_inputEPC=urn:epc:id:sgtin:3012345.099999.1", ""], ["MATCH_outputEPC=urn:epc:id:sgtin:3012345.099999.1", "c"], [`MATCH_outputEPC=${SGTIN}`, ""],
    [`MATCH_anyEPC=${SGTIN}`, "abc"], [`MATCH_anyEPC=${SSCC}`, "be"], ["MATCH_anyEPC=urn:epc:id:giai:3012345.X1|urn:epc:id:sgtin:9999999.012345.1", "dg"], ["MATCH_anyEPC=urn:epc:id:giai:3012345.X2", ""],
    [`MATCH_epcClass=${LOT}`, "ab"], [`MATCH_epcClass=${LGTIN}`, "ab"], ["MATCH_epcClass=urn:epc:idpat:sgtin:3012345.012345.*", "ab"], ["MATCH_epcClass=urn:epc:class:lgtin:3012345.012345.Z", ""],
    [`MATCH_inputEPCClass=${LOT}`, "c"], ["MATCH_inputEPCClass=urn:epc:class:lgtin:3012345.099999.B", ""], ["MATCH_outputEPCClass=urn:epc:class:lgtin:3012345.099999.B", "c"], [`MATCH_outputEPCClass=${LGTIN}`, ""], [`MATCH_anyEPCClass=${LGTIN}`, "abc"], ["MATCH_anyEPCClass=urn:epc:class:lgtin:3012345.099999.Z", ""],
    ["EQ_quantity=12|3", "bc"], ["GT_quantity=12", "a"], ["GE_quantity=12", "ab"], ["LT_quantity=3", "c"], ["LE_quantity=3", "c"], ["EQ_quantity=13", ""], ["EQ_quantity_GRM=200000", "a"], ["GE_quantity_MLT=3000", "c"], ["GT_quantity_MLT=3000", ""], ["EQ_quantity_KGM=12", ""],
    ["EQ_eventID=urn:uuid:c|urn:uuid:d", "cd"], ["EQ_eventID=urn:uuid:z", ""],
    ["EXISTS_errorDeclaration=", "f"], ["EXISTS_errorDeclaration=false&EQ_action=ADD", "ag"], ["GE_errorDeclarationTime=2024-02-01T08:00:00Z", "f"], ["GE_errorDeclaration_Time=2024-02-01T08:00:01Z", ""], ["LT_errorDeclarationTime=2024-02-01T08:00:01Z", "f"], ["LT_errorDeclaration_Time=2024-02-01T08:00:00Z", ""],
    ["EQ_errorReason=incorrect_data", "f"], ["EQ_errorReason=did_not_occur", ""], ["EQ_correctiveEventID=urn:uuid:a", "f"], ["EQ_correctiveEventID=urn:uuid:b", ""],
  ])("%s: %s", async (query, events) => {
    expect(await found(query)).toBe(events);
  });
});

describe("fields of the sender's own are found by", () => {
  it.each([
    ["EQ_ex:colour=red|green", "ab"], ["EQ_far:colour=blue", "a"], ["EQ_ex:colour=blue", ""], ["EQ_https://ns.example.com/#colour=red", "a"], ["EQ_https://other.example.com/#colour=red", ""], ["EQ_ex:size=5", "a"], ["EQ_ex:size=5.0", "a"], ["GT_ex:size=5", "b"], ["GE_ex:size=5", "ab"], ["LT_ex:size=7", "a"], ["LE_ex:size=7", "ab"], ["GE_ex:packed=2024-01-01T08:00:00+01:00", "a"], ["LT_ex:packed=2024-01-01T08:00:00+01:00", ""],
    ["EXISTS_ex:colour=", "ab"], ["EXISTS_ex:lid=", ""], ["EQ_INNER_ex:lid=shut", "a"], ["EQ_INNER_ex:colour=red", ""], ["GT_INNER_ex:depth=11", "a"], ["LT_INNER_ex:depth=12", ""], ["EXISTS_INNER_ex:depth=", "a"], ["EXISTS_INNER_ex:slope=", ""],
    ["EQ_ILMD_ex:vintage=2020", "a"], ["EQ_ILMD_cbvmda:countryOfOrigin=FR", "a"], ["EQ_ILMD_cbvmda:countryOfOrigin=IT", ""], ["GE_ILMD_ex:vintage=2021", ""], ["LE_ILMD_ex:vintage=2020", "a"], ["EXISTS_ILMD_ex:vintage=", "a"], ["EXISTS_ILMD_ex:colour=", ""], ["EQ_INNER_ILMD_ex:slope=south", "a"], ["EQ_INNER_ILMD_ex:vintage=2020", ""], ["EXISTS_INNER_ILMD_ex:slope=", "a"],
    ["EQ_ERROR_DECLARATION_ex:clerk=Li", "f"], ["EQ_ERROR_DECLARATION_ex:clerk=Wang", ""], ["EXISTS_ERROR_DECLARATION_ex:clerk=", "f"], ["GT_INNER_ERROR_DECLARATION_ex:floor=2", "f"], ["EXISTS_INNER_ERROR_DECLARATION_ex:clerk=", ""],
    ["EQ_readPoint_ex:dock=north", "a"], ["EQ_readPoint_ex:dock=south", ""], ["EQ_bizLocation_ex:dock=north", ""], ["EQ_INNER_readPoint_ex:dock=north", ""],
    ["EQ_SENSORELEMENT_ex:zone=cold", "e"], ["EQ_SENSORELEMENT_ex:zone=warm", ""], ["EQ_SENSORMETADATA_ex:mount=roof", "e"], ["EXISTS_SENSORMETADATA_ex:zone=", ""], ["GT_SENSORREPORT_ex:drift=0.4", "e"], ["GT_SENSORREPORT_ex:drift=0.5", ""], ["EXISTS_SENSORREPORT_ex:drift=", "e"], ["EQ_INNER_SENSORELEMENT_ex:row=4", "e"], ["EQ_INNER_SENSORREPORT_ex:tip=steel", "e"], ["EQ_INNER_SENSORELEMENT_ex:tip=steel", ""], ["EXISTS_SENSORELEMENT_ex:zone=", "e"],
    ["HASATTR_readPoint=latitude", ""], ["HASATTR_readPoint=cbvmda:countryCode", "ab"], ["EQATTR_readPoint_countryCode=FR", "ab"], ["EQ_ATTR_readPoint_countryCode=IT", ""], ["HASATTR_bizLocation=name", ""],
  ])("%s: %s", async (query, events) => {
    expect(await found(query)).toBe(events);
  });

  it("the prefix's namespace, not its letters; and by its letters where the caller does not say what it stands for", async () => {
    expect(await found("EQ_mine:colour=red", { extensions: "mine=https://ns.example.com/" })).toBe("a");
    expect(await found("EQ_far:colour=red", { extensions: "far=https://ns.example.com/" })).toBe("a");
    expect(await found("EQ_ex:colour=green", { extensions: "" })).toBe("");
    expect(await found("EQ_twin:colour=green", { extensions: "" })).toBe("b");
  });
});

describe("sensor reports are found by", () => {
  it.each([
    ["EXISTS_sensorElementList=", "e"], ["EQ_type=Temperature", "e"], ["EQ_type=Pressure", ""], ["EQ_deviceID=https://id.gs1.org/8004/3012345S1", "e"], ["EQ_deviceID=urn:epc:id:giai:3012345.S2", ""],
    ["GE_time=2024-01-05T07:00:00Z", "e"], ["LT_time=2024-01-05T07:00:00Z", ""], ["GE_startTime=2024-01-05T06:00:00Z", "e"], ["LT_startTime=2024-01-05T06:00:00Z", ""], ["GE_endTime=2024-01-05T08:00:00Z", ""], ["LT_endTime=2024-01-05T08:00:00Z", "e"],
    ["EQ_dataProcessingMethod=https://example.com/methods/1", "e"], ["EQ_dataProcessingMethod=https://example.com/methods/2", ""], ["EQ_bizRules=https://example.com/rules/1", "e"], ["EQ_bizRules=https://example.com/rules/2", ""],
    ["EQ_microorganism=https://www.ncbi.nlm.nih.gov/taxonomy/1126011", "e"], ["EQ_microorganism=https://www.ncbi.nlm.nih.gov/taxonomy/1", ""], ["EQ_chemicalSubstance=https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N", "e"], ["EQ_chemicalSubstance=https://identifiers.org/x", ""],
    ["EQ_stringValue=damp", "e"], ["EQ_stringValue=dry", ""], ["EQ_booleanValue=true", "e"], ["EQ_booleanValue=false", ""], ["EQ_hexBinaryValue=F0F0", "e"], ["EQ_hexBinaryValue=F0F1", ""], ["EQ_uriValue=https://example.com/readings/1", "e"], ["EQ_uriValue=https://example.com/readings/2", ""],
    ["GE_percRank=50", "e"], ["GT_percRank=50", ""], ["LE_percRank=50", "e"], ["LT_percRank=50", ""],
    ["EQ_value_CEL=5", "e"], ["EQ_value_FAH=41", "e"], ["EQ_value_FAH=40", ""], ["GE_value_KEL=278.15", "e"], ["GT_value_KEL=278.15", ""], ["LT_value_CEL=5", ""], ["LE_value_CEL=5", "e"], ["EQ_value_C62=0.6", "e"],
    ["GE_minValue_CEL=2", "e"], ["GT_minValue_CEL=2", ""], ["LE_maxValue_FAH=46.4", "e"], ["LT_maxValue_FAH=46.4", ""], ["GT_meanValue_CEL=4", "e"], ["GT_meanValue_CEL=4.5", ""], ["GE_sDev_FAH=1.8", "e"], ["GT_sDev_FAH=1.8", ""], ["GE_percValue_CEL=6", "e"], ["LT_percValue_CEL=6", ""],
  ])("%s: %s", async (query, events) => {
    expect(await found(query)).toBe(events);
  });
});

describe("the order of events", () => {
  it.each([
    ["orderBy=eventTime&orderDirection=ASC", "abcdefg"], ["orderBy=eventTime", "gfedcba"], ["orderBy=recordTime&orderDirection=DESC", "gfedcba"], ["orderBy=ex:size&orderDirection=ASC&EXISTS_ex:size=", "ab"], ["orderBy=ex:size&EXISTS_ex:size=", "ba"],
    ["orderBy=eventTime&eventCountLimit=2", "gf"], ["orderBy=eventTime&orderDirection=ASC&eventCountLimit=2&EQ_action=ADD", "ag"],
  ])("by %s is %s", async (query, events) => {
    expect(await found(query)).toBe(events);
  });

  it.each([["maxEventCount=7", "abcdefg"], ["maxEventCount=2&EQ_action=ADD", "ag"]])("within %s they are all given", async (query, events) => {
    expect(await found(query)).toBe(events);
  });

  it.each(["maxEventCount=6", "maxEventCount=1&EQ_action=ADD"])("beyond %s the query fails as too large", async (query) => {
    await expect(found(query)).rejects.toMatchObject({ code: "query-too-large" });
  });
});

describe("pages", () => {
  const pages = async (query: string, meanwhile?: () => Promise<void>): Promise<string[]> => {
    const read = queryOfAddress(new URLSearchParams(query), prefixesInHeader("ex=https://ns.example.com/"));
    const seen: string[] = [];
    for (let token: string | undefined, turn = 0; turn < 10; turn++) {
      const { rows, next } = await reading(officer, "event.read", (tx) => listEvents(tx, read, { limit: 2, token }));
      seen.push(lettersOf(rows));
      if (turn === 0) await meanwhile?.();
      if (next === null) return seen;
      token = next;
    }
    return seen;
  };

  it.each(["", "orderBy=eventTime&orderDirection=ASC", "orderBy=recordTime&orderDirection=ASC", "GE_eventTime=2000-01-01T00:00:00Z"])("of %j follow each other without a gap", async (query) => {
    expect(await pages(query)).toEqual(["ab", "cd", "ef", "g"]);
  });

  it("go on in descending order, by a field of the sender's own, over several places, and to the end of the first that are wanted", async () => {
    expect(await pages("orderBy=eventTime")).toEqual(["gf", "ed", "cb", "a"]);
    expect((await pages("orderBy=ex:size&orderDirection=ASC")).join("").slice(0, 2)).toBe("ab");
    expect(await pages("EQ_readPoint=urn:epc:id:sgln:3012345.00001.0|urn:epc:id:sgln:3012345.00001.7|urn:epc:id:sgln:4012345.00002.0")).toEqual(["ab", "g"]);
    expect(await pages("orderBy=eventTime&eventCountLimit=3")).toEqual(["gf", "e"]);
  });

  it("end with the events that were there when the first was asked for", async () => {
    const late = { type: "ObjectEvent", action: "OBSERVE", eventTime: "2024-01-02T12:00:00+01:00", epcList: [SGTIN] };
    expect(await pages("orderBy=eventTime&orderDirection=ASC", () => keep("z", late, "2024-04-01T00:00:00Z"))).toEqual(["ab", "cd", "ef", "g"]);
    expect(await found("orderBy=eventTime&orderDirection=ASC")).toBe("abzcdefg");
    await forget("z");
  });
});

it("a query that takes too long is given up as too complex", async () => {
  const cancelled = sql`do $$ begin raise exception using errcode = 'query_canceled'; end $$`;
  await expect(reading(officer, "event.read", (tx) => inTime(tx, async () => tx.execute(cancelled)))).rejects.toMatchObject({ code: "query-too-complex" });
});

describe("who asks", () => {
  it("sees the events of the own organisation alone, unless an authority", async () => {
    expect([await found("", { by: feed }), await found("", { by: stranger }), await found(`MATCH_anyEPC=${SGTIN}`, { by: stranger })]).toEqual(["abcdefg", "", ""]);
  });

  it("finds in the lists of values what the own events have", async () => {
    const values = (by: Actor, after?: string) => reading(by, "event.read", (tx, scope) => listValues(tx, "bizSteps", { limit: 2, after }, scope));
    expect(await values(officer)).toEqual({ rows: ["commissioning", "creating_class_instance"], next: "creating_class_instance" });
    expect((await values(feed, "creating_class_instance")).rows).toEqual(["https://steps.example.com/decanting", "packing"]);
    expect(await values(stranger)).toEqual({ rows: [], next: null });
    const epcs = await reading(feed, "event.read", (tx, scope) => listValues(tx, "epcs", { limit: 3 }, scope));
    expect(epcs.rows).toEqual(["00/130123452345678903", "01/03012345123457/21/7", "01/03012345123457/21/8"]);
  });
});
