"use server";
import { getLocale, getTranslations } from "next-intl/server";
import { actorOfPage } from "#lib/access/session";
import { exportSection } from "#lib/dashboards/commands/export";
import { csvOf } from "#lib/dashboards/figure-csv";
import { addDays } from "#lib/measures/period";
import { sectionRows, type Say } from "../../../../../components/dashboards/worded.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

/** A file that was taken out: its name and its text. */
type TakenOut = { readonly name: string; readonly text: string };

export async function takeOut(_: Outcome<TakenOut>, form: FormData): Promise<Outcome<TakenOut>> {
  return outcomeOf(async () => {
    const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
    const [t, triage] = [await getTranslations("dashboards"), await getTranslations("triage")];
    const section = await exportSection(await actorOfPage(), { section: textOf(form, "section"), address: textOf(form, "address") ?? "", reason: textOf(form, "reason") ?? "", locale });
    const { from, to } = section.view.period;
    const last = addDays(to, -1);
    return { name: `${section.id}-${section.view.office ?? "all"}-${from}-${last}.csv`, text: csvOf(sectionRows(section, { t: t as Say, triage: triage as Say, locale })) };
  });
}
