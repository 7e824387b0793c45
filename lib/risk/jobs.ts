import { snoozeOver } from "./commands/snooze.ts";

/** The job `snooze-over`: a snooze's date has come. Safe to repeat. */
export async function snoozeOverJob(input: unknown): Promise<void> {
  await snoozeOver({ kind: "system", name: "worker" }, input);
}
