"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { reportExamination } from "#lib/inspections/commands";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

export async function report(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await reportExamination(await actorOfPage(), { id: Number(textOf(form, "id")), result: textOf(form, "result"), note: textOf(form, "note") ?? "" });
    refresh();
    return undefined;
  });
}
