import { percentDecode } from "./characters.ts";
import { elementProblem } from "./element-string.ts";
import { canonical, keyOfElements } from "./key.ts";
import type { Element, Key, ReadKey } from "./key.ts";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";

/** The domain of canonical GS1 Digital Link URIs. */
const CANONICAL_DOMAIN = "https://id.gs1.org";

/** Each primary key and the qualifiers that may follow it in the path, in this order (GS1 Digital Link Standard: URI Syntax); 235 follows a GTIN only alone. */
const QUALIFIERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["01", ["22", "10", "21", "235"]],
  ["00", []],
  ["414", ["254", "7040"]],
  ["417", ["7040"]],
]);

/** The canonical Digital Link of a key; with a domain, the same under one's own, such as `https://example.com/trace`. */
export function toDigitalLink(key: Key, domain: string = CANONICAL_DOMAIN): string {
  return `${domain.replace(/\/+$/, "")}/${canonical(key)}`;
}

/**
 * Reads an uncompressed GS1 Digital Link URI of any domain and any stem before the key. Elements in the query are checked in
 * form and left aside; a qualifier that belongs in the path is refused there.
 */
export function readDigitalLink(uri: string): ReadKey | KeyProblem {
  const stray = /[^!#-;=?-Z[\]_a-z~]/.exec(uri);
  if (stray !== null) return refuseKey("bad-character", `${JSON.stringify(stray[0])} cannot stand in a URI`);
  const parts = /^https?:\/\/[A-Za-z0-9.\-_~:@[\]%]+(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/i.exec(uri);
  if (parts === null) return refuseKey("unknown-scheme", "a Digital Link has a domain and a path");
  const path = readPath((parts[1] ?? "").slice(1));
  if (!Array.isArray(path)) return path;
  return queryProblem(parts[2] ?? "", path) ?? keyOfElements(path);
}

/** Reads back what `canonical` wrote. */
export function readCanonical(text: string): ReadKey | KeyProblem {
  const path = readPath(text);
  if (!Array.isArray(path)) return path;
  const read = keyOfElements(path);
  return read.ok && canonical(read.key) !== text ? refuseKey("unknown-scheme", `${text} is not the canonical form ${canonical(read.key)}`) : read;
}

function readPath(path: string): Element[] | KeyProblem {
  const segments = path.split("/");
  const elements: Element[] = [];
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    const ai = segments[at] ?? "";
    const value = percentDecode(segments[at + 1] ?? "");
    if (value === undefined) return refuseKey("bad-character", `the percent-encoding of ${segments[at + 1] ?? ""} is broken`);
    elements.unshift({ ai, value });
    if (QUALIFIERS.has(ai)) return pathProblem(elements) ?? elements;
    if (!isQualifier(ai)) break;
  }
  return refuseKey("unknown-scheme", "the path has no GTIN (01), SSCC (00), GLN (414) or party GLN (417)");
}

function isQualifier(ai: string): boolean {
  return [...QUALIFIERS.values()].some((allowed) => allowed.includes(ai));
}

function pathProblem([primary, ...qualifiers]: readonly Element[]): KeyProblem | undefined {
  const allowed = QUALIFIERS.get(primary?.ai ?? "") ?? [];
  let reached = -1;
  for (const element of qualifiers) {
    const place = allowed.indexOf(element.ai);
    if (place === reached) return refuseKey("repeated-element", `(${element.ai}) stands twice`);
    if (place < reached) return refuseKey("misplaced-qualifier", `(${element.ai}) does not stand there: after (${primary?.ai ?? ""}) come ${allowed.join(", ") || "none"}, in this order`);
    reached = place;
  }
  if (qualifiers.length > 1 && qualifiers.some(({ ai }) => ai === "235")) return refuseKey("misplaced-qualifier", "(235) follows a GTIN only alone");
  for (const element of [primary, ...qualifiers]) {
    const problem = element === undefined ? undefined : elementProblem(element);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function queryProblem(query: string, path: readonly Element[]): KeyProblem | undefined {
  const seen = new Set(path.map(({ ai }) => ai));
  const allowed = QUALIFIERS.get(path[0]?.ai ?? "") ?? [];
  for (const pair of query.split(/[&;]/)) {
    const [ai = "", raw] = pair.split("=", 2);
    if (raw === undefined || !/^\d+$/.test(ai)) continue;
    const value = percentDecode(raw.replaceAll("+", " "));
    if (value === undefined) return refuseKey("bad-character", `the percent-encoding of ${raw} is broken`);
    if (seen.has(ai)) return refuseKey("repeated-element", `(${ai}) stands twice`);
    if (allowed.includes(ai)) return refuseKey("misplaced-qualifier", `(${ai}) belongs in the path`);
    const problem = elementProblem({ ai, value });
    if (problem !== undefined) return problem;
    seen.add(ai);
  }
  return undefined;
}
