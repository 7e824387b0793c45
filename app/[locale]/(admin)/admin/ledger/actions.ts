"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { checkLedger } from "#lib/capacity/commands/check";
import { outcomeOf, type Outcome } from "../../../../outcome.ts";

export async function checkNow(): Promise<Outcome> {
  return outcomeOf(async () => {
    await checkLedger(await actorOfPage(), {});
    refresh();
    return undefined;
  });
}
