import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "./account.ts";
import { SERVER_ENVIRONMENT } from "./binaries.ts";
import { replaceFile } from "./keys.ts";
import type { ServerKeys } from "./keys.ts";
import { ACCESS_RULES } from "./settings.ts";

/** Everything a server needs to be made or started. */
export type Premises = {
  readonly home: string;
  readonly data: string;
  readonly binaries: string;
  readonly account: Account | undefined;
  readonly durable: boolean;
};

/** The Postgres that comes with the program. */
export const MAJOR = "18";
const UNFINISHED = "making-";

/** Makes the database cluster once, in a folder of its own that takes its name when it is done: being killed half-way leaves nothing in the way. */
export function initialise(premises: Premises, keys: ServerKeys): boolean {
  const mark = join(premises.home, "complete");
  if (existsSync(mark)) {
    refuseForeign(premises, keys, readFileSync(mark, "utf8").trim());
    return false;
  }
  own(premises.home, premises.account);
  own(join(premises.home, "log"), premises.account);
  clearUnfinished(premises);
  const making = { ...premises, data: join(premises.home, `${UNFINISHED}${process.pid}`) };
  makeCluster(making, keys);
  makeRoles(making, keys);
  writeFileSync(join(making.data, "pg_hba.conf"), ACCESS_RULES);
  renameSync(making.data, premises.data);
  replaceFile(mark, keys.id);
  return true;
}

/** Without the mark nothing here was ever used. An initdb whose parent was killed may still be writing into its folder, hence the retries. */
function clearUnfinished(premises: Premises): void {
  for (const name of readdirSync(premises.home).filter((entry) => entry === "data" || entry.startsWith(UNFINISHED))) {
    rmSync(join(premises.home, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

function refuseForeign(premises: Premises, keys: ServerKeys, id: string): void {
  if (id !== keys.id) throw new Error(`The database in ${premises.home} was made with other keys than those in DATA_DIR. Restore both from one backup.`);
  const version = readFileSync(join(premises.data, "PG_VERSION"), "utf8").trim();
  if (version !== MAJOR) throw new Error(`The database in ${premises.home} is of Postgres ${version}; this program brings Postgres ${MAJOR}. Restore a dump into a new DATA_DIR.`);
}

function own(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

function makeCluster(premises: Premises, keys: ServerKeys): void {
  const secret = join(premises.home, "password");
  writeFileSync(secret, keys.passwords.superuser, { mode: 0o600 });
  if (premises.account) chownSync(secret, premises.account.uid, premises.account.gid);
  const options = ["-D", premises.data, "-U", "postgres", `--pwfile=${secret}`, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"];
  try {
    run(premises, "initdb", premises.durable ? options : [...options, "--no-sync"]);
  } finally {
    rmSync(secret);
  }
}

/** The owner changes the schema, the application owns nothing; both log in with their password. Single-user mode, so no port is open yet. */
function makeRoles(premises: Premises, keys: ServerKeys): void {
  const statements = [
    `create role tallyhouse_owner login createdb password '${keys.passwords.owner}'`,
    `create role tallyhouse_app login password '${keys.passwords.app}'`,
    "grant tallyhouse_app to tallyhouse_owner",
    "create database tallyhouse owner tallyhouse_owner",
  ];
  const quick = premises.durable ? [] : ["-c", "fsync=off"];
  run(premises, "postgres", ["--single", "-j", "-D", premises.data, "-c", "exit_on_error=on", ...quick, "postgres"], `${statements.join(";\n\n")};\n\n`);
}

function run(premises: Premises, program: string, args: string[], input = ""): void {
  const { status, stderr, error } = spawnSync(join(premises.binaries, "bin", program), args, {
    ...premises.account,
    cwd: premises.home,
    env: SERVER_ENVIRONMENT,
    input,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} could not make the database in ${premises.home}: ${error?.message ?? stderr.trim()}`);
}
