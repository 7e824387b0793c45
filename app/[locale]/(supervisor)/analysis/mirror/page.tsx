import { FlipHorizontal2 } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { ExportLink } from "#components/analysis/ExportLink";
import { MirrorTable } from "#components/analysis/MirrorTable";
import { PopulationForm } from "#components/analysis/PopulationForm";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { mirrorChoiceOf, pageOf } from "#lib/dashboards/analysisChoice";
import { MIRROR_ROWS, MIRROR_SOURCES, mirrorKey, shownRows, spanOf, type MirrorRow } from "#lib/dashboards/mirror";
import { paramsOfPopulation, populationOf } from "#lib/dashboards/population";
import { mirrorOf, namesOf } from "#lib/dashboards/queries/mirror";
import { populationChoices } from "#lib/dashboards/queries/population";
import { dateIn } from "#lib/measures/period";
import { paramsOfPage } from "../../../../../components/analysis/asked.ts";
import { addressOf } from "../../../../../components/producers/address.ts";

const PAGE = 50;
type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("analysis.rooms"))("mirror") };
}

/** What feeds say was shipped here against what was declared, by producer, goods and month. */
export default async function MirrorScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "analysis.read")) return <NotPermitted />;
  const params = paramsOfPage(await searchParams);
  const [population, choice, after] = [populationOf(params, dateIn(new Date())), mirrorChoiceOf(params), params.get("after") ?? undefined];
  const { page, told, names, choices, unknownProducer, unknownDestination } = await reading(actor, "analysis.read", async (tx) => {
    const mirror = await mirrorOf(tx, population, choice.source);
    const shown = pageOf(shownRows(mirror.rows, choice.rows), mirrorKey, { limit: PAGE, after });
    return { ...mirror, page: shown, told: shownRows(mirror.rows, "differing").length, names: await namesOf(tx, shown.items), choices: await populationChoices(tx, population) };
  });
  const [t, locale] = [await getTranslations("analysis.mirror"), await getLocale()];
  const query = { ...paramsOfPopulation(population), ...choice };
  const linesOf = ({ siteId, goods, month }: MirrorRow) => {
    const within = spanOf(month, population);
    return addressOf("/analysis/lines", { ...paramsOfPopulation(population), ...within, producer: String(siteId), goods });
  };
  const left = [...(unknownProducer > 0 ? [t("unknownProducer", { count: unknownProducer })] : []), ...(unknownDestination > 0 ? [t("unknownDestination", { count: unknownDestination })] : [])];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")} actions={<ExportLink view="mirror" query={query} />}>{t("title", { differing: told })}</PageTitle>
      <PopulationForm path="/analysis/mirror" population={population} choices={choices} days="shippedFrom" place="country" own={[
        { name: "source", label: t("source"), value: choice.source, options: MIRROR_SOURCES.map((id) => ({ id, label: t(`sources.${id}`) })) },
        { name: "rows", label: t("rows"), value: choice.rows, options: MIRROR_ROWS.map((id) => ({ id, label: t(`rowsOf.${id}`) })) },
      ]} />
      {left.length === 0 ? null : <p className="text-table text-ink-soft">{left.join(" ")}</p>}
      {page.items.length === 0 ? <EmptyState title={t("none")} icon={<FlipHorizontal2 aria-hidden />}>{t("noneNext", { source: choice.source })}</EmptyState> : <MirrorTable rows={page.items} names={names} locale={locale} linesOf={linesOf} />}
      <PageLinks first={after === undefined ? undefined : addressOf("/analysis/mirror", query)} next={page.next === null ? undefined : addressOf("/analysis/mirror", { ...query, after: page.next })} />
    </div>
  );
}
