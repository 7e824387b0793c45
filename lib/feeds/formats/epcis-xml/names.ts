import { STANDARD_PREFIXES } from "../../vocabulary.ts";
import type { Attribute, Element } from "./tree.ts";

/** Namespaces of EPCIS itself, 1.2 and before (`1`) and 2.0 (`2`); within them the standard's elements stand unqualified. */
export const EPCIS = new Map([
  ["urn:epcglobal:epcis:xsd:1", "1"],
  ["urn:epcglobal:epcis:xsd:2", "2"],
  ["urn:epcglobal:epcis-query:xsd:1", "1"],
  ["urn:epcglobal:epcis-query:xsd:2", "2"],
  ["urn:epcglobal:epcis-masterdata:xsd:1", "1"],
  ["urn:epcglobal:epcis-masterdata:xsd:2", "2"],
]);

/** Namespaces that say how a document is written and nothing of an event. */
export const TECHNICAL = new Set([
  ...EPCIS.keys(),
  "http://www.w3.org/2001/XMLSchema-instance",
  "http://www.w3.org/XML/1998/namespace",
  "http://www.w3.org/2000/xmlns/",
  "urn:epcglobal:xsd:1",
  "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader",
  "http://schemas.xmlsoap.org/soap/envelope/",
  "http://www.w3.org/2003/05/soap-envelope",
]);

/** Whether a name is one of the standard's own: without a namespace, or in one of EPCIS. */
export const isStandard = ({ uri }: { readonly uri: string }): boolean => uri === "" || EPCIS.has(uri);

/** CBV master data has this namespace in XML, and with a colon behind it in JSON-LD. */
const MASTER_DATA = "urn:epcglobal:cbv:mda";

const STANDARD = new Map(Object.entries(STANDARD_PREFIXES).map(([prefix, uri]) => [uri, prefix]));
STANDARD.set(MASTER_DATA, "cbvmda");

/** Prefixes of one JSON-LD context: each stands for one namespace, and the standard's for nothing else. */
export class Prefixing {
  /** What the context has to define, in the order of first use. */
  readonly defined: Record<string, string> = {};
  private readonly above: Prefixing | undefined;
  private readonly byUri = new Map<string, string>();
  private readonly numbered = new Map<string, number>();

  constructor(above?: Prefixing) {
    this.above = above;
  }

  /** Takes over what elements declare, as far as it is about more than how the document is written. */
  declare(declared: Element["declared"]): void {
    for (const [prefix, uri] of Object.entries(declared ?? {})) if (prefix !== "" && uri !== "" && !TECHNICAL.has(uri)) this.prefixOf(uri, prefix);
  }

  /** The member name of a qualified element or attribute; one without a namespace, or in one of EPCIS, has its local name. */
  name(one: Pick<Attribute, "uri" | "prefix" | "local">): string {
    return isStandard(one) ? one.local : `${this.prefixOf(one.uri, one.prefix)}:${one.local}`;
  }

  /** Whether anything is defined here. */
  get needed(): boolean {
    for (const _ in this.defined) return true;
    return false;
  }

  private prefixOf(uri: string, wanted: string): string {
    const known = this.known(uri);
    if (known !== undefined) return known;
    const prefix = this.free(/^[A-Za-z][\w.-]*$/.test(wanted) ? wanted : "ext");
    this.byUri.set(uri, prefix);
    this.defined[prefix] = uri;
    return prefix;
  }

  private known(uri: string): string | undefined {
    return STANDARD.get(uri) ?? this.byUri.get(uri) ?? this.above?.known(uri);
  }

  private free(wanted: string): string {
    let prefix = wanted;
    while (this.taken(prefix)) {
      const at = (this.numbered.get(wanted) ?? 1) + 1;
      this.numbered.set(wanted, at);
      prefix = `${wanted}${at}`;
    }
    return prefix;
  }

  private taken(prefix: string): boolean {
    return Object.hasOwn(STANDARD_PREFIXES, prefix) || prefix === "urn" || /^https?$/.test(prefix) || Object.hasOwn(this.defined, prefix) || (this.above?.taken(prefix) ?? false);
  }
}

/** The namespaces in scope of elements, outermost first, by the prefixes of the document itself. */
export function scopeOf(above: readonly Element[]): ReadonlyMap<string, string> {
  const scope = new Map<string, string>();
  for (const { declared } of above) for (const [prefix, uri] of Object.entries(declared ?? {})) scope.set(prefix, uri);
  return scope;
}
