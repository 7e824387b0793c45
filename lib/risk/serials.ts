import type { Wording } from "./subject.ts";

/** A place at which a piece was seen, in degrees of WGS 84. */
export type SerialPlace = { readonly key: string; readonly name: Wording | null; readonly at: string; readonly eventId: string };

/** Two sightings of a piece in a row, and how far apart they are. */
export type SerialLeap = { readonly kilometres: number; readonly hours: number; readonly from: SerialPlace; readonly to: SerialPlace };

/**
 * One piece of a line's lots that events saw in a way that one piece cannot be seen, or at many places. `leaps`: of two sightings in a row those that are too far apart for
 * the time between them, the worst first; one that another outdoes by both distance and time is left out.
 */
export type SerialSeen = {
  readonly line: number;
  readonly lot: string;
  readonly item: string;
  readonly places: number;
  readonly made: number;
  readonly leaps: readonly SerialLeap[];
};

/** The pieces that stand out, those that do so the most first, and how many pieces of the declaration's lots events name one by one. */
export type SerialFacts = { readonly seen: readonly SerialSeen[]; readonly pieces: number };

/** The facts of a declaration of whose pieces nothing was seen too often. */
export const NO_SERIALS: SerialFacts = { seen: [], pieces: 0 };

/** What is looked for in the database at the least; the rule's thresholds stand at or above it. */
export const LEAST_PLACES = 4;
export const LEAST_SPEED = 100;
export const NEAR = 50;
