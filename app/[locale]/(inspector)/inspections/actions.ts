"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { reportExamination } from "#lib/inspections/commands";
import { reassignExaminer } from "#lib/triage/commands/examiner";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

export async function report(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await reportExamination(await actorOfPage(), { id: Number(textOf(form, "id")), result: textOf(form, "result"), note: textOf(form, "note") ?? "" });
    refresh();
    return undefined;
  });
}

export async function reassign(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const person = textOf(form, "person");
    await reassignExaminer(await actorOfPage(), {
      id: Number(textOf(form, "id")),
      reason: textOf(form, "reason"),
      note: textOf(form, "note") ?? "",
      ...(person === undefined || person === "draw" ? {} : { person: Number(person) }),
    });
    refresh();
    return undefined;
  });
}
