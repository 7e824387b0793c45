import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { contents, copyFile, hashOf, makeFolder } from "./copy.ts";
import type { CopiedFile } from "./copy.ts";
import { replaceFile } from "./keys.ts";
import type { ServerKeys } from "./keys.ts";

/** What a backup says of itself, in `backup.json`: when it was begun and complete, of which house, and every file in it. */
export type BackupRecord = { readonly house: string; readonly postgres: string; readonly begun: string; readonly complete: string; readonly folders: readonly string[]; readonly files: readonly CopiedFile[] };

/** The name of the file that is written last: a folder without it is no backup. */
export const RECORD = "backup.json";

const DATA = join("postgres", "data");
/** What a server makes anew when it starts. Of the log of changes exactly what the copy needs is added afterwards. */
const LEFT_OUT = [/^postmaster\.(pid|opts)$/, /^(pg_wal|pg_replslot|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_dynshmem)\/./, /(^|\/)(pgsql_tmp.*|pg_internal\.init.*|backup_label.*|tablespace_map.*)$/];

/**
 * Copies a running embedded Postgres with its keys into an empty folder, laid out as a DATA_DIR, while it goes on working: the copy stands
 * at the instant it was complete. `data` is the server's own folder.
 */
export async function backUp(dataDir: string, data: string, keys: ServerKeys, to: string): Promise<BackupRecord> {
  const begun = new Date().toISOString();
  const files: CopiedFile[] = [];
  const copy = async (from: string, path: string): Promise<void> => {
    const copied = await copyFile(from, join(to, path));
    if (copied) files.push({ path, ...copied });
  };
  makeFolder(to);
  const sql = postgres(`postgres://postgres:${keys.passwords.superuser}@127.0.0.1:${keys.port}/postgres`, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: "tallyhouse-backup" },
  });
  let folders: string[];
  try {
    await sql`select pg_create_physical_replication_slot(${`backup_${process.pid}`}, true, true)`; // keeps the log of changes until this connection ends
    const [start] = await sql<{ file: string }[]>`select pg_walfile_name(pg_backup_start('tallyhouse', true)) as file`;
    const found = contents(data, (path) => LEFT_OUT.some((pattern) => pattern.test(path)));
    for (const path of found.files) await copy(join(data, path), join(DATA, path));
    folders = found.folders.map((path) => join(DATA, path));
    const [stop] = await sql<{ label: string; file: string }[]>`select labelfile as label, pg_walfile_name(lsn) as file from pg_backup_stop(false)`;
    const label = join(to, DATA, "backup_label");
    replaceFile(label, stop?.label ?? "");
    files.push({ path: join(DATA, "backup_label"), size: Buffer.byteLength(stop?.label ?? ""), sha256: await hashOf(label) });
    const needed = readdirSync(join(data, "pg_wal")).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= (start?.file ?? "") && name <= (stop?.file ?? ""));
    for (const name of needed) await copy(join(data, "pg_wal", name), join(DATA, "pg_wal", name));
  } finally {
    await sql.end({ timeout: 5 });
  }
  for (const name of ["postgres.json", "session.key"].filter((file) => existsSync(join(dataDir, "keys", file)))) await copy(join(dataDir, "keys", name), join("keys", name));
  const record = { house: keys.id, postgres: readFileSync(join(data, "PG_VERSION"), "utf8").trim(), begun, complete: new Date().toISOString(), folders, files };
  replaceFile(join(to, RECORD), JSON.stringify(record, null, 1));
  return record;
}
