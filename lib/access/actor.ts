import type { Permission, Role } from "./permission.ts";
import { mayRole } from "./permission.ts";

/**
 * Who acts: a person with a session, a key of another system, or the house itself (worker, seed). A key may belong to a source of events; the
 * house reads a source on behalf of the organisation whose events they are.
 */
export type Actor =
  | { readonly kind: "person"; readonly id: number; readonly login: string; readonly name: string; readonly role: Role; readonly organisation: number; readonly office: string | null; readonly locale: "en" | "zh-CN" }
  | { readonly kind: "key"; readonly id: number; readonly name: string; readonly role: Role; readonly organisation: number; readonly source?: number }
  | { readonly kind: "system"; readonly name: string; readonly organisation?: number; readonly source?: number };

/** How far an actor sees: everything, or what belongs to the own organisation. Row-level security applies the same. */
export type Scope = { readonly all: true } | { readonly all: false; readonly organisation: number };

const SEES_ALL: readonly Role[] = ["customs_officer", "market_regulator", "supervisor", "administrator"];

/** How far an actor sees: the house and the authorities everything, all others what belongs to their organisation. */
export function scopeOf(actor: Actor): Scope {
  if (actor.kind === "system" || SEES_ALL.includes(actor.role)) return { all: true };
  return { all: false, organisation: actor.organisation };
}

/** Whether an actor holds a permission; the house itself holds every one. */
export function may(actor: Actor, permission: Permission): boolean {
  return actor.kind === "system" || mayRole(actor.role, permission);
}

/** The organisation an actor acts for; 0 is the house itself. */
export function organisationOf(actor: Actor): number {
  return actor.organisation ?? 0;
}

/** The source of events an actor stands for, by its row; undefined for people and for keys of no source. */
export function sourceOf(actor: Actor): number | undefined {
  return actor.kind === "person" ? undefined : actor.source;
}

/** A stable text for the actor: `person:7`, `key:3`, `system:worker`. Four-eyes rules compare these. */
export function actorKey(actor: Actor): string {
  return actor.kind === "system" ? `system:${actor.name}` : `${actor.kind}:${actor.id}`;
}
