import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { organisations } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import { command } from "#lib/audit/command";
import { ORGANISATION_KINDS, ROLE_ORGANISATIONS } from "../organisation.ts";
import type { Role } from "../permission.ts";
import { Refusal } from "../refusal.ts";

const name = z.string().trim().min(1).max(200);

/** The organisation people and keys of a role belong to when nothing else is said; made when missing. Answers its id. */
export async function ensureRoleOrganisation(tx: Transaction, role: Role): Promise<number> {
  const standing = ROLE_ORGANISATIONS[role];
  return ensure(tx, standing.code, { ...standing, verified: true });
}

/** The organisation of a code; one not known yet is taken in unverified, of the kind the role suggests, named by its code. */
export async function ensureOrganisationOfCode(tx: Transaction, code: string, role: Role): Promise<number> {
  return ensure(tx, code, { code, nameEn: code, nameZh: code, kind: ROLE_ORGANISATIONS[role].kind, verified: false });
}

/** Changes an organisation's names, its kind, and whether it has been verified. */
export const changeOrganisation = command(
  "people.manage",
  z.object({ code: z.string(), nameEn: name, nameZh: name, kind: z.enum(ORGANISATION_KINDS), verified: z.boolean() }),
  async ({ tx }, { code, ...changes }) => {
    const [row] = await tx.update(organisations).set(changes).where(eq(organisations.code, code)).returning({ id: organisations.id });
    if (!row) throw new Refusal("not-found", "organisation-unknown", { code });
    return { result: undefined, audit: { action: "organisation.change", subject: { kind: "organisation", id: code }, facts: changes } };
  },
);

/** Writes down a customs office by its code, or changes its names and whether it has been verified. */
export const putOffice = command(
  "people.manage",
  z.object({ code: z.string().trim().regex(/^[\p{L}\p{N}-]{2,20}$/u), nameEn: name, nameZh: name, verified: z.boolean() }),
  async ({ tx, now }, { code, ...values }) => {
    await tx.insert(offices).values({ code, ...values, recordedAt: now }).onConflictDoUpdate({ target: offices.code, set: values });
    return { result: undefined, audit: { action: "office.put", subject: { kind: "office", id: code }, facts: values } };
  },
);

async function ensure(tx: Transaction, code: string, values: typeof organisations.$inferInsert): Promise<number> {
  await tx.insert(organisations).values(values).onConflictDoNothing({ target: organisations.code });
  const [row] = await tx.select({ id: organisations.id }).from(organisations).where(eq(organisations.code, code));
  if (!row) throw new Error(`Organisation ${code} was not written.`);
  return row.id;
}
