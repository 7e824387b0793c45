import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { DashboardFrame } from "#components/dashboards/DashboardFrame";
import { Panel } from "#components/dashboards/Panel";
import { Tiles } from "#components/dashboards/Tiles";
import { EmptyState } from "#components/ui/EmptyState";
import { LinkButton } from "#components/ui/Button";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { overviewOf } from "#lib/dashboards/queries/overview";
import { officesToChoose } from "#lib/dashboards/queries/section";
import { figureViewOf, paramsOfView } from "#lib/dashboards/figure-view";
import { grainOf } from "#lib/dashboards/section-table";
import { dateIn } from "#lib/measures/period";
import { tableShown, type Say } from "../../../../components/dashboards/worded.ts";
import { paramsFrom, type SearchParams } from "./asked.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.dashboards") };
}

/** How the house stands now, and what the last days came to. */
export default async function DashboardsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const actor = await actorOfPage();
  if (!may(actor, "figure.read")) return <NotPermitted />;
  const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
  const [t, triage, params, now] = [await getTranslations("dashboards"), await getTranslations("triage"), await paramsFrom(searchParams), new Date()];
  const view = figureViewOf(params, dateIn(now));
  const [overview, offices] = await reading(actor, "figure.read", (tx) => Promise.all([overviewOf(tx, view, now), officesToChoose(tx, locale)]));
  const wording = { t: t as Say, triage: triage as Say, locale };
  const value = (name: string) => overview.now.find((tile) => tile.name === name)?.value ?? 0;
  const query = paramsOfView(view).toString();
  return (
    <DashboardFrame
      title={overview.standing.asOf === null ? t("empty") : t("title.overview", { triage: value("to-triage"), past: value("past-due") })}
      view={view}
      standing={overview.standing}
      offices={offices}
      now={now}
      wording={wording}
      actions={<LinkButton href={`/dashboards/wall${query === "" ? "" : `?${query}`}`}>{t("wall.open")}</LinkButton>}
    >
      {overview.standing.asOf === null ? <EmptyState title={t("emptyNext")}>{t("emptyNote")}</EmptyState> : (
        <>
          <Tiles label={t("sections.now")} tiles={overview.now} wording={wording} />
          <Tiles label={t("sections.period")} tiles={overview.days} wording={wording} />
          <div className="mt-4 grid items-start gap-4 lg:grid-cols-2">
            {overview.tables.map((table) => <Panel key={table.id} table={tableShown(table, grainOf(view) === "month", wording)} byDay lie="column" styleUrl={null} />)}
          </div>
        </>
      )}
    </DashboardFrame>
  );
}
