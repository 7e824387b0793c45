import { STANDARD_PREFIXES } from "../../vocabulary.ts";

/** Prefixes of a JSON-LD context and the URIs they stand for. */
export type Prefixes = ReadonlyMap<string, string>;

/** The prefixes a document's `@context` defines, over those of the standard; a later definition stands over an earlier one. Remote contexts are never fetched. */
export function prefixesOf(...contexts: readonly unknown[]): Prefixes {
  const prefixes = new Map(Object.entries(STANDARD_PREFIXES));
  for (const context of contexts.flat()) {
    if (typeof context !== "object" || context === null) continue;
    for (const [prefix, meaning] of Object.entries(context)) {
      const uri: unknown = typeof meaning === "object" && meaning !== null ? (meaning as Record<string, unknown>)["@id"] : meaning;
      if (typeof uri === "string" && !prefix.startsWith("@")) prefixes.set(prefix, uri);
    }
  }
  return prefixes;
}

/** How many members of contexts one list or object may have: each event with a context of its own takes on those of its document. */
const MOST = 1000;

/** Whether a value can be a JSON-LD context: the address of one, an object of definitions, or a list of such; no more of them than anybody needs. */
export function isContext(value: unknown): boolean {
  const members = Array.isArray(value) ? value : [value];
  if (members.reduce((count: number, each: unknown) => count + (typeof each === "object" && each !== null ? Object.keys(each).length : 1), 0) > MOST) return false;
  if (Array.isArray(value)) return value.every((each) => each === null || typeof each === "string" || (typeof each === "object" && !Array.isArray(each)));
  return typeof value === "string" || (typeof value === "object" && value !== null);
}

/** The prefix of a member name that no context defines; undefined for a URI, a name without a prefix, and one whose prefix is known. */
export function undefinedPrefix(key: string, prefixes: Prefixes): string | undefined {
  const colon = key.indexOf(":");
  if (colon <= 0 || key.startsWith("//", colon + 1)) return undefined;
  const prefix = key.slice(0, colon);
  return prefixes.has(prefix) || prefix === "urn" ? undefined : prefix;
}

/** A CURIE written out as a URI; any other text as it is. */
export function expand(text: string, prefixes: Prefixes): string {
  const found = split(text, prefixes);
  return found === undefined ? text : `${found.namespace}${found.local}`;
}

/** A property name with its namespace, `{https://ns.example.com/}myField`, be it a CURIE or a URI; a name without a defined prefix as it is. CBV master data, whose namespace ends with a colon in JSON-LD alone, has that of XML. */
export function qualified(key: string, prefixes: Prefixes): string {
  const found = split(key, prefixes);
  if (found === undefined) return parted(key) ?? key;
  return `{${found.namespace === "urn:epcglobal:cbv:mda:" ? "urn:epcglobal:cbv:mda" : found.namespace}}${found.local}`;
}

/** A URI of the web with its namespace, parted behind the last `/` or `#` of its path; undefined for any other name. */
function parted(key: string): string | undefined {
  const parts = /^(https?:\/\/.*[/#])([^/#]+)$/.exec(key);
  return parts === null ? undefined : `{${parts[1] ?? ""}}${parts[2] ?? ""}`;
}

function split(text: string, prefixes: Prefixes): { readonly namespace: string; readonly local: string } | undefined {
  const colon = text.indexOf(":");
  if (colon <= 0 || text.startsWith("//", colon + 1)) return undefined;
  const namespace = prefixes.get(text.slice(0, colon));
  return namespace === undefined ? undefined : { namespace, local: text.slice(colon + 1) };
}
