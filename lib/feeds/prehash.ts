import { hash } from "node:crypto";
import { parseInstant } from "#lib/measures/period";
import { readWord } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** An event in the JSON model of EPCIS 2.0: words may be short, names and values may be CURIEs, numbers may stand as exact text. */
export type Tree = { readonly [name: string]: unknown };

/**
 * How names and values of a document are written out: `uri` expands a CURIE, `name` makes `{namespace}local`, `number` the exact text
 * of a number, `link` the canonical Digital Link of an identifier. `ignored` are names, written out, that take no part.
 */
export type Spelling = {
  uri(text: string): string;
  name(key: string): string;
  number(value: unknown): string | undefined;
  link(uri: string): string | undefined;
  readonly ignored: ReadonlySet<string>;
};

const INSTANTS = new Set(["eventTime", "time", "startTime", "endTime"]);
const WORDS: ReadonlyMap<string, Vocabulary> = new Map([
  ["bizStep", "bizStep"], ["disposition", "disposition"], ["set", "disposition"], ["unset", "disposition"], ["component", "component"], ["exception", "alert"],
]);
const METADATA = ["time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"];
const REPORT = [
  "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time", "microorganism", "chemicalSubstance", "value", "component", "stringValue",
  "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem",
];
const EPC_LISTS = new Set(["epcList", "inputEPCList", "childEPCs", "outputEPCList"]);
const QUANTITY_LISTS = new Set(["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"]);
const [QUANTITY, DISPOSITIONS, PLACE] = [["epcClass", "quantity", "uom"], ["set", "unset"], ["id"]];
const ORDER = [
  "eventTime", "eventTimeZoneOffset", "certificationInfo", "parentID", "epcList", "inputEPCList", "childEPCs", "quantityList", "childQuantityList", "inputQuantityList",
  "outputEPCList", "outputQuantityList", "action", "transformationID", "bizStep", "disposition", "persistentDisposition", "readPoint", "bizLocation", "sensorElementList",
];
const LEFT_OUT = new Set(["type", "@context", "eventID", "recordTime", "errorDeclaration", "comment", "rdfs:comment"]);
const WRITTEN_BEFORE = new Set([...ORDER, ...LEFT_OUT]);
const PAIRS: ReadonlyMap<string, readonly [string, Vocabulary]> = new Map([
  ["bizTransactionList", ["bizTransaction", "transactionType"]], ["sourceList", ["source", "partyType"]], ["destinationList", ["destination", "partyType"]],
]);

/** The CBV 2.0 event hash (section 8.9) as an `ni` URI (RFC 6920). It depends on what an event says and on no spelling of it. */
export function eventHash(event: Tree, spelling: Spelling): string {
  return `ni:///sha-256;${hash("sha256", preHash(event, spelling), "hex")}?ver=CBV2.0`;
}

/** The text that the event hash is taken of: names and canonical values in the standard's order, lists and extensions sorted. */
export function preHash(event: Tree, spelling: Spelling): string {
  const writer = new Writer(spelling);
  let text = `eventType=${spelling.uri(String(event["type"]))}`;
  for (const name of ORDER) {
    const value = event[name];
    if (value !== undefined && value !== null) text += writer.standard(name, value);
  }
  const rest: string[] = [];
  for (const name of Object.keys(event)) {
    if (!WRITTEN_BEFORE.has(name) && (spelling.ignored.size === 0 || !spelling.ignored.has(spelling.name(name)))) writer.remaining(name, event[name], rest);
  }
  return text + sorted(rest).join("");
}

/** Texts in the order of code points, which is that of UTF-8; JavaScript's own order is that of UTF-16, and differs from the surrogates on. */
function sorted(texts: readonly string[]): readonly string[] {
  if (texts.length < 2) return texts;
  return texts.some((text) => /[\uD800-\uFFFF]/.test(text)) ? texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))) : texts.toSorted();
}

class Writer {
  private readonly spelling: Spelling;

