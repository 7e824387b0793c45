import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";

/** The person who decides; a key or the house itself never does. */
export type Officer = Extract<Actor, { readonly kind: "person" }>;

/** The person behind an actor. Throws Refusal `people-only` for keys and the house: what weighs on somebody is decided by a person. */
export function officerOf(actor: Actor): Officer {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
  return actor;
}

/** Whether a person may act on what an office holds: officers for their own office, supervisors for all. */
export function actsFor(officer: Pick<Officer, "role" | "office">, office: string): boolean {
  return officer.role === "supervisor" || officer.office === office;
}

/** Throws Refusal `other-office` where the person may not act for the office. */
export function demandOffice(officer: Officer, office: string): void {
  if (!actsFor(officer, office)) throw new Refusal("forbidden", "other-office", { office, own: officer.office ?? "" });
}
