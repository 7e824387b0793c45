import type { Lane } from "./lane.ts";

/** Hours an office has from lodging to its decision, by lane. */
export const HOURS_ALLOWED = { red: 24, yellow: 8, blue: 72, green: 4 } as const satisfies Record<Lane, number>;

/** When a consignment is past its time. */
export function dueAt(lodgedAt: Date, lane: Lane): Date {
  return new Date(lodgedAt.getTime() + HOURS_ALLOWED[lane] * 3_600_000);
}
