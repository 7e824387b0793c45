import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * A process of the house; its start time tells it from a later one that was given the same id.
 * @typedef {{ role: string, pid: number, started: string }} Member
 */

/** @param {import("./place.mjs").Place} here */
const register = (here) => join(here.dataDir, "processes.json");

/**
 * Writes down a process of this house, so that the next start finds it should this one be killed.
 * @param {import("./place.mjs").Place} here
 * @param {string} role
 * @param {number} pid
 */
export function noteProcess(here, role, pid) {
  const members = read(here).filter((member) => member.role !== role && runs(member));
  const unfinished = `${register(here)}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify([...members, { role, pid, started: startOf(pid) ?? "" }]), { mode: 0o600 });
  renameSync(unfinished, register(here));
}

/** @param {import("./place.mjs").Place} here */
export function forgetProcesses(here) {
  rmSync(register(here), { force: true });
}

/**
 * After a killed start its children end by themselves; asks them to, waits for that, and ends those that do not.
 * @param {import("./place.mjs").Place} here
 * @returns {Promise<boolean>} whether an earlier start had left its processes noted
 */
export async function fetchLeftovers(here) {
  const noted = read(here).length > 0;
  const left = () => read(here).filter(runs);
  for (const member of left()) end(member, "SIGTERM");
  for (let tenths = 0; left().length > 0 && tenths < 200; tenths++) await pause(100);
  for (const member of left()) end(member, "SIGKILL");
  while (left().length > 0) await pause(20);
  forgetProcesses(here);
  return noted;
}

/**
 * @param {Member} member
 * @param {NodeJS.Signals} signal
 */
function end(member, signal) {
  try {
    process.kill(member.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error; // gone meanwhile
  }
}

/**
 * @param {import("./place.mjs").Place} here
 * @returns {Member[]}
 */
function read(here) {
  try {
    return JSON.parse(readFileSync(register(here), "utf8"));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return [];
    throw error;
  }
}

/** @param {Member} member */
function runs(member) {
  return startOf(member.pid) === member.started;
}

/**
 * The start time of a living process in clock ticks, from /proc; undefined when it has gone or is a zombie.
 * @param {number} pid
 */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined; // no such process
  }
}
