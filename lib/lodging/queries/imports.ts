import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { importMappings, importRows, imports } from "#db/schema/lodging";
import type { Mapping } from "#lib/feeds/mapping";
import { readTable } from "#lib/feeds/table";
import type { EventProblem } from "#lib/feeds/event";
import { permissionFor } from "../import.ts";
import type { ImportRow, ImportView, RowState } from "../import.ts";

const shown = {
  id: imports.id, format: imports.format, fileName: imports.fileName, bytes: imports.bytes, sha256: imports.sha256, state: imports.state, mappingName: imports.mappingName, mappingVersion: imports.mappingVersion,
  documentProblems: imports.documentProblems, records: imports.records, taken: imports.taken, repeated: imports.repeated, refused: imports.refused, createdByName: imports.createdByName, createdAt: imports.createdAt,
  startedAt: imports.startedAt, finishedAt: imports.finishedAt,
};

/** Imports that were taken in under a permission, the newest first; `after` is the `next` of the page before. */
export async function listImports(
  tx: Transaction,
  permission: ReturnType<typeof permissionFor>,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly ImportView[]; readonly next: string | null }> {
  const reports = permission === permissionFor("report-csv");
  const rows = await tx
    .select(shown)
    .from(imports)
    .where(and(reports ? eq(imports.format, "report-csv") : sql`${imports.format} <> 'report-csv'`, after === undefined ? undefined : lt(imports.id, Number(after))))
    .orderBy(desc(imports.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
}

/** One import within the reader's scope, with the mapping it goes by; undefined when there is none. */
export async function importById(tx: Transaction, id: number): Promise<(ImportView & { readonly mapping: Mapping | null }) | undefined> {
  const [row] = await tx.select({ ...shown, mapping: imports.mapping }).from(imports).where(eq(imports.id, id));
  return row;
}

/** The file of an import, within the reader's scope; null when it was not kept. */
export async function importContent(tx: Transaction, id: number): Promise<Uint8Array | null> {
  const [row] = await tx.select({ content: imports.content }).from(imports).where(eq(imports.id, id));
  return row?.content ?? null;
}

/** Records of an import in their order, of one state where it is named; `after` is the number of the last one seen. */
export async function importRowsOf(
  tx: Transaction,
  id: number,
  { limit, after, state }: { readonly limit: number; readonly after?: number | undefined; readonly state?: RowState | undefined },
): Promise<{ readonly items: readonly ImportRow[]; readonly next: number | null }> {
  const rows = await tx
    .select({
      no: importRows.no,
      pointer: importRows.pointer,
      kind: importRows.kind,
      number: importRows.number,
      state: importRows.state,
      revision: importRows.revision,
      answers: importRows.answers,
      problems: importRows.problems,
    })
    .from(importRows)
    .where(and(eq(importRows.importId, id), after === undefined ? undefined : gt(importRows.no, after), state === undefined ? undefined : eq(importRows.state, state)))
    .orderBy(asc(importRows.no))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.no ?? null) : null };
}

/** A mapping as a list offers it: the latest version of its name. */
export type SavedMapping = { readonly name: string; readonly version: number; readonly mapping: Mapping; readonly createdAt: Date };

/** The latest version of each mapping of the reader's organisation, by name. */
export async function savedMappings(tx: Transaction, organisationId: number): Promise<SavedMapping[]> {
  return tx
    .selectDistinctOn([importMappings.name], { name: importMappings.name, version: importMappings.version, mapping: importMappings.mapping, createdAt: importMappings.createdAt })
    .from(importMappings)
    .where(eq(importMappings.organisationId, organisationId))
    .orderBy(asc(importMappings.name), desc(importMappings.version));
}

/** The records that were refused, with the cells of their rows where the document was a table that is kept. */
export type RefusedRecords = {
  readonly header: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly number: string | null; readonly pointer: string; readonly problems: readonly EventProblem[] }[];
};

/** The refused records of an import, to be corrected and sent again. */
export async function refusedRecords(tx: Transaction, id: number): Promise<RefusedRecords> {
  const [content, refused] = await Promise.all([
    importContent(tx, id),
    tx
      .select({ number: importRows.number, pointer: importRows.pointer, problems: importRows.problems, rows: sql<number[] | null>`${importRows.value}->'rows'` })
      .from(importRows)
      .where(and(eq(importRows.importId, id), eq(importRows.state, "refused")))
      .orderBy(asc(importRows.no)),
  ]);
  const read = content === null ? undefined : await readTable(content);
  if (read?.ok !== true) return { header: [], rows: refused.map(({ number, pointer, problems }) => ({ cells: [], number, pointer, problems })) };
  const cells = new Map(read.table.rows.map((row) => [row.row, row.cells]));
  return {
    header: read.table.header,
    rows: refused.flatMap(({ number, pointer, problems, rows }) =>
      (rows ?? [Number(/^\/rows\/(\d+)/.exec(pointer)?.[1] ?? 0)]).map((row) => ({
        cells: cells.get(row) ?? [],
        number,
        pointer: `/rows/${row}`,
        problems: problems.filter((problem) => rows === null || rows.length === 1 || problem.pointer.startsWith(`/rows/${row}/`) || problem.pointer === `/rows/${row}`),
      })),
    ),
  };
}

/** The words for goods that refused records of an import wait for, with what is wanted of each; two dozen at most. */
export async function goodsAskedFor(tx: Transaction, id: number): Promise<{ readonly goods: string; readonly gtin: boolean; readonly site: boolean }[]> {
  const rows = await tx.execute<{ goods: string; gtin: boolean; site: boolean }>(sql`
    select problem->>'detail' as goods, bool_or(problem->>'code' = 'goods-not-identified') as gtin, bool_or(problem->>'code' = 'goods-without-site') as site
    from import_rows cross join lateral jsonb_array_elements(problems) as problem
    where import_id = ${id} and state = 'refused' and problem->>'code' in ('goods-not-identified', 'goods-without-site')
    group by 1 order by count(*) desc, 1 limit 24`);
  return rows.map(({ goods, gtin, site }) => ({ goods, gtin, site }));
}
