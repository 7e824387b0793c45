import { decimal, doubt, extensionName, forbid, formed, instant, isMembers, isUri, listOf, membersOf, refuse, text, truth, uri, word } from "./shape.ts";
import type { Check, Members, Seen } from "./shape.ts";

const unit: Check = (value, pointer, seen) => {
  if (typeof value !== "string") refuse(seen, pointer, "not-text", "a unit is a text");
  else if (!/^[A-Z0-9]{2,3}$/.test(value)) forbid(seen, pointer, "not-a-unit", `${JSON.stringify(value.slice(0, 40))} is not a UN/ECE Recommendation 20 code of two or three characters`);
};
const quantityElement = membersOf(
  { epcClass: uri, quantity: decimal, uom: unit },
  { required: ["epcClass"], extensible: false },
);
const place = membersOf({ id: uri }, { required: ["id"] });
const party = (name: string) => membersOf({ type: word("partyType"), [name]: uri }, { required: ["type", name], extensible: false });
const bizTransaction = membersOf({ type: word("transactionType"), bizTransaction: uri }, { required: ["bizTransaction"], extensible: false });

const device = { deviceID: uri, deviceMetadata: uri, rawData: uri, dataProcessingMethod: uri, bizRules: uri, time: instant };
const sensorMetadata = membersOf({ ...device, startTime: instant, endTime: instant });
const sensorReport = membersOf(
  {
    ...device,
    type: word("measurement"),
    exception: word("alert"),
    component: word("component"),
    microorganism: uri,
    chemicalSubstance: uri,
    coordinateReferenceSystem: uri,
    uriValue: uri,
    stringValue: text,
    booleanValue: truth,
    hexBinaryValue: formed(/^[A-Fa-f0-9]+$/, "not-hexadecimal", "hexadecimal"),
    uom: text,
    ...Object.fromEntries(["value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"].map((name) => [name, decimal])),
  },
  { wanted: ["type"] },
);
const sensorElement = membersOf({ sensorMetadata, sensorReport: listOf(sensorReport, { least: 1 }) }, { required: ["sensorReport"] });

const persistent = membersOf({ set: listOf(word("disposition"), { least: 1, unique: true }), unset: listOf(word("disposition"), { least: 1, unique: true }) }, { extensible: false });
const persistentDisposition: Check = (value, pointer, seen) => {
  persistent(value, pointer, seen);
  if (isMembers(value) && value["set"] === undefined && value["unset"] === undefined) refuse(seen, pointer, "missing", "neither set nor unset is there");
};

const ilmd: Check = (value, pointer, seen) => {
  if (!isMembers(value)) return refuse(seen, pointer, "not-an-object", "instance and lot master data is an object");
  for (const name of Object.keys(value)) extensionName(name, pointer, seen);
};

const certificationInfo: Check = (value, pointer, seen) => (Array.isArray(value) ? listOf(uri)(value, pointer, seen) : uri(value, pointer, seen));

/** What every event may have (EPCIS 2.0 section 7.4.1). */
const COMMON: Readonly<Record<string, Check>> = {
  type: text,
  eventTime: instant,
  recordTime: instant,
  eventTimeZoneOffset: formed(/^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/, "not-an-offset", "an offset from -14:00 to +14:00"),
  eventID: uri,
  certificationInfo,
  errorDeclaration: membersOf({ declarationTime: instant, reason: word("errorReason"), correctiveEventIDs: listOf(uri) }, { required: ["declarationTime"] }),
  bizStep: word("bizStep"),
  disposition: word("disposition"),
  readPoint: place,
  bizLocation: place,
  bizTransactionList: listOf(bizTransaction),
  sourceList: listOf(party("source")),
  destinationList: listOf(party("destination")),
  sensorElementList: listOf(sensorElement),
};
const action = formed(/^(?:ADD|OBSERVE|DELETE)$/, "unknown-action", "one of ADD, OBSERVE and DELETE");
const [epcs, quantities] = [listOf(uri, { unique: true }), listOf(quantityElement)];

type Whole = (event: Members, pointer: string, seen: Seen) => void;
type EventShape = { readonly check: Check; readonly whole: Whole };

const filled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** The rule that an event is about something: one of the lists is there, unless a deletion means all of a parent's children. */
function about(epcList: string, quantityList: string, exempt: (event: Members) => boolean, leastEpcs: number): Whole {
  return (event, pointer, seen) => {
    const epcsThere = leastEpcs === 0 ? Array.isArray(event[epcList]) : filled(event[epcList]);
    if (!epcsThere && !filled(event[quantityList]) && !exempt(event)) refuse(seen, pointer, "no-identifiers", `neither ${epcList} nor ${quantityList} says what the event is about`);
  };
}

