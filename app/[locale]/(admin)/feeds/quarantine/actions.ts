"use server";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { checkQuarantined, discardQuarantined, resendMany, resendQuarantined } from "#lib/feeds/commands/quarantine";
import type { Checked, Resent } from "#lib/feeds/quarantine";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function resendSome(ids: readonly number[]): Promise<Outcome<readonly Resent[]>> {
  return outcomeOf(async () => {
    const results = await resendMany(await actorOfPage(), { ids });
    refresh();
    return results;
  });
}

export async function discardSome(ids: readonly number[], form: FormData): Promise<Outcome<number>> {
  return outcomeOf(async () => {
    const discarded = await discardQuarantined(await actorOfPage(), { ids, reason: textOf(form, "reason"), note: textOf(form, "note") });
    refresh();
    return discarded;
  });
}

export async function checkOne(id: number, body: string): Promise<Outcome<Checked>> {
  return outcomeOf(async () => checkQuarantined(await actorOfPage(), { id, body }));
}

export async function resendOne(id: number, body: string): Promise<Outcome<string>> {
  return outcomeOf(async () => {
    const { captureId } = await resendQuarantined(await actorOfPage(), { id, body });
    redirect({ href: `/feeds/${encodeURIComponent(captureId)}`, locale: await getLocale() });
    return captureId;
  });
}
