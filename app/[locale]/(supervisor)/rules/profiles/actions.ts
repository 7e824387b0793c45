"use server";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { parsed } from "#lib/access/parsing";
import { answerProfile, changeProfile, draftProfile, endProfile, proposeProfile } from "#lib/risk/commands/profiles";
import { trialInput, triedOn } from "#lib/risk/queries/profile-trial";
import type { TrialStretch } from "#lib/risk/profileTrial";
import { profileFormInput } from "../../../../../components/profiles/profile-input.ts";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

const numberOf = (form: FormData): number => Number(textOf(form, "profile"));

export async function saveProfile(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const actor = await actorOfPage();
    const input = profileFormInput(form);
    const { profile } = textOf(form, "profile") === undefined ? await draftProfile(actor, input) : await changeProfile(actor, { ...input, profile: numberOf(form) });
    redirect({ href: `/rules/profiles/${profile}`, locale: await getLocale() });
    return undefined;
  });
}

export async function attemptProfile(asked: unknown): Promise<Outcome<TrialStretch>> {
  return outcomeOf(async () => {
    const input = parsed(trialInput, asked);
    return reading(await actorOfPage(), "profile.write", (tx) => triedOn(tx, input));
  });
}

export async function propose(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await proposeProfile(await actorOfPage(), { profile: numberOf(form) });
    refresh();
    return undefined;
  });
}

export async function confirm(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await answerProfile(await actorOfPage(), { profile: numberOf(form), decision: "confirm", note: textOf(form, "note") });
    refresh();
    return undefined;
  });
}

export async function decline(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await answerProfile(await actorOfPage(), { profile: numberOf(form), decision: "decline", note: textOf(form, "note") });
    refresh();
    return undefined;
  });
}

export async function end(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await endProfile(await actorOfPage(), { profile: numberOf(form), reason: textOf(form, "reason") });
    refresh();
    return undefined;
  });
}
