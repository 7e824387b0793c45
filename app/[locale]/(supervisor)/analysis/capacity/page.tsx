import { Gauge } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { CapacityAccounts } from "#components/analysis/CapacityAccounts";
import { CapacityGroups } from "#components/analysis/CapacityGroups";
import { ExportLink } from "#components/analysis/ExportLink";
import { PopulationForm } from "#components/analysis/PopulationForm";
import { UseChart } from "#components/analysis/UseChart";
import { Part } from "#components/consignment/Part";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { capacityChoiceOf, pageOf } from "#lib/dashboards/analysisChoice";
import { CAPACITY_GROUPINGS, fullestFirst, groupedUse, isOver } from "#lib/dashboards/capacityUse";
import { paramsOfPopulation, populationOf, USUAL_DAYS } from "#lib/dashboards/population";
import { capacityAccounts } from "#lib/dashboards/queries/capacityUse";
import { populationChoices } from "#lib/dashboards/queries/population";
import { dateIn } from "#lib/measures/period";
import { countryName } from "#lib/places/country";
import { paramsOfPage } from "../../../../../components/analysis/asked.ts";
import { addressOf } from "../../../../../components/producers/address.ts";

const PAGE = 50;
/** As many groups are drawn. */
const DRAWN = 15;
type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("analysis.rooms"))("capacity") };
}

/** How much of what is certified is charged, by producer, country and production period. */
export default async function CapacityScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "analysis.read")) return <NotPermitted />;
  const params = paramsOfPage(await searchParams);
  const [population, { by, over }] = [populationOf(params, dateIn(new Date()), USUAL_DAYS.production), capacityChoiceOf(params)];
  const { accounts, choices } = await reading(actor, "analysis.read", async (tx) => ({ accounts: await capacityAccounts(tx, population), choices: await populationChoices(tx, population) }));
  const [t, locale] = [await getTranslations("analysis.capacity"), await getLocale()];
  const query = { ...paramsOfPopulation(population), by, over: over ? "1" : undefined };
  const here = (changes: Readonly<Record<string, string | undefined>>) => addressOf("/analysis/capacity", { ...query, ...changes });
  const within = (key: string) => (by === "country" ? { origin: key } : { from: `${key}-01-01`, until: `${key}-12-31` });
  const nameOf = (key: string) => (by === "country" ? (countryName(key)?.[locale === "zh-CN" ? "zh" : "en"] ?? key) : key);
  const groups = groupedUse(accounts, by).map((group) => ({ ...group, name: by === "producer" ? group.name : nameOf(group.key) }));
  const after = params.get("after") ?? undefined;
  const page = pageOf(fullestFirst(accounts, over), ({ id }) => String(id), { limit: PAGE, after });
  const drawn = groups.slice(0, DRAWN).flatMap((group) => (group.share === null ? [] : [{ name: `${group.name} · ${t(`dimensions.${group.dimension}`)}`, share: group.share }]));
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")} actions={<ExportLink view="capacity" query={query} />}>{t("title", { over: accounts.filter(isOver).length, accounts: accounts.length })}</PageTitle>
      <PopulationForm
        path="/analysis/capacity"
        population={population}
        choices={choices}
        days="producedFrom"
        place="country"
        own={[{ name: "by", label: t("by"), value: by, options: CAPACITY_GROUPINGS.map((id) => ({ id, label: t(`groupings.${id}`) })) }]}
      />
      {accounts.length === 0 ? <EmptyState title={t("none")} icon={<Gauge aria-hidden />}>{t("noneNext")}</EmptyState> : (
        <>
          <Part id="groups" title={t("groups")} note={t("chartNote", { shown: drawn.length })}>
            <UseChart groups={drawn} />
            <CapacityGroups
              groups={groups}
              by={by}
              linkOf={(group) => (by === "producer" ? `/producers/${group.key}` : here({ ...within(group.key), by: "producer" }))}
              overOf={(group) => (by === "producer" ? `/producers/${group.key}` : `${here({ ...within(group.key), over: "1" })}#accounts`)}
            />
          </Part>
          <Part id="accounts" title={over ? t("listOver") : t("list")} aside={<LinkButton href={here({ over: over ? undefined : "1" })} look="plain">{over ? t("every") : t("onlyOver")}</LinkButton>}>
            <CapacityAccounts accounts={page.items} />
            <div className="mt-3"><PageLinks first={after === undefined ? undefined : here({})} next={page.next === null ? undefined : here({ after: page.next })} /></div>
          </Part>
        </>
      )}
    </div>
  );
}
