"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { reviewFinding } from "#lib/risk/commands/outcome";
import { endSnooze, setSnooze } from "#lib/risk/commands/snooze";
import { assign } from "#lib/triage/commands/assign";
import { decide } from "#lib/triage/commands/decide";
import { declineSecond, second } from "#lib/triage/commands/second";
import { undo } from "#lib/triage/commands/undo";
import { outcomeOf, type Outcome } from "../../../../outcome.ts";

function acting<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  return outcomeOf(async () => {
    const result = await work();
    refresh();
    return result;
  });
}

export async function decideOn(input: unknown) {
  return acting(async () => decide(await actorOfPage(), input));
}

export async function confirmOn(input: unknown) {
  return acting(async () => second(await actorOfPage(), input));
}

export async function declineOn(input: unknown) {
  return acting(async () => declineSecond(await actorOfPage(), input));
}

export async function takeBackOn(input: unknown) {
  return acting(async () => undo(await actorOfPage(), input));
}

export async function assignOn(input: unknown) {
  return acting(async () => assign(await actorOfPage(), input));
}

export async function reviewOn(input: unknown) {
  return acting(async () => reviewFinding(await actorOfPage(), input));
}

export async function snoozeOn(input: unknown) {
  return acting(async () => setSnooze(await actorOfPage(), input));
}

export async function endSnoozeOn(input: unknown) {
  return acting(async () => endSnooze(await actorOfPage(), input));
}
