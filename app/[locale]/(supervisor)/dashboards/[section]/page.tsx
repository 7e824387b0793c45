import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { DashboardFrame } from "#components/dashboards/DashboardFrame";
import { ExportDialog } from "#components/dashboards/ExportDialog";
import { liesOf, Panel } from "#components/dashboards/Panel";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { ALLOWED } from "#lib/dashboards/figure-mark";
import { figureViewOf, paramsOfView } from "#lib/dashboards/figure-view";
import { officesToChoose, sectionOf } from "#lib/dashboards/queries/section";
import { SECTIONS, type SectionTable } from "#lib/dashboards/section";
import { grainOf } from "#lib/dashboards/section-table";
import { dateIn } from "#lib/measures/period";
import { tableShown, type Say } from "../../../../../components/dashboards/worded.ts";
import { paramsFrom, type SearchParams } from "../asked.ts";
import { takeOut } from "./actions.ts";

type Given = { readonly params: Promise<{ readonly section: string }>; readonly searchParams: SearchParams };

export async function generateMetadata({ params }: Given): Promise<Metadata> {
  const { section } = await params;
  return { title: (await getTranslations("dashboards.rooms"))(SECTIONS.find((one) => one === section) ?? "label") };
}

/** What each table needs said beside it. */
const NOTES: Readonly<Partial<Record<string, "known" | "stays" | "turns" | "offices" | "overrides" | "bodies" | "map">>> = {
  rules: "known",
  reasons: "known",
  stays: "stays",
  turns: "turns",
  offices: "offices",
  overrides: "overrides",
  bodies: "bodies",
  countries: "map",
};

/** One part of the dashboards: its tables, drawn where a drawing says more. */
export default async function SectionPage({ params, searchParams }: Given) {
  const actor = await actorOfPage();
  const { section: asked } = await params;
  const id = SECTIONS.find((one) => one === asked);
  if (id === undefined) notFound();
  if (!may(actor, "figure.read")) return <NotPermitted />;
  const locale = (await getLocale()) === "en" ? "en" : "zh-CN";
  const [t, triage, now] = [await getTranslations("dashboards"), await getTranslations("triage"), new Date()];
  const view = figureViewOf(await paramsFrom(searchParams), dateIn(now));
  const [section, offices] = await reading(actor, "figure.read", (tx) => Promise.all([sectionOf(tx, id, { view, locale, now }), officesToChoose(tx, locale)]));
  const wording = { t: t as Say, triage: triage as Say, locale };
  const note = ({ id: table }: SectionTable) => {
    const key = NOTES[table];
    return key === undefined ? undefined : t(`note.${key}`, ALLOWED);
  };
  const shown = section.tables.map((table) => tableShown(table, grainOf(view) === "month", wording));
  const lies = liesOf(shown);
  return (
    <DashboardFrame
      title={wording.t(`title.${id}`, section.facts)}
      view={view}
      standing={section.standing}
      offices={offices}
      now={now}
      wording={wording}
      actions={may(actor, "figure.export") ? <ExportDialog section={id} address={paramsOfView(view).toString()} takeOut={takeOut} /> : null}
    >
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        {section.tables.map((table, at) => {
          const words = shown[at];
          return words === undefined ? null : <Panel key={table.id} table={words} byDay={table.by === "day"} lie={lies[at] ?? "wide"} note={note(table)} styleUrl={process.env["MAP_STYLE_URL"] ?? null} />;
        })}
      </div>
    </DashboardFrame>
  );
}
