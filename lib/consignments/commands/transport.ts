import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { declarations, transportDocuments } from "#db/schema/consignments";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { asHouse, command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { hashOf } from "#lib/parties/body";
import { transportInput } from "../transport.ts";

/** A transport document as it stands; `created` when it is new. */
export type PutTransport = { readonly created: boolean; readonly version: number; readonly record: typeof transportDocuments.$inferSelect };

/**
 * Records or replaces a transport document of the actor's own organisation, and has the declarations it names, or named before, looked at
 * again. The same body again changes nothing. Refusals: `number-taken` when another organisation has the number, `unknown-declaration` for
 * a partner that names somebody else's, `changed-meanwhile`.
 */
export const putTransportDocument = command("transport-document.submit", transportInput, async ({ tx, actor, now }, input): Promise<Done<PutTransport>> => {
  const { number, expectedVersion, ...body } = input;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`transport-document ${number}`}))`);
  const [before] = await asHouse(tx, () => tx.select().from(transportDocuments).where(sql`${transportDocuments.number} = ${number}`));
  const organisationId = organisationOf(actor, before?.organisationId);
  if (before !== undefined && before.organisationId !== organisationId)
    throw new Refusal("conflict", "number-taken", { number }, [{ pointer: "/number", code: "number-taken", detail: `another organisation has sent ${number}` }]);
  demandVersion(expectedVersion, before?.version);
  const bodyHash = hashOf(body);
  if (before?.bodyHash === bodyHash)
    return {
      result: { created: false, version: before.version, record: before },
      audit: { action: "transport-document.repeat", subject: { kind: "transport-document", id: number }, facts: { version: before.version, bodyHash } },
    };
  await requireOwn(tx, actor, organisationId, body.declarations);
  const values = {
    kind: body.kind, carrier: body.carrier, vessel: body.vessel ?? null, voyage: body.voyage ?? null, container: body.container ?? null, seals: body.seals, portOfLoading: body.portOfLoading ?? null,
    portOfDischarge: body.portOfDischarge ?? null, loadedOn: body.loadedOn ?? null, shipper: body.shipper ?? null, consignee: body.consignee ?? null, items: body.items, declarations: [...new Set(body.declarations)],
    lots: [...new Set(body.items.flatMap((item) => item.lot ?? []))],
    bodyHash,
    organisationId,
    fromFeed: actor.kind === "system" || actor.role === "feed",
    submittedBy: actorKey(actor),
    version: (before?.version ?? 0) + 1,
    recordedAt: now,
  };
  const [record] = await tx.insert(transportDocuments).values({ number, ...values }).onConflictDoUpdate({ target: transportDocuments.number, set: values }).returning();
  if (record === undefined) throw new Error(`transport document ${number} was not written`);
  await assessNamed(tx, [...new Set([...record.declarations, ...(before?.declarations ?? [])])]);
  return {
    result: { created: before === undefined, version: record.version, record },
    audit: {
      action: "transport-document.put",
      subject: { kind: "transport-document", id: number },
      facts: { version: record.version, kind: body.kind, container: record.container, declarations: record.declarations, bodyHash },
    },
  };
});

function organisationOf(actor: Actor, standing: number | undefined): number {
  return actor.kind === "system" ? (standing ?? 0) : actor.organisation;
}

/** A partner speaks of its own declarations; one that is not lodged yet may still become its own. */
async function requireOwn(tx: Transaction, actor: Actor, organisationId: number, numbers: readonly string[]): Promise<void> {
  if (actor.kind === "system" || actor.role !== "partner" || numbers.length === 0) return;
  const known = await asHouse(tx, () =>
    tx
      .select({ number: declarations.number, lodger: declarations.lodgerOrganisationId, importer: declarations.importerId })
      .from(declarations)
      .where(inArray(declarations.number, [...numbers])),
  );
  const strange = known.filter((one) => one.lodger !== organisationId && one.importer !== organisationId).map((one) => one.number);
  if (strange.length === 0) return;
  throw new Refusal(
    "unprocessable",
    "unknown-declaration",
    { number: strange[0] ?? "" },
    strange.map((number) => ({ pointer: `/declarations/${numbers.indexOf(number)}`, code: "unknown-declaration", detail: `no declaration ${number} of yours is known` })),
  );
}

async function assessNamed(tx: Transaction, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  const named = await asHouse(tx, () => tx.select({ id: declarations.id }).from(declarations).where(inArray(declarations.number, [...numbers])));
  if (named.length > 0) await queueJob(tx, "assess", { declarations: named.map(({ id }) => id), cause: "transport-document" });
}
