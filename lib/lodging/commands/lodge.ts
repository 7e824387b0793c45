import { sql } from "drizzle-orm";
import { z } from "zod";
import { queueJob } from "#db/jobs";
import type { Transaction } from "#db/client";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command, type Work } from "#lib/audit/command";
import type { AuditEntry } from "#lib/audit/entry";
import { Book } from "#lib/capacity/book";
import { lockLedgers } from "#lib/capacity/commands/lock";
import { settleSite } from "#lib/capacity/commands/settle";
import { writeBook } from "#lib/capacity/commands/write";
import { openAccounts, postedOf } from "#lib/capacity/queries/ledger";
import type { Declared } from "#lib/consignments/declaration";
import { bodyHash } from "#lib/consignments/declarationSchema";
import { ensureImporters, ensureOffices } from "#lib/parties/commands";
import type { Lodged, Outcome } from "../lodged.ts";
import { standingOf } from "../standing.ts";
import { enterLines, lookAtLines } from "./enter.ts";
import { gatherFacts, recordedOf, refusalOf, type Facts, type Recorded } from "./gather.ts";
import { record, type Recording } from "./record.ts";

/**
 * Lodges declarations with distinct numbers in one transaction: each is recorded, its lines posted under the sites' locks and judged
 * on top of all that stands, the assessment queued (CAPACITY.md rules 1 to 9). One that is refused leaves nothing of itself behind
 * and does not disturb the others. Outcomes are in the order of the input.
 */
export const lodgeTogether = command("declaration.lodge", z.custom<readonly Declared[]>(Array.isArray), async (work: Work, items) => {
  const { tx, actor, now } = work;
  const facts = await gatherFacts(tx, items);
  const outcomes = new Map<Declared, Outcome>(items.flatMap((item) => {
    const refused = refusalOf(item, facts);
    return refused === undefined ? [] : [[item, { refused }]];
  }));
  const valid = items.filter((item) => !outcomes.has(item));
  const [importers] = await Promise.all([ensureImporters(tx, valid.map((item) => item.importer)), ensureOffices(tx, valid.map((item) => item.office))]);
  const importerOf = (item: Declared): number => importers.get(item.importer.id)?.id ?? missingImporter(item);
  const siteIds = [...new Set([...[...facts.sites.values()].flatMap((site) => (site.kind === "site" ? [site.id] : [])), ...facts.formerSites])];
  const [created, { stale }, accounts] = await Promise.all([makeDeclarations(tx, valid, actor, importerOf, now), lockLedgers(tx, siteIds), openAccounts(tx, siteIds)]);
  for (const siteId of stale) await settleSite(tx, siteId, now);
  const recorded = new Map([...created, ...(await recordedOf(tx, valid.map((item) => item.number).filter((number) => !created.has(number))))]);
  const posted = await postedOf(tx, [...recorded.values()].filter((one) => one.revisions.length > 0).map((one) => one.row.id));
  const book = new Book(stale.length === 0 ? accounts : await openAccounts(tx, siteIds), posted);
  const recordings: Recording[] = [];
  for (const item of valid) {
    const known = recorded.get(item.number);
    const outcome = known === undefined ? { refused: new Refusal("conflict", "number-taken", { number: item.number }) } : lodgeOne(book, item, known, facts, work, importerOf(item), created.has(item.number), recordings);
    outcomes.set(item, outcome);
  }
  const assessed = { declarations: recordings.map((one) => one.declarationId), cause: "lodged" };
  await Promise.all([writeBook(tx, book), record(tx, recordings, now), ...(recordings.length > 0 ? [queueJob(tx, "assess", assessed)] : [])]);
  const result = items.map((item) => outcomes.get(item) ?? { refused: new Refusal("conflict", "number-taken", { number: item.number }) });
  return { result, audit: entriesOf(recordings, items) };
});

