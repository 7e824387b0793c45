import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { importGoods, importRows, imports } from "#db/schema/lodging";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { gtinField, visibleText } from "#lib/parties/field";
import { declaredSiteField } from "#lib/parties/site";
import { productsWithPacking, resolveSites } from "#lib/parties/queries";
import { foldGoods } from "../intake.ts";
import { ownImport, queueImport } from "./import-receive.ts";

const answerInput = z
  .strictObject({ id: z.int().positive(), goods: visibleText(300, "the goods in the sender's words"), gtin: gtinField.optional(), site: declaredSiteField.optional() })
  .refine((input) => input.gtin !== undefined || input.site !== undefined, { path: ["gtin"], message: "say which product or which site is meant", params: { code: "missing" } });

/**
 * Tells which product, and where it is asked which production site, the organisation's own words for goods mean: for this import and every later one. The
 * refused records of the import are looked at again. Refuses `unknown-product`, `unknown-site`, `unknown-import`, `import-under-way`.
 */
export const answerGoods = command("declaration.lodge", answerInput, async ({ tx, actor, now }, { id, goods, gtin, site }) => {
  const row = await ownImport(tx, actor, id);
  if (gtin !== undefined && !(await productsWithPacking(tx, [gtin])).has(gtin))
    throw new Refusal("unprocessable", "unknown-product", { products: 1 }, [{ pointer: "/gtin", code: "unknown-product", detail: `${gtin} is not recorded` }]);
  if (site !== undefined && ["unknown", undefined].includes((await resolveSites(tx, [site])).get(site)?.kind))
    throw new Refusal("unprocessable", "unknown-site", { site }, [{ pointer: "/site", code: "unknown-site", detail: `no production site is known as ${site}` }]);
  const told = { ...(gtin === undefined ? {} : { gtin }), ...(site === undefined ? {} : { site }) };
  await tx
    .insert(importGoods)
    .values({ organisationId: row.organisationId, goods: foldGoods(goods), written: goods, ...told, answeredBy: actorKey(actor), answeredAt: now })
    .onConflictDoUpdate({ target: [importGoods.organisationId, importGoods.goods], set: { ...told, answeredBy: actorKey(actor), answeredAt: now } });
  const again = await lookAgain(tx, row);
  return { result: { again }, audit: { action: "import.answer-goods", subject: { kind: "import", id: String(id) }, facts: { goods, gtin: gtin ?? null, site: site ?? null, again } } };
});

/** Looks at the refused records of an import again, since something became known that they lacked. Refuses `unknown-import`, `import-under-way`. */
export const repeatRefused = command("declaration.lodge", z.strictObject({ id: z.int().positive() }), async ({ tx, actor }, { id }) => {
  const again = await lookAgain(tx, await ownImport(tx, actor, id));
  return { result: { again }, audit: { action: "import.repeat", subject: { kind: "import", id: String(id) }, facts: { again } } };
});

async function lookAgain(tx: Parameters<typeof ownImport>[0], row: typeof imports.$inferSelect): Promise<number> {
  if (row.state !== "done") throw new Refusal("conflict", "import-under-way", { id: row.id });
  const refused = await tx.update(importRows).set({ state: "waiting", settledAt: null }).where(and(eq(importRows.importId, row.id), eq(importRows.state, "refused"))).returning({ no: importRows.no });
  if (refused.length === 0) return 0;
  await tx.update(imports).set({ state: "waiting", refused: sql`${imports.refused} - ${refused.length}` }).where(eq(imports.id, row.id));
  await queueImport(tx, row.id);
  return refused.length;
}
