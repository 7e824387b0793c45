"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { setTruthCheck } from "#lib/feeds/commands/truth";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function setCheck(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await setTruthCheck(await actorOfPage(), { code: textOf(form, "code"), outcome: textOf(form, "outcome"), reason: textOf(form, "reason") });
    refresh();
    return undefined;
  });
}
