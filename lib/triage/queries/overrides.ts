import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { FeedbackSpan, Override } from "../feedback.ts";

/** The overrides of a span, the newest first; those taken back or declined are none. `after` is the `next` of the page before. */
export async function listOverrides(
  tx: Transaction,
  { from, to, office }: FeedbackSpan,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly Override[]; readonly next: string | null }> {
  const atOffice = office === null ? sql`` : sql` and consignments.office_code = ${office}`;
  const behind = after === undefined ? sql`` : sql` and made.id < ${Number(after)}`;
  const rows = await tx.execute<Omit<Override, "id"> & { readonly id: bigint }>(sql`
    select made.id, consignments.number, made.lane, made.decision, made.reason, made.note, made.decided_by_name as "byName", consignments.office_code as office,
      to_char(made.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, labels.confirmed
    from triage_decisions as made join consignments on consignments.id = made.declaration_id
    left join lateral (select confirmed from declaration_labels where declaration_id = made.declaration_id) as labels on true
    where made.undone_at is null and not made.declined and made.at >= ${`${from}T00:00:00+08:00`}::timestamptz and made.at < ${`${to}T00:00:00+08:00`}::timestamptz
      and ((made.lane = 'red' and made.decision = 'release') or (made.lane = 'green' and made.decision in ('hold', 'order-examination', 'refuse')))${atOffice}${behind}
    order by made.id desc limit ${limit + 1}`);
  const items = rows.slice(0, limit).map((row) => ({ ...row, id: Number(row.id) }));
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
}
