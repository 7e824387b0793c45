"use server";
import { getLocale } from "next-intl/server";
import { actorOfPage } from "#lib/access/session";
import { openCase } from "#lib/cases/commands/open";
import { atField, numbersOf } from "../../../../../components/cases/numbers.ts";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function openNew(_: Outcome, form: FormData): Promise<Outcome> {
  const outcome = await outcomeOf(async () => {
    const { number } = await openCase(await actorOfPage(), { title: textOf(form, "title") ?? "", allegation: textOf(form, "allegation") ?? "", consignments: numbersOf(textOf(form, "consignments")) });
    redirect({ href: `/cases/${encodeURIComponent(number)}`, locale: await getLocale() });
    return undefined;
  });
  return atField("consignments", outcome);
}
