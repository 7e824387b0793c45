import type postgres from "postgres";

type Column = { readonly name: string; readonly type: string; readonly reference: { readonly table: string; readonly column: string } | null };
type Table = { readonly name: string; readonly columns: readonly Column[] };

/** Puts rows into every table that has none, in the order their references ask for: the house full of data that an upgrade has to carry. Answers the names of the tables filled. */
export async function fillTables(sql: postgres.Sql, rows: number): Promise<string[]> {
  const tables = await emptyTables(sql);
  const filled: string[] = [];
  for (let left = tables; left.length > 0; ) {
    const ready = left.filter((table) => table.columns.every(({ reference }) => reference === null || reference.table === table.name || !left.some((other) => other.name === reference.table)));
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${left.map(({ name }) => name).join(", ")}`);
    for (const table of ready) await fill(sql, table, rows);
    filled.push(...ready.map(({ name }) => name));
    left = left.filter((table) => !ready.includes(table));
  }
  return filled;
}

/** How many rows each table holds. */
export async function rowCounts(sql: postgres.Sql): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`) {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
    counts[name] = row?.n ?? 0;
  }
  return counts;
}

async function emptyTables(sql: postgres.Sql): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select class.relname as name, json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null), 'reference', (
        select json_build_object('table', confrelid::regclass::text, 'column', (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[array_position(conkey, attribute.attnum)]))
        from pg_constraint where contype = 'f' and conrelid = class.oid and attribute.attnum = any (conkey) limit 1)) order by attnum) as columns
    from pg_class as class join pg_attribute as attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
    where class.relnamespace = 'public'::regnamespace and class.relkind = 'r' group by class.oid, class.relname order by 1`;
  const counts = await rowCounts(sql);
  return tables.filter(({ name }) => counts[name] === 0);
}

async function fill(sql: postgres.Sql, { name, columns }: Table, rows: number): Promise<void> {
  for (let row = 1; row <= rows; row++) {
    const values = columns.map(({ type, reference }) => (reference === null ? valueOf(type, row) : `(select "${reference.column}" from ${reference.table} order by 1 offset ${row - 1} limit 1)`));
    await sql.unsafe(`insert into ${name} (${columns.map((column) => `"${column.name}"`).join(", ")}) values (${values.join(", ")})`);
  }
}

function valueOf(type: string, row: number): string {
  if (type.endsWith("[]")) return `array[${valueOf(type.slice(0, -2), row)}]::${type}`;
  if (/^(bigint|integer|smallint|numeric|double precision|real)/.test(type)) return String(row);
  if (type.startsWith("timestamp")) return `timestamptz '2024-05-0${row}T00:00:00Z'`;
  switch (type) {
    case "boolean":
      return "false";
    case "date":
      return `date '2024-05-0${row}'`;
    case "jsonb":
      return "'{}'";
    case "bytea":
      return "'\\x00'";
    case "uuid":
      return "gen_random_uuid()";
    default:
      return `'${row}'`;
  }
}
