import { createHash } from "node:crypto";
import { parseInstant } from "#lib/measures/period";
import { webLink } from "./link.ts";
import { readWord } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** An event in the JSON model of EPCIS 2.0: words may be short, names and values may be CURIEs, numbers may stand as exact text. */
export type Tree = { readonly [name: string]: unknown };

/** How names and values of a document are written out: `uri` expands a CURIE, `name` makes `{namespace}local`, `number` the exact text of a number. */
export type Spelling = { uri(text: string): string; name(key: string): string; number(value: unknown): string | undefined; readonly ignored: ReadonlySet<string> };

const INSTANTS = new Set(["eventTime", "time", "startTime", "endTime"]);
const WORDS: Readonly<Record<string, Vocabulary>> = { bizStep: "bizStep", disposition: "disposition", set: "disposition", unset: "disposition", component: "component", exception: "alert" };
const METADATA = ["time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"];
const REPORT = [
  "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time", "microorganism", "chemicalSubstance", "value", "component", "stringValue",
  "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem",
];
const EPC_LISTS = ["epcList", "inputEPCList", "childEPCs", "outputEPCList"];
const QUANTITY_LISTS = ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"];
const ORDER = [
  "eventTime", "eventTimeZoneOffset", "certificationInfo", "parentID", "epcList", "inputEPCList", "childEPCs", "quantityList", "childQuantityList", "inputQuantityList",
  "outputEPCList", "outputQuantityList", "action", "transformationID", "bizStep", "disposition", "persistentDisposition", "readPoint", "bizLocation", "sensorElementList",
];
const LEFT_OUT = new Set(["type", "@context", "eventID", "recordTime", "errorDeclaration", "comment", "rdfs:comment"]);
const PAIRS: Readonly<Record<string, Vocabulary>> = { bizTransactionList: "transactionType", sourceList: "partyType", destinationList: "partyType" };

/** The CBV 2.0 event hash (section 8.9) as an `ni` URI (RFC 6920). It depends on what an event says and on no spelling of it. */
export function eventHash(event: Tree, spelling: Spelling): string {
  return `ni:///sha-256;${createHash("sha256").update(preHash(event, spelling), "utf8").digest("hex")}?ver=CBV2.0`;
}

/** The text that the event hash is taken of: names and canonical values in the standard's order, lists and extensions sorted. */
export function preHash(event: Tree, spelling: Spelling): string {
  const writer = new Writer(spelling);
  const ordered = ORDER.map((name) => writer.standard(name, event[name]));
  const rest = Object.keys(event)
    .filter((name) => !ORDER.includes(name) && !LEFT_OUT.has(name) && !spelling.ignored.has(spelling.name(name)))
    .map((name) => writer.remaining(name, event[name]));
  return [`eventType=${spelling.uri(String(event["type"]))}`, ...ordered, ...rest.toSorted(byCode)].join("");
}

