"use server";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { cancelBacktest, startBacktest } from "#lib/risk/commands/backtests";
import { RULES } from "#lib/risk/rules/registry";
import { valuesIn } from "../../../../../components/rules/threshold-form.ts";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

/** One side of the form: the rule with its fields under `at`, or the profile or model chosen there. */
function variationIn(form: FormData, at: "first" | "second"): unknown {
  const kind = textOf(form, "kind") ?? "rule";
  if (kind !== "rule") return { kind, id: Number(textOf(form, `${at}/id`)) };
  const rule = textOf(form, "rule");
  return { kind, rule, mode: textOf(form, `${at}/mode`), values: valuesIn(form, RULES.find(({ id }) => id === rule)?.thresholds ?? {}, `${at}/values`) };
}

export async function start(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const second = textOf(form, "compares") === undefined ? null : variationIn(form, "second");
    const { id } = await startBacktest(await actorOfPage(), { first: variationIn(form, "first"), second, from: textOf(form, "from"), to: textOf(form, "to") });
    redirect({ href: `/rules/backtests/${id}`, locale: await getLocale() });
    return undefined;
  });
}

export async function cancel(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await cancelBacktest(await actorOfPage(), { id: Number(textOf(form, "id")) });
    refresh();
    return undefined;
  });
}
