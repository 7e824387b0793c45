import { definitionOfAddress, saidParameters } from "#lib/feeds/queryDefinition";
import { readIdentifier } from "#lib/feeds/identifier";
import { addDays, plainDate } from "#lib/measures/period";

/** What stands in the address of the events; everything may be missing or anything. */
export type EventsSearch = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The fields of the filter; `more` holds further parameters of the query language as an address writes them. */
const FIELDS = ["what", "step", "type", "place", "from", "to", "more"] as const;
export type EventsAsked = Readonly<Record<(typeof FIELDS)[number], string>>;

const PAGES: readonly string[] = ["after", "perPage", "nextPageToken"];
const isField = (name: string): name is keyof EventsAsked => (FIELDS as readonly string[]).includes(name);

/** The filter of an address. Parameters of the query language that stand in it by themselves count as further ones. */
export function askedIn(search: EventsSearch): EventsAsked {
  const texts = (name: string) => [search[name] ?? []].flat().map((text) => text.trim()).filter((text) => text !== "");
  const others = Object.keys(search).filter((name) => !isField(name) && !PAGES.includes(name)).map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(texts(name).join("|"))}`);
  const field = (name: keyof EventsAsked) => texts(name)[0] ?? "";
  return { what: field("what"), step: field("step"), type: field("type"), place: field("place"), from: field("from"), to: field("to"), more: [...texts("more"), ...others].join("&") };
}

/** What is wrong with the identifier or the place as they were typed, by the code of the doubt; nothing is found by such a one. */
export function doubtOf({ what, place }: EventsAsked): string | undefined {
  return [what === "" ? "" : identifierOf(what), place === "" ? "" : placeOf(place)].flatMap((text) => (text === "" ? [] : (readIdentifier(text).doubt?.code ?? [])))[0];
}

/** The filter as a query's definition. Refuses `unsupported-parameter` and `bad-parameter`. */
export function definitionOf({ what, step, type, place, from, to, more }: EventsAsked): Record<string, unknown> {
  const [first, last] = [plainDate(from), plainDate(to)];
  const item = what === "" ? "" : identifierOf(what);
  return {
    ...(type === "" ? {} : { eventType: [type] }),
    ...(step === "" ? {} : { EQ_bizStep: [step] }),
    ...(item === "" ? {} : { [isClass(item) ? "MATCH_anyEPCClass" : "MATCH_anyEPC"]: [item] }),
    ...(place === "" ? {} : { WD_readPoint: [placeOf(place)] }),
    ...(first === undefined ? {} : { GE_eventTime: `${first}T00:00:00+08:00` }),
    ...(last === undefined ? {} : { LT_eventTime: `${addDays(last, 1)}T00:00:00+08:00` }),
    ...definitionOfAddress(new URLSearchParams(more.replaceAll("+", "%2B"))),
  };
}

/** An identifier as it is typed: bare digits are a trade item's, or of eighteen a logistic unit's. */
function identifierOf(text: string): string {
  if (/^\d{18}$/.test(text)) return `https://id.gs1.org/00/${text}`;
  return /^(?:\d{8}|\d{12,14})$/.test(text) ? `https://id.gs1.org/01/${text.padStart(14, "0")}` : text;
}

/** A place as it is typed: thirteen bare digits are a GLN. */
const placeOf = (text: string): string => (/^\d{13}$/.test(text) ? `https://id.gs1.org/414/${text}` : text);

const isClass = (text: string): boolean => /^01\/\d{14}(?:\/10\/.+)?$/.test(readIdentifier(text).item) || text.startsWith("urn:epc:idpat:lgtin:");

/** The address of the events under a filter, from a page on. */
export function addressOf(asked: EventsAsked, after?: string): string {
  const kept = [...FIELDS.map((name) => [name, asked[name]] as const), ["after", after ?? ""] as const].filter(([, text]) => text !== "").map(([name, text]) => [name, text]);
  return kept.length === 0 ? "/feeds/events" : `/feeds/events?${new URLSearchParams(kept).toString()}`;
}

/** The address of the events that a query finds, where its filter can be changed. */
export function addressOfDefinition(definition: Readonly<Record<string, unknown>>): string {
  const kept = saidParameters(definition).map(({ name, values }) => [name, values.length === 0 ? "true" : values.join("|")]);
  return kept.length === 0 ? "/feeds/events" : `/feeds/events?${new URLSearchParams(kept).toString()}`;
}
