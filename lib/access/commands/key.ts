import { and, eq, isNull } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { apiKeys } from "#db/schema/access";
import { command } from "#lib/audit/command";
import { ROLES, type Role } from "../permission.ts";
import { Refusal } from "../refusal.ts";
import { hashOfToken } from "../token.ts";
import { ensureOrganisationOfCode, ensureRoleOrganisation } from "./organisation.ts";
import { tellAccess } from "./session.ts";

const code = z.string().trim().min(1).max(40).regex(/^[\p{L}\p{N}._-]+$/u);

/**
 * Issues an API key for a role, on behalf of an organisation by its code (the role's own when none is given; made when missing).
 * The key itself is answered this once and kept as its hash alone.
 */
export const issueApiKey = command(
  "key.manage",
  z.object({ role: z.enum(ROLES), organisation: code.optional(), name: z.string().trim().min(1).max(100).optional() }),
  async ({ tx, now }, { role, organisation, name }) => {
    const organisationId = organisation === undefined ? await ensureRoleOrganisation(tx, role) : await ensureOrganisationOfCode(tx, organisation, role);
    const issued = await writeKey(tx, { role, organisationId, name: name ?? role, recordedAt: now });
    return { result: issued, audit: { action: "key.issue", subject: { kind: "key", id: String(issued.id) }, facts: { role, organisation: organisationId, name: name ?? role } } };
  },
);

/** What a key is written with; one of a source counts what it sends there. */
type NewKey = { readonly role: Role; readonly organisationId: number; readonly name: string; readonly recordedAt: Date; readonly sourceId?: number; readonly certificate?: string | null };

/** Writes a new random key in the transaction of a command. The key itself is handed back this once. */
export async function writeKey(tx: Transaction, values: NewKey): Promise<{ readonly id: number; readonly key: string }> {
  const key = `th_${randomBytes(32).toString("base64url")}`;
  const [row] = await tx.insert(apiKeys).values({ ...values, keyHash: hashOfToken(key) }).returning({ id: apiKeys.id });
  if (!row) throw new Error("A key was not written.");
  return { id: row.id, key };
}

/** Asks every key of a source for this client certificate from now on, or for none; they act for the source's organisation. */
export async function bindKeys(tx: Transaction, sourceId: number, values: { readonly certificate: string | null; readonly organisationId: number }): Promise<void> {
  await tx.update(apiKeys).set(values).where(eq(apiKeys.sourceId, sourceId));
}

/** Revokes an API key at once and for good. */
export const revokeApiKey = command("key.manage", z.object({ id: z.number() }), async ({ tx, now }, { id }) => {
  const [row] = await tx.update(apiKeys).set({ revokedAt: now }).where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt))).returning({ name: apiKeys.name });
  if (!row) throw new Refusal("conflict", "key-revoked-already");
  await tellAccess(tx, { kind: "key", id });
  return { result: undefined, audit: { action: "key.revoke", subject: { kind: "key", id: String(id) }, facts: { name: row.name } } };
});
