import { readFileSync } from "node:fs";

/** Processor time in microseconds: of this process with its threads, and of a Postgres with all its backends, those that ended too. */
export type ProcessorTime = { readonly node: number; readonly postgres: number };

/** What Linux counts processor time in: a hundredth of a second. */
const TICK = 10_000;

/** Processor time that was spent so far; `postmaster` is the server's process. */
export function processorTime(postmaster: number): ProcessorTime {
  const { user, system } = process.cpuUsage();
  const own = statOf(postmaster);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").split(" ").filter((pid) => pid !== "").map((pid) => statOf(Number(pid)));
  return { node: user + system, postgres: (own.self + own.ended + children.reduce((sum, child) => sum + child.self, 0)) * TICK };
}

/** Ticks of a process and of its children that have ended; none of one that is gone. */
function statOf(pid: number): { readonly self: number; readonly ended: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [user, system, endedUser, endedSystem] = text.slice(text.lastIndexOf(")") + 2).split(" ").slice(11, 15).map(Number);
    return { self: (user ?? 0) + (system ?? 0), ended: (endedUser ?? 0) + (endedSystem ?? 0) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { self: 0, ended: 0 };
    throw error;
  }
}
