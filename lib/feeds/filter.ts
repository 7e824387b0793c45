import { Refusal } from "#lib/access/refusal";
import type { ItemRole } from "./event.ts";
import { readIdentifier } from "./identifier.ts";
import { instantOf } from "./instant.ts";
import { readWord, STANDARD_PREFIXES } from "./vocabulary.ts";

/** What an event's items must include: one of these identifiers, or anything of these trade items, in one of these parts. */
export type ItemMatch = { readonly roles: readonly ItemRole[]; readonly items: readonly string[]; readonly gtins: readonly string[] };

/** A query over events: every condition holds, and within one any of its values. */
export type EventFilter = {
  readonly types: readonly string[];
  readonly actions: readonly string[];
  readonly bizSteps: readonly string[];
  readonly dispositions: readonly string[];
  readonly readPoints: readonly string[];
  readonly bizLocations: readonly string[];
  readonly eventIds: readonly string[];
  readonly eventTime: { readonly from?: Date; readonly before?: Date };
  readonly recordTime: { readonly from?: Date; readonly before?: Date };
  readonly matches: readonly ItemMatch[];
};

const ALL: readonly ItemRole[] = ["epc", "parent", "child", "input", "output"];

/** Parameters that name identifiers, and the parts they look at (EPCIS 2.0 section 8.2.7.1). */
const MATCHES: Readonly<Record<string, readonly ItemRole[]>> = {
  MATCH_epc: ["epc", "child"],
  MATCH_parentID: ["parent"],
  MATCH_inputEPC: ["input"],
  MATCH_outputEPC: ["output"],
  MATCH_anyEPC: ALL,
  MATCH_epcClass: ["epc", "child"],
  MATCH_inputEPCClass: ["input"],
  MATCH_outputEPCClass: ["output"],
  MATCH_anyEPCClass: ALL,
};
const SIMPLE = ["eventType", "EQ_action", "EQ_bizStep", "EQ_disposition", "EQ_readPoint", "EQ_bizLocation", "EQ_eventID"];
const TIMES = ["GE_eventTime", "LT_eventTime", "GE_recordTime", "LT_recordTime"];

/** Every parameter a query may have, besides `perPage` and `nextPageToken`. */
export const QUERY_PARAMETERS: readonly string[] = [...SIMPLE, ...TIMES, ...Object.keys(MATCHES)];

/** Reads the parameters of an EPCIS query. Values are repeated or parted by commas. Refuses `unsupported-parameter` and `bad-parameter`, naming it. */
export function readFilter(parameters: URLSearchParams): EventFilter {
  for (const name of parameters.keys()) {
    if (!QUERY_PARAMETERS.includes(name) && name !== "perPage" && name !== "nextPageToken") {
      throw new Refusal("bad-input", "unsupported-parameter", { parameter: name.slice(0, 80) });
    }
  }
  const values = (name: string): string[] => parameters.getAll(name).flatMap((value) => value.split(",")).map((value) => value.trim()).filter((value) => value !== "");
  const time = (kind: string) => ({ ...bound("from", instantIn(parameters, `GE_${kind}`)), ...bound("before", instantIn(parameters, `LT_${kind}`)) });
  return {
    types: values("eventType"),
    actions: values("EQ_action"),
    bizSteps: values("EQ_bizStep").map((value) => readWord("bizStep", expanded(value))?.name ?? value),
    dispositions: values("EQ_disposition").map((value) => readWord("disposition", expanded(value))?.name ?? value),
    readPoints: values("EQ_readPoint").map((value) => readIdentifier(value).item),
    bizLocations: values("EQ_bizLocation").map((value) => readIdentifier(value).item),
    eventIds: values("EQ_eventID"),
    eventTime: time("eventTime"),
    recordTime: time("recordTime"),
    matches: Object.entries(MATCHES).filter(([name]) => parameters.has(name)).map(([name, roles]) => matchOf(name, roles, values(name))),
  };
}

/** How many rows a page has: 30 unless asked otherwise, 500 at most (EPCIS 2.0 section 12.7). Refuses `bad-parameter`. */
export function pageSize(parameters: URLSearchParams): number {
  const text = parameters.get("perPage") ?? "30";
  if (!/^[1-9]\d{0,8}$/.test(text)) throw bad("perPage", text);
  return Math.min(Number(text), 500);
}

function matchOf(name: string, roles: readonly ItemRole[], values: readonly string[]): ItemMatch {
  const read = values.map((value) => {
    const { item, gtin } = readIdentifier(value);
    if (gtin === null && value.startsWith("urn:epc:idpat:")) throw bad(name, value);
    return { item, pattern: value.startsWith("urn:epc:idpat:sgtin:") ? gtin : null };
  });
  return { roles, items: read.filter(({ pattern }) => pattern === null).map(({ item }) => item), gtins: read.flatMap(({ pattern }) => pattern ?? []) };
}

function expanded(value: string): string {
  const [prefix = "", ...rest] = value.split(":");
  const uri = STANDARD_PREFIXES[prefix];
  return uri === undefined ? value : `${uri}${rest.join(":")}`;
}

function instantIn(parameters: URLSearchParams, name: string): Date | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const at = instantOf(text.replace(" ", "+"));
  if (at === undefined) throw bad(name, text);
  return at;
}

const bound = <Name extends string>(name: Name, at: Date | undefined): { [key in Name]?: Date } => (at === undefined ? {} : ({ [name]: at } as { [key in Name]: Date }));

const bad = (parameter: string, value: string): Refusal => new Refusal("bad-input", "bad-parameter", { parameter, value: value.slice(0, 80) });
