import { percentDecode, percentEncode } from "./characters.ts";
import { elementProblem } from "./element-string.ts";
import { canonical, keyOfElements } from "./key.ts";
import type { Element, Key, ReadKey } from "./key.ts";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";

/** The domain of canonical GS1 Digital Link URIs. */
const CANONICAL_DOMAIN = "https://id.gs1.org";

/** Each primary key and the runs of qualifiers that may follow it in the path, in their order (GS1 Digital Link Standard: URI Syntax 4.9). */
const QUALIFIERS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["01", [["22", "10", "21"], ["235"]]],
  ["8006", [["22", "10", "21"]]],
  ["8010", [["8011"]]],
  ["414", [["254"], ["7040"]]],
  ["417", [["7040"]]],
  ["8004", [["7040"]]],
  ["8017", [["8019"]]],
  ["8018", [["8019"]]],
  ...["00", "253", "255", "401", "402", "8003", "8013"].map((ai): [string, string[][]] => [ai, []]),
]);

/** The canonical Digital Link of a key; with a domain, the same under one's own, such as `https://example.com/trace`. */
export function toDigitalLink(key: Key, domain: string = CANONICAL_DOMAIN): string {
  return `${domain.replace(/\/+$/, "")}/${canonical(key)}`;
}

/**
 * The Digital Link of elements: the first that is a primary key with its qualifiers in the path, the others in the query in their order, those of predefined length first.
 * Refuses elements without a primary key, and qualifiers of it that cannot stand in one path (a lot beside a third party's serial).
 */
export function linkOf(elements: readonly Element[], domain: string = CANONICAL_DOMAIN): { readonly ok: true; readonly link: string } | KeyProblem {
  const primary = elements.find(({ ai }) => QUALIFIERS.has(ai));
  if (primary === undefined) return refuseKey("unknown-scheme", NO_KEY);
  const runs = QUALIFIERS.get(primary.ai) ?? [];
  const qualifying = elements.filter(({ ai }) => runs.flat().includes(ai));
  const run = runs.find((each) => qualifying.every(({ ai }) => each.includes(ai))) ?? [];
  if (run.length === 0 && qualifying.length > 0) return refuseKey("misplaced-qualifier", `${qualifying.map(({ ai }) => `(${ai})`).join(" and ")} cannot stand in one path`);
  const path = [primary, ...run.flatMap((ai) => qualifying.filter((element) => element.ai === ai))];
  const beside = elements.filter((element) => !path.includes(element));
  const query = [...beside.filter(isFixed), ...beside.filter((element) => !isFixed(element))];
  const written = (element: Element, between: string) => `${element.ai}${between}${percentEncode(element.value)}`;
  const tail = query.length === 0 ? "" : `?${query.map((element) => written(element, "=")).join("&")}`;
  return { ok: true, link: `${domain.replace(/\/+$/, "")}/${path.map((element) => written(element, "/")).join("/")}${tail}` };
}

/**
 * Reads an uncompressed GS1 Digital Link URI of any domain and any stem before the key. Elements in the query are checked in
 * form and left aside; a qualifier that belongs in the path is refused there.
 */
export function readDigitalLink(uri: string): ReadKey | KeyProblem {
  const read = readLink(uri);
  return read.ok ? keyOfElements(read.path) : read;
}

/** The elements of a Digital Link of any primary key, those of the path and those of the query, each checked in form. */
export function readLink(uri: string): { readonly ok: true; readonly path: readonly Element[]; readonly query: readonly Element[] } | KeyProblem {
  const stray = /[^!#-;=?-Z[\]_a-z~]/.exec(uri);
  if (stray !== null) return refuseKey("bad-character", `${JSON.stringify(stray[0])} cannot stand in a URI`);
  const parts = /^https?:\/\/[A-Za-z0-9.\-_~:@[\]%]+(\/[^?#]*)(?:\?([^#]*))?(?:#.*)?$/i.exec(uri);
  if (parts === null) return refuseKey("unknown-scheme", "a Digital Link has a domain and a path");
  const path = readPath((parts[1] ?? "").slice(1));
  if (!Array.isArray(path)) return path;
  const query = readQuery(parts[2] ?? "", path);
  return Array.isArray(query) ? { ok: true, path, query } : query;
}

/** Elements of predefined length, which need no separator behind them (General Specifications 7.8.5). */
const isFixed = ({ ai }: Element): boolean => /^(?:0[0-4]|1[1-9]|20|3[1-6]|41)/.test(ai);

const NO_KEY = "there is no primary key such as a GTIN (01), SSCC (00), GLN (414) or party GLN (417)";

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
  return refuseKey("unknown-scheme", NO_KEY);
}

function isQualifier(ai: string): boolean {
  return [...QUALIFIERS.values()].some((runs) => runs.some((run) => run.includes(ai)));
}

function pathProblem([primary, ...qualifiers]: readonly Element[]): KeyProblem | undefined {
  const runs = QUALIFIERS.get(primary?.ai ?? "") ?? [];
  const allowed = runs.find((run) => run.includes(qualifiers[0]?.ai ?? "")) ?? [];
  let reached = -1;
  for (const element of qualifiers) {
    const place = allowed.indexOf(element.ai);
    if (place >= 0 && place === reached) return refuseKey("repeated-element", `(${element.ai}) stands twice`);
    if (place <= reached) return refuseKey("misplaced-qualifier", `(${element.ai}) does not stand there: after (${primary?.ai ?? ""}) come ${runs.map((run) => run.join(", ")).join(" or ") || "none"}, in this order`);
    reached = place;
  }
  for (const element of [primary, ...qualifiers]) {
    const problem = element === undefined ? undefined : elementProblem(element);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function readQuery(query: string, path: readonly Element[]): Element[] | KeyProblem {
  const seen = new Set(path.map(({ ai }) => ai));
  const qualifying = (QUALIFIERS.get(path[0]?.ai ?? "") ?? []).flat();
  const elements: Element[] = [];
  for (const pair of query.split(/[&;]/)) {
    const [ai = "", raw] = pair.split("=", 2);
    if (raw === undefined || !/^\d+$/.test(ai)) continue;
    const decoded = percentDecode(raw.replaceAll("+", " "));
    if (decoded === undefined) return refuseKey("bad-character", `the percent-encoding of ${raw} is broken`);
    const value = ai === "01" && /^(?:\d{8}|\d{12,13})$/.test(decoded) ? decoded.padStart(14, "0") : decoded;
    if (seen.has(ai)) return refuseKey("repeated-element", `(${ai}) stands twice`);
    if (qualifying.includes(ai)) return refuseKey("misplaced-qualifier", `(${ai}) belongs in the path`);
    const problem = elementProblem({ ai, value });
    if (problem !== undefined) return problem;
    seen.add(ai);
    elements.push({ ai, value });
  }
  return elements;
}
