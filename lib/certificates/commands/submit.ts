import { and, eq, inArray, ne } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { capacityCertificates } from "#db/schema/certificates";
import { actorKey } from "#lib/access/actor";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { asHouse, command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { packingOf } from "#lib/measures/packing";
import { packedProduct } from "#lib/parties/product";
import { productsWithPacking, resolveSites } from "#lib/parties/queries";
import { scopeKey } from "../certificate.ts";
import type { CertificateScope, CertificateStatus } from "../certificate.ts";
import type { CertificateRecord } from "../queries.ts";
import { beyondParent, certificateBody, certifiedAmount } from "../submission.ts";
import type { CertificateBody, CertifiedAmount } from "../submission.ts";

/** A submitted certificate; `created` is false when the same body had been submitted before. */
export type SubmittedCertificate = { readonly number: string; readonly status: CertificateStatus; readonly version: number; readonly created: boolean };

/**
 * Submits a capacity certificate for the actor's own organisation; it waits for a decision. Refusals: `unknown-site`,
 * `unknown-product`, `pieces-need-gtins`, `pack-size-unknown`, `pack-size-differs`, `unknown-certificate`, `other-site`,
 * `extract-exceeds-parent` (unprocessable); `number-taken` when another body or issuer has the number (conflict).
 */
export const submitCertificate = command("certificate.submit", certificateBody, async ({ tx, actor, now }, body): Promise<Done<SubmittedCertificate>> => {
  const issuerId = issuerOf(actor);
  const siteId = await requireSite(tx, body.site);
  const amount = await requireAmount(tx, body.quantity, body.scope);
  const related = await requireRelated(tx, body, siteId, amount);
  const { scope, quantity, production } = body;
  const values = {
    siteId, issuerId, ...amount, ...related,
    scopeKind: scope.kind, scopeValues: [...scope.values], scopeKey: scopeKey(scope),
    quantityValue: quantity.value, quantityUnit: quantity.unit, producedFrom: production.from, producedTo: production.to,
  };
  const [made] = await tx
    .insert(capacityCertificates)
    .values({ ...values, number: body.number, submittedBy: actorKey(actor), status: "submitted", recordedAt: now })
    .onConflictDoNothing()
    .returning();
  const { number, status, version } = made ?? await sameBefore(tx, body.number, values);
  return {
    result: { number, status, version, created: made !== undefined },
    audit: {
      action: made === undefined ? "certificate.repeat" : "certificate.submit",
      subject: { kind: "certificate", id: number },
      facts: { site: body.site, scope, quantity, production, supersedes: body.supersedes ?? null, extractOf: body.extractOf ?? null },
    },
  };
});

/** The organisation a certificate or report is issued by: the actor's own. The house itself issues none (`no-organisation`). */
export function issuerOf(actor: Actor): number {
  if (actor.kind === "system") throw new Refusal("forbidden", "no-organisation");
  return actor.organisation;
}

/** The one site that a number or name stands for; `unknown-site` when there is none or more than one. */
export async function requireSite(tx: Transaction, declared: string): Promise<number> {
  const found = (await resolveSites(tx, [declared])).get(declared);
  if (found?.kind === "site") return found.id;
  const detail =
    found?.kind === "question"
      ? `${declared} is the name of ${found.candidates.length} sites: send a GLN or registration number`
      : `no site is known as ${declared}: record it first, or send its GLN or registration number`;
  throw new Refusal("unprocessable", "unknown-site", { site: declared }, [{ pointer: "/site", code: "unknown-site", detail }]);
}

/** What the quantity comes to for its scope, refused with the codes of `certifiedAmount` or `unknown-product`. */
export async function requireAmount(tx: Transaction, quantity: CertificateBody["quantity"], scope: CertificateScope): Promise<CertifiedAmount> {
  const gtins = scope.kind === "gtins" ? scope.values : [];
  const products = await productsWithPacking(tx, gtins);
  const unknown = gtins.flatMap((gtin, index) => (products.has(gtin) ? [] : [{ pointer: `/scope/gtins/${index}`, code: "unknown-product", detail: `${gtin} is not recorded` }]));
  if (unknown.length > 0) throw new Refusal("unprocessable", "unknown-product", { products: unknown.length }, unknown);
  const packings = gtins.map((gtin) => {
    const packing = packingOf(gtin, (asked) => {
      const record = products.get(asked);
      return record && packedProduct(record);
    });
    if ("base" in packing) return packing;
    throw new Error(`the recorded packing of ${gtin} cannot be walked: ${JSON.stringify(packing)}`);
  });
  const amount = certifiedAmount(quantity, scope, packings);
  if (!("code" in amount)) return amount;
  throw new Refusal("unprocessable", amount.code, { value: quantity.value, unit: quantity.unit }, [amount]);
}

async function requireRelated(tx: Transaction, body: CertificateBody, siteId: number, amount: CertifiedAmount): Promise<Pick<CertificateRecord, "supersedesId" | "extractOfId">> {
  const numbers = [body.supersedes, body.extractOf].filter((number) => number !== undefined);
  const own = numbers.length === 0 ? [] : await tx.select().from(capacityCertificates).where(inArray(capacityCertificates.number, numbers));
  const rows = [...own, ...(await ofOtherBodies(tx, body.supersedes, siteId, own))];
  const find = (field: "supersedes" | "extractOf") => {
    const number = body[field];
    if (number === undefined) return undefined;
    const row = rows.find((candidate) => candidate.number === number);
    if (row === undefined) throw refused("unknown-certificate", field, number, field === "supersedes" ? `no certificate ${number} is known for this site` : `${number} is not a certificate of your organisation`);
    if (row.siteId !== siteId) throw refused("other-site", field, number, `${number} certifies another site`);
    return row;
  };
  const [superseded, parent] = [find("supersedes"), find("extractOf")];
  if (parent !== undefined) {
    const { from, to } = body.production;
    const beyond = beyondParent({ from, to, dimension: amount.dimension, base: amount.base }, { from: parent.producedFrom, to: parent.producedTo, dimension: parent.dimension, base: parent.base });
    if (beyond !== undefined) throw refused("extract-exceeds-parent", "extractOf", parent.number, `the extract's ${beyond} goes beyond that of ${parent.number}`);
  }
  return { supersedesId: superseded?.id ?? null, extractOfId: parent?.id ?? null };
}

/**
 * The certificate of another body that one of this site is to supersede: the site changed its inspection body, or the authority had it
 * looked at anew. It is found by its number and site alone and stands untouched until a regulator approves the new one; of a number that
 * belongs to another site nothing is told.
 */
async function ofOtherBodies(tx: Transaction, number: string | undefined, siteId: number, own: readonly CertificateRecord[]): Promise<CertificateRecord[]> {
  if (number === undefined || own.some((row) => row.number === number)) return [];
  return asHouse(tx, () => tx.select().from(capacityCertificates).where(and(eq(capacityCertificates.number, number), eq(capacityCertificates.siteId, siteId), ne(capacityCertificates.status, "submitted"))));
}

function refused(code: string, field: string, certificate: string, detail: string): Refusal {
  return new Refusal("unprocessable", code, { certificate }, [{ pointer: `/${field}`, code, detail }]);
}

type SubmittedValues = Pick<CertificateRecord, "siteId" | "issuerId" | "scopeKey" | "quantityValue" | "quantityUnit" | "producedFrom" | "producedTo" | "supersedesId" | "extractOfId">;

async function sameBefore(tx: Transaction, number: string, values: SubmittedValues): Promise<CertificateRecord> {
  const [before] = await tx.select().from(capacityCertificates).where(and(eq(capacityCertificates.number, number), eq(capacityCertificates.issuerId, values.issuerId)));
  const compared: readonly (keyof SubmittedValues)[] = ["siteId", "scopeKey", "quantityValue", "quantityUnit", "producedFrom", "producedTo", "supersedesId", "extractOfId"];
  if (before !== undefined && compared.every((key) => before[key] === values[key])) return before;
  throw new Refusal("conflict", "number-taken", { number }, [
    {
      pointer: "/number",
      code: "number-taken",
      detail: `${number} is already there with another body: a changed certificate has a new number and names the old one in supersedes`,
    },
  ]);
}
