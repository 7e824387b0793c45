import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

/** What DATA_DIR remembers of its embedded Postgres: which one it is, its loopback port and the passwords of its three roles. */
export type ServerKeys = {
  readonly id: string;
  readonly port: number;
  readonly passwords: { readonly superuser: string; readonly owner: string; readonly app: string };
};

/** The file of the keys, readable by the person who runs Tallyhouse alone. */
export const keysFile = (dataDir: string): string => join(dataDir, "keys", "postgres.json");

/** The keys in `dataDir`, or undefined when no server was ever made there. */
export function readKeys(dataDir: string): ServerKeys | undefined {
  try {
    return JSON.parse(readFileSync(keysFile(dataDir), "utf8")) as ServerKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`The keys of the database, ${keysFile(dataDir)}, cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** New keys with random passwords; the port is chosen at the first start. */
export function newKeys(): ServerKeys {
  const secret = () => randomBytes(24).toString("base64url");
  return { id: randomBytes(8).toString("hex"), port: 0, passwords: { superuser: secret(), owner: secret(), app: secret() } };
}

/** Replaces the keys file in one step, so that being killed leaves the old one or the new one. */
export function writeKeys(dataDir: string, keys: ServerKeys): void {
  mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
  replaceFile(keysFile(dataDir), JSON.stringify(keys, null, 2));
}

/** Writes a private file durably under another name and renames it into place. */
export function replaceFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}
