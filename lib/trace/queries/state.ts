import type { Transaction } from "#db/client";
import { Refusal } from "#lib/access/refusal";
import { readIdentifier } from "#lib/feeds/identifier";
import { readKey } from "#lib/identification/notation";
import { productsWithPacking } from "#lib/parties/queries";
import type { PlaceSeen } from "../place.ts";
import { stateOf, type ItemState } from "../state.ts";
import type { Traced } from "../told.ts";
import { eventsAround, piecesOf } from "./events.ts";
import { placesSeen } from "./places.ts";

/** A thing with its state, the goods it is, and what is known of the places it was at. */
export type ItemShown = {
  readonly traced: Traced;
  readonly gtin: string | null;
  readonly lot: string | null;
  readonly goods: { readonly en: string; readonly zh: string } | null;
  readonly state: ItemState;
  readonly places: ReadonlyMap<string, PlaceSeen>;
  readonly events: number;
};

/** The current state of a thing by its EPC URN, Digital Link, element string or canonical key, as events within the reader's scope tell. Refusals: `bad-identifier`; `not-found` when no event names it. */
export async function itemState(tx: Transaction, id: string): Promise<ItemShown> {
  const { traced, gtin, lot } = await tracedOf(tx, id);
  const { events, cut } = await eventsAround(tx, [traced.item, ...traced.pieces], traced.kind !== "lot" && traced.kind !== "class");
  if (events.length === 0) throw new Refusal("not-found", "not-found", { kind: "item", id });
  const places = await placesSeen(tx, events.flatMap((event) => [event.readPoint, event.bizLocation, ...event.destinations].filter((place) => place !== null)));
  const state = stateOf(traced, events, (place) => (places.get(place)?.name ?? null) !== null);
  const product = gtin === null ? undefined : (await productsWithPacking(tx, [gtin])).get(gtin);
  const gaps = cut ? [...state.gaps, { gap: "too-many-events" as const, about: traced.item, since: null }] : state.gaps;
  return { traced, gtin, lot, goods: product === undefined ? null : { en: product.nameEn, zh: product.nameZh }, state: { ...state, gaps }, places, events: events.length };
}

/** No identifier is longer. */
const LONGEST = 2000;

async function tracedOf(tx: Transaction, id: string): Promise<{ readonly traced: Traced; readonly gtin: string | null; readonly lot: string | null }> {
  const text = /^(?:00|01|253|255|401|402|414|417|8003|8004|8006|8010|8017|8018)\//.test(id) ? `https://id.gs1.org/${id}` : id;
  const key = readKey(text);
  const looked = key.ok || /^(?:urn|https?):/i.test(text);
  if (!looked || text.length > LONGEST || text.includes("\u0000")) {
    throw new Refusal("bad-input", "bad-identifier", {}, [{ pointer: "/id", code: "bad-identifier", detail: key.ok ? "the identifier is too long or holds U+0000" : key.detail }]);
  }
  const { item, gtin, lot } = readIdentifier(text);
  const kind = item.startsWith("00/") ? "unit" : item.includes("/21/") ? "piece" : gtin === null ? "other" : lot === null ? "class" : "lot";
  const pieces = kind === "lot" && gtin !== null && lot !== null ? await piecesOf(tx, [{ gtin, lot }]) : [];
  return { traced: { item, kind, pieces }, gtin, lot };
}
