"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { confirmClosing, declineClosing, proposeClosing, reopenCase } from "#lib/cases/commands/close";
import { addExhibit, addFact, addNote, linkConsignments } from "#lib/cases/commands/record";
import { addTask, assignCase, completeTask } from "#lib/cases/commands/task";
import { makeDossier } from "#lib/dossier/commands/make";
import { atField, numbersOf } from "../../../../../components/cases/numbers.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}

function caseOf(form: FormData): { readonly number: string; readonly expectedVersion?: number } {
  const version = textOf(form, "version");
  return { number: textOf(form, "number") ?? "", ...(version === undefined ? {} : { expectedVersion: Number(version) }) };
}

/** A choice of a form that is a number; undefined for one that is a word, such as "nobody". */
function chosen(form: FormData, name: string): number | undefined {
  const id = Number(textOf(form, name));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

export async function establish(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => addFact(await actorOfPage(), { ...caseOf(form), statement: textOf(form, "statement") ?? "", exhibit: chosen(form, "restsOn") }));
}

export async function takeInExhibit(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => addExhibit(await actorOfPage(), { ...caseOf(form), kind: textOf(form, "kind"), reference: textOf(form, "reference") ?? "" }));
}

export async function link(_: Outcome, form: FormData): Promise<Outcome> {
  return atField("consignments", await changing(async () => linkConsignments(await actorOfPage(), { ...caseOf(form), consignments: numbersOf(textOf(form, "consignments")) })));
}

export async function writeNote(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => addNote(await actorOfPage(), { ...caseOf(form), text: textOf(form, "text") ?? "" }));
}

export async function giveTask(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => addTask(await actorOfPage(), { ...caseOf(form), title: textOf(form, "title") ?? "", assignee: chosen(form, "assignee"), dueOn: textOf(form, "dueOn") }));
}

export async function tick(number: string, task: number, done: boolean): Promise<Outcome> {
  return changing(async () => completeTask(await actorOfPage(), { number, task, done }));
}

export async function assignTo(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => assignCase(await actorOfPage(), { ...caseOf(form), assignee: textOf(form, "assignee") === "me" ? "me" : (chosen(form, "assignee") ?? null) }));
}

export async function propose(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => proposeClosing(await actorOfPage(), { ...caseOf(form), outcome: textOf(form, "outcome"), note: textOf(form, "note") ?? "" }));
}

export async function confirm(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => confirmClosing(await actorOfPage(), caseOf(form)));
}

export async function decline(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => declineClosing(await actorOfPage(), { ...caseOf(form), note: textOf(form, "note") ?? "" }));
}

export async function reopen(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => reopenCase(await actorOfPage(), { ...caseOf(form), reason: textOf(form, "reason") ?? "" }));
}

export async function make(number: string) {
  return outcomeOf(async () => {
    const made = await makeDossier(await actorOfPage(), { number });
    refresh();
    return made;
  });
}
