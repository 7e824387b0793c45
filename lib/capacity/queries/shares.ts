import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Account } from "../account.ts";
import { inAccountUnit } from "../answer.ts";
import type { Share } from "../picture.ts";
import type { Verdict } from "../verdict.ts";

/** How many standing lines of an account are shown one by one. */
const SHOWN = 100;

type Row = {
  id: bigint;
  number: string;
  revision: number;
  line_no: number;
  en: string;
  zh: string;
  office: string;
  office_en: string | null;
  office_zh: string | null;
  lodged_at: string;
  value: string | null;
  unit: string | null;
  amount: string;
  declared_after: string;
  verdict: Verdict;
};

/**
 * The standing lines of an account in the order they were entered, the last hundred and those of `own` besides, as far as they were
 * known at `asOf`. It reads from the end of the account, so that a busy account costs what a quiet one does.
 */
export async function sharesOf(tx: Transaction, account: Account, asked: { readonly own?: number | undefined; readonly asOf?: Date | undefined }): Promise<Share[]> {
  const known = (table: "p" | "later") => (asked.asOf === undefined ? sql`true` : sql`${sql.raw(table)}.recorded_at <= ${asked.asOf.toISOString()}::timestamptz`);
  const standing = sql`p.site_id = ${account.siteId}::bigint and p.account_id = ${account.id}::bigint and p.kind = 'line' and ${known("p")}
    and not exists (select 1 from postings later where later.declaration_id = p.declaration_id and later.line_no = p.line_no and later.site_id = p.site_id and later.account_id = p.account_id and later.kind <> 'elsewhere' and later.seq > p.seq and ${known("later")})`;
  const rows = await tx.execute<Row>(sql`
    with shown as (
      (select p.* from postings p where ${standing} order by p.seq desc limit ${SHOWN})
      union
      (select p.* from postings p where ${standing} and p.declaration_id = ${asked.own ?? 0}::bigint)
    )
    select d.id, d.number, shown.revision, shown.line_no, o.name_en as en, o.name_zh as zh, r.body ->> 'office' as office, offices.name_en as office_en, offices.name_zh as office_zh,
      r.body ->> 'lodgedAt' as lodged_at, line -> 'quantity' ->> 'value' as value, line -> 'quantity' ->> 'unit' as unit, shown.amount::text as amount, shown.declared_after::text as declared_after, shown.verdict
    from shown
    join declarations d on d.id = shown.declaration_id
    join organisations o on o.id = d.importer_id
    join declaration_revisions r on r.declaration_id = shown.declaration_id and r.revision = shown.revision
    left join offices on offices.code = r.body ->> 'office'
    left join lateral (select entry as line from jsonb_array_elements(r.body -> 'lines') entry where (entry ->> 'no')::int = shown.line_no) as lines on true
    order by shown.seq`);
  return rows.map((row) => ({
    declarationId: Number(row.id), number: row.number, revision: row.revision, line: row.line_no, importer: { en: row.en, zh: row.zh },
    office: { code: row.office, en: row.office_en ?? row.office, zh: row.office_zh ?? row.office },
    lodgedAt: row.lodged_at,
    declared: row.value === null || row.unit === null ? { value: inAccountUnit(account, BigInt(row.amount)), unit: account.unit } : { value: row.value, unit: row.unit },
    quantity: inAccountUnit(account, BigInt(row.amount)), after: inAccountUnit(account, BigInt(row.declared_after)), verdict: row.verdict,
  }));
}
