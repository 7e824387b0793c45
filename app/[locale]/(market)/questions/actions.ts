"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { answerSiteQuestion } from "#lib/parties/commands/question";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

export async function answer(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await answerSiteQuestion(await actorOfPage(), { questionId: Number(textOf(form, "questionId")), siteId: Number(textOf(form, "siteId")) });
    refresh();
    return undefined;
  });
}
