import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { caseTasks } from "#db/schema/cases";
import { mayRole } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { plainDate } from "#lib/measures/period";
import { officerOf } from "#lib/triage/officer";
import { changeCase, heldCase, worked } from "./held.ts";
import { repeatOf, writtenBefore } from "./repeated.ts";
import { tellGiven, tellTask } from "./telling.ts";

const inCase = { number: z.string().min(1), expectedVersion: z.int().positive().optional() };
const day = z.string().refine((text) => plainDate(text) !== undefined, { message: "a day as YYYY-MM-DD", params: { code: "not-a-date" } });

const addTaskInput = z.strictObject({ ...inCase, title: z.string().trim().min(1).max(300), assignee: z.int().positive().optional(), dueOn: day.optional() });

/** Adds a task, with the person who is to do it and the day it is due where they are known; sent again within ten minutes it is kept once. Throws Refusal `unknown-person`. */
export const addTask = command("case.work", addTaskInput, async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "add-task", input.expectedVersion);
  const assignee = input.assignee === undefined ? null : await personFor(tx, input.assignee, "case.read");
  const written = { caseId: row.id, title: input.title, assigneeId: assignee?.id ?? null, dueOn: input.dueOn ?? null, byName: officer.name };
  const before = await writtenBefore(tx, caseTasks, written, now);
  if (before !== undefined) return { result: { id: before, version: row.version }, audit: repeatOf(row.number, { task: before }) };
  const [task] = await tx
    .insert(caseTasks)
    .values({ ...written, assigneeName: assignee?.name ?? null, at: now })
    .returning({ id: caseTasks.id });
  if (task === undefined) throw new Error(`a task of case ${row.number} was not recorded`);
  const version = await changeCase(tx, row, worked(row), "task");
  if (assignee !== null) await tellTask(tx, row, officer.id, assignee.id, { title: input.title, dueOn: input.dueOn ?? null }, now);
  return {
    result: { id: task.id, version },
    audit: {
      action: "case.add-task",
      subject: { kind: "case", id: row.number },
      facts: { task: task.id, title: input.title, assignee: assignee?.name ?? null, dueOn: input.dueOn ?? null },
    },
  };
});

/** Marks a task as done, or as open again. Throws Refusal `unknown-task`. */
export const completeTask = command("case.work", z.strictObject({ ...inCase, task: z.int().positive(), done: z.boolean().default(true) }), async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "add-task", input.expectedVersion);
  const [task] = await tx
    .update(caseTasks)
    .set({ done: input.done, doneByName: input.done ? officer.name : null, doneAt: input.done ? now : null })
    .where(and(eq(caseTasks.caseId, row.id), eq(caseTasks.id, input.task)))
    .returning({ id: caseTasks.id, title: caseTasks.title });
  if (task === undefined) throw new Refusal("not-found", "unknown-task", { number: row.number, task: input.task });
  const version = await changeCase(tx, row, worked(row), "task");
  return {
    result: { id: task.id, done: input.done, version },
    audit: { action: input.done ? "case.complete-task" : "case.reopen-task", subject: { kind: "case", id: row.number }, facts: { task: task.id, title: task.title } },
  };
});

/** Gives a case to a person who may work on it, or to nobody. Throws Refusal `unknown-person`. */
export const assignCase = command("case.work", z.strictObject({ ...inCase, assignee: z.union([z.int().positive(), z.literal("me"), z.null()]) }), async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "assign", input.expectedVersion);
  const assignee = input.assignee === null ? null : await personFor(tx, input.assignee === "me" ? officer.id : input.assignee, "case.work");
  const version = await changeCase(tx, row, { assigneeId: assignee?.id ?? null, assigneeName: assignee?.name ?? null }, "assigned");
  if (assignee !== null && assignee.id !== row.assigneeId) await tellGiven(tx, row, officer.id, assignee.id, now);
  return { result: { assignee, version }, audit: { action: "case.assign", subject: { kind: "case", id: row.number }, facts: { to: assignee?.name ?? null, from: row.assigneeName } } };
});

async function personFor(tx: Transaction, id: number, permission: "case.read" | "case.work"): Promise<{ readonly id: number; readonly name: string }> {
  const [person] = await tx.select().from(people).where(eq(people.id, id));
  if (person === undefined || person.disabledAt !== null || !mayRole(person.role, permission)) throw new Refusal("unprocessable", "unknown-person", { id });
  return { id: person.id, name: person.name };
}
