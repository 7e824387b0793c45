import { createHash } from "node:crypto";
import { chownSync, createReadStream, createWriteStream, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Account } from "./account.ts";

/** A file of a backup: its path inside, its size and the SHA-256 of what was copied. */
export type CopiedFile = { readonly path: string; readonly size: number; readonly sha256: string };

/**
 * Copies a file that may be written meanwhile, as far as it goes, for its owner alone; what is answered tells the copy, not the original.
 * Undefined where it has gone.
 */
export async function copyFile(from: string, to: string, account?: Account): Promise<Omit<CopiedFile, "path"> | undefined> {
  const hash = createHash("sha256");
  let size = 0;
  const source = createReadStream(from);
  source.on("data", (part) => {
    hash.update(part);
    size += part.length;
  });
  makeFolder(dirname(to), account);
  try {
    await pipeline(source, createWriteStream(to, { mode: 0o600, flush: true }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (account) chownSync(to, account.uid, account.gid);
  return { size, sha256: hash.digest("hex") };
}

/** The SHA-256 of a file as it lies there. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}

/** The files and the folders under a folder, as paths inside it; `leave` says what is passed over, with all under it. */
export function contents(folder: string, leave: (path: string) => boolean = () => false): { readonly files: string[]; readonly folders: string[] } {
  const [files, folders]: [string[], string[]] = [[], []];
  const walk = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (leave(path)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        walk(path);
      } else if (entry.isFile()) files.push(path);
    }
  };
  walk("");
  return { files, folders };
}

/** Makes a folder, and those above it that are missing, for its owner alone. */
export function makeFolder(folder: string, account?: Account): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made === undefined || !account) return;
  for (let own = folder; own.length >= made.length; own = dirname(own)) chownSync(own, account.uid, account.gid);
}
