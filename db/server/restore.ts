import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "./account.ts";
import { RECORD } from "./backup.ts";
import type { BackupRecord } from "./backup.ts";
import { copyFile, hashOf, makeFolder } from "./copy.ts";
import { newKeys, replaceFile, writeKeys } from "./keys.ts";
import type { ServerKeys } from "./keys.ts";

const SERVER = "postgres/";

/** Where the parts of a backup go: the data folder, the server's own folder for a house of this id, and who the server runs as. */
export type Destination = { readonly dataDir: string; readonly homeOf: (keys: ServerKeys) => string; readonly account: Account | undefined };

/** Reads what a backup says of itself, and every file in it. Throws a sentence where it is none, not complete, or not as it was written. */
export async function checkBackup(from: string): Promise<BackupRecord> {
  if (!existsSync(join(from, RECORD))) throw new Error(`${from} is no complete backup: it has no ${RECORD}, which is written last.`);
  const record = JSON.parse(readFileSync(join(from, RECORD), "utf8")) as BackupRecord;
  for (const { path, size, sha256 } of record.files) {
    const file = join(from, path);
    if (!existsSync(file)) throw new Error(`The backup ${from} is damaged: ${path} is missing. Nothing was restored.`);
    if (statSync(file).size !== size || (await hashOf(file)) !== sha256) throw new Error(`The backup ${from} is damaged: ${path} is not as it was written. Nothing was restored.`);
  }
  return record;
}

/**
 * Lays a checked backup into a data folder without a house. It is a house of its own from then on, with the passwords and secrets of the
 * old one; being killed half-way leaves no house, and the next try begins anew.
 */
export async function restore(from: string, record: BackupRecord, { dataDir, homeOf, account }: Destination): Promise<void> {
  const old = JSON.parse(readFileSync(join(from, "keys", "postgres.json"), "utf8")) as ServerKeys;
  const keys = { ...old, id: newKeys().id, port: 0 };
  const home = homeOf(keys);
  rmSync(join(home, "data"), { recursive: true, force: true });
  makeFolder(home, account);
  makeFolder(join(home, "log"), account);
  for (const path of record.folders) makeFolder(join(home, path.slice(SERVER.length)), account);
  for (const { path } of record.files.filter((file) => file.path.startsWith(SERVER))) await copyFile(join(from, path), join(home, path.slice(SERVER.length)), account);
  const secret = join(from, "keys", "session.key");
  if (existsSync(secret)) {
    makeFolder(join(dataDir, "keys"));
    replaceFile(join(dataDir, "keys", "session.key"), readFileSync(secret, "utf8"));
  }
  replaceFile(join(home, "complete"), keys.id);
  writeKeys(dataDir, keys);
}
