import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { capacityCertificates, certificateDecisions } from "#db/schema/certificates";
import { actorKey, may } from "#lib/access/actor";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { command, reading } from "#lib/audit/command";
import type { AuditEntry, Done } from "#lib/audit/entry";
import { markForRejudging } from "#lib/parties/commands/rejudging";
import { DECISIONS_ALLOWED, STATUS_AFTER } from "../certificate.ts";
import type { CertificateStatus, Decision } from "../certificate.ts";
import type { CertificateRecord } from "../queries.ts";
import { decisionInput } from "../submission.ts";
import { tellBodies } from "./telling.ts";

/** A certificate after a decision. */
export type DecidedCertificate = { readonly number: string; readonly status: CertificateStatus; readonly version: number };

/**
 * Decides on a certificate by DECISIONS_ALLOWED, and has its site's accounts re-judged. Refusals: `unknown-certificate`; `four-eyes`
 * for its submitter, everyone of the issuer and, where it supersedes another's, of that other; `not-allowed-in-status`; `changed-meanwhile` (precondition when `expectedVersion` is
 * another, conflict when somebody decided at the same moment).
 */
export async function decideCertificate(actor: Actor, input: unknown, now?: Date): Promise<DecidedCertificate> {
  if (!may(actor, "certificate.decide") && may(actor, "certificate.submit")) await refuseOwn(actor, input);
  return decide(actor, input, now);
}

/** An inspector may decide on nothing; on a certificate of the own body the reason to give is that it takes somebody else's eyes. */
async function refuseOwn(actor: Actor, input: unknown): Promise<void> {
  const { number } = parsed(decisionInput, input);
  const own = await reading(actor, "certificate.read", (tx) => tx.select().from(capacityCertificates).where(eq(capacityCertificates.number, number)));
  for (const certificate of own) demandSecondPerson(actor, certificate);
}

const decide = command("certificate.decide", decisionInput, async ({ tx, actor, now }, input): Promise<Done<DecidedCertificate>> => {
  const [row] = await tx.select().from(capacityCertificates).where(eq(capacityCertificates.number, input.number));
  if (row === undefined) throw new Refusal("not-found", "unknown-certificate", { number: input.number });
  demandSecondPerson(actor, row);
  const replaced = await supersededBy(tx, row);
  if (replaced !== undefined) demandSecondPerson(actor, replaced);
  demandVersion(input.expectedVersion, row.version);
  const { decision, effective, reason } = input;
  if (!allows(row.status, decision)) throw new Refusal("conflict", "not-allowed-in-status", { certificate: row.number, status: row.status, decision, allowed: DECISIONS_ALLOWED[row.status].join(", ") });
  const status = await statusAfter(tx, row, decision);
  const [decided] = await tx
    .update(capacityCertificates)
    .set({ status, version: row.version + 1 })
    .where(and(eq(capacityCertificates.id, row.id), eq(capacityCertificates.version, row.version)))
    .returning({ number: capacityCertificates.number, status: capacityCertificates.status, version: capacityCertificates.version });
  if (decided === undefined) throw new Refusal("conflict", "changed-meanwhile", { certificate: row.number });
  await tx.insert(certificateDecisions).values({ certificateId: row.id, decision, effective, reason, decidedBy: actorKey(actor), decidedByName: actor.name, recordedAt: now });
  const falls = decision === "approve" && replaced !== undefined;
  if (falls) await tx.update(capacityCertificates).set({ status: "superseded", version: replaced.version + 1 }).where(and(eq(capacityCertificates.id, replaced.id), eq(capacityCertificates.status, "approved")));
  await markForRejudging(tx, [row.siteId]);
  await tellBodies(tx, { row, decision, effective, reason, replaced: falls ? replaced : undefined }, now);
  const entry: AuditEntry = { action: `certificate.${decision}`, subject: { kind: "certificate", id: row.number }, facts: { from: row.status, to: status, effective, reason, siteId: row.siteId } };
  const superseded: AuditEntry[] = falls
    ? [
        {
          action: "certificate.supersede",
          subject: { kind: "certificate", id: replaced.number },
          facts: { from: replaced.status, by: row.number, effective, reason, otherBody: replaced.issuerId !== row.issuerId },
        },
      ]
    : [];
  return { result: decided, audit: [entry, ...superseded] };
});

async function supersededBy(tx: Transaction, row: CertificateRecord): Promise<CertificateRecord | undefined> {
  if (row.supersedesId === null) return undefined;
  return (await tx.select().from(capacityCertificates).where(eq(capacityCertificates.id, row.supersedesId)))[0];
}

function allows(status: CertificateStatus, decision: Decision): boolean {
  return (DECISIONS_ALLOWED[status] as readonly Decision[]).includes(decision);
}

function demandSecondPerson(actor: Actor, certificate: CertificateRecord): void {
  const issuers = actor.kind !== "system" && actor.organisation === certificate.issuerId;
  if (issuers || certificate.submittedBy === actorKey(actor)) throw new Refusal("forbidden", "four-eyes", { certificate: certificate.number });
}

/** A certificate that an approved one has replaced shows as superseded, also when it is approved or reinstated afterwards. */
async function statusAfter(tx: Transaction, row: CertificateRecord, decision: Decision): Promise<CertificateStatus> {
  const status = STATUS_AFTER[decision];
  if (status !== "approved") return status;
  const replacing = await tx
    .select({ id: capacityCertificates.id })
    .from(capacityCertificates)
    .where(and(eq(capacityCertificates.supersedesId, row.id), inArray(capacityCertificates.status, ["approved", "suspended", "superseded"])))
    .limit(1);
  return replacing.length > 0 ? "superseded" : status;
}
