import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { reading } from "#lib/audit/command";
import { scopeOf, type Actor } from "./actor.ts";
import { ROLES, type Role } from "./permission.ts";

type Column = { name: string; type: string; length: number | null };
type ForeignKey = { columns: string[]; parent: string; parent_columns: string[] };
type Row = Record<string, unknown>;

const OWNER_COLUMN = /(^|_)(organisation|importer|issuer)_id$/;
const AUTHORITIES_ONLY = [
  "alerts", "backtest_hits", "backtests", "body_records", "case_consignments", "case_exhibits", "case_facts", "case_notes", "case_tasks", "cases",
  "dossiers", "draw_seeds", "duties", "examiner_assignments", "feed_sources", "figure_checks", "figure_counted", "figure_folds", "figure_sums",
  "figures", "goods_marks", "limit_proposals", "model_changes", "model_records", "model_scores", "models", "notice_deliveries", "notice_webhooks",
  "outcomes", "peer_prices", "price_points", "profiles", "reference_populations", "reference_samples", "reference_withdrawals", "rule_settings", "selection_days",
  "selection_settings", "selections", "shadow_findings", "snoozes", "source_captures", "source_files", "source_gaps", "source_meters", "source_runs",
  "source_silences", "sweeps",
];

let test: TestDatabase;
let owner: number;
let other: number;
let ownPerson: number;
let tables: string[];

beforeAll(async () => {
  test = await testDatabase();
  const organisation = async (code: string) => {
    const [row] = await test.sql<{ id: bigint }[]>`insert into organisations (code, name_en, name_zh, kind) values (${code}, ${code}, ${code}, 'importer') returning id`;
    return Number(row?.id);
  };
  [owner, other] = [await organisation("OWNER"), await organisation("OTHER")];
  const [person] = await test.sql<{ id: bigint }[]>`insert into people (login, name, name_zh, role, organisation_id) values ('own', 'Own', '本', 'partner', ${owner}) returning id`;
  ownPerson = Number(person?.id);
  const found = await test.owner<{ name: string }[]>`select relname as name from pg_class where relrowsecurity and relforcerowsecurity and relnamespace = 'public'::regnamespace order by 1`;
  tables = found.map((row) => row.name);
  await test.owner.begin(async (tx) => {
    await tx`select set_config('app.scope', 'all', true)`;
    const made = new Map<string, Row>([["organisations", { id: owner }]]);
    for (const table of tables) await rowIn(tx, table, made);
  });
});
afterAll(async () => {
  await test.close();
});

type Writer = Parameters<Parameters<TestDatabase["owner"]["begin"]>[1]>[0];

/** One row of a table that belongs to the owner, with the rows it refers to. */
async function rowIn(tx: Writer, table: string, made: Map<string, Row>): Promise<Row> {
  const known = made.get(table);
  if (known) return known;
  const values: Row = {};
  for (const column of await needed(tx, table)) values[column.name] = OWNER_COLUMN.test(column.name) ? owner : column.name === "person_id" ? ownPerson : column.name === "quantity_value" ? "1" : valueOf(column);
  for (const key of await foreignKeys(tx, table)) {
    if (key.parent === table || !key.columns.some((column) => column in values)) continue;
    const parent = await rowIn(tx, key.parent, made);
    key.columns.forEach((column, index) => (values[column] = parent[key.parent_columns[index] ?? ""]));
  }
  const [row] = Object.keys(values).length === 0 ? await tx`insert into ${tx(table)} default values returning *` : await tx`insert into ${tx(table)} ${tx(values)} returning *`;
  made.set(table, row ?? {});
  return row ?? {};
}

/** What an insert must name, and the owner's columns even where they may be null. */
function needed(tx: Writer, table: string): Promise<Column[]> {
  return tx<Column[]>`
    select column_name as name, udt_name as type, character_maximum_length as length from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' and identity_generation is null
      and ((is_nullable = 'NO' and column_default is null) or column_name ~ ${OWNER_COLUMN.source})`;
}

function foreignKeys(tx: Writer, table: string): Promise<ForeignKey[]> {
  return tx<ForeignKey[]>`
    select confrelid::regclass::text as parent,
      array(select attname::text from unnest(conkey) with ordinality k (n, i) join pg_attribute on attrelid = conrelid and attnum = n order by i) as columns,
      array(select attname::text from unnest(confkey) with ordinality k (n, i) join pg_attribute on attrelid = confrelid and attnum = n order by i) as parent_columns
    from pg_constraint where contype = 'f' and conrelid = ${table}::regclass`;
}

function valueOf({ type, length }: Column): unknown {
  if (type.startsWith("_")) return [];
  if (type === "xid8") return "1";
  if (type === "bool") return false;
  if (type === "timestamptz") return new Date("2026-03-02T00:00:00Z");
  if (type === "date") return "2026-03-02";
  if (type === "json" || type === "jsonb") return {};
  if (["int2", "int4", "int8", "float4", "float8", "numeric"].includes(type)) return 1;
  if (type === "bytea") return Buffer.from("x");
  return "x".repeat(length ?? 3);
}

const actorOf = (role: Role, organisation: number): Actor => ({ kind: "key", id: 1, name: role, role, organisation });

function countFor(actor: Actor, table: string): Promise<number> {
  return reading(actor, "master-data.read", async (tx) => {
    const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from ${sql.identifier(table)}`);
    return row?.count ?? -1;
  });
}

describe("what an organisation sees of another's", () => {
  it("is kept by the database for every table of declarations, certificates, feeds and cases", () => {
    expect(tables).toEqual(
      expect.arrayContaining([
        "declarations",
        "declaration_lines",
        "declaration_revisions",
        "consignments",
        "findings",
        "assessments",
        "capacity_certificates",
        "inspection_reports",
        "feed_documents",
        "feed_events",
        ...AUTHORITIES_ONLY,
      ]),
    );
  });

  it.each(ROLES)("%s: all of it for an authority, nothing for anybody else", async (role) => {
    const all = scopeOf(actorOf(role, other)).all;
    for (const table of tables) expect(await countFor(actorOf(role, other), table), `${role} ${table}`).toBe(all ? 1 : 0);
  });

  it.each(ROLES)("%s: its own rows, and of cases none unless it is an authority", async (role) => {
    const all = scopeOf(actorOf(role, owner)).all;
    for (const table of tables) expect(await countFor(actorOf(role, owner), table), `${role} ${table}`).toBe(all || !AUTHORITIES_ONLY.includes(table) ? 1 : 0);
  });

  it("is nothing without a scope", async () => {
    for (const table of tables) {
      const [row] = await test.sql<{ count: number }[]>`select count(*)::int as count from ${test.sql(table)}`;
      expect(row?.count, table).toBe(0);
    }
  });

  it("cannot be written either", async () => {
    const steal = reading(actorOf("partner", other), "declaration.read", async (tx) => {
      const changed = await tx.execute(sql`update consignments set importer_id = ${other} returning 1`);
      return changed.length;
    });
    expect(await steal).toBe(0);
    const forge = reading(actorOf("partner", other), "declaration.read", (tx) =>
      tx.execute(sql`insert into feed_documents select * from json_populate_record(null::feed_documents, ${JSON.stringify({ source_organisation_id: owner })}::json)`),
    );
    await expect(forge).rejects.toMatchObject({ cause: { message: expect.stringMatching(/row-level security/) } });
  });
});

describe("the record of what was done", () => {
  it.each(["update audit_entries set action = 'x'", "delete from audit_entries", "truncate audit_entries"])("is out of the application's reach: %s", async (statement) => {
    await expect(test.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
  });
});
