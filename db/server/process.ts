import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { basename } from "node:path";

/** True while a process with this id exists, whoever owns it; a zombie counts as gone. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return stateOf(pid) !== "Z";
}

function stateOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  } catch {
    return "Z"; // gone between the two looks
  }
}

/** Resolves true when `condition` holds, false when it still does not after `milliseconds`. */
export async function until(condition: () => boolean, milliseconds: number, every = 10): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  return true;
}

/** "ours": a postgres whose working folder is `dataFolder`; "other": some other process; "hidden": it may not be looked at. */
export function postmasterOf(pid: number, dataFolder: string): "ours" | "other" | "hidden" {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    if (basename(name) !== "postgres") return "other";
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder) ? "ours" : "other";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === "EACCES" || code === "EPERM" ? "hidden" : "other";
  }
}
