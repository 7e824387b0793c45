import { readWord } from "../../vocabulary.ts";
import type { Vocabulary } from "../../vocabulary.ts";
import { EVENT_TYPES } from "../epcis/eventShape.ts";
import { isMembers } from "../epcis/shape.ts";
import type { Members } from "../epcis/shape.ts";
import { element, plain } from "./written.ts";
import type { EventWriter } from "./written.ts";
import { escapedText, escapedValue } from "./xmlText.ts";

/** The versions of EPCIS that are written. */
export type Version = "2.0" | "1.2";

/** How words of the Core Business Vocabulary are spelled in XML (EPCIS 2.0 section 12.7.2, header GS1-CBV-XML-Format). */
export const CBV_FORMATS = ["No_Preference", "Always_Web_URI", "Always_URN", "Never_Translates"] as const;
export type CbvFormat = (typeof CBV_FORMATS)[number];

type Style = { readonly version: Version; readonly words?: CbvFormat | undefined };

const WHERE = ["action", "bizStep", "disposition", "readPoint", "bizLocation"];
const ENDS = ["sourceList", "destinationList"];
const LATER = ["sensorElementList", "persistentDisposition"];

/** The elements of each event type in the order of the XML schema of 2.0. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  ObjectEvent: ["epcList", ...WHERE, "bizTransactionList", "quantityList", ...ENDS, ...LATER, "ilmd"],
  AggregationEvent: ["parentID", "childEPCs", ...WHERE, "bizTransactionList", "childQuantityList", ...ENDS, ...LATER],
  TransactionEvent: ["bizTransactionList", "parentID", "epcList", ...WHERE, "quantityList", ...ENDS, ...LATER],
  TransformationEvent: ["inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList", "transformationID", ...WHERE.slice(1), "bizTransactionList", ...ENDS, ...LATER, "ilmd"],
  AssociationEvent: ["parentID", "childEPCs", "childQuantityList", ...WHERE, "bizTransactionList", ...ENDS, ...LATER],
};
const ANY = [...new Set(Object.values(ORDER).flat())];
const HEAD = ["eventTime", "recordTime", "eventTimeZoneOffset", "eventID", "errorDeclaration", "certificationInfo"];
const KNOWN = new Set([...ANY, ...HEAD, "type"]);

/** What 1.2 wraps in `extension`, and what came after 1.2 and is wrapped twice. */
const WRAPPED = new Set(["quantityList", "childQuantityList", ...ENDS, "ilmd"]);

/** Lists that the XML schema of 1.2 demands, empty where they say nothing. */
const DEMANDED: Readonly<Record<string, readonly string[]>> = { ObjectEvent: ["epcList"], AggregationEvent: ["childEPCs"], TransactionEvent: ["epcList"] };

const LISTED: ReadonlyMap<string, string> = new Map([["bizTransactionList", "bizTransaction"], ["sourceList", "source"], ["destinationList", "destination"]]);
const WORDS: Readonly<Record<string, Vocabulary>> = {
  bizStep: "bizStep",
  disposition: "disposition",
  set: "disposition",
  unset: "disposition",
  bizTransaction: "transactionType",
  source: "partyType",
  destination: "partyType",
  reason: "errorReason",
};
const SENSED_WORDS: Readonly<Record<string, Vocabulary>> = { type: "measurement", component: "component", exception: "alert" };

/** An event in the JSON model as an element; wrappers around the element itself are the caller's. */
export function writeEvent(event: Members, style: Style, writer: EventWriter, declarations: () => string): string {
  const type = String(event["type"]);
  const out = new Writing(event, style, writer);
  const own = !EVENT_TYPES.includes(type);
  const order = ORDER[type] ?? ANY;
  const content = `${out.head()}${style.version === "2.0" || own ? out.members(order) : out.wrapped(type, order)}${writer.extensions(event, KNOWN)}`;
  const name = own ? writer.name(type) : type;
  return element(name, declarations(), content);
}

class Writing {
  private readonly event: Members;
  private readonly version: Version;
  private readonly words: CbvFormat | undefined;
  private readonly writer: EventWriter;

  constructor(event: Members, { version, words }: Style, writer: EventWriter) {
    this.event = event;
    this.version = version;
    this.words = words;
    this.writer = writer;
  }

  head(): string {
    const times = this.members(HEAD.slice(0, 3));
    if (this.version === "2.0") return `${times}${this.members(HEAD.slice(3))}`;
    const base = this.members(["eventID", "errorDeclaration"]);
    const later = this.members(["certificationInfo"]);
    const content = `${base}${later === "" ? "" : element("extension", "", later)}`;
    return `${times}${content === "" ? "" : element("baseExtension", "", content)}`;
  }

  members(names: readonly string[]): string {
    return names.map((name) => (this.event[name] === undefined ? "" : this.member(name, this.event[name]))).join("");
  }

