"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { endSnooze } from "#lib/risk/commands/snooze";
import { outcomeOf } from "../../../../outcome.ts";

export async function endSnoozeOn(input: unknown) {
  return outcomeOf(async () => {
    const ended = await endSnooze(await actorOfPage(), input);
    refresh();
    return ended;
  });
}
