import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Connections } from "./address.ts";
import { embeddedUrls } from "./connection.ts";
import { ownerOf, passable, serverAccount } from "./server/account.ts";
import type { Account } from "./server/account.ts";
import { backUp } from "./server/backup.ts";
import type { BackupRecord } from "./server/backup.ts";
import { OPEN_FOLDER, postgresBinaries } from "./server/binaries.ts";
import { MAJOR, initialise } from "./server/initialise.ts";
import { newKeys, readKeys, writeKeys } from "./server/keys.ts";
import type { ServerKeys } from "./server/keys.ts";
import { launch, runningPostmaster, shutDown } from "./server/launch.ts";
import { checkBackup, restore } from "./server/restore.ts";

/** An embedded Postgres that answers on loopback: how to reach it, whether it was found running, and how to stop it. */
export type EmbeddedServer = Connections & {
  readonly home: string;
  readonly pid: number;
  readonly port: number;
  readonly adopted: boolean;
  readonly created: boolean;
  stop(): Promise<void>;
};

/** Starts the embedded Postgres of a DATA_DIR, makes it first when there is none, adopts it when it runs already. Not durable: tests only. */
export async function startServer(dataDir: string, { durable = true }: { durable?: boolean } = {}): Promise<EmbeddedServer> {
  const root = resolve(dataDir);
  const asRoot = serverAccount();
  mkdirSync(root, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
  const keys = keysOf(root);
  const home = homeOf(root, keys, asRoot);
  const account = (existsSync(home) ? ownerOf(home) : undefined) ?? asRoot;
  const data = join(home, "data");
  const running = existsSync(data) ? await runningPostmaster(data) : undefined;
  if (running) return answer(home, running.pid, remember(root, keys, running.port), { adopted: true, created: false });
  const premises = { home, data, binaries: postgresBinaries(account), account, durable };
  if (home.startsWith(OPEN_FOLDER)) mkdirSync(OPEN_FOLDER, { recursive: true, mode: 0o755 });
  const created = initialise(premises, keys);
  const started = await launch(premises, keys.port);
  return answer(home, started.pid, remember(root, keys, started.port), { adopted: false, created });
}

/** True when the embedded Postgres of this DATA_DIR answers now. */
export async function serverRuns(dataDir: string): Promise<boolean> {
  const root = resolve(dataDir);
  const keys = readKeys(root);
  if (!keys) return false;
  const data = join(homeOf(root, keys, serverAccount()), "data");
  return existsSync(data) && (await runningPostmaster(data)) !== undefined;
}

/** Copies the running embedded Postgres of a DATA_DIR with its keys into a new folder. Throws a sentence where there is no house or the folder is taken. */
export async function backUpServer(dataDir: string, to: string): Promise<BackupRecord> {
  const root = resolve(dataDir);
  const keys = readKeys(root);
  if (!keys) throw new Error(`There is no house in ${root} to back up.`);
  if (existsSync(to) && readdirSync(to).length > 0) throw new Error(`${to} holds something already. Name a folder that does not exist yet.`);
  return backUp(root, join(homeOf(root, keys, serverAccount()), "data"), keys, to);
}

/** Lays a backup into a DATA_DIR without a house, after every file of it was checked. */
export async function restoreServer(dataDir: string, from: string): Promise<BackupRecord> {
  const root = resolve(dataDir);
  if (readKeys(root)) throw new Error(`There is a house in ${root} already. Name another folder by DATA_DIR, or move that one away.`);
  const record = await checkBackup(from);
  if (record.postgres !== MAJOR) throw new Error(`The backup ${from} is of Postgres ${record.postgres}; this program brings Postgres ${MAJOR}. Restore it with the program it was made by.`);
  const account = serverAccount();
  mkdirSync(root, { recursive: true, mode: account ? 0o711 : 0o700 });
  await restore(from, record, { dataDir: root, account, homeOf: (keys) => homeOf(root, keys, account) });
  return record;
}

function keysOf(root: string): ServerKeys {
  const known = readKeys(root);
  if (known) return known;
  const keys = newKeys();
  writeKeys(root, keys);
  return keys;
}

function remember(root: string, keys: ServerKeys, port: number): ServerKeys {
  if (keys.port === port) return keys;
  const changed = { ...keys, port };
  writeKeys(root, changed);
  return changed;
}

/** Postgres' own folder: in DATA_DIR, or where its account can reach it when root's DATA_DIR is closed to others. */
function homeOf(root: string, keys: ServerKeys, account: Account | undefined): string {
  const inside = join(root, "postgres");
  const outside = join(OPEN_FOLDER, keys.id);
  if (!account || existsSync(join(inside, "complete"))) return inside;
  if (existsSync(join(outside, "complete"))) return outside;
  return passable(root, account) ? inside : outside;
}

function answer(home: string, pid: number, keys: ServerKeys, how: { adopted: boolean; created: boolean }): EmbeddedServer {
  return { ...embeddedUrls(keys), ...how, home, pid, port: keys.port, stop: () => shutDown(pid) };
}
