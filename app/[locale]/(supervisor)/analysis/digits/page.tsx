import { Hash } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { DigitChart } from "#components/analysis/DigitChart";
import { DigitStatistics } from "#components/analysis/DigitStatistics";
import { DigitTable } from "#components/analysis/DigitTable";
import { ExportLink } from "#components/analysis/ExportLink";
import { PopulationForm } from "#components/analysis/PopulationForm";
import { RankedParties } from "#components/analysis/RankedParties";
import { Part } from "#components/consignment/Part";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { DIGIT_PARTIES, digitChoiceOf } from "#lib/dashboards/analysisChoice";
import { DIGIT_MEASURES, DIGIT_TESTS, digitAnalysis, LEAST_SAMPLE } from "#lib/dashboards/digits";
import { paramsOfPopulation, populationOf } from "#lib/dashboards/population";
import { digitCounts } from "#lib/dashboards/queries/digits";
import { populationChoices } from "#lib/dashboards/queries/population";
import { dateIn } from "#lib/measures/period";
import { paramsOfPage } from "../../../../../components/analysis/asked.ts";
import { addressOf } from "../../../../../components/producers/address.ts";

type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("analysis.rooms"))("digits") };
}

/** The digits of declared numbers against what chance makes of them, and who deviates most. */
export default async function DigitsScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "analysis.read")) return <NotPermitted />;
  const params = paramsOfPage(await searchParams);
  const [population, choice] = [populationOf(params, dateIn(new Date())), digitChoiceOf(params)];
  const { test, measure, by } = choice;
  const { parties, choices } = await reading(actor, "analysis.read", async (tx) => ({ parties: await digitCounts(tx, population, choice), choices: await populationChoices(tx, population) }));
  const { whole, ranked, untested } = digitAnalysis(test, parties);
  const [t, locale] = [await getTranslations("analysis.digits"), await getLocale()];
  const query = { ...paramsOfPopulation(population), ...choice };
  const linesOf = (changes: Readonly<Record<string, string>>) => addressOf("/analysis/lines", { ...query, ...changes });
  const digits = whole.digits.map((one) => ({ ...one, href: linesOf({ digit: String(one.digit) }) }));
  const verdict = whole.p === null ? "few" : whole.p <= 0.05 ? "differs" : "fits";
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note", { test })} actions={<ExportLink view="digits" query={query} />}>{t("title", { test, measure, numbers: whole.numbers, verdict })}</PageTitle>
      <PopulationForm path="/analysis/digits" population={population} choices={choices} days="from" place="origin" own={[
        { name: "test", label: t("test"), value: test, options: DIGIT_TESTS.map((id) => ({ id, label: t(`tests.${id}`) })) },
        { name: "measure", label: t("measure"), value: measure, options: DIGIT_MEASURES.map((id) => ({ id, label: t(`measures.${id}`) })) },
        { name: "by", label: t("by"), value: by, options: DIGIT_PARTIES.map((id) => ({ id, label: t(`parties.${id}`) })) },
      ]} />
      {whole.enough ? (
        <>
          <div className="grid grid-cols-1 gap-4 xl:grid-cols-[3fr_2fr]">
            <Part id="digits" title={t("chart")} note={t("chartNote")}>
              <DigitChart digits={digits.map(({ digit, share, expected, href }) => ({ digit, share, expected, href }))} />
              <DigitTable digits={digits} />
            </Part>
            <Part id="statistics" title={t("statistics")}><DigitStatistics result={whole} locale={locale} /></Part>
          </div>
          <Part id="parties" title={t("ranked")} note={t("rankedNote", { tested: ranked.length, untested, least: LEAST_SAMPLE[test] })}>
            <RankedParties ranked={ranked} by={by} least={LEAST_SAMPLE[test]} linesOf={linesOf} />
          </Part>
        </>
      ) : (
        <EmptyState title={t("tooFew", { numbers: whole.numbers, least: LEAST_SAMPLE[test] })} icon={<Hash aria-hidden />}>{t("tooFewNext", { measure, test })}</EmptyState>
      )}
    </div>
  );
}
