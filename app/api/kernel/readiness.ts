import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { connection, remembered } from "#db/client";
import * as access from "#db/schema/access";
import * as audit from "#db/schema/audit";
import * as capacity from "#db/schema/capacity";
import * as cases from "#db/schema/cases";
import * as certificates from "#db/schema/certificates";
import * as consignments from "#db/schema/consignments";
import * as feeds from "#db/schema/feeds";
import * as parties from "#db/schema/parties";
import * as places from "#db/schema/places";
import * as risk from "#db/schema/risk";
import * as triage from "#db/schema/triage";

/** Whether this process can serve: the database answers, and has every column this program reads, for the role it runs as. */
export type Readiness = { readonly database: "reachable" | "unreachable"; readonly schema: "migrated" | "behind" | "unknown" };

const PATIENCE_MS = 3000;
const schema = remembered(() => ({ migrated: false }));

/** Asks the database, for three seconds at most. A schema once found whole is not compared again. */
export async function readiness(): Promise<Readiness> {
  const found = schema();
  try {
    const asked = found.migrated ? connection()`select 1` : present();
    const columns = await Promise.race([asked, late()]);
    if (columns instanceof Set) found.migrated = wanted().every((column) => columns.has(column));
    return { database: "reachable", schema: found.migrated ? "migrated" : "behind" };
  } catch (error) {
    console.error(JSON.stringify({ level: "error", doing: "readiness", error: error instanceof Error ? error.message : String(error) }));
    return { database: "unreachable", schema: "unknown" };
  }
}

async function late(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`the database did not answer in ${PATIENCE_MS} ms`)), PATIENCE_MS).unref());
}

/** Columns the application's role can reach, as `table.column`. */
async function present(): Promise<Set<string>> {
  const rows = await connection()<{ name: string }[]>`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`;
  return new Set(rows.map((row) => row.name));
}

function wanted(): string[] {
  const modules = [access, audit, capacity, cases, certificates, consignments, feeds, parties, places, risk, triage];
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => value instanceof PgTable);
  return tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns.map((column) => `${name}.${snake(column.name)}`);
  });
}

/** The casing the pool gives to columns that have no name of their own. */
function snake(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
}
