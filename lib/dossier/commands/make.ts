import { count, eq } from "drizzle-orm";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { notify } from "#db/live";
import { dossiers } from "#db/schema/cases";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { heldCase } from "#lib/cases/commands/held";
import { casePage } from "#lib/cases/queries/cases";
import { officerOf } from "#lib/triage/officer";
import { compose } from "../compose.ts";
import { pdfOf } from "../pdf.ts";
import { caseRecord } from "../queries/record.ts";
import type { TypefaceFiles } from "../typeface.ts";

/** A dossier as it was made: its id and number, the file's SHA-256, and how many pages and sources it has. */
export type Made = { readonly id: number; readonly number: string; readonly sha256: string; readonly pages: number; readonly sources: number };

/**
 * Makes the dossier (卷宗) of a case as it stands: the bilingual PDF with every source attached, kept with its hash and never changed.
 * Throws Refusal: `unknown-case`, `people-only`.
 */
export const makeDossier = command("dossier.make", z.strictObject({ number: z.string().min(1) }), async ({ tx, actor, now }, { number }) => {
  const officer = officerOf(actor);
  const held = await heldCase(tx, number, "make-dossier");
  const page = await casePage(tx, number);
  if (page === undefined) throw new Refusal("not-found", "unknown-case", { number });
  const [before] = await tx.select({ made: count() }).from(dossiers).where(eq(dossiers.caseId, held.id));
  const dossier = compose(await caseRecord(tx, page), { at: now, by: officer.name, no: (before?.made ?? 0) + 1 });
  const { bytes, pages } = await pdfOf(dossier, await typefaceFiles(), now);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const [kept] = await tx.insert(dossiers).values({ caseId: held.id, sha256, sources: [...dossier.sources], pages, bytes, madeByName: officer.name, madeAt: now }).returning({ id: dossiers.id });
  if (kept === undefined) throw new Error(`dossier ${dossier.number} was not kept`);
  await notify(tx, "case", { number, kind: "dossier" });
  const made: Made = { id: kept.id, number: dossier.number, sha256, pages, sources: dossier.sources.length };
  return { result: made, audit: { action: "dossier.make", subject: { kind: "case", id: number }, facts: { dossier: kept.id, file: dossier.number, sha256, pages, sources: dossier.sources.length } } };
});

/** The typeface's files as the package brings them; in the built product they lie beside the server (next.config.ts). */
async function typefaceFiles(): Promise<TypefaceFiles> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "@expo-google-fonts", "noto-sans-sc");
  const [regular, bold] = await Promise.all([readFile(join(folder, "400Regular", "NotoSansSC_400Regular.ttf")), readFile(join(folder, "700Bold", "NotoSansSC_700Bold.ttf"))]);
  return { regular, bold };
}
