import { and, asc, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { remembered, type Transaction } from "#db/client";
import { inspectionReports } from "#db/schema/certificates";
import { organisations } from "#db/schema/parties";
import { referencePopulations, referenceSamples, referenceWithdrawals } from "#db/schema/risk-traced";
import type { Population } from "../fingerprint.ts";
import { markersIn } from "../measured.ts";
import type { Measurement, OriginFacts } from "../origin.ts";
import type { Subject } from "../subject.ts";
import { lotsOf } from "./traced-lots.ts";
import { waysOf } from "./ways.ts";

/**
 * What was measured of the lots of a block and the reference populations in force for their goods: four statements, one where no population is in force for any of them, and those of their ways. With `asOf` the
 * populations in force at that instant and what had been reported by then.
 */
export async function originsOf(tx: Transaction, subjects: readonly Subject[], _now?: Date, asOf?: Date): Promise<ReadonlyMap<number, OriginFacts>> {
  const populations = await inForce(tx, [...new Set(subjects.flatMap(({ lines }) => lines.filter((line) => line.standing).map(({ category }) => category)))], asOf);
  if (populations.length === 0) return new Map();
  const referenced = new Set(populations.map(({ category }) => category));
  const concerned = subjects.filter(({ lines }) => lines.some((line) => line.standing && referenced.has(line.category)));
  const [reported, told] = await Promise.all([reportedOf(tx, concerned, referenced, asOf), waysOf(tx, subjects)]);
  return new Map(concerned.flatMap(({ declarationId, lines }): [number, OriginFacts][] => {
    const own = (told.get(declarationId)?.lots ?? []).flatMap(({ line, lot, measured }) => measured.map(({ eventId, markers }): Measurement => ({ line, lot, by: { kind: "event", id: eventId, body: null }, markers })));
    const measurements = [...(reported.get(declarationId) ?? []), ...own];
    const categories = new Set(lines.map(({ category }) => category));
    return measurements.length === 0 ? [] : [[declarationId, { measurements, populations: populations.filter(({ category }) => categories.has(category)) }]];
  }));
}

/** Populations as they were read, by what cannot change of them. */
const readPopulations = remembered(() => new Map<string, Population>());
const MOST_READ = 200;

/** The populations in force for some categories with their samples; with `asOf` those that were at that instant. */
export async function inForce(tx: Transaction, categories: readonly string[], asOf?: Date): Promise<Population[]> {
  if (categories.length === 0) return [];
  const { origin, category, seasonFrom, seasonTo, version } = referencePopulations;
  const newest = await tx
    .selectDistinctOn([origin, category, seasonFrom, seasonTo])
    .from(referencePopulations)
    .where(and(inArray(category, [...categories]), inArray(referencePopulations.state, ["confirmed", "retired"]), asOf === undefined ? undefined : lte(referencePopulations.answeredAt, asOf)))
    .orderBy(asc(origin), asc(category), asc(seasonFrom), asc(seasonTo), desc(version));
  const retired = asOf === undefined ? undefined : await retiredBy(tx, asOf);
  const heads = newest.filter(({ id, state }) => (retired === undefined ? state === "confirmed" : !retired.has(id)));
  const keyOf = (head: (typeof heads)[number]): string => `${head.id} ${head.sha256} ${head.proposedAt.getTime()} ${head.siteIds.join(",")}`;
  const read = readPopulations();
  const missing = heads.filter((head) => !read.has(keyOf(head)));
  const samples =
    missing.length === 0
      ? []
      : await tx
          .select()
          .from(referenceSamples)
          .where(
            inArray(
              referenceSamples.populationId,
              missing.map(({ id }) => id),
            ),
          )
          .orderBy(asc(referenceSamples.populationId), asc(referenceSamples.no));
  const byPopulation = Map.groupBy(samples, ({ populationId }) => populationId);
  if (read.size + missing.length > MOST_READ) read.clear();
  return heads.map((head) => {
    const before = read.get(keyOf(head));
    if (before !== undefined) return before;
    const population: Population = {
      id: head.id, version: head.version, origin: { en: head.originEn, zh: head.originZh }, country: head.country, sites: head.siteIds, category: head.category,
      season: { from: head.seasonFrom, to: head.seasonTo }, markers: head.markers, samples: (byPopulation.get(head.id) ?? []).map(({ values }) => values),
    };
    if (missing.includes(head)) read.set(keyOf(head), population);
    return population;
  });
}

/** The populations that two people had taken out of force by an instant. */
async function retiredBy(tx: Transaction, asOf: Date): Promise<ReadonlySet<number>> {
  const rows = await tx.select({ id: referenceWithdrawals.populationId }).from(referenceWithdrawals).where(and(eq(referenceWithdrawals.state, "confirmed"), lte(referenceWithdrawals.answeredAt, asOf)));
  return new Set(rows.map(({ id }) => id));
}

/** What inspection reports measured of the lots: those of a line's goods, or of its site where the report names no goods. */
async function reportedOf(tx: Transaction, subjects: readonly Subject[], categories: ReadonlySet<string>, asOf?: Date): Promise<ReadonlyMap<number, readonly Measurement[]>> {
  const lots = lotsOf(subjects, (category) => categories.has(category));
  const names = [...new Set(lots.map(({ lot }) => lot))];
  if (names.length === 0) return new Map();
  const rows = await tx
    .select({
      number: inspectionReports.number,
      siteId: inspectionReports.siteId,
      lots: inspectionReports.lots,
      lotFacts: inspectionReports.lotFacts,
      markers: sql<unknown>`${inspectionReports.results} -> 'markers'`,
      en: organisations.nameEn,
      zh: organisations.nameZh,
    })
    .from(inspectionReports)
    .innerJoin(organisations, eq(organisations.id, inspectionReports.issuerId))
    .where(sql`results ? 'markers' and ${inspectionReports.lots} && ${sql.param(names)}::text[]${asOf === undefined ? sql`` : sql` and ${inspectionReports.recordedAt} <= ${asOf.toISOString()}::timestamptz`}`)
    .orderBy(asc(inspectionReports.number));
  if (rows.length === 0) return new Map();
  const gtins = Map.groupBy(lots.flatMap(({ gtin, lot, of }) => of.map((one) => ({ gtin, key: `${one.declarationId} ${one.line} ${lot}` }))), ({ key }) => key);
  return new Map(subjects.map(({ declarationId, lines }) => [declarationId, lines.filter((line) => line.standing).flatMap((line) => line.lots.flatMap((lot) => rows.flatMap((row): Measurement[] => {
    const own = new Set((gtins.get(`${declarationId} ${line.no} ${lot}`) ?? []).map(({ gtin }) => gtin));
    const facts = row.lotFacts.filter((fact) => fact.lot === lot);
    const site = line.site.kind === "site" ? line.site.id : 0;
    if (!facts.some(({ gtin }) => (gtin === null ? row.siteId === site : own.has(gtin)))) return [];
    const markers = markersIn(row.markers).filter((marker) => marker.lot === null || marker.lot === lot).map(({ name, value, unit }) => ({ name, value, unit }));
    return markers.length === 0 ? [] : [{ line: line.no, lot, by: { kind: "report", id: row.number, body: { en: row.en, zh: row.zh } }, markers }];
  })))]));
}
