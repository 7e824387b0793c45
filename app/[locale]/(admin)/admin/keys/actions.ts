"use server";
import { refresh } from "next/cache";
import { issueApiKey, revokeApiKey } from "#lib/access/commands/key";
import { actorOfPage } from "#lib/access/session";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function issueKey(_: Outcome<string>, form: FormData): Promise<Outcome<string>> {
  return outcomeOf(async () => {
    const { key } = await issueApiKey(await actorOfPage(), { role: textOf(form, "role"), organisation: textOf(form, "organisation"), name: textOf(form, "name") });
    refresh();
    return key;
  });
}

export async function revokeKey(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await revokeApiKey(await actorOfPage(), { id: Number(textOf(form, "id")) });
    refresh();
    return undefined;
  });
}
