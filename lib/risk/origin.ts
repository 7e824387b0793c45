import type { Population } from "./fingerprint.ts";
import type { Measured } from "./marker.ts";
import type { SubjectLine, Wording } from "./subject.ts";

/** What one inspection report or event measured of a lot of a line. */
export type Measurement = { readonly line: number; readonly lot: string; readonly by: { readonly kind: "report" | "event"; readonly id: string; readonly body: Wording | null }; readonly markers: readonly Measured[] };

/** What was measured of a declaration's lots, with every reference population in force for their categories. */
export type OriginFacts = { readonly measurements: readonly Measurement[]; readonly populations: readonly Population[] };

/** The facts of a declaration of whose lots nothing was measured. */
export const NO_ORIGIN: OriginFacts = { measurements: [], populations: [] };

/** The day a lot of a line was made, as the line or an event or report says; the first of its production period where none does. */
export function madeOn(line: SubjectLine, lot: string): string {
  return line.lotFacts.find((fact) => fact.lot === lot)?.producedOn ?? line.productionDate ?? line.producedFrom;
}

/** Whether goods of a line are certified to be of a population's origin: by their site, or by their country where the population names no sites. */
export function isOf(population: Population, line: SubjectLine): boolean {
  if (population.category !== line.category) return false;
  return population.sites.length === 0 ? population.country === line.originCountry : line.site.kind === "site" && population.sites.includes(line.site.id);
}

/** Whether a population is of the season in which a day lies; a season is half-open. */
export function inSeason(population: Population, day: string): boolean {
  return population.season.from <= day && day < population.season.to;
}
