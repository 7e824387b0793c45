import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { insertRows, type TableRows } from "#db/rows";
import type { Book } from "../book.ts";

/** Writes what a book came to: its postings and the running sums of the accounts that moved. Two statements, whatever their number. */
export async function writeBook(tx: Transaction, book: Book): Promise<void> {
  await Promise.all([insertRows(tx, [postingRows(book)]), writeSums(tx, book)]);
}

/** The postings of a book as rows. */
export function postingRows(book: Book): TableRows {
  const rows = book.postings.map((posting) => ({
    site_id: posting.siteId, account_id: posting.accountId, seq: posting.seq, kind: posting.kind, declaration_id: posting.declarationId, line_no: posting.lineNo,
    revision: posting.revision, produced_from: posting.producedFrom, produced_to: posting.producedTo, amount: posting.amount.toString(),
    declared_after: posting.declaredAfter.toString(), elsewhere_after: posting.elsewhereAfter.toString(), verdict: posting.verdict, recorded_at: posting.recordedAt.toISOString(),
  }));
  return { table: "postings", rows };
}

/** Writes the running sums of the accounts that a book moved. */
export async function writeSums(tx: Transaction, book: Book): Promise<void> {
  if (book.postings.length === 0) return;
  const moved = JSON.stringify(
    book
      .moved()
      .map((one) => ({
        site_id: one.siteId,
        id: one.accountId,
        declared: one.declared.toString(),
        elsewhere: one.elsewhere.toString(),
        seq: one.seq,
        recorded_at: one.recordedAt?.toISOString() ?? null,
      })),
  );
  await tx.execute(sql`
    update accounts set declared = moved.declared, elsewhere = moved.elsewhere, last_seq = moved.seq, last_recorded_at = moved.recorded_at
    from jsonb_to_recordset(${moved}::jsonb) as moved (site_id bigint, id bigint, declared bigint, elsewhere bigint, seq int, recorded_at timestamptz)
    where accounts.site_id = moved.site_id and accounts.id = moved.id`);
}
