import type { Permission, Role } from "./permission.ts";
import { mayRole } from "./permission.ts";

/** Who acts: a person with a session, a key of another system, or the house itself (worker, seed). */
export type Actor =
  | { readonly kind: "person"; readonly id: number; readonly login: string; readonly name: string; readonly role: Role; readonly organisation: number; readonly office: string | null; readonly locale: "en" | "zh-CN" }
  | { readonly kind: "key"; readonly id: number; readonly name: string; readonly role: Role; readonly organisation: number }
  | { readonly kind: "system"; readonly name: string };

/** How far an actor sees: everything, or what belongs to the own organisation. Row-level security applies the same. */
export type Scope = { readonly all: true } | { readonly all: false; readonly organisation: number };

const SEES_ALL: readonly Role[] = ["customs_officer", "market_regulator", "supervisor", "administrator"];

export function scopeOf(actor: Actor): Scope {
  if (actor.kind === "system" || SEES_ALL.includes(actor.role)) return { all: true };
  return { all: false, organisation: actor.organisation };
}

export function may(actor: Actor, permission: Permission): boolean {
  return actor.kind === "system" || mayRole(actor.role, permission);
}

/** A stable text for the actor: `person:7`, `key:3`, `system:worker`. Four-eyes rules compare these. */
export function actorKey(actor: Actor): string {
  return actor.kind === "system" ? `system:${actor.name}` : `${actor.kind}:${actor.id}`;
}
