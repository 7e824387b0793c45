import { z } from "zod";
import type { ItemShown } from "#lib/trace/queries/state";
import { GAPS } from "#lib/trace/told";
import type { Operation } from "../kernel/operation.ts";
import { bilingual, instant } from "./field.ts";

const text = z.string().nullable();
const place = z.strictObject({ key: z.string().describe("canonical key, or the URI as sent"), name: bilingual.nullable(), country: text, position: z.strictObject({ lat: z.number(), lon: z.number() }).nullable() });
const held = { item: z.string(), since: instant, event: z.string(), quantity: text, unit: text };

const stateAnswer = z.strictObject({
  id: z.string().describe("the canonical key: the path of its Digital Link"),
  kind: z.enum(["lot", "piece", "class", "unit", "other"]),
  gtin: text,
  lot: text,
  goods: bilingual.nullable(),
  where: z.strictObject({ place, basis: z.enum(["location", "read-point"]), since: instant, event: z.string(), via: text.describe("what it was in when it was seen there") }).nullable(),
  underWay: z.strictObject({ since: instant, from: place.nullable(), to: z.array(place) }).nullable().describe("shipped, and not yet said to have arrived"),
  in: z.array(z.strictObject(held)).describe("what it is in, the innermost first"),
  holds: z.array(z.strictObject({ ...held, within: z.string(), depth: z.int() })),
  disposition: text,
  persistentDispositions: z.array(z.string()),
  businessStep: text,
  quantities: z.array(z.strictObject({ unit: z.string(), made: z.string(), used: z.string(), removed: z.string(), left: text })).describe("of a lot, as events tell"),
  steps: z.array(
    z.strictObject({
      event: z.string(),
      at: instant,
      type: z.string(),
      action: text,
      businessStep: text,
      disposition: text,
      place: place.nullable(),
      role: z.string(),
      quantity: text,
      unit: text,
      via: text,
    }),
  ),
  notKnown: z.array(z.strictObject({ gap: z.enum(GAPS), about: z.string(), since: instant.nullable() })),
});

/** The state of a thing as the interface shows it. */
export function stateShown({ traced, gtin, lot, goods, state, places }: ItemShown): z.infer<typeof stateAnswer> {
  const at = (key: string): z.infer<typeof place> => {
    const { name, country, position } = places.get(key) ?? { name: null, country: null, position: null };
    return { key, name, country, position };
  };
  const holding = ({ item, since, eventId, quantity, unit }: (typeof state.holders)[number]) => ({ item, since: since.toISOString(), event: eventId, quantity, unit });
  const { where, underWay } = state;
  return {
    id: traced.item, kind: traced.kind, gtin, lot, goods,
    where: where === null ? null : { place: at(where.place), basis: where.basis, since: where.since.toISOString(), event: where.eventId, via: where.via },
    underWay: underWay === null ? null : { since: underWay.since.toISOString(), from: underWay.from === null ? null : at(underWay.from), to: underWay.to.map(at) },
    in: state.holders.map(holding),
    holds: state.inside.map((one) => ({ ...holding(one), within: one.within, depth: one.depth })),
    disposition: state.disposition, persistentDispositions: [...state.persistent], businessStep: state.bizStep, quantities: [...state.remaining],
    steps: state.steps.map(({ eventId, at: instantOf, type, action, bizStep, disposition, place: where_, role, quantity, unit, via }) => ({
      event: eventId,
      at: instantOf.toISOString(),
      type,
      action,
      businessStep: bizStep,
      disposition,
      place: where_ === null ? null : at(where_),
      role,
      quantity,
      unit,
      via,
    })),
    notKnown: state.gaps.map(({ gap, about, since }) => ({ gap, about, since: since?.toISOString() ?? null })),
  };
}

const stateQuery = z.strictObject({ id: z.string().min(1).max(2000).describe("EPC URN, GS1 Digital Link or element string") });

export const getState: Operation<z.infer<typeof stateQuery>> = {
  id: "getState",
  method: "GET",
  path: "/api/v1/state",
  group: "trace",
  admission: "event.read",
  summary: { en: "Where an item or lot is now, what it is in, how it got there, and what is not known, worked out from its events", zh: "依据追溯事件推算单品或批次的当前状态：所在地点、所处包装、来路及未知事项" },
  query: stateQuery,
  exampleQuery: "id=https://id.gs1.org/01/03012345000024/10/L2023-07",
  answers: { 200: { says: { en: "The state as events tell", zh: "依据事件推算的状态" }, schema: stateAnswer } },
  refusals: ["bad-identifier", "not-found"],
};
