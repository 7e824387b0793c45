import { and, asc, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { mayRole, ROLES, type Permission } from "#lib/access/permission";

/** Somebody who may read cases; `works` says whether they may also be given one. */
export type CasePerson = { readonly id: number; readonly login: string; readonly name: string; readonly nameZh: string; readonly works: boolean };

/** Everybody who may read cases and is not disabled, in the order of their logins: whom a note can mention and a task can be given to. */
export async function casePeople(tx: Transaction): Promise<CasePerson[]> {
  const rows = await tx
    .select({ id: people.id, login: people.login, name: people.name, nameZh: people.nameZh, role: people.role })
    .from(people)
    .where(and(isNull(people.disabledAt), inArray(people.role, rolesWith("case.read"))))
    .orderBy(asc(people.login));
  return rows.map(({ role, ...person }) => ({ ...person, works: mayRole(role, "case.work") }));
}

function rolesWith(permission: Permission): (typeof ROLES)[number][] {
  return ROLES.filter((role) => mayRole(role, permission));
}
