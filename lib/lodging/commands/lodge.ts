import { z } from "zod";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command, type Work } from "#lib/audit/command";
import type { AuditEntry } from "#lib/audit/entry";
import { Book } from "#lib/capacity/book";
import { lockLedgers } from "#lib/capacity/commands/lock";
import { settleSite } from "#lib/capacity/commands/settle";
import { postingRows, writeSums } from "#lib/capacity/commands/write";
import { openAccounts, postedOf } from "#lib/capacity/queries/ledger";
import type { Declared } from "#lib/consignments/declaration";
import { bodyHash } from "#lib/consignments/declarationSchema";
import type { Lodged, Outcome } from "../lodged.ts";
import { standingOf } from "../standing.ts";
import { enterLines, lookAtLines } from "./enter.ts";
import { gatherFacts, importersOf, recordedOf, refusalOf, type Facts, type Recorded } from "./gather.ts";
import { record, recordNew, type NewDeclaration, type Recording } from "./record.ts";

/** Declarations with distinct numbers, and of those whose sender says so the revision that must still stand (If-Match). */
const lodgingInput = z.object({ items: z.custom<readonly Declared[]>(Array.isArray), expected: z.custom<ReadonlyMap<string, number>>((given) => given instanceof Map).optional() });

/**
 * Lodges declarations with distinct numbers in one transaction: each is recorded, its lines posted under the sites' locks and judged
 * on top of all that stands, the assessment queued (docs/capacity.md rules 1 to 9). One that is refused leaves nothing of itself behind
 * and does not disturb the others. Outcomes are in the order of the input.
 */
export const lodgeTogether = command("declaration.lodge", lodgingInput, async (work: Work, { items, expected }) => {
  const { tx, actor, now } = work;
  const facts = await gatherFacts(tx, items);
  const outcomes = new Map<Declared, Outcome>(items.flatMap((item) => {
    const refused = refusalOf(item, facts) ?? (facts.fresh.has(item.number) ? outdated(item, expected, 0) : undefined);
    return refused === undefined ? [] : [[item, { refused }]];
  }));
  const valid = items.filter((item) => !outcomes.has(item));
  const importers = await importersOf(tx, valid, facts);
  const siteIds = [...new Set([...[...facts.sites.values()].flatMap((site) => (site.kind === "site" ? [site.id] : [])), ...[...facts.recorded.values()].flat()])];
  const news = new Map(valid.flatMap((item) => newDeclaration(item, actor, importers, facts)));
  const made = recordNew(tx, [...news.values()], now);
  const [, { stale }, accounts, before] = await firstFailure(made, [
    made,
    lockLedgers(tx, siteIds),
    openAccounts(tx, siteIds),
    recordedOf(
      tx,
      valid.map((item) => item.number).filter((number) => facts.recorded.has(number)),
    ),
  ]);
  for (const siteId of stale) await settleSite(tx, siteId, now);
  const recorded = new Map([...before, ...[...news.values()].map(recordedNow)]);
  const posted = await postedOf(tx, [...recorded.values()].filter((one) => one.revisions.length > 0).map((one) => one.row.id));
  const book = new Book(stale.length === 0 ? accounts : await openAccounts(tx, siteIds), posted);
  const recordings: Recording[] = [];
  for (const item of valid) {
    const known = recorded.get(item.number);
    if (known === undefined) throw new Error(`declaration ${item.number} is gone`);
    outcomes.set(item, lodgeOne(book, item, known, facts, work, expected, { importerId: importerIdOf(item, importers), hash: news.get(item.number)?.hash ?? bodyHash(item) }, recordings));
  }
  const result = items.map((item) => outcomes.get(item) ?? notAnswered(item));
  return { result, audit: entriesOf(recordings, items), last: [writeSums(tx, book), record(tx, recordings, postingRows(book), now)] };
});

