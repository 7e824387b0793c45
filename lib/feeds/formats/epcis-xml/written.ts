import { numberText } from "../../exactJson.ts";
import { plainNumber } from "../../prehash.ts";
import { STANDARD_PREFIXES } from "../../vocabulary.ts";
import { expand } from "../epcis/context.ts";
import type { Prefixes } from "../epcis/context.ts";
import { isMembers } from "../epcis/shape.ts";
import type { Members } from "../epcis/shape.ts";
import { elementName, escapedText, escapedValue, isPrefix } from "./xmlText.ts";

/** Namespaces a document declares at its root, by prefix. */
export type Declared = Map<string, string>;

/** CBV master data has no colon behind its namespace in XML. */
const spelled = (uri: string): string => (uri === "urn:epcglobal:cbv:mda:" ? "urn:epcglobal:cbv:mda" : uri);

/** Writes what is in an event under its JSON-LD prefixes, and remembers which namespaces that takes. */
export class EventWriter {
  private readonly prefixes: Prefixes;
  private readonly used = new Map<string, string>();
  private readonly byUri = new Map<string, string>();

  constructor(prefixes: Prefixes) {
    this.prefixes = prefixes;
    for (const [prefix, uri] of prefixes) if (isPrefix(prefix) && uri !== "" && STANDARD_PREFIXES[prefix] !== uri) this.used.set(prefix, spelled(uri));
  }

  /** The declarations this event needs on its own element: what the root declares otherwise. What the root lacks is added to it. */
  declarations(root: Declared): string {
    let own = "";
    for (const [prefix, uri] of this.used) {
      const above = root.get(prefix);
      if (above === undefined) root.set(prefix, uri);
      else if (above !== uri) own += ` xmlns:${prefix}="${escapedValue(uri)}"`;
    }
    return own;
  }

  /** A URI or CURIE written out. */
  uri(text: string): string {
    return expand(text, this.prefixes);
  }

  /** The qualified name of a member: that of its CURIE, else its URI parted behind the last `/`, `#` or `:`. A bare name stays bare. */
  name(key: string): string {
    const colon = key.indexOf(":");
    if (colon < 0) return elementName(key);
    const prefix = key.slice(0, colon);
    const uri = this.prefixes.get(prefix);
    if (uri !== undefined && isPrefix(prefix) && !key.startsWith("//", colon + 1)) {
      this.used.set(prefix, spelled(uri));
      return `${prefix}:${elementName(key.slice(colon + 1))}`;
    }
    const cut = Math.max(key.lastIndexOf("/"), key.lastIndexOf("#"), key.lastIndexOf(":")) + 1;
    return `${this.prefixFor(key.slice(0, cut))}:${elementName(key.slice(cut))}`;
  }

  private prefixFor(uri: string): string {
    const known = this.byUri.get(uri);
    if (known !== undefined) return known;
    let prefix = "";
    for (let at = 1; prefix === "" || this.prefixes.has(prefix) || this.used.has(prefix); at++) prefix = `ns${at}`;
    this.byUri.set(uri, prefix);
    this.used.set(prefix, uri);
    return prefix;
  }

  /** Members of the sender's own, each as elements of its name. */
  extensions(members: Members, known: ReadonlySet<string>): string {
    let text = "";
    for (const [key, value] of Object.entries(members)) if (!known.has(key) && !key.startsWith("@")) text += this.extension(key, value);
    return text;
  }

  private extension(key: string, value: unknown): string {
    if (Array.isArray(value)) return value.map((each) => this.extension(key, each)).join("");
    const name = this.name(key);
    if (!isMembers(value)) return element(name, "", scalar(value));
    const text = value["#text"] ?? value["@value"];
    const entries = Object.entries(value).filter(([inner]) => inner !== "#text" && !inner.startsWith("@"));
    const isAttribute = ([inner, each]: readonly [string, unknown]) => text !== undefined && !inner.includes(":") && !isMembers(each) && !Array.isArray(each);
    const attributes = entries.filter(isAttribute).map(([inner, each]) => ` ${elementName(inner)}="${escapedValue(plain(each))}"`).join("");
    const inner = entries.filter((entry) => !isAttribute(entry)).map(([one, each]) => this.extension(one, each)).join("");
    return element(name, attributes, `${text === undefined ? "" : scalar(text)}${inner}`);
  }
}

/** An element with attributes that are written already, and content that is escaped already. */
export function element(name: string, attributes: string, content: string): string {
  return content === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

/** A text, number or truth value as text; numbers without exponent, no digit lost. */
export function plain(value: unknown): string {
  const number = numberText(value);
  if (number !== undefined) return plainNumber(number);
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}

const scalar = (value: unknown): string => escapedText(plain(value));
