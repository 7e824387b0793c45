import { inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { conditionLimits } from "#db/schema/trace";
import { lotText, type LotKey } from "#lib/feeds/lot";
import { journeyOf, type JourneyStep } from "#lib/feeds/queries/journey";
import { percentEncode } from "#lib/identification/characters";
import { bandsOf, numbered, type Band, type JourneyStop } from "../journey.ts";
import { readingsOf, type Limit } from "../sensor.ts";
import { stateOf, type Step } from "../state.ts";
import type { Traced } from "../told.ts";
import { eventsAround, piecesOf } from "./events.ts";
import { placesSeen } from "./places.ts";

/** A step of a lot, or of what it was in then (`via`); `stop` is the number of its place on the map. */
export type TracedStep = JourneyStep & { readonly via: string | null; readonly stop: number | null };

/** The way of some lots: steps in the order of time, the places on it and the order they were reached in, names of places by key, what was measured, and the containers of each lot. */
export type Journey = {
  readonly steps: readonly TracedStep[];
  readonly stops: readonly JourneyStop[];
  readonly way: readonly number[];
  readonly bands: readonly Band[];
  readonly names: Readonly<Record<string, { readonly en: string; readonly zh: string }>>;
  readonly containers: ReadonlyMap<string, readonly string[]>;
};

/** A container by its number of ISO 6346, as events name it. */
const CONTAINER = /^urn:epc:id:bic:([A-Z]{4}\d{7})$/;

/** The way of lots, of what held them included, with the measurements on it against the limits of some categories of goods. */
export async function journeyAround(tx: Transaction, lots: readonly LotKey[], categories: readonly string[]): Promise<Journey> {
  const own = await journeyOf(tx, lots);
  if (own.length === 0) return { steps: [], stops: [], way: [], bands: [], names: {}, containers: new Map() };
  const named = [...new Map(own.map((step) => [lotText(step), { gtin: step.gtin, lot: step.lot }])).values()];
  const traced = await Promise.all(named.map(async (key): Promise<Traced & { readonly key: LotKey }> => ({ key, kind: "lot", item: `01/${key.gtin}/10/${percentEncode(key.lot)}`, pieces: await piecesOf(tx, [key]) })));
  const { events } = await eventsAround(tx, traced.flatMap((one) => [one.item, ...one.pieces]), false);
  const states = traced.map((one) => ({ ...one, state: stateOf(one, events, () => true) }));
  const carried = states.flatMap(({ key, state }) => state.steps.filter((step) => step.via !== null).map((step) => ({ key, step })));
  const places = await placesSeen(tx, [...own.flatMap((step) => step.place?.key ?? []), ...carried.flatMap(({ step }) => step.place ?? [])]);
  const problems = new Map(events.map((event) => [event.eventId, event.problems]));
  const seen = new Set(own.map((step) => step.eventID));
  const besides = [...new Map(carried.filter(({ step }) => !seen.has(step.eventId)).map((one) => [one.step.eventId, one])).values()].map(({ key, step }) => stepShown(key, step, places, problems));
  const steps = [...own.map((step) => ({ ...step, via: null })), ...besides].toSorted((a, b) => a.eventTime.getTime() - b.eventTime.getTime());
  const concerned = new Set(steps.map((step) => step.eventID));
  const readings = events.filter((event) => concerned.has(event.eventId)).flatMap((event) => readingsOf(event.sensors, event.at.toISOString()));
  const containers = new Map(
    states.map(({ key, state }) => [
      lotText(key),
      [
        ...new Set(
          state.steps
            .flatMap((step) => (step.via === null ? [] : (CONTAINER.exec(step.via)?.[1] ?? [])))
            .concat(state.holders.flatMap((held) => CONTAINER.exec(held.item)?.[1] ?? [])),
        ),
      ],
    ]),
  );
  const names = Object.fromEntries([...places.values()].flatMap(({ key, name }) => (name === null ? [] : [[key, name]])));
  return { ...numbered(steps, places), names, bands: bandsOf(readings, await limitsOf(tx, categories)), containers };
}

function stepShown(key: LotKey, step: Step, places: Awaited<ReturnType<typeof placesSeen>>, problems: ReadonlyMap<string, number>): JourneyStep & { readonly via: string | null } {
  const place = step.place === null ? undefined : places.get(step.place);
  return {
    ...key,
    eventID: step.eventId,
    eventTime: step.at,
    eventTimeZoneOffset: step.offset,
    type: step.type,
    action: step.action,
    bizStep: step.bizStep,
    disposition: step.disposition,
    role: step.role,
    quantity: null,
    unit: null,
    place: place === undefined ? null : { key: place.key, siteId: place.siteId, name: place.name?.en ?? null, country: place.country }, problems: problems.get(step.eventId) ?? 0, declaresError: false, via: step.via,
  };
}

/** Between which values goods of some categories are to be kept on their way. */
export async function limitsOf(tx: Transaction, categories: readonly string[]): Promise<(Limit & { readonly category: string })[]> {
  if (categories.length === 0) return [];
  return tx
    .select({
      category: conditionLimits.category,
      measure: conditionLimits.measure,
      lowest: conditionLimits.lowest,
      highest: conditionLimits.highest,
      source: conditionLimits.source,
    })
    .from(conditionLimits)
    .where(inArray(conditionLimits.category, [...new Set(categories)]))
    .orderBy(conditionLimits.category, conditionLimits.measure);
}

/** Every limit that is set. */
export async function allLimits(tx: Transaction): Promise<(typeof conditionLimits.$inferSelect)[]> {
  return tx.select().from(conditionLimits).orderBy(conditionLimits.category, conditionLimits.measure);
}
