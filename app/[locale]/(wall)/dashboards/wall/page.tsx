import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Panel } from "#components/dashboards/Panel";
import { Tiles } from "#components/dashboards/Tiles";
import { WallFoot } from "#components/dashboards/WallFoot";
import { may } from "#lib/access/actor";
import { actorOfPage, signedInOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { figureViewOf } from "#lib/dashboards/figure-view";
import { overviewOf, sessionEnd } from "#lib/dashboards/queries/overview";
import { officesToChoose } from "#lib/dashboards/queries/section";
import { grainOf } from "#lib/dashboards/section-table";
import { dateIn } from "#lib/measures/period";
import { spanText, tableShown, type Say } from "../../../../../components/dashboards/worded.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dashboards"))("wall.title") };
}

/** The state of the house for a wall: large, drawn anew by itself, until the session of whoever hung it up ends. */
export default async function WallPage({ searchParams }: { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await actorOfPage();
  if (!may(actor, "figure.read")) return <main className="p-8"><NotPermitted /></main>;
  const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
  const [t, triage, now, signedIn] = [await getTranslations("dashboards"), await getTranslations("triage"), new Date(), await signedInOfPage()];
  const given = Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []));
  const view = figureViewOf(new URLSearchParams([["days", "7"], ...given].toReversed()), dateIn(now));
  const [overview, offices, ends] = await reading(actor, "figure.read", (tx) => Promise.all([overviewOf(tx, view, now), officesToChoose(tx, locale), signedIn === undefined ? null : sessionEnd(tx, signedIn.session)]));
  const wording = { t: t as Say, triage: triage as Say, locale };
  const value = (name: string) => overview.now.find((tile) => tile.name === name)?.value ?? 0;
  const name = locale === "zh-CN" ? (signedIn?.nameZh ?? actor.name) : actor.name;
  return (
    <main data-wall className="flex min-h-dvh flex-col gap-5 p-6">
      <header>
        <h1 className="text-[clamp(1.75rem,3.5vw,4rem)] leading-tight font-semibold text-balance">{t("title.overview", { triage: value("to-triage"), past: value("past-due") })}</h1>
        <p className="text-xl text-ink-soft">{spanText({ view }, new Map(offices.map(({ code, name: office }) => [code, office])), wording)}</p>
      </header>
      <Tiles large label={t("sections.now")} tiles={overview.now} wording={wording} />
      <Tiles large label={t("sections.period")} tiles={overview.days.slice(0, 5)} wording={wording} />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {overview.tables.map((table) => <Panel key={table.id} drawingAlone table={tableShown(table, grainOf(view) === "month", wording)} byDay lie="column" styleUrl={null} />)}
      </div>
      <WallFoot asOf={overview.standing.asOf?.toISOString() ?? null} now={now.toISOString()} waiting={overview.standing.waiting} person={name} ends={ends?.toISOString() ?? null} />
    </main>
  );
}