  constructor(spelling: Spelling) {
    this.spelling = spelling;
  }

  standard(name: string, value: unknown): string {
    if (EPC_LISTS.has(name)) return named(name, this.sortedList(value, (each) => this.pair("epc", each)));
    if (QUANTITY_LISTS.has(name)) return named(name, this.sortedList(value, (each) => named("quantityElement", this.fields(each, QUANTITY))));
    switch (name) {
      case "persistentDisposition":
        return named(name, this.fields(value, DISPOSITIONS));
      case "readPoint":
      case "bizLocation":
        return named(name, this.fields(value, PLACE));
      case "sensorElementList":
        return named(name, this.sortedList(value, (each) => named("sensorElement", this.sensor(each))));
      default:
        return typeof value === "string" ? this.pair(name, value) : this.sortedList(value, (each) => this.pair(name, each));
    }
  }

  /** What has no place in the order: lists of typed pairs, master data, extensions; each text is sorted among the others. */
  remaining(name: string, value: unknown, into: string[]): void {
    const pair = PAIRS.get(name);
    if (pair !== undefined) into.push(named(name, this.sortedList(value, (each) => this.typed(each, pair))));
    else if (name === "ilmd") into.push(named(name, this.inner(value)));
    else this.extension(name, value, into);
  }

  private sortedList(value: unknown, write: (each: unknown) => string): string {
    return sorted(listed(value).map(write).filter((each) => each !== "")).join("");
  }

  private typed(value: unknown, [name, vocabulary]: readonly [string, Vocabulary]): string {
    const { type, [name]: said } = tree(value);
    return `${type === undefined ? "" : this.word("type", type, vocabulary)}${this.pair(name, said)}`;
  }

  private sensor(value: unknown): string {
    const { sensorMetadata, sensorReport, ...extensions } = tree(value);
    const reports = this.sortedList(sensorReport, (each) => named("sensorReport", this.fields(each, REPORT)));
    return `${named("sensorMetadata", this.fields(sensorMetadata, METADATA))}${reports}${this.inner(extensions)}`;
  }

  /** Fields in their given order, then what the sender added, sorted. */
  private fields(value: unknown, order: readonly string[]): string {
    const given = tree(value);
    let text = "";
    let known = 0;
    for (const name of order) {
      const field = given[name];
      if (field === undefined) continue;
      known++;
      if (Array.isArray(field)) text += this.sortedList(field, (each) => this.pair(name, each));
      else text += name === "type" ? this.word(name, field, "measurement") : this.pair(name, field);
    }
    return Object.keys(given).length === known ? text : text + this.inner(given, order);
  }

  private inner(value: unknown, but: readonly string[] = []): string {
    const texts: string[] = [];
    for (const [name, each] of Object.entries(tree(value))) if (!LEFT_OUT.has(name) && !but.includes(name)) this.extension(name, each, texts);
    return sorted(texts).join("");
  }

  /** An extension's name with its value, and with what is in it; one that is empty has its name alone. */
  private extension(name: string, value: unknown, into: string[]): void {
    if (Array.isArray(value)) {
      for (const each of value as unknown[]) this.extension(name, each, into);
      return;
    }
    if (value === null || value === undefined) return;
    const key = this.spelling.name(name);
    if (!isTree(value) || this.spelling.number(value) !== undefined) {
      into.push(this.valued(key, value));
      return;
    }
    const { "#text": text, "@value": literal, "@type": _type, ...members } = value;
    into.push(`${this.valued(key, text ?? literal ?? "")}${this.inner(members)}`);
  }

  private valued(key: string, value: unknown): string {
    const text = this.value(value);
    return text === "" ? key : `${key}=${text}`;
  }

  private pair(name: string, value: unknown): string {
    if (INSTANTS.has(name) && typeof value === "string") return `${name}=${canonicalInstant(value)}`;
    const vocabulary = WORDS.get(name);
    return vocabulary === undefined ? this.written(name, value) : this.word(name, value, vocabulary);
  }

