import { eq } from "drizzle-orm";
import { database } from "#db/client";
import { organisations } from "#db/schema/parties";
import type { Actor } from "#lib/access/actor";
import { mayRole, PERMISSIONS, type Permission } from "#lib/access/permission";

/** Who calls, as the caller is shown: name, role, own organisation, and every permission of the role. */
export async function callerShown(actor: Exclude<Actor, { kind: "system" }>) {
  const [organisation] = await database().select().from(organisations).where(eq(organisations.id, actor.organisation));
  const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => mayRole(actor.role, permission));
  return {
    kind: actor.kind,
    name: actor.name,
    role: actor.role,
    organisation: { code: organisation?.code ?? "", name: { en: organisation?.nameEn ?? "", zh: organisation?.nameZh ?? "" } },
    permissions,
  };
}
