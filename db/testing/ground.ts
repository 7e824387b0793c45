import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const MEMORY_FOLDER = "/dev/shm";
const ROOM = 2 * 1024 ** 3;

/**
 * The folder that the tests' servers are made in: in memory where there is plenty, for a database is a thousand files, which a disk is slow to make
 * and slower to take away. Else the one for temporary files. `memory` is what this process may still take, in bytes.
 */
export function serverFolder(memory = process.availableMemory()): string {
  return memory >= 2 * ROOM && room(MEMORY_FOLDER) >= ROOM ? MEMORY_FOLDER : tmpdir();
}

/** Every folder that one may have been made in. */
export const SERVER_FOLDERS: readonly string[] = [tmpdir(), MEMORY_FOLDER];

function room(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0; // there is none
  }
}
