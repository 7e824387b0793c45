import { exactNumber } from "../../exactJson.ts";
import { STANDARD_PREFIXES } from "../../vocabulary.ts";
import { isStandard, Prefixing } from "./names.ts";
import type { Attribute, Element } from "./tree.ts";

type Members = Record<string, unknown>;

/** Wrappers that EPCIS 1.x put around what came later; their content stands where they stand. */
const WRAPPERS = new Set(["extension", "baseExtension"]);

const EPC_LISTS = new Set(["epcList", "inputEPCList", "outputEPCList", "childEPCs"]);
const QUANTITY_LISTS = new Set(["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"]);
const TYPED_LISTS: ReadonlyMap<string, string> = new Map([["bizTransactionList", "bizTransaction"], ["sourceList", "source"], ["destinationList", "destination"]]);
const URIS = new Set(["eventID", "parentID", "transformationID", "bizStep", "disposition", "certificationInfo"]);
const SENSED_URIS = new Set([
  "type", "exception", "component", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules", "microorganism", "chemicalSubstance", "uriValue", "coordinateReferenceSystem",
]);
const SENSED_NUMBERS = new Set(["value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"]);

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
const TRUTH: ReadonlyMap<string, boolean> = new Map([["true", true], ["1", true], ["false", false], ["0", false]]);

/** What an event is read under: the prefixes of its document's context, and the namespaces in scope by the prefixes the document uses. */
export type Surroundings = { readonly prefixing: Prefixing; readonly scope: ReadonlyMap<string, string> };

/**
 * An event of EPCIS 1.0 to 2.0 XML in the JSON model of EPCIS 2.0 (EPCIS 2.0 sections 9 and 10). Nothing is checked here: what
 * is unknown or in the wrong place keeps its name and is refused by the checks of the JSON model. Prefixes that the document's context lacks
 * stand in the event's own `@context`.
 */
export function canonicalEvent(element: Element, { prefixing, scope }: Surroundings): Members {
  return new EventReader(new Prefixing(prefixing), new Map(scope)).event(element);
}

class EventReader {
  private readonly prefixing: Prefixing;
  private readonly scope: Map<string, string>;

  constructor(prefixing: Prefixing, scope: Map<string, string>) {
    this.prefixing = prefixing;
    this.scope = scope;
  }

  event(element: Element): Members {
    this.enter(element);
    const event: Members = element.local === "QuantityEvent" && isStandard(element) ? this.quantityEvent(element) : { type: this.prefixing.name(element), ...this.foreign(element.attributes), ...this.members(element) };
    return this.prefixing.needed ? { "@context": this.prefixing.defined, ...event } : event;
  }

  /** EPCIS 1.x section 7.4.5: an observation of so many of a class. */
  private quantityEvent(element: Element): Members {
    const { epcClass, quantity, ...rest } = this.members(element);
    return { type: "ObjectEvent", action: "OBSERVE", ...rest, quantityList: [{ epcClass, ...(quantity === undefined ? {} : { quantity: decimal(quantity) }) }] };
  }

  private enter({ declared }: Element): void {
    if (declared === undefined) return;
    this.prefixing.declare(declared);
    for (const prefix in declared) this.scope.set(prefix, declared[prefix] ?? "");
  }

  /** What stands in an element, wrappers opened; what stands there twice becomes a list. */
  private members(element: Element, into: Members = {}): Members {
    for (const child of element.children) {
      this.enter(child);
      if (isStandard(child) && WRAPPERS.has(child.local)) this.members(child, into);
      else add(into, this.prefixing.name(child), isStandard(child) ? this.standard(child) : this.extension(child));
    }
    return into;
  }

  private standard(element: Element): unknown {
    const { local } = element;
    if (EPC_LISTS.has(local)) return this.list(element, "epc", (one) => this.uri(one));
    if (QUANTITY_LISTS.has(local)) return this.list(element, "quantityElement", (one) => this.quantity(one));
    const typed = TYPED_LISTS.get(local);
    if (typed !== undefined) return this.list(element, typed, (one) => ({ ...this.attributes(one, URI_ALONE), ...present(typed, this.uri(one)) }));
    switch (local) {
      case "readPoint":
      case "bizLocation":
        return this.place(element);
      case "ilmd":
        return this.members(element);
      case "persistentDisposition":
        return this.persistent(element);
      case "sensorElementList":
        return this.list(element, "sensorElement", (one) => this.sensor(one));
      case "errorDeclaration":
        return this.errorDeclaration(element);
      default:
        return URIS.has(local) ? this.uri(element) : this.plain(element);
    }
  }

  private list(element: Element, name: string, read: (one: Element) => unknown): unknown[] {
    return this.inside(element).map((child) => (child.local === name && isStandard(child) ? read(child) : { [this.prefixing.name(child)]: this.extension(child) }));
  }

  private inside(element: Element): Element[] {
    return element.children.flatMap((child) => {
      this.enter(child);
      return isStandard(child) && WRAPPERS.has(child.local) ? this.inside(child) : [child];
    });
  }

