"use server";
import { refresh } from "next/cache";
import { putOffice } from "#lib/access/commands/organisation";
import { actorOfPage } from "#lib/access/session";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function saveOffice(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await putOffice(await actorOfPage(), { code: textOf(form, "code"), nameEn: textOf(form, "nameEn"), nameZh: textOf(form, "nameZh"), verified: form.get("verified") !== null });
    refresh();
    return undefined;
  });
}
