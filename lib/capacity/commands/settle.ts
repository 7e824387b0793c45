import { sql } from "drizzle-orm";
import { queueJob } from "#db/jobs";
import type { Transaction } from "#db/client";
import { asHouse } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import { Book } from "../book.ts";
import { expectedTogether, samePostings } from "../expected.ts";
import { linesOfSite, openAccounts, postedOnSite } from "../queries/ledger.ts";
import { refreshAccounts } from "./accounts.ts";
import { chargeElsewhere } from "./elsewhere.ts";
import { lockLedgers } from "./lock.ts";
import { rejudgePostings, rejudgeLines } from "./rejudge.ts";
import { writeBook } from "./write.ts";

/**
 * Brings a site's accounts up to what is known now (docs/capacity.md rule 10): accounts and limits from its certificates, each standing
 * line on the accounts that bind it today, every verdict by today's limits. Safe to repeat. Declarations whose verdict changed are
 * queued for assessment; what was answered at lodging is never touched.
 */
export async function settleSite(tx: Transaction, siteId: number, now: Date): Promise<{ readonly changed: number[] }> {
  return asHouse(tx, () => settle(tx, siteId, now));
}

async function settle(tx: Transaction, siteId: number, now: Date): Promise<{ readonly changed: number[] }> {
  await lockLedgers(tx, [siteId]);
  await refreshAccounts(tx, siteId, { today: dateIn(now) });
  await bindAnew(tx, siteId, now);
  await rejudgePostings(tx, siteId);
  const changed = await rejudgeLines(tx, siteId);
  await tx.execute(sql`update site_ledgers set settled_version = certificates_version where site_id = ${siteId} and settled_version < certificates_version`);
  if (changed.length > 0) await queueJob(tx, "assess", { declarations: changed, cause: "rejudged" });
  return { changed };
}

/** Puts each standing line of the site on the accounts that bind it now, and takes back what no longer belongs there. */
async function bindAnew(tx: Transaction, siteId: number, now: Date): Promise<void> {
  const [lines, open, posted] = [await linesOfSite(tx, siteId), await openAccounts(tx, [siteId]), await postedOnSite(tx, siteId)];
  const book = new Book(open, posted);
  const held = Map.groupBy(posted, (one) => `${one.declarationId}:${one.lineNo}`);
  const standing = new Set(lines.map(({ line }) => `${line.declarationId}:${line.no}`));
  for (const [key, [entry]] of held) if (entry !== undefined && !standing.has(key)) book.takeBack(entry.declarationId, 0, now, entry.lineNo);
  const updates: object[] = [];
  for (const [key, parts] of Map.groupBy(lines, ({ line }) => `${line.declarationId}:${line.no}`)) {
    const [first] = parts;
    if (first === undefined) continue;
    const { line, basis } = first;
    const expected = expectedTogether(open, parts.map((part) => part.line));
    if (!samePostings(held.get(key) ?? [], expected.amounts)) {
      book.takeBack(line.declarationId, line.revision, now, line.no);
      for (const part of parts) book.enter(siteId, part.line, now);
    }
    updates.push({ declaration_id: line.declarationId, no: line.no, produced_from: line.produced.from, produced_to: line.produced.to, produced_basis: basis, missing: expected.missing });
  }
  await chargeElsewhere(tx, siteId, book, open, now);
  await writeBook(tx, book);
  await tx.execute(sql`
    update declaration_lines set produced_from = known.produced_from, produced_to = known.produced_to, produced_basis = known.produced_basis, missing = known.missing
    from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as known (declaration_id bigint, no int, produced_from date, produced_to date, produced_basis text, missing text)
    where declaration_lines.site_id = ${siteId} and declaration_lines.declaration_id = known.declaration_id and declaration_lines.no = known.no
      and (declaration_lines.produced_from, declaration_lines.produced_to, declaration_lines.produced_basis, declaration_lines.missing)
        is distinct from (known.produced_from, known.produced_to, known.produced_basis, known.missing)`);
}