/** Order of code points, which is that of UTF-8; JavaScript's own order is that of UTF-16, and differs from the surrogates on. */
function byCode(a: string, b: string): number {
  if (!/[\uD800-\uFFFF]/.test(a + b)) return a < b ? -1 : Number(a > b);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

class Writer {
  private readonly spelling: Spelling;

  constructor(spelling: Spelling) {
    this.spelling = spelling;
  }

  standard(name: string, value: unknown): string {
    if (value === undefined || value === null) return "";
    if (EPC_LISTS.includes(name)) return this.list(name, listed(value).map((each) => this.pair("epc", each)));
    if (QUANTITY_LISTS.includes(name)) return this.list(name, listed(value).map((each) => named("quantityElement", this.fields(each, ["epcClass", "quantity", "uom"]))));
    switch (name) {
      case "persistentDisposition":
        return named(name, this.fields(value, ["set", "unset"]));
      case "readPoint":
      case "bizLocation":
        return named(name, this.fields(value, ["id"]));
      case "sensorElementList":
        return this.list(name, listed(value).map((each) => named("sensorElement", this.sensor(each))));
      default:
        return listed(value).map((each) => this.pair(name, each)).toSorted(byCode).join("");
    }
  }

  remaining(name: string, value: unknown): string {
    const vocabulary = PAIRS[name];
    if (vocabulary !== undefined) return this.list(name, listed(value).map((each) => this.typed(each, name.slice(0, -"List".length), vocabulary)));
    return name === "ilmd" ? named(name, this.inner(value)) : this.extension(name, value);
  }

  private list(name: string, members: readonly string[]): string {
    return named(name, members.filter((each) => each !== "").toSorted(byCode).join(""));
  }

  private typed(value: unknown, name: string, vocabulary: Vocabulary): string {
    const { type, ...rest } = tree(value);
    return `${type === undefined ? "" : this.pair("type", type, vocabulary)}${this.pair(name, rest[name])}`;
  }

  private sensor(value: unknown): string {
    const { sensorMetadata, sensorReport, ...extensions } = tree(value);
    const reports = listed(sensorReport).map((each) => named("sensorReport", this.fields(each, REPORT))).toSorted(byCode);
    return [named("sensorMetadata", this.fields(sensorMetadata, METADATA)), ...reports, this.inner(extensions)].join("");
  }

  /** Fields in their given order, then what the sender added, sorted. */
  private fields(value: unknown, order: readonly string[]): string {
    const given = tree(value);
    const extensions = Object.fromEntries(Object.entries(given).filter(([name]) => !order.includes(name)));
    const vocabulary = order === REPORT ? "measurement" : undefined;
    const written = order.flatMap((name) => listed(given[name]).map((each) => this.pair(name, each, name === "type" ? vocabulary : undefined)).toSorted(byCode));
    return [...written, this.inner(extensions)].join("");
  }

  private inner(value: unknown): string {
    return Object.entries(tree(value)).filter(([name]) => !LEFT_OUT.has(name)).map(([name, each]) => this.extension(name, each)).toSorted(byCode).join("");
  }

  private extension(name: string, value: unknown): string {
    const key = this.spelling.name(name);
    return listed(value).map((each) => {
      if (Array.isArray(each)) return this.extension(name, each);
      if (isTree(each) && this.spelling.number(each) === undefined) return `${key}${this.inner(each)}`;
      return this.written(key, each);
    }).toSorted(byCode).join("");
  }

  private pair(name: string, value: unknown, vocabulary: Vocabulary | undefined = WORDS[name]): string {
    if (INSTANTS.has(name) && typeof value === "string") return `${name}=${canonicalInstant(value)}`;
    if (vocabulary !== undefined && typeof value === "string") {
      const uri = this.spelling.uri(value.trim());
      return `${name}=${readWord(vocabulary, uri)?.web ?? uri}`;
    }
    return this.written(name, value);
  }

  private written(name: string, value: unknown): string {
    const text = this.value(value);
    return text === "" ? "" : `${name}=${text}`;
  }

  private value(value: unknown): string {
    const number = this.spelling.number(value);
    if (number !== undefined) return plainNumber(number);
    if (typeof value === "boolean") return String(value);
    if (typeof value !== "string") return "";
    const text = this.spelling.uri(value.trim());
    return webLink(text) ?? plainNumber(text);
  }
}

const named = (name: string, inner: string): string => (inner === "" ? "" : `${name}${inner}`);

function listed(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** A decimal without exponent, sign of plus, leading or trailing zeros; any other text as it is. */
export function plainNumber(text: string): string {
  const parts = /^\s*([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text);
  if (parts === null) return text;
  const [digits, point] = [`${parts[2]}${parts[3] ?? ""}`, (parts[2] ?? "").length + Number(parts[4] ?? "0")];
  const padded = point > digits.length ? digits.padEnd(point, "0") : digits.padStart(digits.length - Math.min(point, 0), "0");
  const whole = padded.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, "") || "0";
  const fraction = padded.slice(Math.max(point, 0)).replace(/0+$/, "");
  const magnitude = fraction === "" ? whole : `${whole}.${fraction}`;
  return parts[1] === "-" && magnitude !== "0" ? `-${magnitude}` : magnitude;
}

/** An instant in UTC with three decimals, the third rounded half up; the text itself when it is no instant. */
function canonicalInstant(text: string): string {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? "";
  const at = parseInstant(text.trim().replace(/\.\d+/, ""));
  if (at === undefined) return text;
  const milliseconds = Math.round(Number(`${fraction.padEnd(4, "0").slice(0, 3)}.${fraction.padEnd(4, "0").slice(3, 4)}`));
  return new Date(at.getTime() + milliseconds).toISOString();
}
