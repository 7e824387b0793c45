import { isExactNumber } from "../../exactJson.ts";
import type { EventProblem, SeenFacts } from "../../event.ts";
import { readWord } from "../../vocabulary.ts";
import type { Vocabulary } from "../../vocabulary.ts";
import { instantOf } from "../../instant.ts";
import { expand, undefinedPrefix } from "./context.ts";
import type { Prefixes } from "./context.ts";

/**
 * Where problems of one document are gathered, the prefixes its values may use, and whether it is refused for what the JSON schema of
 * EPCIS 2.0 forbids and its XML schema lets pass; else that is a doubt.
 */
export type Seen = { readonly problems: EventProblem[]; readonly prefixes: Prefixes; readonly strict: boolean };

/** Looks at one value and reports what is wrong with it at its JSON pointer. */
export type Check = (value: unknown, pointer: string, seen: Seen) => void;

/** The members of a JSON object by name. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: no list, and no number that was kept to its last digit. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** Reports an error: the event is refused. */
export function refuse(seen: Seen, pointer: string, code: string, detail: string): void {
  seen.problems.push({ pointer, code, detail, severity: "error" });
}

/** Reports a doubt: the event is taken in and shown with it. */
export function doubt(seen: Seen, pointer: string, code: string, detail: string, facts?: SeenFacts): void {
  seen.problems.push({ pointer, code, detail, severity: "warning", ...(facts === undefined ? {} : { facts }) });
}

/** Reports what only the JSON schema forbids. */
export function forbid(seen: Seen, pointer: string, code: string, detail: string): void {
  if (seen.strict) refuse(seen, pointer, code, detail);
  else doubt(seen, pointer, code, detail);
}

/** A member name as a step of a JSON pointer (RFC 6901). */
export const step = (name: string | number): string => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80);

/** An absolute URI: a scheme, a colon, and only characters that may stand in a URI (RFC 3986). */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

/** The longest identifier that is taken; it has to be found again by an index. */
const LONGEST_URI = 1000;

/** Whether a text is an absolute URI (RFC 3986) of a length that can be found again. */
export const isUri = (text: string): boolean => text.length <= LONGEST_URI && URI.test(text);

/** A text of any content. */
export const text: Check = (value, pointer, seen) => {
  if (typeof value !== "string") refuse(seen, pointer, "not-text", `a text is wanted, read ${shown(value)}`);
};

/** An absolute URI; one whose characters may not stand in it is forbidden by the standard and still read. */
export const uri: Check = (value, pointer, seen) => {
  if (typeof value !== "string") return refuse(seen, pointer, "not-text", `a URI is wanted, read ${shown(value)}`);
  if (isUri(value)) return;
  if (value === "" || value.length > LONGEST_URI) refuse(seen, pointer, "not-a-uri", `${shown(value)} is not a URI of at most ${LONGEST_URI} characters`);
  else forbid(seen, pointer, "not-a-uri", `${shown(value)} is not a URI`);
};

/** An instant with its offset (RFC 3339). */
export const instant: Check = (value, pointer, seen) => {
  if (typeof value !== "string") return refuse(seen, pointer, "not-text", `an instant is wanted, read ${shown(value)}`);
  if (instantOf(value) === undefined) refuse(seen, pointer, "not-an-instant", `${shown(value)} is not an instant with offset such as 2026-03-01T10:00:00+08:00`);
};

/** A number, however many digits it has. */
export const decimal: Check = (value, pointer, seen) => {
  if (typeof value !== "number" && !isExactNumber(value)) refuse(seen, pointer, "not-a-number", `a number is wanted, read ${shown(value)}`);
};

/** True or false. */
export const truth: Check = (value, pointer, seen) => {
  if (typeof value !== "boolean") refuse(seen, pointer, "not-a-boolean", `true or false is wanted, read ${shown(value)}`);
};

/** A text of a certain form. */
export function formed(pattern: RegExp, code: string, wanted: string): Check {
  return (value, pointer, seen) => {
    if (typeof value !== "string") refuse(seen, pointer, "not-text", `${wanted} is wanted, read ${shown(value)}`);
    else if (!pattern.test(value)) refuse(seen, pointer, code, `${shown(value)} is not ${wanted}`);
  };
}

/** A word of a vocabulary, short or as a URI, or a URI of the sender's own. */
export function word(vocabulary: Vocabulary): Check {
  return (value, pointer, seen) => {
    if (typeof value !== "string") return refuse(seen, pointer, "not-text", `a word is wanted, read ${shown(value)}`);
    const read = readWord(vocabulary, expand(value, seen.prefixes));
    if (read === undefined) return refuse(seen, pointer, "unknown-word", `${shown(value)} is no standard word here, and a word of your own is a URI`);
    if (value.includes(":") && !isUri(value)) return uri(value, pointer, seen);
    if (!read.known) doubt(seen, pointer, "not-in-vocabulary", `${shown(value)} has a GS1 prefix, and GS1 has no such word`, { read: shown(value) });
  };
}

/** A list; each member is checked. `least` members at least, and none twice where `unique`. */
export function listOf(member: Check, { least = 0, unique = false }: { readonly least?: number; readonly unique?: boolean } = {}): Check {
  return (value, pointer, seen) => {
    if (!Array.isArray(value)) return refuse(seen, pointer, "not-a-list", `a list is wanted, read ${shown(value)}`);
    if (value.length < least) refuse(seen, pointer, "empty-list", "the list is empty");
    if (unique && seen.strict && new Set(value).size < value.length) refuse(seen, pointer, "listed-twice", "the list names something twice");
    for (let at = 0; at < value.length; at++) member(value[at], `${pointer}/${at}`, seen);
  };
}

/** An object of known members, some required, some wanted by the JSON schema alone. Further members are extensions, whose names must be URIs or CURIEs; without `extensible` there are none. */
export function membersOf(
  known: Readonly<Record<string, Check>>,
  { required = [], wanted = [], extensible = true }: { readonly required?: readonly string[]; readonly wanted?: readonly string[]; readonly extensible?: boolean } = {},
): Check {
  const checks = new Map(Object.entries(known));
  return (value, pointer, seen) => {
    if (!isMembers(value)) return refuse(seen, pointer, "not-an-object", `an object is wanted, read ${shown(value)}`);
    for (const name of required) if (value[name] === undefined) refuse(seen, `${pointer}/${name}`, "missing", `${name} is missing`);
    for (const name of wanted) if (value[name] === undefined) forbid(seen, `${pointer}/${name}`, "missing", `${name} is missing`);
    for (const name of Object.keys(value)) {
      const check = checks.get(name);
      if (check !== undefined) check(value[name], `${pointer}/${name}`, seen);
      else if (!extensible) refuse(seen, `${pointer}${step(name)}`, "unknown-member", `${name} does not stand here`);
      else if (!name.startsWith("@")) extensionName(name, pointer, seen);
    }
  };
}

/** The name of an extension in the object at `pointer`: with a namespace, or it could be mistaken for the standard's own. A prefix that no context defines is doubted; contexts elsewhere are never fetched. */
export function extensionName(name: string, pointer: string, seen: Seen): void {
  if (!isUri(name)) return refuse(seen, `${pointer}${step(name)}`, "no-namespace", `${shown(name)} is not a member of the standard, and a name of your own has a namespace`);
  const prefix = undefinedPrefix(name, seen.prefixes);
  if (prefix !== undefined) doubt(seen, `${pointer}${step(name)}`, "unknown-prefix", `no @context of the document says what ${shown(prefix)} stands for; a context kept elsewhere is not fetched`);
}
