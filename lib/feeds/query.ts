import { createHash } from "node:crypto";
import { Refusal } from "#lib/access/refusal";
import { conditionsIn } from "./filter.ts";
import type { Condition } from "./filter.ts";
import { fieldNamed } from "./parameter.ts";
import type { FieldName, QueryPrefixes } from "./parameter.ts";
import { badValue, countIn, givenInAddress, givenInDefinition, singleIn } from "./parameterValue.ts";
import type { Given } from "./parameterValue.ts";

/** What the events of a query are ordered by; the key of the row comes last, so that the order is whole. */
export type Order = { readonly by: "id" | "eventTime" | "recordTime" | FieldName; readonly descending: boolean };

/** A query over events: what is asked of each, their order, how many of the first are wanted, and beyond how many the query fails. `mark` tells queries apart. */
export type EventQuery = {
  readonly conditions: readonly Condition[];
  readonly order: Order;
  readonly first: number | null;
  readonly atMost: number | null;
  readonly mark: string;
};

const NO_PREFIXES: QueryPrefixes = new Map();
const OF_PAGES: readonly string[] = ["perPage", "nextPageToken"];

/** Reads the query in an address; `fixed` are the parameters that the address itself stands for. Refuses `unsupported-parameter`, `bad-parameter` and `query-too-complex`. */
export function queryOfAddress(parameters: URLSearchParams, prefixes: QueryPrefixes = NO_PREFIXES, fixed: readonly Given[] = []): EventQuery {
  return queryOf([...fixed, ...givenInAddress(parameters).filter(({ name }) => !OF_PAGES.includes(name))], prefixes);
}

/** Reads a query's definition in JSON. Refuses as `queryOfAddress` does. */
export function queryOfDefinition(definition: Readonly<Record<string, unknown>>): EventQuery {
  return queryOf(givenInDefinition(definition), prefixesIn(definition["@context"]));
}

/** The prefixes that a header GS1-Extensions defines, `example=https://ns.example.com/,other=…`. */
export function prefixesInHeader(header: string | null): QueryPrefixes {
  return new Map([...(header ?? "").matchAll(/([A-Za-z][\w.-]*)=([^,\s]+)/g)].map(([, prefix = "", namespace = ""]): [string, string] => [prefix, namespace]));
}

function prefixesIn(context: unknown): QueryPrefixes {
  const parts: readonly unknown[] = Array.isArray(context) ? context : [context];
  return new Map(
    parts.flatMap((part) =>
      typeof part === "object" && part !== null
        ? Object.entries(part).flatMap(([prefix, meaning]): [string, string][] => (typeof meaning === "string" ? [[prefix, meaning]] : []))
        : [],
    ),
  );
}

/** More parameters than one query may have. */
const MOST_PARAMETERS = 100;

function queryOf(given: readonly Given[], prefixes: QueryPrefixes): EventQuery {
  if (given.length > MOST_PARAMETERS) throw new Refusal("bad-input", "query-too-complex", { parameter: given[MOST_PARAMETERS]?.name.slice(0, 80) ?? "" });
  const conditions = conditionsIn(given, prefixes);
  const setting = (name: string) => given.find((one) => one.name === name);
  const [orderBy, limit, most] = [setting("orderBy"), setting("eventCountLimit"), setting("maxEventCount")];
  if (limit !== undefined && most !== undefined) throw badValue("maxEventCount", most.texts[0] ?? "", "eventCountLimit and maxEventCount cannot stand together: leave one out");
  if (limit !== undefined && orderBy === undefined) throw badValue("eventCountLimit", limit.texts[0] ?? "", "the first events are those of an order: send orderBy with eventCountLimit, or maxEventCount in its place");
  const order = orderOf(orderBy, setting("orderDirection"), conditions, prefixes);
  const asked = { conditions, order, first: limit === undefined ? null : countIn(limit), atMost: most === undefined ? null : countIn(most) };
  return { ...asked, mark: createHash("sha256").update(JSON.stringify(asked)).digest("base64url").slice(0, 16) };
}

function orderOf(orderBy: Given | undefined, direction: Given | undefined, conditions: readonly Condition[], prefixes: QueryPrefixes): Order {
  const descending = descendingIn(direction);
  if (orderBy === undefined) return naturalOrder(conditions);
  const text = singleIn(orderBy);
  if (text === "eventTime" || text === "recordTime") return { by: text, descending };
  const by = fieldNamed(text, prefixes);
  if (by === undefined) throw badValue("orderBy", text);
  return { by, descending };
}

function descendingIn(direction: Given | undefined): boolean {
  if (direction === undefined) return true;
  const text = singleIn(direction);
  if (text !== "ASC" && text !== "DESC") throw badValue("orderDirection", text);
  return text === "DESC";
}

/** The order of a query that asks for none: that of the index which finds its events. */
function naturalOrder(conditions: readonly Condition[]): Order {
  const named = conditions.some((condition) => condition.on === "items" || (condition.on === "column" && condition.column === "eventId"));
  const recorded = conditions.length > 0 && conditions.every((condition) => condition.on === "instant" && condition.column === "recordTime");
  return { by: named ? "id" : recorded ? "recordTime" : "eventTime", descending: false };
}
