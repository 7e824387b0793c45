"use server";
import { randomBytes } from "node:crypto";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { defineQuery, deleteQuery } from "#lib/feeds/commands/named-query";
import { pauseSubscription, resumeSubscription, trySubscription, type SubscriptionTrial } from "#lib/feeds/commands/subscription-acts";
import { subscribe, unsubscribe } from "#lib/feeds/commands/subscriptions";
import { subscriptionInput } from "../../../../../components/feeds/subscription-input.ts";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

/** What a new subscription hands back: its id, and the secret of its signatures, which is shown this once. */
export type Subscribed = { readonly id: string; readonly secret: string | null };

export async function keepQuery(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const { name } = await defineQuery(await actorOfPage(), { name: textOf(form, "name") ?? "", query: JSON.parse(textOf(form, "definition") ?? "{}") });
    redirect({ href: `/feeds/queries/${encodeURIComponent(name)}`, locale: await getLocale() });
    return undefined;
  });
}

export async function endQuery(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await deleteQuery(await actorOfPage(), { name: textOf(form, "name") ?? "" });
    redirect({ href: "/feeds/queries", locale: await getLocale() });
    return undefined;
  });
}

export async function makeSubscription(_: Outcome<Subscribed>, form: FormData): Promise<Outcome<Subscribed>> {
  return outcomeOf(async () => {
    const secret = textOf(form, "signed") === undefined ? null : randomBytes(32).toString("base64url");
    const { id } = await subscribe(await actorOfPage(), { ...subscriptionInput(form), ...(secret === null ? {} : { signatureToken: secret }) });
    refresh();
    return { id, secret };
  });
}

export async function endSubscription(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const queryName = textOf(form, "queryName") ?? "";
    await unsubscribe(await actorOfPage(), { queryName, id: textOf(form, "id") });
    redirect({ href: `/feeds/queries/${encodeURIComponent(queryName)}`, locale: await getLocale() });
    return undefined;
  });
}

export async function pause(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => pauseSubscription(await actorOfPage(), { id: textOf(form, "id") }));
}

export async function resume(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => resumeSubscription(await actorOfPage(), { id: textOf(form, "id") }));
}

export async function attempt(_: Outcome<SubscriptionTrial>, form: FormData): Promise<Outcome<SubscriptionTrial>> {
  return outcomeOf(async () => {
    const trial = await trySubscription(await actorOfPage(), { id: textOf(form, "id") });
    refresh();
    return trial;
  });
}

function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}
