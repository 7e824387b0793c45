"use server";
import { revalidatePath } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { openCase } from "#lib/cases/commands/open";
import { assignMany, claimNext } from "#lib/triage/commands/assign";
import { decide, decideMany } from "#lib/triage/commands/decide";
import { deleteView, saveView } from "#lib/triage/commands/saved-view";
import { declineSecond, second } from "#lib/triage/commands/second";
import { undo } from "#lib/triage/commands/undo";
import { outcomeOf } from "../../../outcome.ts";

export async function decideOne(input: unknown) {
  return outcomeOf(async () => decide(await actorOfPage(), input));
}

export async function decideAll(input: unknown) {
  return outcomeOf(async () => decideMany(await actorOfPage(), input));
}

export async function takeBack(input: unknown) {
  return outcomeOf(async () => undo(await actorOfPage(), input));
}

export async function secondOne(input: unknown) {
  return outcomeOf(async () => second(await actorOfPage(), input));
}

export async function declineOne(input: unknown) {
  return outcomeOf(async () => declineSecond(await actorOfPage(), input));
}

export async function assignAll(input: unknown) {
  return outcomeOf(async () => assignMany(await actorOfPage(), input));
}

export async function claim() {
  return outcomeOf(async () => claimNext(await actorOfPage(), {}));
}

export async function openOn(input: unknown) {
  return outcomeOf(async () => openCase(await actorOfPage(), input));
}

export async function keepView(input: unknown) {
  return outcomeOf(async () => {
    const kept = await saveView(await actorOfPage(), input);
    revalidatePath("/[locale]/desk", "page");
    return kept;
  });
}

export async function dropView(input: unknown) {
  return outcomeOf(async () => {
    const dropped = await deleteView(await actorOfPage(), input);
    revalidatePath("/[locale]/desk", "page");
    return dropped;
  });
}