  private quantity(element: Element): Members {
    const members = this.members(element);
    if (typeof members["epcClass"] === "string") members["epcClass"] = this.expanded(members["epcClass"]);
    if ("quantity" in members) members["quantity"] = decimal(members["quantity"]);
    return members;
  }

  private place(element: Element): Members {
    const place = this.members(element);
    if (typeof place["id"] === "string") place["id"] = this.expanded(place["id"]);
    return place;
  }

  private persistent(element: Element): Members {
    const made: Record<string, unknown[]> = {};
    for (const child of this.inside(element)) (made[this.prefixing.name(child)] ??= []).push(this.uri(child));
    return made;
  }

  private sensor(element: Element): Members {
    const made: Members = this.foreign(element.attributes);
    const reports: unknown[] = [];
    for (const child of this.inside(element)) {
      if (!isStandard(child)) add(made, this.prefixing.name(child), this.extension(child));
      else if (child.local === "sensorReport") reports.push(this.sensed(child));
      else add(made, child.local, this.sensed(child));
    }
    return { ...made, ...(reports.length === 0 ? {} : { sensorReport: reports }) };
  }

  /** Sensor metadata and reports say all in attributes; elements among them are extensions. */
  private sensed(element: Element): Members {
    return { ...this.attributes(element, SENSED_URIS), ...this.members(element) };
  }

  private errorDeclaration(element: Element): Members {
    const made: Members = this.foreign(element.attributes);
    for (const child of this.inside(element)) {
      if (child.local === "correctiveEventIDs" && isStandard(child)) made["correctiveEventIDs"] = this.list(child, "correctiveEventID", (one) => this.uri(one));
      else if (child.local === "reason" && isStandard(child)) add(made, "reason", this.uri(child));
      else add(made, this.prefixing.name(child), isStandard(child) ? this.plain(child) : this.extension(child));
    }
    return made;
  }

  private attributes({ attributes }: Element, uris: ReadonlySet<string>): Members {
    const made: Members = {};
    for (const one of attributes) {
      if (one.uri === XSI) continue;
      const text = one.value.trim();
      if (!isStandard(one)) made[this.prefixing.name(one)] = text;
      else if (text === "") continue;
      else if (uris.has(one.local)) made[one.local] = this.expanded(text);
      else if (SENSED_NUMBERS.has(one.local)) made[one.local] = decimal(text);
      else made[one.local] = one.local === "booleanValue" ? (TRUTH.get(text) ?? text) : text;
    }
    return made;
  }

  /** Attributes with a namespace of the sender's own. */
  private foreign(attributes: readonly Attribute[]): Members {
    const made: Members = {};
    for (const one of attributes) if (!isStandard(one) && one.uri !== XSI && one.prefix !== "xml") made[this.prefixing.name(one)] = one.value.trim();
    return made;
  }

  /** An element of the sender's own: its text, or an object where it has attributes or elements. */
  private extension(element: Element): unknown {
    this.enter(element);
    const text = element.text.trim();
    const attributes = element.attributes.filter(({ uri, prefix }) => uri !== XSI && prefix !== "xml");
    if (attributes.length === 0 && element.children.length === 0) return text;
    const made: Members = {};
    for (const one of attributes) made[this.prefixing.name(one)] = one.value.trim();
    for (const child of element.children) {
      this.enter(child);
      add(made, this.prefixing.name(child), this.extension(child));
    }
    return text === "" ? made : { ...made, "#text": text };
  }

  /** The text of an element of the standard's, undefined when it is empty; one with elements in it keeps them, for the checks to refuse. */
  private plain(element: Element): unknown {
    if (element.children.length > 0) return this.extension(element);
    const text = element.text.trim();
    return text === "" ? undefined : text;
  }

  private uri(element: Element): unknown {
    const text = this.plain(element);
    return typeof text === "string" ? this.expanded(text) : text;
  }

  /** A CURIE under a prefix of the document's own, written out; those of the standard stay. */
  private expanded(text: string): string {
    const colon = text.indexOf(":");
    const uri = colon > 0 ? this.scope.get(text.slice(0, colon)) : undefined;
    if (uri === undefined || text.startsWith("//", colon + 1) || STANDARD_PREFIXES[text.slice(0, colon)] === uri) return text;
    return `${uri}${text.slice(colon + 1)}`;
  }
}

const URI_ALONE = new Set(["type"]);

const present = (name: string, value: unknown): Members => (value === undefined ? {} : { [name]: value });

function add(into: Members, name: string, value: unknown): void {
  if (value === undefined) return;
  const before = into[name];
  if (before === undefined) into[name] = value;
  else if (Array.isArray(before)) before.push(...(Array.isArray(value) ? value : [value]));
  else into[name] = [before, value];
}

/** A decimal as XML writes it, as an exact JSON number; anything else as it is, for the checks to refuse. */
function decimal(value: unknown): unknown {
  return typeof value === "string" ? (exactNumber(value) ?? value) : value;
}
