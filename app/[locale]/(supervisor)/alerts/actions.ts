"use server";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { putAlert, removeAlert, tryAlert } from "#lib/dashboards/commands/alerts";
import { FIGURES } from "#lib/dashboards/figure";
import { addWebhook, removeWebhook } from "#lib/notices/commands/webhooks";
import { alertFormInput } from "../../../../components/notices/alert-input.ts";
import type { Sent } from "../../../../components/notices/AlertActs.tsx";
import { redirect } from "../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

const SHARES = FIGURES.filter(({ unit }) => unit === "share").map(({ name }) => name as string);
const numbered = (form: FormData) => ({ id: Number(textOf(form, "id")) });

export async function saveAlert(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await putAlert(await actorOfPage(), alertFormInput(form, SHARES));
    redirect({ href: "/alerts", locale: await getLocale() });
    return undefined;
  });
}

export async function attemptAlert(_: Outcome<Sent>, form: FormData): Promise<Outcome<Sent>> {
  return outcomeOf(async () => tryAlert(await actorOfPage(), numbered(form)));
}

export async function takeOutAlert(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await removeAlert(await actorOfPage(), numbered(form));
    redirect({ href: "/alerts", locale: await getLocale() });
    return undefined;
  });
}

export async function takeInWebhook(_: Outcome<{ readonly secret: string }>, form: FormData): Promise<Outcome<{ readonly secret: string }>> {
  return outcomeOf(async () => {
    const { secret } = await addWebhook(await actorOfPage(), { name: textOf(form, "name"), address: textOf(form, "address") });
    refresh();
    return { secret };
  });
}

export async function takeOutWebhook(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await removeWebhook(await actorOfPage(), numbered(form));
    refresh();
    return undefined;
  });
}
