import { SaxesParser } from "saxes";
import type { SaxesTagNS } from "saxes";

/** An attribute with its namespace, empty for one without prefix. */
export type Attribute = { readonly uri: string; readonly prefix: string; readonly local: string; readonly value: string };

/** An XML element; `declared` are the namespaces it declares by prefix, if any. Comments and processing instructions are left out. */
export type Element = {
  readonly uri: string;
  readonly prefix: string;
  readonly local: string;
  readonly attributes: readonly Attribute[];
  readonly declared: Readonly<Record<string, string>> | undefined;
  readonly children: Element[];
  text: string;
};

/** Why a text is not taken as XML. */
export type XmlProblem = { readonly ok: false; readonly code: "malformed-xml" | "doctype-not-allowed" | "unsupported-charset" | "too-deep" | "too-large"; readonly detail: string };

/** How deep elements nest, how many stand in memory at once, how many attributes one has, how long a name, a value and a run of text may be. Real documents stay far below. */
export const LIMITS = { depth: 64, elements: 300_000, attributes: 100, name: 500, value: 100_000, text: 1_000_000 } as const;

const CHARSETS = /^(?:utf-?8|utf-?16(?:le|be)?|us-ascii|ascii)$/i;

class Refused extends Error {
  readonly code: XmlProblem["code"];
  constructor(code: XmlProblem["code"], detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Takes an element with what is above it, outermost first; true leaves it out of the tree, so that a document's events are let go of one by one. */
export type Taken = (element: Element, above: readonly Element[]) => boolean;

/**
 * Reads XML with namespaces into elements. There are no entities but XML's own five: a document type that is more than a name is
 * refused, and nothing in it is looked at. `taken` is asked of each element as it closes.
 */
export function readTree(body: string, taken: Taken): { readonly ok: true; readonly root: Element } | XmlProblem {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const builder = new Builder(taken);
  parser.on("xmldecl", ({ encoding }) => checkCharset(encoding));
  parser.on("doctype", checkDoctype);
  parser.on("error", (error) => refuse("malformed-xml", error.message));
  parser.on("attribute", ({ name, value }) => builder.attribute(name, value));
  parser.on("opentag", (tag) => builder.open(tag));
  parser.on("closetag", () => builder.close());
  parser.on("text", (text) => builder.text(text));
  parser.on("cdata", (text) => builder.text(text));
  try {
    parser.write(body).close();
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
  return builder.root === undefined ? { ok: false, code: "malformed-xml", detail: "there is no element" } : { ok: true, root: builder.root };
}

/** A document type that only names the root element declares nothing; any other is refused, without a look at what it declares. */
function checkDoctype(doctype: string): void {
  if (!/^\s*[\w:.-]{1,200}\s*$/.test(doctype)) refuse("doctype-not-allowed", "a document type that declares anything is not taken: leave <!DOCTYPE ...> out, and write entities as characters");
}

function refuse(code: XmlProblem["code"], detail: string): never {
  throw new Refused(code, detail);
}

function checkCharset(encoding: string | undefined): void {
  if (encoding === undefined || CHARSETS.test(encoding)) return;
  const name = encoding.slice(0, 40);
  refuse("unsupported-charset", `the document is declared as ${name}: convert it, for instance with iconv -f ${name} -t UTF-8, and declare it as UTF-8 or UTF-16`);
}

class Builder {
  root: Element | undefined;
  private readonly stack: Element[] = [];
  private readonly taken: Taken;
  private attributes = 0;
  private kept = 0;

  constructor(taken: Taken) {
    this.taken = taken;
  }

  attribute(name: string, value: string): void {
    if (++this.attributes > LIMITS.attributes) refuse("too-large", `an element has more than ${LIMITS.attributes} attributes`);
    if (name === "__proto__") refuse("malformed-xml", "an attribute is not called __proto__");
    if (name.length > LIMITS.name || value.length > LIMITS.value) refuse("too-large", `the attribute ${name.slice(0, 40)} is too long`);
  }

  open({ uri, prefix, local, attributes, ns }: SaxesTagNS): void {
    this.attributes = 0;
    if (++this.kept > LIMITS.elements) refuse("too-large", `an event, or what stands around the events, has more than ${LIMITS.elements} elements`);
    if (this.stack.length >= LIMITS.depth) refuse("too-deep", `elements nest more than ${LIMITS.depth} levels`);
    if (local.length > LIMITS.name) refuse("too-large", `the element name ${local.slice(0, 40)}... is longer than ${LIMITS.name} characters`);
    if (local === "__proto__") refuse("malformed-xml", "an element is not called __proto__");
    const kept: Attribute[] = [];
    let declares = false;
    for (const name in attributes) {
      const one = attributes[name];
      if (one === undefined) continue;
      if (name === "xmlns" || one.prefix === "xmlns") declares = true;
      else kept.push({ uri: one.uri, prefix: one.prefix, local: one.local, value: one.value });
    }
    this.stack.push({ uri, prefix, local, attributes: kept, declared: declares ? ns : undefined, children: [], text: "" });
  }

  close(): void {
    const element = this.stack.pop();
    if (element === undefined) return;
    const above = this.stack.at(-1);
    if (above === undefined) this.root = element;
    if (this.taken(element, this.stack)) this.kept = 0;
    else above?.children.push(element);
  }

  text(text: string): void {
    const element = this.stack.at(-1);
    if (element === undefined) return;
    if (element.text.length + text.length > LIMITS.text) refuse("too-large", `the text of ${element.local} is longer than ${LIMITS.text} characters`);
    element.text += text;
  }
}