function lodgeOne(book: Book, item: Declared, known: Recorded, facts: Facts, { actor, now }: Work, importerId: number, created: boolean, recordings: Recording[]): Outcome {
  const hash = bodyHash(item);
  const same = known.revisions.find((one) => one.revision === item.revision);
  if (same !== undefined) return same.bodyHash === hash ? { lodged: repeated(item, known) } : { refused: revisionConflict(item) };
  const before = known.revisions.length === 0 ? undefined : standingOf(known.revisions.map((one) => one.body), known.row.releasedRevision);
  const bodies = [...known.revisions.map((one) => one.body), item];
  const standing = standingOf(bodies, known.row.releasedRevision);
  const shown = bodies.find((body) => body.revision === standing.revision) ?? item;
  const source = bodies.find((body) => body.revision === standing.linesOf) ?? shown;
  const changed = before === undefined || before.linesOf !== standing.linesOf || (standing.linesOf !== null && standing.revision === item.revision && item.status !== "withdrawn");
  const declarationId = known.row.id;
  if (changed) book.takeBack(declarationId, item.revision, now);
  const entered = changed ? enterLines(book, declarationId, source, item.revision, standing.lines, facts, now) : [];
  const own = standing.linesOf === item.revision;
  const answers = own
    ? entered.map((line) => ({ no: line.declared.no, siteId: line.siteId, capacity: line.answer }))
    : lookAtLines(book, declarationId, item, facts, item.status === "withdrawn" && standing.revision === item.revision ? (standing.withdrawnAfterRelease ? "withdrawn-after-release" : "taken-back-by-withdrawal") : "newer-revision-stands");
  recordings.push({
    declarationId, created, item, hash, by: actorKey(actor), lodgerOrganisationId: known.row.lodgerOrganisationId, importerId: shown === item ? importerId : known.row.importerId, standing, shown,
    lines: changed ? { changed: true, replaces: before !== undefined, standing: standing.linesOf !== null, entered } : { changed: false },
    answers: answers.map((one) => ({ no: one.no, siteId: one.siteId, verdict: one.capacity.verdict, answer: one.capacity })),
  });
  return { lodged: { number: item.number, revision: item.revision, standing: standing.revision, created, lines: answers.map(({ no, capacity }) => ({ no, capacity })) } };
}

/** The same revision sent again gets the answer it was given. */
function repeated(item: Declared, known: Recorded): Lodged {
  const lines = known.answers.filter((one) => one.revision === item.revision).toSorted((a, b) => a.no - b.no);
  return { number: item.number, revision: item.revision, standing: known.row.revision, created: false, lines: lines.map((one) => ({ no: one.no, capacity: one.answer })) };
}

function revisionConflict(item: Declared): Refusal {
  const detail = `Revision ${item.revision} of ${item.number} was lodged before with another body. Send the change as a higher revision.`;
  return new Refusal("conflict", "revision-differs", { number: item.number, revision: item.revision }, [{ pointer: "/revision", code: "revision-differs", detail }]);
}

async function makeDeclarations(tx: Transaction, items: readonly Declared[], actor: Actor, importerOf: (item: Declared) => number, now: Date): Promise<Map<string, Recorded>> {
  if (items.length === 0) return new Map();
  const rows = items.map((item) => ({ number: item.number, revision: item.revision, status: item.status, lodged_at: item.lodgedAt, office_code: item.office, trade_mode: item.tradeMode, importer_id: importerOf(item), lodger: actor.kind === "system" ? importerOf(item) : actor.organisation, at: now.toISOString() }));
  const made = await tx.execute<{ id: bigint; number: string; lodger_organisation_id: bigint; importer_id: bigint; revision: number }>(sql`
    insert into declarations (number, revision, status, lodged_at, office_code, trade_mode, importer_id, lodger_organisation_id, recorded_at)
    select number, revision, status, lodged_at, office_code, trade_mode, importer_id, lodger, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as made (number text, revision int, status text, lodged_at timestamptz, office_code text, trade_mode text, importer_id bigint, lodger bigint, at timestamptz)
    order by number on conflict (number) do nothing returning id, number, lodger_organisation_id, importer_id, revision`);
  return new Map(made.map((row) => {
    const known = { id: Number(row.id), lodgerOrganisationId: Number(row.lodger_organisation_id), importerId: Number(row.importer_id), releasedRevision: null, revision: row.revision };
    return [row.number, { row: known, revisions: [], answers: [] }];
  }));
}

function missingImporter(item: Declared): never {
  throw new Error(`importer ${item.importer.id} was not recorded`);
}

function entriesOf(recordings: readonly Recording[], items: readonly Declared[]): readonly [AuditEntry, ...AuditEntry[]] {
  const [first, ...rest] = recordings.map((one): AuditEntry => ({
    action: `declaration.${one.item.status === "lodged" ? "lodge" : one.item.status === "released" ? "report-release" : "withdraw"}`,
    subject: { kind: "declaration", id: one.item.number },
    facts: { revision: one.item.revision, standing: one.standing.revision, bodyHash: one.hash, verdicts: one.answers.map((answer) => ({ no: answer.no, verdict: answer.verdict })) },
  }));
  return first === undefined ? [{ action: "declaration.repeat", subject: { kind: "declaration", id: items.map((item) => item.number).join(",") } }] : [first, ...rest];
}
