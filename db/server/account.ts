import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** The unprivileged user Postgres runs as, when we ourselves are root. */
export type Account = { readonly uid: number; readonly gid: number };

/** Postgres refuses to run as root: root lends it `postgres`, else `nobody`; an ordinary user runs it as himself (undefined). */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const people = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const entry = people.find((fields) => fields[0] === name);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error("Postgres does not run as root, and this machine has neither a user `postgres` nor `nobody` to lend it. Run as an ordinary user.");
}

/** The owner of a folder Postgres already runs in; it stays that one, whichever users the machine has got since. */
export function ownerOf(folder: string): Account | undefined {
  const { uid, gid } = statSync(folder);
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined;
}

/** True when `account` may pass through `folder` and every folder above it. */
export function passable(folder: string, account: Account): boolean {
  return permits(folder, account, 1) && (folder === dirname(folder) || passable(dirname(folder), account));
}

/** True when `account` may reach and read a file. */
export function readable(file: string, account: Account): boolean {
  return permits(file, account, 4) && passable(dirname(file), account);
}

function permits(path: string, account: Account, bit: 1 | 4): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bit) === bit;
}
