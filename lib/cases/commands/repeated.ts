import { and, desc, eq, getTableColumns, gt, isNull } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client";
import type { AuditEntry } from "#lib/audit/entry";

/** Whoever got no answer sends a form again within this time; later, the same words are meant anew. */
const AGAIN_MINUTES = 10;

type Said = Readonly<Record<string, string | number | null>>;

/** The latest row of a table that says the same, null where nothing is said, and was written within ten minutes: what is sent now is that row, and its answer was lost. */
export async function writtenBefore<Row extends Said>(tx: Transaction, table: PgTable & { readonly [Name in keyof Row | "id" | "at"]: PgColumn }, said: Row, now: Date): Promise<number | undefined> {
  const columns: Readonly<Record<string, PgColumn>> = getTableColumns(table);
  const same = Object.entries(said).map(([name, value]) => {
    const column = columns[name];
    if (column === undefined) throw new Error(`a row is held against a column ${name} that it does not have`);
    return value === null ? isNull(column) : eq(column, value);
  });
  const [row] = await tx
    .select({ id: table.id })
    .from<PgTable>(table)
    .where(and(...same, gt(table.at, since(now))))
    .orderBy(desc(table.id))
    .limit(1);
  return row === undefined ? undefined : Number(row.id);
}

/** The instant after which the same words are the same act. */
export function since(now: Date): Date {
  return new Date(now.getTime() - AGAIN_MINUTES * 60_000);
}

/** The entry of an act that was sent again and kept once. */
export function repeatOf(number: string, facts: Readonly<Record<string, unknown>>): AuditEntry {
  return { action: "case.repeat", subject: { kind: "case", id: number }, facts };
}
