"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { markRead, setOwnAddress } from "#lib/notices/commands/reading";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

export async function readOne(id: number): Promise<Outcome<number>> {
  return outcomeOf(async () => markRead(await actorOfPage(), { ids: [id] }));
}

export async function readAll(): Promise<Outcome> {
  return outcomeOf(async () => {
    await markRead(await actorOfPage(), {});
    refresh();
    return undefined;
  });
}

export async function setAddress(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await setOwnAddress(await actorOfPage(), { email: textOf(form, "email"), on: form.get("on") !== null });
    refresh();
    return undefined;
  });
}