const isDeletion = (event: Members): boolean => event["action"] === "DELETE";

function transformed(event: Members, pointer: string, seen: Seen): void {
  const [inputs, outputs] = ["input", "output"].map((side) => filled(event[`${side}EPCList`]) || filled(event[`${side}QuantityList`]));
  if (inputs && outputs) return;
  if (event["transformationID"] === undefined) refuse(seen, pointer, "no-identifiers", "a transformation without transformationID has both inputs and outputs");
  else if (!inputs && !outputs) refuse(seen, pointer, "no-identifiers", "a part of a transformation has inputs or outputs");
}

function ofObjects(event: Members, pointer: string, seen: Seen): void {
  const sensed = Array.isArray(event["sensorElementList"]) && event["readPoint"] !== undefined;
  about("epcList", "quantityList", () => sensed, 0)(event, pointer, seen);
  if (event["ilmd"] !== undefined && event["action"] !== "ADD") forbid(seen, `${pointer}/ilmd`, "ilmd-without-add", "instance and lot master data stands only in an event with action ADD");
}

const PARENT = { parentID: uri, childEPCs: listOf(uri), childQuantityList: quantities };
const SHAPES: Readonly<Record<string, EventShape>> = {
  ObjectEvent: { check: membersOf({ ...COMMON, action, epcList: epcs, quantityList: quantities, persistentDisposition, ilmd }, { required: ["eventTime", "eventTimeZoneOffset", "action"] }), whole: ofObjects },
  AggregationEvent: {
    check: membersOf({ ...COMMON, action, ...PARENT, persistentDisposition }, { required: ["eventTime", "eventTimeZoneOffset", "action"] }),
    whole: about("childEPCs", "childQuantityList", isDeletion, 1),
  },
  AssociationEvent: {
    check: membersOf({ ...COMMON, action, ...PARENT, persistentDisposition }, { required: ["eventTime", "eventTimeZoneOffset", "action", "parentID"] }),
    whole: about("childEPCs", "childQuantityList", isDeletion, 1),
  },
  TransactionEvent: {
    check: membersOf(
      { ...COMMON, action, parentID: uri, epcList: epcs, quantityList: quantities, bizTransactionList: listOf(bizTransaction, { least: 1 }) },
      { required: ["eventTime", "eventTimeZoneOffset", "action", "bizTransactionList"] },
    ),
    whole: about("epcList", "quantityList", isDeletion, 0),
  },
  TransformationEvent: {
    check: membersOf(
      { ...COMMON, inputEPCList: epcs, inputQuantityList: quantities, outputEPCList: epcs, outputQuantityList: quantities, transformationID: uri, persistentDisposition, ilmd },
      { required: ["eventTime", "eventTimeZoneOffset"] },
    ),
    whole: transformed,
  },
};

/** Event types of the standard. */
export const EVENT_TYPES = Object.keys(SHAPES);

/** Checks the structure of one event (EPCIS 2.0 section 7.4): members, their types and words, and the rules between them. An event type of the sender's own is a URI, and is taken with a doubt. */
export function checkEvent(value: unknown, pointer: string, seen: Seen): void {
  if (!isMembers(value)) return refuse(seen, pointer, "not-an-object", "an event is an object");
  const type = value["type"];
  if (typeof type !== "string") return refuse(seen, `${pointer}/type`, "missing", "the event has no type");
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (shape !== undefined) {
    shape.check(value, pointer, seen);
    shape.whole(value, pointer, seen);
  } else if (isUri(type)) {
    ownType(value, pointer, seen);
  } else {
    refuse(seen, `${pointer}/type`, "unknown-type", `${type.slice(0, 60)} is not one of ${EVENT_TYPES.join(", ")}, and a type of your own is a URI`);
  }
}

const OWN = membersOf({ ...COMMON, action, ...PARENT, epcList: epcs, quantityList: quantities, persistentDisposition, ilmd }, { required: ["eventTime", "eventTimeZoneOffset"] });

function ownType(event: Members, pointer: string, seen: Seen): void {
  OWN(event, pointer, seen);
  doubt(seen, `${pointer}/type`, "own-event-type", "an event type outside the standard; it is kept, and nothing is concluded from it", {});
}