function lodgeOne(
  book: Book,
  item: Declared,
  known: Recorded,
  facts: Facts,
  { actor, now }: Work,
  expected: ReadonlyMap<string, number> | undefined,
  { importerId, hash }: Pick<NewDeclaration, "importerId" | "hash">,
  recordings: Recording[],
): Outcome {
  const created = known.revisions.length === 0;
  const same = known.revisions.find((one) => one.revision === item.revision);
  if (same !== undefined) return same.bodyHash === hash ? { lodged: repeated(item, known) } : { refused: revisionConflict(item) };
  const refused = created ? undefined : outdated(item, expected, known.row.revision);
  if (refused !== undefined) return { refused };
  const before = known.revisions.length === 0 ? undefined : standingOf(known.revisions.map((one) => one.body), known.row.releasedRevision);
  const bodies = [...known.revisions.map((one) => one.body), item];
  const standing = standingOf(bodies, known.row.releasedRevision);
  const shown = bodies.find((body) => body.revision === standing.revision) ?? item;
  const source = bodies.find((body) => body.revision === standing.linesOf) ?? shown;
  const changed = before === undefined || before.linesOf !== standing.linesOf || (standing.linesOf !== null && standing.revision === item.revision && item.status !== "withdrawn");
  const declarationId = known.row.id;
  if (changed) book.takeBack(declarationId, item.revision, now);
  const entered = changed ? enterLines(book, declarationId, source, standing.lines, facts, now) : [];
  const own = standing.linesOf === item.revision;
  const answers = own
    ? entered.map((line) => ({ no: line.declared.no, siteId: line.siteId, capacity: line.answer }))
    : lookAtLines(
        book,
        declarationId,
        item,
        facts,
        item.status === "withdrawn" && standing.revision === item.revision
          ? standing.withdrawnAfterRelease
            ? "withdrawn-after-release"
            : "taken-back-by-withdrawal"
          : "newer-revision-stands",
      );
  recordings.push({
    declarationId, created, item, hash, by: actorKey(actor), lodgerOrganisationId: known.row.lodgerOrganisationId, importerId: shown === item ? importerId : known.row.importerId, standing, shown, source,
    lines: changed ? { changed: true, replaces: before !== undefined, standing: standing.linesOf !== null, entered } : { changed: false },
    answers: answers.map((one) => ({ no: one.no, siteId: one.siteId, verdict: one.capacity.verdict, answer: one.capacity })),
  });
  return { lodged: { number: item.number, revision: item.revision, standing: standing.revision, created, lines: answers.map(({ no, capacity }) => ({ no, capacity })) } };
}

/** The refusal of a sender who has seen another revision than the one that stands; 0 stands for none. */
function outdated(item: Declared, expected: ReadonlyMap<string, number> | undefined, standing: number): Refusal | undefined {
  const seen = expected?.get(item.number);
  return seen === undefined || seen === standing ? undefined : new Refusal("precondition", "changed-meanwhile", { expected: seen, standing });
}

/** All of them, sent down one connection; where the first failed, its error is told and not that the ones behind it found the transaction aborted. */
async function firstFailure<const All extends readonly unknown[]>(first: Promise<unknown>, all: All): Promise<{ -readonly [At in keyof All]: Awaited<All[At]> }> {
  try {
    return await Promise.all(all);
  } catch (error) {
    await first;
    throw error;
  }
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

/** A declaration that is not recorded yet, under the id it will have. */
function newDeclaration(item: Declared, actor: Actor, importers: ReadonlyMap<string, number>, facts: Facts): [string, NewDeclaration][] {
  const id = facts.fresh.get(item.number);
  const importerId = importerIdOf(item, importers);
  return id === undefined ? [] : [[item.number, { id, item, hash: bodyHash(item), by: actorKey(actor), importerId, lodgerOrganisationId: actor.kind === "system" ? importerId : actor.organisation }]];
}

function recordedNow({ id, item, importerId, lodgerOrganisationId }: NewDeclaration): [string, Recorded] {
  return [item.number, { row: { id, lodgerOrganisationId, importerId, releasedRevision: null, revision: item.revision }, revisions: [], answers: [] }];
}

function importerIdOf(item: Declared, importers: ReadonlyMap<string, number>): number {
  const id = importers.get(item.importer.id);
  if (id === undefined) throw new Error(`importer ${item.importer.id} was not recorded`);
  return id;
}

function notAnswered(item: Declared): never {
  throw new Error(`the lodging of ${item.number} was not answered`);
}

function entriesOf(recordings: readonly Recording[], items: readonly Declared[]): readonly [AuditEntry, ...AuditEntry[]] {
  const [first, ...rest] = recordings.map((one): AuditEntry => ({
    action: `declaration.${one.item.status === "lodged" ? "lodge" : one.item.status === "released" ? "report-release" : "withdraw"}`,
    subject: { kind: "declaration", id: one.item.number },
    facts: { revision: one.item.revision, standing: one.standing.revision, bodyHash: one.hash, verdicts: one.answers.map((answer) => ({ no: answer.no, verdict: answer.verdict })) },
  }));
  return first === undefined ? [{ action: "declaration.repeat", subject: { kind: "declaration", id: items.map((item) => item.number).join(",") } }] : [first, ...rest];
}
