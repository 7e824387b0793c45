import type { Reading } from "#lib/trace/sensor";
import type { Measured } from "./marker.ts";
import type { Wording } from "./subject.ts";

/** Where a step took place, as far as it is known. Degrees are WGS 84. */
export type WayPlace = { readonly key: string; readonly name: Wording | null; readonly country: string | null; readonly port: boolean; readonly position: { readonly lat: number; readonly lon: number } | null };

/** One event on the way of a lot, or of what it was in then (`via`). `joins`: it puts something into the thing or takes something out of it. */
export type WayStep = {
  readonly eventId: string;
  readonly at: number;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly place: WayPlace | null;
  readonly via: string | null;
  readonly joins: boolean;
  readonly seals: readonly string[];
};

/** The way of one lot of a line, its steps in the order of time, with what was measured on it. */
export type LotWay = {
  readonly line: number;
  readonly lot: string;
  readonly steps: readonly WayStep[];
  readonly readings: readonly Reading[];
  readonly measured: readonly { readonly eventId: string; readonly markers: readonly Measured[] }[];
};

/** Between which temperatures goods of a category are kept, thousandths of a degree Celsius, and the activation energy of what spoils them in joules for a mole. */
export type KeptAt = { readonly category: string; readonly lowest: number | null; readonly highest: number | null; readonly activationEnergy: number | null; readonly source: string };

/** The ways of a declaration's lots that events tell of, and the limits of its goods. */
export type WayFacts = { readonly lots: readonly LotWay[]; readonly limits: readonly KeptAt[] };

/** The facts of a declaration of whose lots no way is known. */
export const NO_WAY: WayFacts = { lots: [], limits: [] };

/** Kilometres between two places along the surface of the Earth. */
export function kilometresBetween(a: { readonly lat: number; readonly lon: number }, b: { readonly lat: number; readonly lon: number }): number {
  const turn = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = Math.sin(turn(b.lat - a.lat) / 2) ** 2 + Math.cos(turn(a.lat)) * Math.cos(turn(b.lat)) * Math.sin(turn(b.lon - a.lon) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(half)));
}