  /** The members of an event of 1.2: what came with 1.1 in `extension`, what came with 2.0 in another one inside it. */
  wrapped(type: string, order: readonly string[]): string {
    const flat = type === "TransformationEvent" || type === "AssociationEvent";
    const inner = order.filter((name) => LATER.includes(name));
    const middle = flat ? [] : order.filter((name) => WRAPPED.has(name));
    const outer = order.filter((name) => !inner.includes(name) && !middle.includes(name));
    const demanded = DEMANDED[type] ?? [];
    const plainly = outer.map((name) => (this.event[name] === undefined ? (demanded.includes(name) ? `<${name}/>` : "") : this.member(name, this.event[name]))).join("");
    const latest = this.members(inner);
    if (flat) return `${plainly}${latest === "" ? "" : element("extension", "", latest)}`;
    const content = `${this.members(middle)}${latest === "" ? "" : element("extension", "", latest)}`;
    return `${plainly}${content === "" ? "" : element("extension", "", content)}`;
  }

  private member(name: string, value: unknown): string {
    if (Array.isArray(value)) return name === "certificationInfo" ? value.map((each) => this.leaf(name, each)).join("") : element(name, "", value.map((each) => this.listed(name, each)).join(""));
    if (!isMembers(value)) return this.leaf(name, value);
    switch (name) {
      case "persistentDisposition":
        return element(name, "", ["unset", "set"].flatMap((each) => (Array.isArray(value[each]) ? value[each].map((one) => this.leaf(each, one)) : [])).join(""));
      case "errorDeclaration":
        return element(name, "", this.error(value));
      case "ilmd":
        return element(name, "", this.writer.extensions(value, NONE));
      default:
        return element(name, "", `${this.leaf("id", value["id"])}${this.writer.extensions(value, PLACE)}`);
    }
  }

  private listed(list: string, value: unknown): string {
    if (!isMembers(value)) return this.leaf("epc", value);
    if (list === "sensorElementList") return this.sensor(value);
    const typed = LISTED.get(list);
    if (typed === undefined) return element("quantityElement", "", ["epcClass", "quantity", "uom"].map((name) => (value[name] === undefined ? "" : this.leaf(name, value[name]))).join(""));
    const type = value["type"];
    return element(typed, type === undefined ? "" : ` type="${escapedValue(this.word(WORDS[typed], plain(type)))}"`, escapedText(this.text("", value[typed])));
  }

  private sensor(value: Members): string {
    const { sensorMetadata, sensorReport } = value;
    const reports = Array.isArray(sensorReport) ? sensorReport.filter(isMembers).map((report) => this.sensed("sensorReport", report)) : [];
    return element("sensorElement", "", `${isMembers(sensorMetadata) ? this.sensed("sensorMetadata", sensorMetadata) : ""}${reports.join("")}${this.writer.extensions(value, SENSOR)}`);
  }

  /** Sensor metadata and reports are attributes; an extension that is no single value is an element. */
  private sensed(name: string, value: Members): string {
    const entries = Object.entries(value).filter(([key]) => !key.startsWith("@"));
    const single = entries.filter(([, each]) => !isMembers(each) && !Array.isArray(each));
    const attributes = single.map(([key, each]) => ` ${this.writer.name(key)}="${escapedValue(this.word(SENSED_WORDS[key], plain(each)))}"`).join("");
    return element(name, attributes, this.writer.extensions(value, new Set(single.map(([key]) => key))));
  }

  private error(value: Members): string {
    const ids = value["correctiveEventIDs"];
    const corrective = Array.isArray(ids) ? element("correctiveEventIDs", "", ids.map((each) => this.leaf("correctiveEventID", each)).join("")) : "";
    const leaves = ["declarationTime", "reason"].map((name) => (value[name] === undefined ? "" : this.leaf(name, value[name]))).join("");
    return `${leaves}${corrective}${this.writer.extensions(value, ERROR)}`;
  }

  private leaf(name: string, value: unknown): string {
    return element(name, "", escapedText(this.text(name, value)));
  }

  private text(name: string, value: unknown): string {
    return this.word(WORDS[name], plain(value));
  }

  /** A word as a URI: that of the web in 2.0, the URN in 1.2 where there is one, unless another spelling is asked for. Any other CURIE is written out. */
  private word(vocabulary: Vocabulary | undefined, text: string): string {
    const uri = this.writer.uri(text);
    if (vocabulary === undefined) return uri;
    const read = readWord(vocabulary, uri);
    if (read === undefined || !read.known) return uri;
    if (this.words === "Never_Translates" && text.includes(":")) return uri;
    const urn = this.words === "Always_URN" || (this.version === "1.2" && this.words !== "Always_Web_URI");
    return (urn ? read.urn : undefined) ?? read.web;
  }
}

const NONE: ReadonlySet<string> = new Set();
const PLACE: ReadonlySet<string> = new Set(["id"]);
const SENSOR: ReadonlySet<string> = new Set(["sensorMetadata", "sensorReport"]);
const ERROR: ReadonlySet<string> = new Set(["declarationTime", "reason", "correctiveEventIDs"]);
