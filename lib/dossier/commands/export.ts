import { and, count, eq, lte } from "drizzle-orm";
import { z } from "zod";
import { cases, dossiers } from "#db/schema/cases";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";

/** A dossier as it leaves the house. */
export type Exported = { readonly bytes: Uint8Array; readonly sha256: string; readonly name: string };

/** Hands a dossier's file out; that it left, and to whom, is an audit entry. Throws Refusal `unknown-dossier`. */
export const exportDossier = command("case.read", z.strictObject({ id: z.int().nonnegative() }), async ({ tx }, { id }) => {
  const [found] = await tx
    .select({ bytes: dossiers.bytes, sha256: dossiers.sha256, caseId: dossiers.caseId, number: cases.number })
    .from(dossiers)
    .innerJoin(cases, eq(cases.id, dossiers.caseId))
    .where(eq(dossiers.id, id));
  if (found === undefined) throw new Refusal("not-found", "unknown-dossier", { id });
  const [until] = await tx.select({ made: count() }).from(dossiers).where(and(eq(dossiers.caseId, found.caseId), lte(dossiers.id, id)));
  const result: Exported = { bytes: found.bytes, sha256: found.sha256, name: `${found.number}-D${until?.made ?? 1}.pdf` };
  return { result, audit: { action: "dossier.export", subject: { kind: "case", id: found.number }, facts: { dossier: id, file: result.name, sha256: found.sha256 } } };
});