  private word(name: string, value: unknown, vocabulary: Vocabulary): string {
    if (typeof value !== "string") return this.written(name, value);
    const uri = this.spelling.uri(value.trim());
    return `${name}=${readWord(vocabulary, uri)?.web ?? uri}`;
  }

  private written(name: string, value: unknown): string {
    const text = this.value(value);
    return text === "" ? "" : `${name}=${text}`;
  }

  private value(value: unknown): string {
    if (typeof value === "string") return this.text(value.trim());
    const number = this.spelling.number(value);
    if (number !== undefined) return plainNumber(number);
    return typeof value === "boolean" ? String(value) : "";
  }

  private text(text: string): string {
    if (!text.includes(":")) return plainNumber(text);
    const uri = this.spelling.uri(text);
    return this.spelling.link(uri) ?? uri.replace(OLDER_WORD, (_all, list: string) => NEWER[list] ?? "");
  }
}

/** Words of the vocabulary by their older URNs, where a value is no field of that vocabulary. */
const OLDER_WORD = /^urn:epcglobal:cbv:(bizstep|disp|btt|sdt|er):(?=[a-z_]+$)/;
const NEWER: Readonly<Record<string, string>> = {
  bizstep: "https://ref.gs1.org/cbv/BizStep-",
  disp: "https://ref.gs1.org/cbv/Disp-",
  btt: "https://ref.gs1.org/cbv/BTT-",
  sdt: "https://ref.gs1.org/cbv/SDT-",
  er: "https://ref.gs1.org/cbv/ER-",
};

const named = (name: string, inner: string): string => (inner === "" ? "" : `${name}${inner}`);

const NOTHING: readonly unknown[] = [];

function listed(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return NOTHING;
  return Array.isArray(value) ? value : [value];
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const BARE: Tree = {};

function tree(value: unknown): Tree {
  return isTree(value) ? value : BARE;
}

/** A decimal without exponent, sign of plus, leading or trailing zeros; any other text as it is. */
export function plainNumber(text: string): string {
  const first = text.charCodeAt(0);
  const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e || first <= 0x20;
  const parts = numeric ? /^\s*([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text) : null;
  if (parts === null) return text;
  const [, sign, integer = "", decimals = "", exponent = "0"] = parts;
  const [digits, point] = [`${integer}${decimals}`, integer.length + Number(exponent)];
  const padded = point > digits.length ? digits.padEnd(point, "0") : digits.padStart(digits.length - Math.min(point, 0), "0");
  const whole = padded.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, "") || "0";
  const fraction = padded.slice(Math.max(point, 0)).replace(/0+$/, "");
  const magnitude = fraction === "" ? whole : `${whole}.${fraction}`;
  return sign === "-" && magnitude !== "0" ? `-${magnitude}` : magnitude;
}

/** An instant that stands in UTC and is no finer than a millisecond; that its day exists was checked. */
const UTC = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?Z$/;

/** An instant in UTC with three decimals, the third rounded half up; the text itself when it is no instant. */
function canonicalInstant(text: string): string {
  const utc = UTC.exec(text);
  if (utc !== null) return `${utc[1]}.${(utc[2] ?? "").padEnd(3, "0")}Z`;
  const trimmed = text.trim();
  const point = trimmed.indexOf(".");
  const fraction = point < 0 ? "" : (/^\d+/.exec(trimmed.slice(point + 1))?.[0] ?? "");
  const at = parseInstant(point < 0 ? trimmed : `${trimmed.slice(0, point)}${trimmed.slice(point + 1 + fraction.length)}`);
  if (at === undefined) return text;
  const milliseconds = fraction === "" ? 0 : Math.round(Number(`${fraction.padEnd(4, "0").slice(0, 3)}.${fraction.padEnd(4, "0").slice(3, 4)}`));
  return new Date(at.getTime() + milliseconds).toISOString();
}
