"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { confirmSetting, declineSetting, proposeSetting, withdrawSetting } from "#lib/risk/commands/settings";
import { RULES } from "#lib/risk/rules/registry";
import { valuesIn } from "../../../../../components/rules/threshold-form.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}

export async function propose(_: Outcome, form: FormData): Promise<Outcome> {
  const rule = textOf(form, "rule");
  const thresholds = RULES.find(({ id }) => id === rule)?.thresholds ?? {};
  return changing(async () => proposeSetting(await actorOfPage(), { rule, mode: textOf(form, "mode"), values: valuesIn(form, thresholds, "values"), reason: textOf(form, "reason") ?? "" }));
}

export async function confirm(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => confirmSetting(await actorOfPage(), { id: Number(textOf(form, "id")) }));
}

export async function decline(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => declineSetting(await actorOfPage(), { id: Number(textOf(form, "id")), note: textOf(form, "note") ?? "" }));
}

export async function withdraw(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => withdrawSetting(await actorOfPage(), { id: Number(textOf(form, "id")) }));
}
